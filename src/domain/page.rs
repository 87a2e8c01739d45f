//! One page of a list, and the token that asks for the next.

use std::fmt;
use std::sync::Arc;

/// What a list call returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in the service's order.
    pub items: Vec<T>,
    /// Asks for the next page; none on the last.
    pub next: Option<PageToken>,
}

/// The service's opaque token. Long and meaningless, so Debug leaves it out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PageToken(Arc<str>);

impl PageToken {
    /// Takes a token, or nothing when the service sent none or an empty one.
    pub fn given(raw: Option<&str>) -> Option<Self> {
        raw.filter(|raw| !raw.is_empty())
            .map(|raw| Self(raw.into()))
    }

    /// The token as the next request sends it.
    pub fn raw(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageToken({} bytes)", self.0.len())
    }
}
