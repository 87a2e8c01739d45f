//! A pre-signed link: whoever holds it can read the file until it expires.

use std::fmt;

use jiff::Timestamp;
use url::Url;

/// A signed download link. It is a secret: Debug prints a placeholder, there is no
/// Display, and no Message, State, log or argument of a child may hold one.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedLink {
    url: Url,
    expiry: Option<Timestamp>,
}

impl SignedLink {
    /// Takes a link as the service made it; nothing when it is no web address.
    pub fn new(url: &str, expiry: Option<Timestamp>) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        (matches!(url.scheme(), "https" | "http") && url.host_str().is_some())
            .then_some(Self { url, expiry })
    }

    /// The address itself, for the request or the person it was made for.
    pub fn reveal(&self) -> &Url {
        &self.url
    }

    /// When the link dies; a transfer that runs by then goes on.
    pub fn expiry(&self) -> Option<Timestamp> {
        self.expiry
    }
}

impl fmt::Debug for SignedLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignedLink(hidden)")
    }
}
