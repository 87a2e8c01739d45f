//! Asks for a link's content: checks every address on the way, follows redirects by
//! hand, and turns any answer that is not the file into a failure.

use tokio::time::timeout;
use url::{Host, Url};

use super::Refusal;
use super::save::WHAT;
use crate::domain::{Failure, FailureKind, SignedLink};
use crate::net::{
    Answer, Detour, NetError, NetErrorKind, Timings, Transport, may_fetch, redirected,
};

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// Bytes of a refusal that are read; S3's have a few hundred.
const LONGEST_REFUSAL: usize = 16 * 1024;

/// No credentials and no `x-amz-` header: the link is signed for itself alone. The bytes
/// must be the file's own, not a compressed form of them.
const HEADERS: [(&str, &str); 3] = [
    ("accept", "*/*"),
    ("accept-encoding", "identity"),
    ("user-agent", concat!("attache/", env!("CARGO_PKG_VERSION"))),
];

/// The answer that holds the file's content, its body still to be read, and the host that gave it.
pub(super) async fn fetch(
    transport: &Transport,
    link: &SignedLink,
    timings: &Timings,
) -> Result<(Answer, String), Failure> {
    let mut url = link.reveal().clone();
    if !may_fetch(&url) {
        return Err(detour("the service gave a link", Detour::Plain));
    }
    for _ in 0..=MOST_REDIRECTS {
        let host = host(&url);
        let mut answer = transport
            .get(&url, &HEADERS)
            .await
            .map_err(|error| unanswered(&error, &host, timings))?;
        match answer.status() {
            200 => return Ok((answer, host)),
            301 | 302 | 303 | 307 | 308 => {
                let location = answer.header("location").unwrap_or_default();
                url = redirected(&url, location)
                    .map_err(|why| detour(&format!("{host} redirected"), why))?;
            }
            407 => return Err(proxy_login()),
            status => {
                let body = refusal_body(&mut answer, timings).await;
                return Err(Refusal::read(status, &body).failure(&host));
            }
        }
    }
    Err(service("there are too many redirects"))
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

fn unanswered(error: &NetError, host: &str, timings: &Timings) -> Failure {
    let detail = &error.detail;
    let why = match error.kind {
        NetErrorKind::TooSlow => format!(
            "{host} gave no answer within {} s",
            timings.answer.max(timings.connect).as_secs()
        ),
        NetErrorKind::Unreachable if detail.is_empty() => format!("{host} could not be reached"),
        NetErrorKind::Unreachable => format!("{host} could not be reached ({detail})"),
        NetErrorKind::Broken => format!("the connection to {host} broke ({detail})"),
        NetErrorKind::Unusable => return service("the service gave a link that cannot be used"),
        NetErrorKind::Untrusting => {
            return Failure::new(FailureKind::Usage, WHAT, detail.as_str())
                .hint("Unset the variable, or let it name a file of PEM certificates.");
        }
    };
    let hint = if detail.contains("certificate") {
        "A proxy that inspects TLS? Let AWS_CA_BUNDLE name a file with its certificate."
    } else {
        "Check the network and the proxy settings, then try again."
    };
    Failure::new(FailureKind::Network, WHAT, why).hint(hint)
}

/// The failure of a body that stopped after `received` bytes.
pub(super) fn interrupted(
    error: &NetError,
    host: &str,
    received: &str,
    timings: &Timings,
) -> Failure {
    let why = match error.kind {
        NetErrorKind::TooSlow => format!(
            "{host} sent nothing for {} s, after {received}",
            timings.stall.as_secs()
        ),
        _ => format!("the connection to {host} broke after {received}"),
    };
    Failure::new(FailureKind::Network, WHAT, why).hint("Try again.")
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
