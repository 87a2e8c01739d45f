//! What the storage answers instead of the file: S3's XML errors, and nonsense.

use super::trouble::Trouble;
use crate::domain::{Failure, FailureKind, RequestId, SafeText};
use crate::net::without_addresses;

/// The longest message that is passed on, in characters.
const LONGEST_MESSAGE: usize = 200;

/// An answer that is not the file. Of its body only code, message and request id are
/// kept: the rest quotes the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it means.
    pub kind: RefusalKind,
    status: u16,
    code: Option<SafeText>,
    message: Option<String>,
    request_id: Option<RequestId>,
}

/// What the storage means by an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// The link's time is over; a new one helps.
    Expired,
    /// The session that signed the link ended; a new link helps.
    SessionEnded,
    /// A policy forbids it.
    Denied,
    /// The signature does not fit: something changed the address on the way.
    Signature,
    /// The content is archived and must be brought back first.
    Archived,
    /// The content is no longer there.
    Gone,
    /// Too many requests; waiting helps.
    SlowDown,
    /// A fault of the storage's own.
    Fault,
    /// A web page: something between here and the storage answered in its place.
    Page,
    /// Anything else, readable or not.
    Other,
}

impl Refusal {
    /// Reads an answer with this status and this body, which may be cut short or be no XML.
    pub fn read(status: u16, body: &[u8]) -> Self {
        let body = String::from_utf8_lossy(body);
        let code = element(&body, "Code").filter(|code| is_word(code));
        let message = element(&body, "Message");
        let expired = message
            .as_deref()
            .is_some_and(|message| message.contains("expired"));
        let kind = match (code.as_deref(), status) {
            // The storage itself says so little only when it is too busy for more.
            (None, _) if status != 503 && is_page(&body) => RefusalKind::Page,
            (Some("AccessDenied"), _) if expired => RefusalKind::Expired,
            (Some("ExpiredToken" | "InvalidToken" | "TokenRefreshRequired"), _) => {
                RefusalKind::SessionEnded
            }
            (Some("SignatureDoesNotMatch"), _) => RefusalKind::Signature,
            (Some("InvalidObjectState"), _) => RefusalKind::Archived,
            (Some("NoSuchKey" | "NoSuchBucket" | "NoSuchVersion"), _) | (_, 404 | 410) => {
                RefusalKind::Gone
            }
            (Some("SlowDown" | "ServiceUnavailable"), _) | (_, 429 | 503) => RefusalKind::SlowDown,
            (Some("AccessDenied" | "AllAccessDisabled"), _) => RefusalKind::Denied,
            (_, 500..) => RefusalKind::Fault,
            _ => RefusalKind::Other,
        };
        Self {
            kind,
            status,
            code: code.map(SafeText::from),
            message: message.map(|message| {
                let message = without_addresses(&message);
                message.chars().take(LONGEST_MESSAGE).collect()
            }),
            request_id: element(&body, "RequestId")
                .filter(|id| is_word(id))
                .map(|id| RequestId::new(&id)),
        }
    }

    /// The refusal in words for a person, of the host that was asked.
    pub fn failure(self, host: &str) -> Failure {
        if self.kind == RefusalKind::Page {
            return page_came(host, self.status);
        }
        let (kind, why, hint) = self.words();
        let mut failure = Failure::new(kind, super::save::WHAT, why).hint(hint);
        failure.code = self.code;
        failure.request_id = self.request_id;
        failure
    }

    /// What is to be done about it when `host` answered so.
    pub(super) fn trouble(self, host: &str) -> Trouble {
        let (kind, status) = (self.kind, self.status);
        let failure = self.failure(host);
        match kind {
            RefusalKind::Expired | RefusalKind::SessionEnded => Trouble::Expired(failure),
            RefusalKind::SlowDown => Trouble::Again("throttled".to_owned(), failure),
            RefusalKind::Fault => {
                Trouble::Again(format!("fault of the storage ({status})"), failure)
            }
            RefusalKind::Page if status >= 500 => {
                Trouble::Again(format!("a web page came (status {status})"), failure)
            }
            RefusalKind::Page => Trouble::Later(failure),
            RefusalKind::Other if status == 408 => {
                Trouble::Again("request timed out".to_owned(), failure)
            }
            RefusalKind::Other if matches!(status, 412 | 416) => Trouble::Unfit(failure),
            _ => Trouble::Final(failure),
        }
    }

    fn words(&self) -> (FailureKind, String, &'static str) {
        const DENIED: &str = "The bucket's policy, its key's policy or a network boundary may forbid it from here; ask its administrator.";
        const AGAIN: &str = "Try again: a new link is made each time.";
        let (kind, why, hint) = match self.kind {
            RefusalKind::Expired => (FailureKind::Denied, "the link expired", AGAIN),
            RefusalKind::SessionEnded => (
                FailureKind::Denied,
                "the session that signed the link has ended",
                AGAIN,
            ),
            RefusalKind::Denied => return (FailureKind::Denied, self.denied(), DENIED),
            RefusalKind::Archived => (
                FailureKind::Denied,
                "the storage has archived the file's content",
                "Ask an administrator to restore it.",
            ),
            RefusalKind::Signature => (
                FailureKind::Service,
                "the storage does not accept the link's signature",
                "Try again; if it stays, look for a proxy that changes addresses.",
            ),
            RefusalKind::Gone => (
                FailureKind::NotFound,
                "the storage no longer holds the file's content",
                "Refresh the list; a new file may need a minute.",
            ),
            RefusalKind::SlowDown => (
                FailureKind::Throttled,
                "the storage asks to come back later",
                "Try again in a moment.",
            ),
            RefusalKind::Fault => (
                FailureKind::Service,
                "the storage has a fault of its own",
                "Try again in a moment.",
            ),
            RefusalKind::Other | RefusalKind::Page => {
                return (FailureKind::Service, self.unknown(), AGAIN);
            }
        };
        (kind, why.to_owned(), hint)
    }

    /// With the storage's own words: they may name the policy that is in the way.
    fn denied(&self) -> String {
        const WHY: &str = "the storage denies the download";
        match &self.message {
            Some(message) if message != "Access Denied" => format!("{WHY}: {message}"),
            _ => WHY.to_owned(),
        }
    }

    fn unknown(&self) -> String {
        let status = self.status;
        match &self.message {
            Some(message) => format!("the storage answered {status}: {message}"),
            None => format!("the storage answered {status} and no reason that can be read"),
        }
    }
}

/// A gateway, a proxy or a guest network's sign-in page answered where the storage should have.
pub(super) fn page_came(host: &str, status: u16) -> Failure {
    let why = format!("something other than {host} answered, with a web page (status {status})");
    Failure::new(FailureKind::Network, super::save::WHAT, why).hint(format!(
        "Links lead to {host}, and something in between blocks it: allow it there, or look at HTTPS_PROXY and NO_PROXY."
    ))
}

fn is_page(body: &str) -> bool {
    let body = body.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let starts = |word: &str| {
        let start = body.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    starts("<!doctype html") || starts("<html")
}

/// A code or an id; anything longer or odder is not passed on.
fn is_word(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The text of the first element of this name. A parser would refuse a body that was cut
/// short; a refusal must be readable whatever comes.
fn element(body: &str, name: &str) -> Option<String> {
    let (_, rest) = body.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}
