//! What an instance allows to be attached to cases today, and which files would not be
//! allowed any more. Pure; asked of the service elsewhere.

use crate::domain::Attachment;

/// The instance's present rules for files of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a file.
    pub bytes: Option<u64>,
    /// The extensions that are allowed, without their dot; empty allows all.
    pub extensions: Vec<String>,
}

impl Limits {
    /// What of a file is outside the rules: its `Size`, its `Extension`.
    pub fn broken_by(&self, file: &Attachment) -> Vec<&'static str> {
        let mut broken = Vec::new();
        let too_large = |most: u64| file.size.is_some_and(|size| size > most);
        if self.bytes.is_some_and(too_large) {
            broken.push("Size");
        }
        if let Some(name) = &file.name {
            let extension = name.raw().rsplit_once('.').map_or("", |(_, end)| end);
            let allowed = self.extensions.iter().any(|allowed| {
                allowed
                    .trim_start_matches('.')
                    .eq_ignore_ascii_case(extension)
            });
            if !allowed && !self.extensions.is_empty() {
                broken.push("Extension");
            }
        }
        broken
    }
}
