//! How much of a content must be there for a look at it.

use crate::domain::{Graphics, SafeText};

use super::kind::{self, Kind};

/// The most bytes that are fetched for a look.
pub const MOST_FETCHED: u64 = 4 * 1024 * 1024;

/// How much of a content must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Its start says all that is shown.
    Start,
    /// All of it.
    All,
}

/// What a content needs that begins like this and is called so.
pub fn need(name: &SafeText, head: &[u8], graphics: Graphics) -> Need {
    match kind::of(name, head) {
        Kind::Picture if graphics == Graphics::None => Need::Start,
        Kind::Picture | Kind::Pdf | Kind::Zip | Kind::Mail => Need::All,
        Kind::Other => Need::Start,
    }
}
