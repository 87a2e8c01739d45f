//! Which files are wanted: pure over one file's metadata.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::domain::{Attachment, Creator, SafeText};

/// What a wanted file is like; what is empty wants everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// One of these statuses, in AWS's words.
    pub statuses: Vec<String>,
    /// One of these uses, in AWS's words.
    pub use_cases: Vec<String>,
    /// Created at this time or later.
    pub created_after: Option<Timestamp>,
    /// Created before this time.
    pub created_before: Option<Timestamp>,
    /// These words in its name, ignoring case.
    pub name: Option<String>,
    /// At least so many bytes.
    pub least: Option<u64>,
    /// At most so many bytes.
    pub most: Option<u64>,
    /// These words in the ARN of who uploaded it, ignoring case.
    pub uploader: Option<String>,
    /// All of these tags, with their values where one is given.
    pub tags: Vec<(String, Option<String>)>,
}

impl Filter {
    /// Whether a file is wanted. What the service did not say, no wish fits.
    pub fn passes(&self, file: &Attachment) -> bool {
        let one_of = |words: &[String], word: &str| {
            words.is_empty() || words.iter().any(|wanted| wanted == word)
        };
        let status = file.status.service_word();
        let used = file.use_case.as_ref().map_or("", |word| word.raw());
        one_of(&self.statuses, status)
            && one_of(&self.use_cases, used)
            && self.fits_time(file.created)
            && self.fits_size(file.size)
            && holds(self.name.as_deref(), file.name.as_ref().map(SafeText::raw))
            && holds(self.uploader.as_deref(), uploader(file))
            && self.tags.iter().all(|tag| has(file, tag))
    }

    fn fits_time(&self, created: Option<Timestamp>) -> bool {
        let after = self.created_after;
        let before = self.created_before;
        after.is_none_or(|after| created.is_some_and(|created| created >= after))
            && before.is_none_or(|before| created.is_some_and(|created| created < before))
    }

    fn fits_size(&self, size: Option<u64>) -> bool {
        let least = self.least;
        let most = self.most;
        least.is_none_or(|least| size.is_some_and(|size| size >= least))
            && most.is_none_or(|most| size.is_some_and(|size| size <= most))
    }

    /// Whether it wants everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same as data.
    pub fn told(&self) -> Value {
        let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
        json!({
            "Statuses": self.statuses,
            "UseCases": self.use_cases,
            "CreatedAfter": time(self.created_after),
            "CreatedBefore": time(self.created_before),
            "Name": self.name,
            "Least": self.least,
            "Most": self.most,
            "Uploader": self.uploader,
            "Tags": self.tags,
        })
    }
}

/// The ARN of who uploaded a file.
fn uploader(file: &Attachment) -> Option<&str> {
    match file.created_by.as_ref()? {
        Creator::ConnectUser(arn) | Creator::AwsIdentity(arn) => Some(arn.raw()),
        Creator::Unknown => None,
    }
}

fn holds(wanted: Option<&str>, text: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| {
        text.is_some_and(|text| text.to_lowercase().contains(&wanted.to_lowercase()))
    })
}

fn has(file: &Attachment, (key, value): &(String, Option<String>)) -> bool {
    file.tags
        .iter()
        .any(|(own, is)| own.raw() == key && value.as_ref().is_none_or(|value| value == is.raw()))
}
