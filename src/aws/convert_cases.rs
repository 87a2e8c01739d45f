//! Cases' answers in the domain's words. A case's fields come as a list of ids and
//! values, only those asked for, and only those that the caller may see.

use aws_sdk_connectcases::types::{
    DomainSummary, FieldValue, FieldValueUnion, RelatedItemContent, RelatedItemType,
    SearchCasesResponseItem, SearchRelatedItemsResponseItem,
};

use super::cases::Related;
use super::convert::{file_id, time};
use crate::domain::{Arn, Case, CaseId, Contact, ContactChannel, SafeText};

/// The ids of the built-in fields.
pub(super) mod field {
    pub(in crate::aws) const REFERENCE: &str = "reference_number";
    pub(in crate::aws) const TITLE: &str = "title";
    pub(in crate::aws) const STATUS: &str = "status";
    pub(in crate::aws) const UPDATED: &str = "last_updated_datetime";
    pub(in crate::aws) const CREATED: &str = "created_datetime";
    pub(in crate::aws) const USER: &str = "assigned_user";
    pub(in crate::aws) const QUEUE: &str = "assigned_queue";

    /// Those that are asked for; the service takes 25 at most.
    pub(in crate::aws) const SHOWN: [&str; 7] =
        [REFERENCE, TITLE, STATUS, UPDATED, CREATED, USER, QUEUE];
}

/// A domain's ARN; none when the service gave no ARN of a domain.
pub(super) fn domain(summary: &DomainSummary) -> Option<Arn> {
    let arn = Arn::parse(summary.domain_arn()).ok()?;
    arn.domain_id().is_some().then_some(arn)
}

/// A case; none when it has no id, since nothing could be asked about it.
pub(super) fn case(item: &SearchCasesResponseItem, domain: &Arn) -> Option<Case> {
    let id = SafeText::given(item.case_id())?;
    Some(with_fields(domain, CaseId::new(id.raw()), item.fields()))
}

/// A case with the fields that came with it.
pub(super) fn with_fields(domain: &Arn, id: CaseId, fields: &[FieldValue]) -> Case {
    let mut case = Case::bare(domain.case(&id), id);
    for field in fields {
        let Some(text) = field.value().and_then(text) else {
            continue;
        };
        match field.id() {
            field::REFERENCE => case.reference = Some(text),
            field::TITLE => case.title = Some(text),
            field::STATUS => case.status = Some(text),
            field::CREATED => case.created_text = Some(text),
            field::USER => case.assigned_user = Some(end_of(&text)),
            field::QUEUE => case.assigned_queue = Some(end_of(&text)),
            field::UPDATED => {
                case.updated = time(text.raw());
                case.updated_text = Some(text);
            }
            _ => {}
        }
    }
    case
}

fn text(value: &FieldValueUnion) -> Option<SafeText> {
    match value {
        FieldValueUnion::StringValue(text) | FieldValueUnion::UserArnValue(text) => {
            SafeText::given(text)
        }
        FieldValueUnion::DoubleValue(number) => Some(number.to_string().into()),
        FieldValueUnion::BooleanValue(flag) => Some(flag.to_string().into()),
        _ => None,
    }
}

/// The last segment of an ARN; a text without segments as it is.
fn end_of(text: &SafeText) -> SafeText {
    match text.raw().rsplit('/').next() {
        Some(end) if !end.is_empty() => end.into(),
        _ => text.clone(),
    }
}

/// A file or a contact of a case; none for items of other kinds.
pub(super) fn related(item: &SearchRelatedItemsResponseItem) -> Option<Related> {
    let nameless = || Related::Nameless(item.related_item_id().into());
    match item.content() {
        Some(RelatedItemContent::File(file)) => {
            let id = file_id(file.file_arn());
            Some(id.map_or_else(nameless, Related::File))
        }
        Some(RelatedItemContent::Contact(contact)) => {
            let arn = Arn::parse(contact.contact_arn()).ok();
            let arn = arn.filter(|arn| arn.contact_id().is_some());
            Some(arn.map_or_else(nameless, |arn| {
                Related::Contact(Contact {
                    arn,
                    channel: ContactChannel::from_service(contact.channel()),
                })
            }))
        }
        _ if matches!(
            item.r#type(),
            RelatedItemType::File | RelatedItemType::Contact
        ) =>
        {
            Some(nameless())
        }
        _ => None,
    }
}
