//! Asks for a link's content: checks every address on the way, follows redirects by
//! hand, and turns any answer that is not the file into a failure.

use tokio::time::timeout;
use url::{Host, Url};

use super::Refusal;
use super::save::WHAT;
use super::trouble::Trouble;
use super::writer::Content;
use crate::domain::{Failure, FailureKind, SignedLink};
use crate::net::{
    Answer, Detour, NetError, NetErrorKind, Timings, Transport, may_fetch, redirected,
};

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// Bytes of a refusal that are read; S3's have a few hundred.
const LONGEST_REFUSAL: usize = 16 * 1024;

const CHECK: &str = "Check the network and the proxy settings, then try again.";

/// No credentials and no `x-amz-` header: the link is signed for itself alone. The bytes
/// must be the file's own, not a compressed form of them.
const HEADERS: [(&str, &str); 3] = [
    ("accept", "*/*"),
    ("accept-encoding", "identity"),
    ("user-agent", concat!("attache/", env!("CARGO_PKG_VERSION"))),
];

/// The answer that holds the file's content, its body still to be read, and the host that
/// gave it. With `rest` only what comes after so many bytes of that content is asked for;
/// whether that is what came is for the caller to see.
pub(super) async fn fetch(
    transport: &Transport,
    link: &SignedLink,
    rest: Option<(u64, &Content)>,
    timings: &Timings,
) -> Result<(Answer, String), Trouble> {
    let range = rest.map(|(from, _)| format!("bytes={from}-"));
    let mut headers = HEADERS.to_vec();
    if let (Some(range), Some((_, content))) = (&range, rest) {
        headers.push(("range", range));
        headers.push(("if-range", &content.etag));
    }
    ask(transport, link, &headers, rest.is_some(), timings).await
}

/// The answer to a request for as much as these bytes, a `Range`, say.
pub(super) async fn fetch_part(
    transport: &Transport,
    link: &SignedLink,
    range: &str,
    timings: &Timings,
) -> Result<(Answer, String), Trouble> {
    let mut headers = HEADERS.to_vec();
    headers.push(("range", range));
    ask(transport, link, &headers, true, timings).await
}

async fn ask(
    transport: &Transport,
    link: &SignedLink,
    headers: &[(&'static str, &str)],
    is_part: bool,
    timings: &Timings,
) -> Result<(Answer, String), Trouble> {
    let mut url = link.reveal().clone();
    if !may_fetch(&url) {
        let plain = detour("the service gave a link", Detour::Plain);
        return Err(Trouble::Final(plain));
    }
    for _ in 0..=MOST_REDIRECTS {
        let host = host(&url);
        let asked = transport.get(&url, headers).await;
        let mut answer = asked.map_err(|error| unanswered(&error, &host, timings))?;
        match answer.status() {
            200 => return Ok((answer, host)),
            206 if is_part => return Ok((answer, host)),
            301 | 302 | 303 | 307 | 308 => {
                let location = answer.header("location").unwrap_or_default();
                url = redirected(&url, location)
                    .map_err(|why| Trouble::Final(detour(&format!("{host} redirected"), why)))?;
            }
            407 => return Err(Trouble::Later(proxy_login())),
            status => {
                let body = refusal_body(&mut answer, timings).await;
                return Err(Refusal::read(status, &body).trouble(&host));
            }
        }
    }
    Err(Trouble::Final(service("there are too many redirects")))
}

/// What can be read of a refusal in the time of one answer, since one that trickles could
/// go on for hours. When it breaks off, the start has to do.
async fn refusal_body(answer: &mut Answer, timings: &Timings) -> Vec<u8> {
    let mut body = Vec::new();
    let reading = async {
        while body.len() < LONGEST_REFUSAL
            && matches!(answer.read_into(&mut body, timings.stall).await, Ok(1..))
        {}
    };
    let _ = timeout(timings.answer, reading).await;
    body.truncate(LONGEST_REFUSAL);
    body
}

/// The host's name and its port when it is an odd one; never more of an address.
fn host(url: &Url) -> String {
    let name = match url.host() {
        Some(Host::Domain(name)) => name.to_owned(),
        Some(Host::Ipv4(address)) => address.to_string(),
        Some(Host::Ipv6(address)) => format!("[{address}]"),
        None => String::new(),
    };
    url.port()
        .map_or(name.clone(), |port| format!("{name}:{port}"))
}

fn unanswered(error: &NetError, host: &str, timings: &Timings) -> Trouble {
    let detail = &error.detail;
    let (again, why) = match error.kind {
        NetErrorKind::TooSlow => {
            let seconds = timings.answer.max(timings.connect).as_secs();
            let why = format!("{host} gave no answer within {seconds} s");
            return Trouble::Silent(Failure::new(FailureKind::Network, WHAT, why).hint(CHECK));
        }
        NetErrorKind::Unreachable if detail.is_empty() => {
            ("no connection", format!("{host} could not be reached"))
        }
        NetErrorKind::Unreachable => (
            "no connection",
            format!("{host} could not be reached ({detail})"),
        ),
        NetErrorKind::Broken => (
            "connection broken",
            format!("the connection to {host} broke ({detail})"),
        ),
        NetErrorKind::Unusable => {
            return Trouble::Final(service("the service gave a link that cannot be used"));
        }
        NetErrorKind::Untrusting => {
            let failure = Failure::new(FailureKind::Usage, WHAT, detail.as_str());
            return Trouble::Later(
                failure.hint("Unset the variable, or let it name a file of PEM certificates."),
            );
        }
    };
    let failure = Failure::new(FailureKind::Network, WHAT, why);
    if detail.contains("certificate") {
        return Trouble::Later(failure.hint(
            "A proxy that inspects TLS? Let AWS_CA_BUNDLE name a file with its certificate.",
        ));
    }
    let failure = failure.hint(CHECK);
    Trouble::Again(again.to_owned(), failure)
}

/// What is to be done about a body that stopped after `received` bytes.
pub(super) fn interrupted(
    error: &NetError,
    host: &str,
    received: &str,
    timings: &Timings,
) -> Trouble {
    let (again, why) = match error.kind {
        NetErrorKind::TooSlow => (
            "stalled",
            format!(
                "{host} sent nothing for {} s, after {received}",
                timings.stall.as_secs()
            ),
        ),
        _ => (
            "connection broken",
            format!("the connection to {host} broke after {received}"),
        ),
    };
    let failure = Failure::new(FailureKind::Network, WHAT, why).hint("Try again.");
    Trouble::Again(again.to_owned(), failure)
}

fn detour(subject: &str, why: Detour) -> Failure {
    service(&format!("{subject}, and {why}"))
        .hint("Nothing was sent there. Something between here and AWS may be changing answers.")
}

fn proxy_login() -> Failure {
    Failure::new(FailureKind::Network, WHAT, "the proxy asks for a login")
        .hint("Put user and password into HTTPS_PROXY.")
}

fn service(why: &str) -> Failure {
    Failure::new(FailureKind::Service, WHAT, why)
}
