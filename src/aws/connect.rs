//! The calls to Amazon Connect. Path parameters carry the bare instance id.

use aws_sdk_connect::types::{
    ContentDisposition, IntegrationAssociationSummary, IntegrationType, ReferenceType,
    StringComparisonType, StringCondition, UserSearchCriteria,
};

use super::call::{
    BATCH_GET_METADATA, Call, DESCRIBE_CONTACT, GET_ATTACHED_FILE, GET_LINK,
    LIST_CONTACT_REFERENCES, LIST_INSTANCES, LIST_INTEGRATION_ASSOCIATIONS, SEARCH_USERS,
};
use super::convert;
use super::{Aws, Trail};
use crate::domain::{
    Arn, Attachment, Contact, ContactChannel, ContactId, Failure, FailureKind, FileId, FileKey,
    Instance, InstanceId, Page, PageToken, Problem, SafeText, SignedLink, Source,
};

/// The most that `ListInstances` gives at once.
const INSTANCES_A_PAGE: i32 = 10;
const ASSOCIATIONS_A_PAGE: i32 = 100;
/// A name has one user; a service that reads it more freely may know some more.
const USERS_A_PAGE: i32 = 25;
/// The shortest life of a link: for metadata whose link nobody wants.
const SHORTEST_LINK: i32 = 5;

/// The kinds of reference whose content is an attached file.
const FILE_REFERENCES: [ReferenceType; 5] = [
    ReferenceType::Attachment,
    ReferenceType::EmailMessage,
    ReferenceType::EmailMessagePlainText,
    ReferenceType::EmailMessageRedacted,
    ReferenceType::EmailMessagePlainTextRedacted,
];

/// What a download link is to be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkWish {
    /// How long a request may be started with it, in seconds; AWS allows 5 to 300.
    pub expires: u16,
    /// Whether a browser shows the file instead of saving it.
    pub inline: bool,
}

