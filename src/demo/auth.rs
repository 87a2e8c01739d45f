//! Who may knock: every request must carry a well-formed Signature Version 4 header
//! scoped to the service and region that it asks. Any access key and any signature
//! of the right shape will do; nothing here knows a caller's permissions.

use axum::http::{HeaderMap, StatusCode, header};

use jiff::{SignedDuration, Timestamp};

use super::link::{basic, read_basic};
use super::refusal::Refusal;
use super::route::Service;

/// Checks a request's signature header for a service of a region.
pub(crate) fn check(headers: &HeaderMap, service: Service, region: &str) -> Result<(), Refusal> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Err(missing(service));
    };
    let text = value.to_str().unwrap_or_default();
    let claims = Claims::read(text).map_err(|message| incomplete(service, message))?;
    let date = headers
        .get("x-amz-date")
        .and_then(|value| value.to_str().ok())
        .filter(|date| is_basic_date_time(date))
        .ok_or_else(|| {
            incomplete(
                service,
                format!("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization={text}"),
            )
        })?;
    claims.check(date, service, region)
}

/// Refuses a signature that was made more than five minutes before or after `now`: by then
/// somebody else may be sending it.
pub(crate) fn fresh(headers: &HeaderMap, service: Service, now: Timestamp) -> Result<(), Refusal> {
    let Some(made) = signed_at(headers) else {
        return Ok(());
    };
    let age = now.duration_since(made);
    let edge = |by: SignedDuration| basic(now.saturating_add(by).unwrap_or(now));
    let (date, server) = (basic(made), basic(now));
    match () {
        () if age > SKEW => Err(invalid(
            service,
            format!(
                "Signature expired: {date} is now earlier than {} ({server} - 5 min.)",
                edge(-SKEW)
            ),
        )),
        () if age < -SKEW => Err(invalid(
            service,
            format!(
                "Signature not yet current: {date} is still later than {} ({server} + 5 min.)",
                edge(SKEW)
            ),
        )),
        () => Ok(()),
    }
}

/// When the client says that it signed.
pub(crate) fn signed_at(headers: &HeaderMap) -> Option<Timestamp> {
    let date = headers.get("x-amz-date")?.to_str().ok()?;
    read_basic(date)
}

/// How far a signature's time and the server's may be apart.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// What an Authorization header says of itself.
struct Claims<'a> {
    day: &'a str,
    region: &'a str,
    service: &'a str,
    terminal: &'a str,
    signed_headers: &'a str,
}

impl<'a> Claims<'a> {
    fn read(text: &'a str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix("AWS4-HMAC-SHA256") else {
            return Err(format!(
                "Unsupported AWS 'algorithm': '{}'.",
                text.split(' ').next().unwrap_or_default()
            ));
        };
        let find = |name: &str| {
            rest.split(',')
                .filter_map(|part| part.trim().split_once('='))
                .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
                .ok_or_else(|| {
                    format!(
                        "Authorization header requires '{name}' parameter. Authorization={text}"
                    )
                })
        };
        let credential = find("Credential")?;
        let signature = find("Signature")?;
        let signed_headers = find("SignedHeaders")?;
        let scope: Vec<&str> = credential.split('/').collect();
        let [key, day, region, service, terminal] = scope.as_slice() else {
            return Err(format!(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
            ));
        };
        if key.is_empty()
            || signature.len() != 64
            || !signature.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            return Err(format!(
                "Authorization header is not well-formed. Authorization={text}"
            ));
        }
        Ok(Self {
            day,
            region,
            service,
            terminal,
            signed_headers,
        })
    }

    fn check(&self, date: &str, service: Service, region: &str) -> Result<(), Refusal> {
        let wrong = |message: String| Err(invalid(service, message));
        if self.terminal != "aws4_request" {
            return wrong(
                "Credential should be scoped with a valid terminator: 'aws4_request'.".to_owned(),
            );
        }
        if date.get(..8) != Some(self.day) {
            return wrong(format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{}' != '{date}'.",
                self.day
            ));
        }
        if self.region != region {
            return wrong(format!(
                "Credential should be scoped to a valid region, not '{}'.",
                self.region
            ));
        }
        if self.service != service.signing_name() {
            return wrong(format!(
                "Credential should be scoped to correct service: '{}'.",
                service.signing_name()
            ));
        }
        if !self
            .signed_headers
            .split(';')
            .any(|name| name.eq_ignore_ascii_case("host"))
        {
            return wrong(
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
                    .to_owned(),
            );
        }
        Ok(())
    }
}

/// Whether `text` has the shape of `20260501T024128Z`.
pub(crate) fn is_basic_date_time(text: &str) -> bool {
    text.len() == 16
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
}

fn missing(service: Service) -> Refusal {
    let code = match service {
        Service::Sts => "MissingAuthenticationToken",
        _ => "MissingAuthenticationTokenException",
    };
    Refusal::new(StatusCode::FORBIDDEN, code, "Missing Authentication Token")
}

fn incomplete(service: Service, message: String) -> Refusal {
    let code = match service {
        Service::Sts => "IncompleteSignature",
        _ => "IncompleteSignatureException",
    };
    Refusal::new(StatusCode::BAD_REQUEST, code, message)
}

fn invalid(service: Service, message: String) -> Refusal {
    let code = match service {
        Service::Sts => "SignatureDoesNotMatch",
        _ => "InvalidSignatureException",
    };
    Refusal::new(StatusCode::FORBIDDEN, code, message)
}
