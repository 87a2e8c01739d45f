//! The columns that a table of files can have, and what stands in them.

use std::borrow::Cow;

use crate::domain::{Attachment, Creator, STUCK, Source, age, day_and_minute, grouped, size};

use super::Lens;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// Whether it may be downloaded.
    Status,
    /// The file's name.
    Name,
    /// How large it is, rounded.
    Size,
    /// How long ago it was created.
    Age,
    /// Who uploaded it.
    By,
    /// Whether it hangs on the case or on a contact.
    Source,
    /// The case that it hangs on.
    Case,
    /// When it was created.
    Created,
    /// How large it is, to the byte.
    Bytes,
    /// What it is used for, in AWS's words.
    Use,
    /// Its tags.
    Tags,
    /// Its id.
    Id,
    /// Its ARN.
    Arn,
    /// The ARN of what it is attached to.
    Resource,
}

impl Column {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Column; 14] = [
        Column::Status,
        Column::Name,
        Column::Size,
        Column::Age,
        Column::By,
        Column::Source,
        Column::Case,
        Column::Created,
        Column::Bytes,
        Column::Use,
        Column::Tags,
        Column::Id,
        Column::Arn,
        Column::Resource,
    ];

    /// Its name in the configuration file.
    pub fn key(self) -> &'static str {
        match self {
            Column::Status => "status",
            Column::Name => "name",
            Column::Size => "size",
            Column::Age => "age",
            Column::By => "by",
            Column::Source => "source",
            Column::Case => "case",
            Column::Created => "created",
            Column::Bytes => "bytes",
            Column::Use => "use",
            Column::Tags => "tags",
            Column::Id => "id",
            Column::Arn => "arn",
            Column::Resource => "resource",
        }
    }

    /// The column of this name in the configuration file.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// Why a word names no column.
    pub fn unknown(word: &str) -> String {
        let known = Self::ALL.map(|column| format!("`{}`", column.key()));
        format!(
            "unknown column `{word}`, expected one of {}",
            known.join(", ")
        )
    }

    /// The word over it.
    pub fn title(self) -> &'static str {
        match self {
            Column::Status => "Status",
            Column::Name => "Name",
            Column::Size => "Size",
            Column::Age => "Age",
            Column::By => "By",
            Column::Source => "Source",
            Column::Case => "Case",
            Column::Created => "Created",
            Column::Bytes => "Bytes",
            Column::Use => "Use",
            Column::Tags => "Tags",
            Column::Id => "File id",
            Column::Arn => "File ARN",
            Column::Resource => "Attached to",
        }
    }

    /// How wide it is unless a person says otherwise, in cells. The name takes what is left.
    pub fn cells(self) -> u16 {
        match self {
            Column::Name => 16,
            Column::Status | Column::Bytes => 13,
            Column::Size => 9,
            Column::Age => 7,
            Column::By | Column::Use => 10,
            Column::Source | Column::Case => 14,
            Column::Created => 20,
            Column::Tags => 24,
            Column::Id => 36,
            Column::Arn | Column::Resource => 44,
        }
    }

    /// Where there is no room for all, those of the largest number go first.
    pub fn gives_way(self) -> u8 {
        match self {
            Column::Name => 0,
            Column::Status => 1,
            Column::Size => 2,
            Column::Age => 3,
            Column::Case => 4,
            Column::Created => 5,
            Column::Bytes => 6,
            Column::By => 7,
            Column::Id => 8,
            Column::Use => 9,
            Column::Source => 10,
            Column::Tags => 11,
            Column::Arn => 12,
            Column::Resource => 13,
        }
    }

    /// Whether it holds numbers, which stand at the right.
    pub fn is_number(self) -> bool {
        matches!(self, Column::Size | Column::Age | Column::Bytes)
    }

    /// Whether what stands in it reads differently as time goes by.
    pub fn ages(self) -> bool {
        // A file that is scanned for too long is stuck from a certain minute on.
        matches!(self, Column::Age | Column::Status)
    }

    /// What stands in it for this file; nothing for what is not known.
    pub fn text<'a>(self, file: &'a Attachment, lens: &'a Lens) -> Cow<'a, str> {
        let none = Cow::Borrowed("");
        match self {
            Column::Status if file.is_stuck(None, lens.now) => STUCK.into(),
            Column::Status => file.status.label().into(),
            Column::Name => file.title().as_str().into(),
            Column::Size => file.size.map_or(none, |bytes| size(bytes).into()),
            Column::Age => file.created.map_or(none, |then| age(then, lens.now).into()),
            Column::By => file
                .created_by
                .as_ref()
                .map_or(none, |by| lens.people.label(by).into()),
            Column::Source => match &file.source {
                Source::Case => "case".into(),
                Source::Contact(contact) => contact.label().into(),
            },
            Column::Case => match (&file.case, file.key.resource.case_id()) {
                (Some(case), _) => case.label().into(),
                (None, Some(id)) => id.shown().as_str().to_owned().into(),
                (None, None) => none,
            },
            Column::Created => match (file.created, &file.created_text) {
                (Some(then), _) => day_and_minute(then, &lens.zone).into(),
                (None, Some(text)) => text.as_str().into(),
                (None, None) => none,
            },
            Column::Bytes => file.size.map_or(none, |bytes| grouped(bytes).into()),
            Column::Use => file
                .use_case
                .as_ref()
                .map_or(none, |text| text.as_str().into()),
            Column::Tags => {
                let tags: Vec<String> = file
                    .tags
                    .iter()
                    .map(|(key, value)| format!("{key}={value}"))
                    .collect();
                tags.join(", ").into()
            }
            Column::Id => file.key.file.shown().as_str().into(),
            Column::Arn => file.arn.as_ref().map_or(none, |arn| arn.to_string().into()),
            Column::Resource => file.key.resource.shown().as_str().into(),
        }
    }

    /// Whether nothing is known for this file.
    pub(super) fn is_empty(self, file: &Attachment) -> bool {
        match self {
            Column::Size | Column::Bytes => file.size.is_none(),
            Column::Age | Column::Created => file.created.is_none(),
            Column::By => matches!(file.created_by, None | Some(Creator::Unknown)),
            Column::Use => file.use_case.is_none(),
            Column::Tags => file.tags.is_empty(),
            Column::Arn => file.arn.is_none(),
            Column::Case => file.key.resource.case_id().is_none(),
            Column::Status | Column::Name | Column::Source | Column::Id | Column::Resource => false,
        }
    }
}
