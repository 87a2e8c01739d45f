//! What can go wrong between here and a host, without a word of the address.

use std::error::Error;

use aws_smithy_runtime_api::client::result::ConnectorError;
use thiserror::Error;

use super::{TrustError, without_addresses};

/// A request that brought no whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{detail}")]
pub struct NetError {
    /// Decides whether trying again makes sense.
    pub kind: NetErrorKind,
    /// The lowest layer's own words, without addresses; may be empty.
    pub detail: String,
}

/// How a request failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetErrorKind {
    /// No connection came about: name, route, proxy or TLS.
    Unreachable,
    /// A time limit passed.
    TooSlow,
    /// The connection broke on the way.
    Broken,
    /// The request could not even be written.
    Unusable,
    /// Nobody's certificate could be trusted; the detail says why.
    Untrusting,
}

impl NetError {
    pub(super) fn new(kind: NetErrorKind, detail: &str) -> Self {
        Self {
            kind,
            detail: without_addresses(detail),
        }
    }

    /// Of a request that got no head of an answer.
    pub(super) fn of_request(error: ConnectorError) -> Self {
        let kind = match () {
            () if std::error::Error::source(&error).is_some_and(<dyn Error>::is::<TrustError>) => {
                NetErrorKind::Untrusting
            }
            () if error.is_timeout() => NetErrorKind::TooSlow,
            () if error.is_user() => NetErrorKind::Unusable,
            () => NetErrorKind::Unreachable,
        };
        Self::new(kind, &lowest(&*error.into_source()))
    }

    /// Of a body that stopped before its end.
    pub(super) fn of_body(error: &(dyn Error + 'static)) -> Self {
        Self::new(NetErrorKind::Broken, &lowest(error))
    }
}

/// The words of the innermost cause: the outer ones only say "client error".
fn lowest(error: &(dyn Error + 'static)) -> String {
    let mut lowest = error;
    while let Some(source) = lowest.source() {
        lowest = source;
    }
    lowest.to_string()
}
