//! A row as the browser knows it: a file, or a problem. Rows come from a run or from a file
//! that anybody may have written, so that nothing in them is taken for granted.

use std::sync::Arc;

use serde_json::Value;

use super::row::Row;
use crate::domain::{
    Arn, Attachment, CaseTag, Contact, ContactChannel, Creator, Failure, FailureKind, FileArn,
    FileId, FileKey, FileStatus, Problem, SafeText, Source,
};

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A file.
    File(Box<Attachment>),
    /// What could not be read.
    Problem(Problem),
}

/// Reads rows one after the other. Those of one case share what it is known by.
#[derive(Debug, Default)]
pub struct Entries {
    last: Option<(String, Arn, Option<Arc<CaseTag>>)>,
}

impl Entries {
    /// What this row is, or why it is none.
    pub fn read(&mut self, row: &Row) -> Result<Entry, &'static str> {
        let resource = self.resource(row)?;
        let id = row.text("FileId").filter(|id| !id.is_empty());
        let source = source(&resource);
        if row.is_error() {
            return Ok(Entry::Problem(problem(row, resource, source, id)));
        }
        let id = id.ok_or("it has no FileId")?;
        let case = self.tag(row);
        let text = |name: &str| row.text(name).and_then(SafeText::given);
        let created_text = text("CreationTime");
        let id = FileId::new(id);
        let arn = row.text("FileArn");
        Ok(Entry::File(Box::new(Attachment {
            arn: arn.and_then(|arn| FileArn::given(arn, &id)),
            key: FileKey { resource, file: id },
            source,
            name: text("FileName"),
            status: FileStatus::from_service(row.text("FileStatus").unwrap_or_default()),
            size: row.bytes(),
            created: created_text
                .as_ref()
                .and_then(|text| text.raw().parse().ok()),
            created_text,
            created_by: creator(row),
            use_case: text("FileUseCaseType"),
            tags: tags(row),
            case,
        })))
    }

    fn resource(&mut self, row: &Row) -> Result<Arn, &'static str> {
        let text = row.text("AssociatedResourceArn");
        let text = text.ok_or("it has no AssociatedResourceArn")?;
        if let Some((last, arn, _)) = &self.last
            && last == text
        {
            return Ok(arn.clone());
        }
        let arn = Arn::parse(text).map_err(|_| "its AssociatedResourceArn is no ARN")?;
        if arn.case_id().is_none() && arn.contact_id().is_none() {
            return Err("its AssociatedResourceArn is neither a case's nor a contact's");
        }
        self.last = Some((text.to_owned(), arn.clone(), None));
        Ok(arn)
    }

    fn tag(&mut self, row: &Row) -> Option<Arc<CaseTag>> {
        let text = |name: &str| row.text(name).and_then(SafeText::given);
        let tag = CaseTag::given(text("CaseReference"), text("CaseTitle"));
        let (_, _, shared) = self.last.as_mut()?;
        if *shared != tag {
            shared.clone_from(&tag);
        }
        shared.clone()
    }
}

fn source(resource: &Arn) -> Source {
    if resource.contact_id().is_none() {
        return Source::Case;
    }
    Source::Contact(Arc::new(Contact {
        arn: resource.clone(),
        channel: ContactChannel::Unknown,
    }))
}

fn problem(row: &Row, resource: Arn, source: Source, id: Option<&str>) -> Problem {
    let code: SafeText = row.text("ErrorCode").unwrap_or_default().into();
    let message = row.text("ErrorMessage").and_then(SafeText::given);
    let Some(id) = id else {
        let what = format!("The files of {} could not be read", resource.resource());
        let why = message.unwrap_or_else(|| "the audit does not say why".into());
        return Problem::Request(Failure::new(FailureKind::Service, what, why).code(code));
    };
    Problem::File {
        key: FileKey {
            resource,
            file: FileId::new(id),
        },
        source,
        code,
        message,
    }
}

/// In a csv stands the ARN alone.
fn creator(row: &Row) -> Option<Creator> {
    let arn = row.uploader().or_else(|| row.text("CreatedBy"))?;
    Some(creator_of(arn))
}

/// Who this is.
pub(super) fn creator_of(arn: &str) -> Creator {
    let arn = SafeText::given(arn).filter(|arn| arn.raw() != "unknown");
    let Some(arn) = arn else {
        return Creator::Unknown;
    };
    let is_agent = Arn::parse(arn.raw()).is_ok_and(|arn| arn.is_agent());
    if is_agent {
        Creator::ConnectUser(arn)
    } else {
        Creator::AwsIdentity(arn)
    }
}

/// In a csv they are words; a word without `=` belongs to the one before it.
fn tags(row: &Row) -> Vec<(SafeText, SafeText)> {
    let mut tags: Vec<(String, String)> = match row.member("Tags") {
        Some(Value::Object(pairs)) => {
            let pairs = pairs.iter();
            pairs
                .map(|(key, value)| {
                    let value = value.as_str().map(str::to_owned);
                    (key.clone(), value.unwrap_or_default())
                })
                .collect()
        }
        Some(Value::String(text)) => {
            let mut tags: Vec<(String, String)> = Vec::new();
            for word in text.split(' ') {
                match (word.split_once('='), tags.last_mut()) {
                    (Some((key, value)), _) => tags.push((key.to_owned(), value.to_owned())),
                    (None, Some((_, last))) => *last = format!("{last} {word}"),
                    (None, None) => tags.push((word.to_owned(), String::new())),
                }
            }
            tags
        }
        _ => Vec::new(),
    };
    tags.sort();
    let tags = tags.iter();
    tags.map(|(key, value)| (key.as_str().into(), value.as_str().into()))
        .collect()
}
