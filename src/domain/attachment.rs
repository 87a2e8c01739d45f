//! The attached file: its metadata as the service gave it.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Arn, CaseTag, Contact, FileArn, FileId, SafeText, short_id};

/// One attached file. A member that the service did not give is `None`, never "" or 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// Which file it is, and of what.
    pub key: FileKey,
    /// Where in the case it hangs: on the case itself or on one of its contacts.
    pub source: Source,
    /// Its own ARN.
    pub arn: Option<FileArn>,
    /// The name its uploader gave it; hostile until proven otherwise.
    pub name: Option<SafeText>,
    /// Whether it may be downloaded.
    pub status: FileStatus,
    /// In bytes.
    pub size: Option<u64>,
    /// The creation time as the service wrote it, where `created` reads otherwise.
    pub created_text: Option<SafeText>,
    /// The creation time, when the text could be read.
    pub created: Option<Timestamp>,
    /// Who uploaded it.
    pub created_by: Option<Creator>,
    /// `ATTACHMENT`, `EMAIL_MESSAGE` and the like, in AWS's words.
    pub use_case: Option<SafeText>,
    /// Key and value, in the order of the keys.
    pub tags: Vec<(SafeText, SafeText)>,
    /// What its case is known by; told by audits only.
    pub case: Option<Arc<CaseTag>>,
}

impl Attachment {
    /// The creation time as the service wrote it, for machines.
    pub fn creation_time(&self) -> Option<SafeText> {
        let read = || self.created.map(|then| then.to_string().into());
        self.created_text.clone().or_else(read)
    }

    /// The name, or the id of a file that has none.
    pub fn title(&self) -> &SafeText {
        self.name.as_ref().unwrap_or(self.key.file.shown())
    }
}

/// Which of two files stands first: by the name, ignoring case, and by what tells equal
/// names apart.
pub fn by_name(a: &Attachment, b: &Attachment) -> Ordering {
    compare_names(a.title().as_str(), b.title().as_str()).then_with(|| a.key.cmp(&b.key))
}

/// Which of two names stands first, ignoring case.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        let (a, b) = (a.bytes(), b.bytes());
        let lower = |byte: u8| byte.to_ascii_lowercase();
        return a.map(lower).cmp(b.map(lower));
    }
    let (a, b) = (a.chars(), b.chars());
    a.flat_map(char::to_lowercase)
        .cmp(b.flat_map(char::to_lowercase))
}

/// What tells one row from another: one file id may hang on several resources.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey {
    /// The ARN of the case or contact that the file is attached to.
    pub resource: Arn,
    /// The file's id.
    pub file: FileId,
}

/// Where in a case a file was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// Attached to the case itself.
    Case,
    /// Attached to a contact linked to the case. Many files hang on one.
    Contact(Arc<Contact>),
}

impl Source {
    /// `case`, `email 3f2a91c0` and the like.
    pub fn label(&self) -> String {
        match self {
            Source::Case => "case".to_owned(),
            Source::Contact(contact) => contact.label(),
        }
    }
}

/// The life of a file, as AWS names its stations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileStatus {
    /// Scanned and clean: the only one with a download link.
    Approved,
    /// The scanner has not answered yet.
    Processing,
    /// Refused by the scanner; the content is gone.
    Rejected,
    /// Something went wrong on the way.
    Failed,
    /// Not sent yet.
    Drafting,
    /// Any word that this program does not know, as the service wrote it.
    Other(SafeText),
}

impl FileStatus {
    /// Reads AWS's word, in upper case.
    pub fn from_service(word: &str) -> Self {
        match word {
            "APPROVED" => FileStatus::Approved,
            "PROCESSING" => FileStatus::Processing,
            "REJECTED" => FileStatus::Rejected,
            "FAILED" => FileStatus::Failed,
            "DRAFTING" => FileStatus::Drafting,
            "" => FileStatus::Other("(none given)".into()),
            other => FileStatus::Other(other.into()),
        }
    }

    /// AWS's word.
    pub fn service_word(&self) -> &str {
        match self {
            FileStatus::Approved => "APPROVED",
            FileStatus::Processing => "PROCESSING",
            FileStatus::Rejected => "REJECTED",
            FileStatus::Failed => "FAILED",
            FileStatus::Drafting => "DRAFTING",
            FileStatus::Other(word) => word.raw(),
        }
    }

    /// Whether the service gave one at all.
    pub fn is_given(&self) -> bool {
        *self != FileStatus::from_service("")
    }

    /// The word for people.
    pub fn label(&self) -> &str {
        match self {
            FileStatus::Approved => "Approved",
            FileStatus::Processing => "Processing",
            FileStatus::Rejected => "Rejected",
            FileStatus::Failed => "Failed",
            FileStatus::Drafting => "Drafting",
            FileStatus::Other(word) => word.as_str(),
        }
    }

    /// Whether the service gives a download link for it.
    pub fn can_be_downloaded(&self) -> bool {
        matches!(self, FileStatus::Approved)
    }

    /// Why there is nothing to download, in a sentence; nothing for an approved file.
    pub fn why_not(&self) -> Option<String> {
        let why = match self {
            FileStatus::Approved => return None,
            FileStatus::Processing => {
                "it is still being scanned. Try again in a moment.".to_owned()
            }
            FileStatus::Rejected => {
                "the scanner rejected it and Connect deleted its content.".to_owned()
            }
            FileStatus::Failed => "its upload or its scan failed. Ask for it again.".to_owned(),
            FileStatus::Drafting => "it belongs to a draft that was not sent yet.".to_owned(),
            FileStatus::Other(word) => {
                format!("its status is {word}; only approved files can be downloaded.")
            }
        };
        Some(why)
    }
}

/// Who created a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Creator {
    /// An agent, by the ARN of the Connect user.
    ConnectUser(SafeText),
    /// A caller of the API, by its STS or IAM ARN.
    AwsIdentity(SafeText),
    /// A kind of creator that the SDK does not know.
    Unknown,
}

impl Creator {
    /// The end of the ARN: enough to tell creators apart in a column.
    pub fn short(&self) -> &str {
        match self {
            Creator::ConnectUser(arn) | Creator::AwsIdentity(arn) => {
                short_id(arn.as_str().rsplit('/').next().unwrap_or(arn.as_str()))
            }
            Creator::Unknown => "unknown",
        }
    }
}
