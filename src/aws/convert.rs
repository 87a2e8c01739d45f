//! Connect's answers in the domain's words: here it is decided what was given.
//!
//! A required member that the service left out arrives from the SDK as "" or 0; both
//! become `None`. No file has the size 0: the service's model starts at 1.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use aws_sdk_connect::operation::batch_get_attached_file_metadata::BatchGetAttachedFileMetadataOutput;
use aws_sdk_connect::operation::get_attached_file::GetAttachedFileOutput;
use aws_sdk_connect::types::{
    AttachedFile, AttachedFileError, CreatedByInfo, FileStatusType, FileUseCaseType,
    InstanceSummary, IntegrationAssociationSummary, ReferenceSummary, UserSearchSummary,
};
use jiff::Timestamp;

use super::mask::masked;
use crate::domain::{
    Arn, Attachment, Creator, DomainState, Failure, FailureKind, FileArn, FileId, FileKey,
    FileStatus, Instance, InstanceId, Problem, SafeText, SignedLink, Source,
};

/// How the SDK reports a status that the service left out.
const NO_STATUS: &str = "no value was set";

/// An instance; none when it has neither an id nor an ARN to take one from.
pub(super) fn instance(summary: &InstanceSummary) -> Option<Instance> {
    let arn = summary.arn().and_then(|arn| Arn::parse(arn).ok());
    let given = summary.id().filter(|id| !id.is_empty());
    let id = given
        .map(InstanceId::new)
        .or_else(|| arn.as_ref().and_then(Arn::instance_id))?;
    Some(Instance {
        id,
        arn,
        alias: summary.instance_alias().and_then(SafeText::given),
        status: summary
            .instance_status()
            .and_then(|status| SafeText::given(status.as_str())),
        domain: DomainState::Unasked,
    })
}

/// The domain of an association; none when it is of another kind.
pub(super) fn cases_domain(association: &IntegrationAssociationSummary) -> Option<Arn> {
    let arn = Arn::parse(association.integration_arn()?).ok()?;
    arn.domain_id().is_some().then_some(arn)
}

/// The user of this name. One whose name differs in capitals is meant only when nobody
/// else is: to Connect they may be two.
pub(super) fn agent(users: &[UserSearchSummary], name: &SafeText) -> Option<Arn> {
    let arn = |user: &UserSearchSummary| Arn::parse(user.arn()?).ok().filter(Arn::is_agent);
    let only = |fits: &dyn Fn(&str) -> bool| {
        let hits = users
            .iter()
            .filter(|user| user.username().is_some_and(fits));
        let mut arns: Vec<Arn> = hits.filter_map(arn).collect();
        arns.dedup();
        <[Arn; 1]>::try_from(arns).ok().map(|[only]| only)
    };
    only(&|other| other == name.raw())
        .or_else(|| only(&|other| other.eq_ignore_ascii_case(name.raw())))
}

/// The file's id: what follows `/file/` in the ARN, else the last segment of the
/// value, else the name, which for an e-mail's message is the id.
pub(super) fn reference(summary: &ReferenceSummary) -> Option<FileId> {
    let (arn, value, name) = match summary {
        ReferenceSummary::Attachment(file) => (file.arn(), file.value(), file.name()),
        ReferenceSummary::EmailMessage(file)
        | ReferenceSummary::EmailMessagePlainText(file)
        | ReferenceSummary::EmailMessageRedacted(file)
        | ReferenceSummary::EmailMessagePlainTextRedacted(file) => (file.arn(), None, file.name()),
        _ => return None,
    };
    let in_arn = arn.and_then(file_id);
    let in_value = || {
        let id = value?.rsplit('/').next()?;
        (!id.is_empty()).then(|| FileId::new(id))
    };
    let in_name = || name.filter(|name| !name.is_empty()).map(FileId::new);
    in_arn.or_else(in_value).or_else(in_name)
}

/// The id in an ARN that the service gave: all after `/file/`, as it stands. An id may hold
/// spaces, which the check of a typed ARN refuses.
pub(super) fn file_id(arn: &str) -> Option<FileId> {
    let (_, id) = arn.split_once("/file/")?;
    (!id.is_empty()).then(|| FileId::new(id))
}

/// A batch in the order of `ids`; every id ends up among the files or the problems.
pub(super) fn batch(
    answer: &BatchGetAttachedFileMetadataOutput,
    resource: &Arn,
    source: &Source,
    ids: &[FileId],
) -> (Vec<Attachment>, Vec<Problem>) {
    let mut files: HashMap<FileId, Attachment> = HashMap::new();
    let mut refused: HashMap<FileId, Problem> = HashMap::new();
    let mut nameless = Vec::new();
    let asked: HashSet<&FileId> = ids.iter().collect();
    for item in answer.files() {
        match attachment(item, resource, source, &asked) {
            Some(file) => {
                files.entry(file.key.file.clone()).or_insert(file);
            }
            None => nameless.push(without_id("the service gave details without a file id")),
        }
    }
    for error in answer.errors() {
        if let Some((id, problem)) = problem(error, resource, source) {
            refused.entry(id).or_insert(problem);
        } else {
            let message = masked(error.error_message().unwrap_or_default());
            let code = error.error_code().unwrap_or_default();
            nameless.push(without_id(&format!("{message} {code}")));
        }
    }
    in_order(ids, files, refused, nameless, |id| {
        let key = FileKey {
            resource: resource.clone(),
            file: id.clone(),
        };
        not_returned(key, source)
    })
}

