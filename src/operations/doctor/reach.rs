//! Whether a host answers, whatever it says, and what time it has. Nothing is signed.

use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;
use url::Url;

use crate::domain::{Failure, FailureKind, SignedLink};
use crate::net::{Answer, NetError, Transport};
use crate::transfer::Refusal;

/// How long a host may take for the head of an answer.
const LIMIT: Duration = Duration::from_secs(5);
/// Bytes of a refusal that are read; S3's have a few hundred.
const LONGEST_REFUSAL: usize = 16 * 1024;

/// A host that answered.
#[derive(Debug)]
pub(super) struct Reached {
    pub(super) host: String,
    /// How far its clock is ahead of ours; none when it does not say.
    pub(super) ahead: Option<SignedDuration>,
    /// Whether the answer is a web page, which no service of AWS's gives.
    pub(super) is_page: bool,
}

/// Asks a service's endpoint for anything at all.
pub(super) async fn endpoint(
    transport: &Transport,
    address: &str,
    clock: fn() -> Timestamp,
) -> Result<Reached, Failure> {
    let what = "The service's endpoint could not be reached";
    let url = Url::parse(address).map_err(|_| {
        let why = "its address makes no sense";
        Failure::new(FailureKind::Usage, what, why).hint("Check --endpoint-url.")
    })?;
    let before = clock();
    let answer = get(transport, &url, &[], what).await?;
    let host = host(&url);
    if answer.status() == 407 {
        let why = "the proxy asks for a name and a password";
        return Err(Failure::new(FailureKind::Network, what, why)
            .hint("Write them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT."));
    }
    Ok(Reached {
        ahead: answer
            .header("date")
            .and_then(|date| ahead(date, before, clock())),
        is_page: is_page(&answer),
        host,
    })
}

/// Asks the bucket for the first byte of a file. Gives the host, never more of the link.
pub(super) async fn bucket(
    transport: &Transport,
    link: &SignedLink,
) -> Result<String, (String, Failure)> {
    let what = "The bucket could not be reached";
    let host = host(link.reveal());
    let headers = [("range", "bytes=0-0"), ("accept-encoding", "identity")];
    let answer = get(transport, link.reveal(), &headers, what).await;
    let mut answer = answer.map_err(|failure| (host.clone(), failure))?;
    match answer.status() {
        // The last: an empty file has no first byte.
        200 | 206 | 416 => Ok(host),
        // A bucket refuses in XML.
        status if is_page(&answer) => {
            let why = format!("something other than {host} answered, with a web page ({status})");
            let failure = Failure::new(FailureKind::Network, what, why)
                .hint("A proxy or a sign-in page is in between: look at HTTPS_PROXY and NO_PROXY.");
            Err((host, failure))
        }
        status => {
            let mut body = Vec::new();
            let reading = async {
                while body.len() < LONGEST_REFUSAL
                    && matches!(answer.read_into(&mut body, LIMIT).await, Ok(1..))
                {}
            };
            // What breaks off has to do.
            let _ = timeout(LIMIT, reading).await;
            let failure = Refusal::read(status, &body).failure(&host);
            Err((host, failure))
        }
    }
}

fn is_page(answer: &Answer) -> bool {
    let kind = answer.header("content-type").unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("text/html")
}

async fn get(
    transport: &Transport,
    url: &Url,
    headers: &[(&'static str, &str)],
    what: &str,
) -> Result<Answer, Failure> {
    let failed = |why: String| {
        Failure::new(FailureKind::Network, what, why)
            .hint("Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the firewall.")
    };
    let host = host(url);
    match timeout(LIMIT, transport.get(url, headers)).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(failed(unanswered(&host, &error))),
        Err(_) => {
            let seconds = LIMIT.as_secs();
            Err(failed(format!("{host} did not answer in {seconds} s")))
        }
    }
}

fn unanswered(host: &str, error: &NetError) -> String {
    if error.detail.is_empty() {
        format!("{host} did not answer")
    } else {
        format!("{host} could not be reached: {}", error.detail)
    }
}

/// The host and an odd port; never more of an address.
fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    }
}

/// How far the server's clock is ahead of the middle of the time in which it was asked. Its
/// date has whole seconds, which are cut: half a second is added.
fn ahead(date: &str, before: Timestamp, after: Timestamp) -> Option<SignedDuration> {
    let theirs = DateTimeParser::new().parse_timestamp(date).ok()?;
    let middle = before + after.duration_since(before) / 2;
    Some(theirs.duration_since(middle) + SignedDuration::from_millis(500))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clocks_are_compared_in_the_middle_of_the_request() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (before, after) = (at("2026-05-04T09:30:00Z"), at("2026-05-04T09:30:01Z"));
        let date = "Mon, 04 May 2026 09:40:00 GMT";
        assert_eq!(
            ahead(date, before, after),
            Some(SignedDuration::from_mins(10))
        );
        assert_eq!(ahead("yesterday", before, after), None);
    }
}
