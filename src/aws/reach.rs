//! Why no answer came: the connector's own chain of errors, read once for the person's
//! sentence and for whether another attempt makes sense.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

/// What came between a request and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The host's name is not known.
    Name,
    /// Nobody listens there.
    Refused,
    /// A connection was made, and broke.
    Broken,
    /// The certificate is none that this machine trusts.
    Certificate,
    /// The proxy would not let the request through.
    Proxy,
    /// Something else, in the chain's last words.
    Other,
}

impl Reach {
    /// Reads a chain of errors, outermost first. Some of its types cannot be named here,
    /// so that their words have to do.
    pub(super) fn read(chain: &[&(dyn StdError + 'static)]) -> Self {
        let said: Vec<String> = chain
            .iter()
            .map(|error| error.to_string().to_ascii_lowercase())
            .collect();
        let says = |words: &[&str]| {
            let mut all = said.iter();
            all.any(|said| words.iter().any(|word| said.contains(word)))
        };
        if says(&["dns error", "lookup address", "resolve"]) {
            return Reach::Name;
        }
        if says(&["certificate"]) {
            return Reach::Certificate;
        }
        if says(&["tunnel", "proxy authorization"]) {
            return Reach::Proxy;
        }
        let system = chain.iter().filter_map(|error| error.downcast_ref());
        for kind in system.map(io::Error::kind) {
            match kind {
                ErrorKind::ConnectionRefused => return Reach::Refused,
                ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe => return Reach::Broken,
                _ => {}
            }
        }
        // "connection closed before message completed", "end of file before message length reached"
        if says(&["before message"]) {
            return Reach::Broken;
        }
        Reach::Other
    }

    /// What to do about it, at this host.
    pub(super) fn repair(self, host: &str) -> String {
        match self {
            Reach::Name => {
                "Check the network, the proxy (HTTPS_PROXY), and that the region exists.".to_owned()
            }
            Reach::Certificate => {
                "A proxy that inspects TLS? Let AWS_CA_BUNDLE name a file with its certificate."
                    .to_owned()
            }
            Reach::Refused => format!(
                "Nobody listens at {host}: check --endpoint-url, and the proxy (HTTPS_PROXY)."
            ),
            Reach::Proxy => {
                format!(
                    "The proxy does not let through to {host}: look at HTTPS_PROXY and NO_PROXY."
                )
            }
            Reach::Broken | Reach::Other => {
                "Check the network and the proxy (HTTPS_PROXY), then try again.".to_owned()
            }
        }
    }
}
