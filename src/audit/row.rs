//! One line of a report: a file with its metadata, or what could not be read, under the API's
//! own names. A row says nothing of the run that made it, so that two runs compare.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::domain::{
    Arn, Attachment, Breach, FILE_MEMBERS, FileId, SafeText, Source, UploadRules, attachment_json,
};

/// A line of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Row(Map<String, Value>);

/// What a case is known by, for the rows of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) reference: Option<Box<str>>,
    pub(super) title: Option<Box<str>>,
    pub(super) status: Option<Box<str>>,
}

/// The names of a row's members in their order, as a csv has them.
pub fn columns(with_cases: bool) -> Vec<&'static str> {
    let mut names = FILE_MEMBERS.to_vec();
    names.push("CaseId");
    if with_cases {
        names.extend(["CaseReference", "CaseTitle", "CaseStatus"]);
    }
    names.extend(["OutsidePolicy", "ErrorCode", "ErrorMessage"]);
    names
}

impl Row {
    /// A file.
    pub(super) fn file(file: &Attachment, rules: Option<&UploadRules>) -> Self {
        let mut members = match attachment_json(file) {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        // The rules are those of cases; contacts have their own.
        let rules = rules.filter(|_| file.source == Source::Case);
        let broken = rules.map_or_else(Vec::new, |rules| rules.breaches(file));
        let broken: Vec<&str> = broken.iter().map(word).collect();
        if !broken.is_empty() {
            members.insert("OutsidePolicy".to_owned(), json!(broken));
        }
        Self(members)
    }

    /// What could not be read of a case or a contact.
    pub(super) fn error(resource: &Arn, file: Option<&FileId>, code: &str, message: &str) -> Self {
        let mut members = Map::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                members.insert(name.to_owned(), json!(value));
            }
        };
        put("AssociatedResourceArn", resource.raw());
        put("FileId", file.map_or("", FileId::raw));
        put("ErrorCode", code);
        put("ErrorMessage", message);
        Self(members)
    }

    /// The same row with what its case is known by.
    pub(super) fn of_case(mut self, case: &str, cells: Option<&Cells>) -> Self {
        let mut put = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                self.0.insert(name.to_owned(), json!(value));
            }
        };
        put("CaseId", Some(case));
        if let Some(cells) = cells {
            put("CaseReference", cells.reference.as_deref());
            put("CaseTitle", cells.title.as_deref());
            put("CaseStatus", cells.status.as_deref());
        }
        self
    }

    /// The row of a line of ndjson or of an item of json; none for what is no object.
    pub fn read(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// Whether it says of which file it is, or of what files it tells: anything else is no row
    /// of an audit.
    pub(super) fn is_placed(&self) -> bool {
        self.text("FileId").is_some() || self.text("AssociatedResourceArn").is_some()
    }

    /// About how much memory it takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        self.0
            .iter()
            .map(|(name, value)| name.len() + weight(value))
            .sum()
    }

    /// A row of these members.
    pub fn of(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// The row as JSON.
    pub fn value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// A member that is a text, as it came.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// A member, as it is.
    pub(super) fn member(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The file's size; a csv has a text where the others have a number.
    pub(super) fn bytes(&self) -> Option<u64> {
        let text = || self.text("FileSizeInBytes")?.parse().ok();
        self.size().or_else(text).filter(|size| *size > 0)
    }

    /// Whether it tells what could not be read.
    pub fn is_error(&self) -> bool {
        self.0.contains_key("ErrorCode")
    }

    /// Whether the file is outside the instance's present rules.
    pub fn is_outside_policy(&self) -> bool {
        self.0.contains_key("OutsidePolicy")
    }

    /// The file's size, in bytes.
    pub fn size(&self) -> Option<u64> {
        self.0.get("FileSizeInBytes")?.as_u64()
    }

    /// When the file was created.
    pub fn created(&self) -> Option<Timestamp> {
        self.text("CreationTime")?.parse().ok()
    }

    /// The ARN of who uploaded the file; `unknown` for a kind that nobody knows.
    pub fn uploader(&self) -> Option<&str> {
        let by = self.0.get("CreatedBy")?.as_object()?;
        let arn = by.values().find_map(Value::as_str);
        Some(arn.unwrap_or("unknown"))
    }

    /// What the row is sorted by within its case: files by their ids, what has none last.
    pub(super) fn order(&self) -> (bool, String, bool) {
        let id = self.text("FileId");
        (
            id.is_none(),
            id.unwrap_or_default().to_owned(),
            self.is_error(),
        )
    }

    /// A member in one cell, as a person may see it: nothing in it is invisible.
    pub fn cell(&self, name: &str) -> String {
        match self.0.get(name) {
            None | Some(Value::Null) => String::new(),
            _ if name == "CreatedBy" => self.uploader().map_or(String::new(), shown),
            Some(Value::String(text)) => shown(text),
            Some(Value::Array(words)) => {
                let words = words.iter().filter_map(Value::as_str).map(shown);
                words.collect::<Vec<_>>().join(" ")
            }
            Some(Value::Object(pairs)) => {
                let pairs = pairs.iter();
                let pairs = pairs.map(|(key, value)| {
                    let value = value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned);
                    shown(&format!("{key}={value}"))
                });
                pairs.collect::<Vec<_>>().join(" ")
            }
            Some(other) => other.to_string(),
        }
    }
}

fn weight(value: &Value) -> usize {
    let within = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| name.len() + weight(value))
                .sum()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    size_of::<Value>() + within
}

/// How a file is outside the rules, in a word.
fn word(breach: &Breach) -> &'static str {
    match breach {
        Breach::Size { .. } => "Size",
        Breach::Extension(_) => "Extension",
    }
}

fn shown(text: &str) -> String {
    SafeText::new(text).as_str().to_owned()
}
