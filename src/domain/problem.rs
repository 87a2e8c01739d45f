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

impl Problem {
    /// What failed, why, and what to do, in one line for the errors pane.
    pub fn sentence(&self) -> String {
        match self {
            Problem::File {
                key,
                source,
                code,
                message,
            } => {
                let mut line =
                    format!("File {} ({}) could not be read: ", key.file, source.label());
                line.push_str(code.as_str());
                if let Some(message) = message {
                    line.push_str(": ");
                    line.push_str(message.as_str().trim_end_matches('.'));
                }
                line.push_str(match code.raw() {
                    "NotReturned" => ". Connect named this file but said nothing of it. Ask again.",
                    code if code.contains("NotFound") => {
                        ". A new file? It can take a minute; ask again."
                    }
                    code if code.contains("AccessDenied") => ". Your role may not read this file.",
                    _ => ". Ask again.",
                });
                line
            }
            Problem::Contact { contact, failure } => {
                format!("The files of {} are missing. {failure}", contact.label())
            }
            Problem::Request(failure) => failure.to_string(),
        }
    }

    /// What repairs it, ready to be copied.
    pub fn remedy(&self) -> Option<&SafeText> {
        match self {
            Problem::Contact { failure, .. } | Problem::Request(failure) => failure.remedy.as_ref(),
            Problem::File { .. } => None,
        }
    }
}