fn in_order(
    ids: &[FileId],
    mut files: HashMap<FileId, Attachment>,
    mut refused: HashMap<FileId, Problem>,
    nameless: Vec<Problem>,
    missing: impl Fn(&FileId) -> Problem,
) -> (Vec<Attachment>, Vec<Problem>) {
    let mut listed = Vec::with_capacity(files.len());
    let mut problems = Vec::new();
    for id in ids {
        match (files.remove(id), refused.remove(id)) {
            // Both: the file is there, so the error has nothing to tell.
            (Some(file), _) => listed.push(file),
            (None, Some(problem)) => problems.push(problem),
            (None, None) => problems.push(missing(id)),
        }
    }
    // What nobody asked for is shown all the same, in an order that stays.
    listed.extend(sorted(files));
    problems.extend(sorted(refused));
    problems.extend(nameless);
    (listed, problems)
}

fn sorted<V, S: BuildHasher>(map: HashMap<FileId, V, S>) -> impl Iterator<Item = V> {
    let mut rest: Vec<(FileId, V)> = map.into_iter().collect();
    rest.sort_by(|(a, _), (b, _)| a.cmp(b));
    rest.into_iter().map(|(_, value)| value)
}

/// A file that was asked for shares its id with whoever asked: there may be many.
fn attachment(
    file: &AttachedFile,
    resource: &Arn,
    source: &Source,
    asked: &HashSet<&FileId>,
) -> Option<Attachment> {
    let id = FileId::new(SafeText::given(file.file_id())?.raw());
    let given = Given {
        arn: Some(file.file_arn()),
        name: Some(file.file_name()),
        status: Some(file.file_status().as_str()),
        size: file.file_size_in_bytes(),
        created: Some(file.creation_time()),
        created_by: file.created_by(),
        use_case: file.file_use_case_type().map(FileUseCaseType::as_str),
        tags: file.tags(),
    };
    let key = FileKey {
        resource: resource.clone(),
        file: asked.get(&id).map_or(id, |asked| FileId::clone(asked)),
    };
    Some(given.attachment(key, source.clone()))
}

/// One file's metadata, without the link that came with it.
pub(super) fn attached_file(
    file: &GetAttachedFileOutput,
    key: &FileKey,
    source: &Source,
) -> Attachment {
    let given = Given {
        arn: file.file_arn(),
        name: file.file_name(),
        status: file.file_status().map(FileStatusType::as_str),
        size: file.file_size_in_bytes(),
        created: file.creation_time(),
        created_by: file.created_by(),
        use_case: file.file_use_case_type().map(FileUseCaseType::as_str),
        tags: file.tags(),
    };
    given.attachment(key.clone(), source.clone())
}

/// The link of an answer, when there is one that is a web address.
pub(super) fn link(file: &GetAttachedFileOutput) -> Option<SignedLink> {
    let link = file.download_url_metadata()?;
    SignedLink::new(link.url()?, link.url_expiry().and_then(time))
}

/// A time as AWS writes it; none for a text that is no time.
pub(super) fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// The members that the two calls have in common.
struct Given<'a> {
    arn: Option<&'a str>,
    name: Option<&'a str>,
    status: Option<&'a str>,
    size: i64,
    created: Option<&'a str>,
    created_by: Option<&'a CreatedByInfo>,
    use_case: Option<&'a str>,
    tags: Option<&'a HashMap<String, String>>,
}

impl Given<'_> {
    fn attachment(&self, key: FileKey, source: Source) -> Attachment {
        let name = self.name.and_then(SafeText::given);
        let status = self.status.filter(|word| *word != NO_STATUS);
        let status = FileStatus::from_service(status.unwrap_or_default());
        let size = u64::try_from(self.size).ok();
        let mut tags: Vec<(SafeText, SafeText)> = self
            .tags
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str().into(), value.as_str().into()))
            .collect();
        tags.sort();
        let created = self.created.and_then(time);
        let text = self
            .created
            .filter(|text| created.is_none_or(|then: Timestamp| then.to_string() != *text));
        Attachment {
            source,
            arn: self.arn.and_then(|arn| FileArn::given(arn, &key.file)),
            key,
            name,
            status,
            size: size.filter(|size| *size > 0),
            created_text: text.and_then(SafeText::given),
            created,
            created_by: self.created_by.and_then(creator),
            use_case: self.use_case.and_then(SafeText::given),
            tags,
            case: None,
        }
    }
}

fn creator(creator: &CreatedByInfo) -> Option<Creator> {
    match creator {
        CreatedByInfo::ConnectUserArn(arn) => SafeText::given(arn).map(Creator::ConnectUser),
        CreatedByInfo::AwsIdentityArn(arn) => SafeText::given(arn).map(Creator::AwsIdentity),
        _ => Some(Creator::Unknown),
    }
}

fn problem(
    error: &AttachedFileError,
    resource: &Arn,
    source: &Source,
) -> Option<(FileId, Problem)> {
    let id = FileId::new(error.file_id().filter(|id| !id.is_empty())?);
    let message = masked(error.error_message().unwrap_or_default());
    let code = error.error_code().and_then(SafeText::given);
    let problem = Problem::File {
        key: FileKey {
            resource: resource.clone(),
            file: id.clone(),
        },
        source: source.clone(),
        code: code.unwrap_or_else(|| "Unknown".into()),
        message: SafeText::given(&message),
    };
    Some((id, problem))
}

fn not_returned(key: FileKey, source: &Source) -> Problem {
    Problem::File {
        key,
        source: source.clone(),
        code: "NotReturned".into(),
        message: None,
    }
}

fn without_id(why: &str) -> Problem {
    let what = "One attached file cannot be shown";
    Problem::Request(Failure::new(FailureKind::Service, what, why.trim()))
}
