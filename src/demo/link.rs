//! Links to content: made and checked as S3 does it, with Signature Version 4 in the
//! query. Expiry is judged when a request starts. What a good link gets is `bucket`'s business.

use axum::http::{StatusCode, header};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::auth::is_basic_date_time;
use super::files::iso;
use super::refusal::Refusal;
use super::route::BUCKET;
use super::service::Call;
use super::sign::{Key, hex, sha256};

/// What AWS leaves unescaped in canonical queries.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
const PATH: &AsciiSet = &UNRESERVED.remove(b'/');

/// Connect's model: a link has at most this many characters.
const LONGEST: usize = 2000;

/// S3's longest life of a link, in seconds.
const WEEK: i64 = 604_800;

/// Makes and checks links; their key belongs to this server only.
#[derive(Debug)]
pub(crate) struct Links {
    key: Key,
    key_id: String,
    region: String,
    endpoint: String,
}

/// The link that is wanted.
pub(crate) struct Wanted<'a> {
    pub(crate) key: &'a str,
    /// The name that a browser is told to save it under.
    pub(crate) name: &'a str,
    pub(crate) inline: bool,
    /// Seconds from `now`.
    pub(crate) expiry: i64,
    pub(crate) now: Timestamp,
    /// What makes it another link than all others, as the service's own session does.
    pub(crate) session: &'a str,
}

impl Links {
    pub(crate) fn new(endpoint: String, region: String, key: Key) -> Self {
        Self {
            key,
            key_id: "ASIAATTACHEDEMOLINKS".to_owned(),
            region,
            endpoint,
        }
    }

    /// A signed link; without a name in it when that would make it too long.
    pub(crate) fn make(&self, wanted: &Wanted<'_>) -> String {
        let kind = if wanted.inline {
            "inline"
        } else {
            "attachment"
        };
        let name = utf8_percent_encode(wanted.name, UNRESERVED);
        let named = self.sign(wanted, &format!("{kind}; filename*=UTF-8''{name}"));
        if named.len() <= LONGEST {
            return named;
        }
        self.sign(wanted, kind)
    }

    fn sign(&self, wanted: &Wanted<'_>, disposition: &str) -> String {
        let date = basic(wanted.now);
        let day = date.get(..8).unwrap_or_default();
        let mut query = vec![
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".to_owned()),
            (
                "X-Amz-Credential",
                format!("{}/{day}/{}/s3/aws4_request", self.key_id, self.region),
            ),
            ("X-Amz-Date", date.clone()),
            ("X-Amz-Expires", wanted.expiry.to_string()),
            ("X-Amz-Security-Token", wanted.session.to_owned()),
            ("X-Amz-SignedHeaders", "host".to_owned()),
            ("response-content-disposition", disposition.to_owned()),
        ];
        let pairs = query.iter().map(|(name, value)| (*name, value.as_str()));
        let path = format!("/{BUCKET}/{}", utf8_percent_encode(wanted.key, PATH));
        let host = self.endpoint.trim_start_matches("http://");
        let text = to_sign(&canonical("GET", &path, pairs, host), &date, &self.region);
        let key = self.key.scoped(day, &self.region, "s3");
        query.push(("X-Amz-Signature", hex(&key.mac(text.as_bytes()))));
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect();
        format!("{}{path}?{}", self.endpoint, query.join("&"))
    }

    /// Refuses a request that no fresh and untouched link of this server made.
    pub(crate) fn check(&self, call: &Call) -> Result<(), Refusal> {
        let claims = Claims::read(call)?;
        refuse_extra_headers(call)?;
        let expires = claims
            .made
            .saturating_add(SignedDuration::from_secs(claims.expiry))
            .unwrap_or(claims.made);
        if call.now >= expires {
            return Err(denied("Request has expired")
                .with("X-Amz-Expires", claims.expiry.to_string())
                .with("Expires", iso(expires))
                .with("ServerTime", iso(call.now)));
        }
        let host = call
            .headers()
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default();
        let pairs = call
            .query
            .iter()
            .filter(|(name, _)| name != "X-Amz-Signature")
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let path = format!("/{BUCKET}/{}", utf8_percent_encode(call.word(0), PATH));
        let canonical = canonical(call.head.method.as_str(), &path, pairs, host);
        let text = to_sign(&canonical, claims.date, &self.region);
        let day = claims.date.get(..8).unwrap_or_default();
        let scope = format!("{}/{day}/{}/s3/aws4_request", self.key_id, self.region);
        let key = self.key.scoped(day, &self.region, "s3");
        if claims.credential != scope || !key.matches(text.as_bytes(), claims.signature) {
            return Err(Refusal::new(
                StatusCode::FORBIDDEN,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. \
                 Check your key and signing method.",
            )
            .with("AWSAccessKeyId", &self.key_id)
            .with("StringToSign", text)
            .with("SignatureProvided", claims.signature)
            .with("CanonicalRequest", canonical));
        }
        Ok(())
    }
}

