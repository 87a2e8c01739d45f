//! What went wrong with one part of an answer while the rest of it is good.

use super::{Contact, Failure, FileKey, SafeText, Source};

/// A line of the errors pane. The table beside it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Problem {
    /// The service has no metadata for this one file.
    File {
        /// Which file.
        key: FileKey,
        /// Where it was found.
        source: Source,
        /// The service's own word, or `NotReturned` for an id that it left out.
        code: SafeText,
        /// The service's sentence.
        message: Option<SafeText>,
    },
    /// The files of this linked contact could not be listed.
    Contact {
        /// Which contact.
        contact: Contact,
        /// Why.
        failure: Failure,
    },
    /// A request failed; what it would have brought is missing.
    Request(Failure),
}