impl Aws {
    /// One page of the instances of this account and Region, by `ListInstances`.
    pub async fn list_instances(&self, page: Option<PageToken>) -> Result<Page<Instance>, Failure> {
        let answer = self
            .ask(&LIST_INSTANCES, |aws| {
                aws.connect
                    .list_instances()
                    .max_results(INSTANCES_A_PAGE)
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.instance_summary_list();
        Ok(Page {
            items: listed.iter().filter_map(convert::instance).collect(),
            next: PageToken::given(answer.next_token()),
        })
    }

    /// The Cases domains that the instance is associated with, all pages of
    /// `ListIntegrationAssociations`.
    pub async fn cases_domains(&self, instance: &InstanceId) -> Result<Vec<Arn>, Failure> {
        let call = &LIST_INTEGRATION_ASSOCIATIONS;
        let listed = self.associations(call, instance, &IntegrationType::CasesDomain);
        let listed = listed.await?;
        Ok(listed.iter().filter_map(convert::cases_domain).collect())
    }

    /// What the instance is associated with of one kind.
    pub(super) async fn associations(
        &self,
        call: &'static Call,
        instance: &InstanceId,
        kind: &IntegrationType,
    ) -> Result<Vec<IntegrationAssociationSummary>, Failure> {
        let mut all = Vec::new();
        let mut page: Option<PageToken> = None;
        let mut trail = Trail::default();
        loop {
            let answer = self
                .ask(call, |aws| {
                    aws.connect
                        .list_integration_associations()
                        .instance_id(instance.raw())
                        .integration_type(kind.clone())
                        .max_results(ASSOCIATIONS_A_PAGE)
                        .set_next_token(token(page.as_ref()))
                        .send()
                })
                .await?;
            all.extend_from_slice(answer.integration_association_summary_list());
            let next = PageToken::given(answer.next_token());
            page = trail.follow(next, call.what)?;
            if page.is_none() {
                return Ok(all);
            }
        }
    }

    /// One page of the ids of a contact's files, by `ListContactReferences`.
    pub async fn contact_references(
        &self,
        instance: &InstanceId,
        contact: &Contact,
        page: Option<PageToken>,
    ) -> Result<Page<FileId>, Failure> {
        let Some(id) = contact.arn.contact_id() else {
            let why = format!("{} is not the ARN of a contact", contact.arn);
            let what = LIST_CONTACT_REFERENCES.what;
            return Err(Failure::new(FailureKind::Usage, what, why));
        };
        let answer = self
            .ask(&LIST_CONTACT_REFERENCES, |aws| {
                aws.connect
                    .list_contact_references()
                    .instance_id(instance.raw())
                    .contact_id(id.raw())
                    .set_reference_types(Some(FILE_REFERENCES.to_vec()))
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.reference_summary_list();
        Ok(Page {
            items: listed.iter().filter_map(convert::reference).collect(),
            next: PageToken::given(answer.next_token()),
        })
    }

    /// By what a contact reached the centre, by `DescribeContact`.
    pub async fn contact_channel(
        &self,
        instance: &InstanceId,
        contact: &ContactId,
    ) -> Result<ContactChannel, Failure> {
        let answer = self
            .ask(&DESCRIBE_CONTACT, |aws| {
                aws.connect
                    .describe_contact()
                    .instance_id(instance.raw())
                    .contact_id(contact.raw())
                    .send()
            })
            .await?;
        let channel = answer.contact().and_then(|contact| contact.channel());
        let word = channel.map_or("", |channel| channel.as_str());
        Ok(ContactChannel::from_service(word))
    }

    /// The ARN of the user who signs in to Connect with exactly this name, by `SearchUsers`.
    pub async fn agent(
        &self,
        instance: &InstanceId,
        name: &SafeText,
    ) -> Result<Option<Arn>, Failure> {
        let exactly = StringCondition::builder()
            .field_name("Username")
            .value(name.raw())
            .comparison_type(StringComparisonType::Exact)
            .build();
        let criteria = UserSearchCriteria::builder()
            .string_condition(exactly)
            .build();
        let answer = self
            .ask(&SEARCH_USERS, |aws| {
                aws.connect
                    .search_users()
                    .instance_id(instance.raw())
                    .search_criteria(criteria.clone())
                    .max_results(USERS_A_PAGE)
                    .send()
            })
            .await?;
        Ok(convert::agent(answer.users(), name))
    }

    /// The metadata of up to 100 files of one resource, in the order of `ids`, and
    /// what is wrong with the others, by `BatchGetAttachedFileMetadata`. No id is lost:
    /// one that the service left out is a problem with the code `NotReturned`.
    pub async fn metadata(
        &self,
        instance: &InstanceId,
        resource: &Arn,
        source: &Source,
        ids: &[FileId],
    ) -> Result<(Vec<Attachment>, Vec<Problem>), Failure> {
        if ids.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let raw: Vec<String> = ids.iter().map(|id| id.raw().to_owned()).collect();
        let answer = self
            .ask(&BATCH_GET_METADATA, |aws| {
                aws.connect
                    .batch_get_attached_file_metadata()
                    .instance_id(instance.raw())
                    .associated_resource_arn(resource.raw())
                    .set_file_ids(Some(raw.clone()))
                    .send()
            })
            .await?;
        Ok(convert::batch(&answer, resource, source, ids))
    }

    /// One file's metadata by `GetAttachedFile`. The answer holds a link as well: it is
    /// asked to live as short as AWS allows, and dropped here.
    pub async fn attached_file(
        &self,
        instance: &InstanceId,
        key: &FileKey,
        source: &Source,
    ) -> Result<Attachment, Failure> {
        let answer = self
            .ask(&GET_ATTACHED_FILE, |aws| {
                aws.connect
                    .get_attached_file()
                    .instance_id(instance.raw())
                    .file_id(key.file.raw())
                    .associated_resource_arn(key.resource.raw())
                    .url_expiry_in_seconds(SHORTEST_LINK)
                    .send()
            })
            .await?;
        Ok(convert::attached_file(&answer, key, source))
    }

    /// A download link and the metadata that came with it, by `GetAttachedFile`. Fails
    /// with [`FailureKind::NotApproved`] for a file that is in no state to have one.
    pub async fn link(
        &self,
        instance: &InstanceId,
        key: &FileKey,
        source: &Source,
        wish: LinkWish,
    ) -> Result<(Attachment, SignedLink), Failure> {
        let disposition = if wish.inline {
            ContentDisposition::Inline
        } else {
            ContentDisposition::Attachment
        };
        let answer = self
            .ask(&GET_LINK, |aws| {
                aws.connect
                    .get_attached_file()
                    .instance_id(instance.raw())
                    .file_id(key.file.raw())
                    .associated_resource_arn(key.resource.raw())
                    .url_expiry_in_seconds(i32::from(wish.expires))
                    .url_content_disposition(disposition.clone())
                    .send()
            })
            .await?;
        let file = convert::attached_file(&answer, key, source);
        match (convert::link(&answer), file.status.why_not()) {
            (Some(link), None) => Ok((file, link)),
            (_, Some(why)) => Err(Failure::new(FailureKind::NotApproved, GET_LINK.what, why)),
            (None, None) => {
                let why = "the file is approved, but the service gave no link that can be used";
                Err(Failure::new(FailureKind::Service, GET_LINK.what, why)
                    .hint("Try again in a moment."))
            }
        }
    }
}

fn token(page: Option<&PageToken>) -> Option<String> {
    page.map(|page| page.raw().to_owned())
}