/// What a link's query says of itself.
struct Claims<'a> {
    credential: &'a str,
    date: &'a str,
    made: Timestamp,
    expiry: i64,
    signature: &'a str,
}

impl<'a> Claims<'a> {
    fn read(call: &'a Call) -> Result<Self, Refusal> {
        let signed = call.query("X-Amz-Algorithm").is_some();
        if call.headers().contains_key(header::AUTHORIZATION) {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "InvalidArgument",
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string \
                 parameter or the Authorization header should be specified",
            )
            .with("ArgumentName", "Authorization"));
        }
        if !signed && call.query("X-Amz-Signature").is_none() {
            return Err(denied("Access Denied"));
        }
        let broken = |message: &str| {
            Refusal::new(
                StatusCode::BAD_REQUEST,
                "AuthorizationQueryParametersError",
                message,
            )
        };
        let find = |name: &str| {
            call.query(name).ok_or_else(|| {
                broken(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, \
                     X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
                )
            })
        };
        // The signature alone is left out of what it signs, so a second one could be added.
        if call.queries("X-Amz-Signature").count() > 1 {
            return Err(broken("X-Amz-Signature may be given only once"));
        }
        if find("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256" {
            return Err(broken("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\""));
        }
        let (credential, signature, date) = (
            find("X-Amz-Credential")?,
            find("X-Amz-Signature")?,
            find("X-Amz-Date")?,
        );
        if find("X-Amz-SignedHeaders")? != "host" {
            return Err(broken("X-Amz-SignedHeaders must be \"host\""));
        }
        let expiry = find("X-Amz-Expires")?
            .parse()
            .map_err(|_| broken("X-Amz-Expires should be a number"))?;
        if !(0..=WEEK).contains(&expiry) {
            return Err(broken(
                "X-Amz-Expires must be less than a week (in seconds)",
            ));
        }
        let made = read_basic(date).ok_or_else(|| {
            broken("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
        })?;
        Ok(Self {
            credential,
            date,
            made,
            expiry,
            signature,
        })
    }
}

/// A link signs only the host: S3 takes no other `x-amz-` header with it.
fn refuse_extra_headers(call: &Call) -> Result<(), Refusal> {
    let extra = call
        .headers()
        .keys()
        .find(|name| name.as_str().starts_with("x-amz-"));
    extra.map_or(Ok(()), |name| {
        Err(
            denied("There were headers present in the request which were not signed")
                .with("HeadersNotSigned", name.as_str()),
        )
    })
}

fn denied(message: &str) -> Refusal {
    Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", message)
}

fn pair(name: &str, value: &str) -> String {
    format!(
        "{}={}",
        utf8_percent_encode(name, UNRESERVED),
        utf8_percent_encode(value, UNRESERVED)
    )
}

fn canonical<'a>(
    method: &str,
    path: &str,
    query: impl Iterator<Item = (&'a str, &'a str)>,
    host: &str,
) -> String {
    let mut pairs: Vec<String> = query.map(|(name, value)| pair(name, value)).collect();
    pairs.sort();
    let query = pairs.join("&");
    format!("{method}\n{path}\n{query}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD")
}

fn to_sign(canonical: &str, date: &str, region: &str) -> String {
    let day = date.get(..8).unwrap_or_default();
    let hash = sha256(canonical.as_bytes());
    format!("AWS4-HMAC-SHA256\n{date}\n{day}/{region}/s3/aws4_request\n{hash}")
}

/// A time as signatures write it: `20260501T024128Z`.
pub(super) fn basic(time: Timestamp) -> String {
    Offset::UTC
        .to_datetime(time)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string()
}

/// A time as HTTP's headers write it.
pub(super) fn http_date(time: Timestamp) -> String {
    let time = Offset::UTC.to_datetime(time);
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

pub(super) fn read_basic(text: &str) -> Option<Timestamp> {
    let time = is_basic_date_time(text)
        .then(|| jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", text).ok())
        .flatten()?;
    Offset::UTC.to_timestamp(time).ok()
}
