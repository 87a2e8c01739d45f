//! What exists: an account, its instances, their cases and contacts, and the files on
//! them, with every name and offset resolved. No JSON and no protocol here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::{Blob, Moment};

/// One account in one region, with everything in it.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) partition: String,
    pub(crate) region: String,
    pub(crate) account: String,
    pub(crate) caller_id: String,
    pub(crate) caller_arn: String,
    pub(crate) instances: Vec<Instance>,
    pub(crate) blobs: HashMap<String, Blob>,
}

/// One Connect instance.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) alias: String,
    pub(crate) created: Timestamp,
    pub(crate) users: Vec<User>,
    pub(crate) integrations: Vec<Integration>,
    /// Attachment rules by scope (`CASE`, `EMAIL`, …).
    pub(crate) policies: BTreeMap<String, Policy>,
    pub(crate) domain: Option<Domain>,
    pub(crate) contacts: HashMap<String, Contact>,
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) name: String,
    pub(crate) first: String,
    pub(crate) last: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Integration {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) arn: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Policy {
    pub(crate) bytes: i64,
    pub(crate) extensions: Vec<String>,
    pub(crate) modified: Timestamp,
}

/// One Cases domain.
#[derive(Clone, Debug)]
pub(crate) struct Domain {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) name: String,
    pub(crate) template: String,
    pub(crate) created: Timestamp,
    pub(crate) fields: Vec<Field>,
    pub(crate) cases: Vec<Case>,
    pub(crate) index: HashMap<String, usize>,
}

impl Domain {
    pub(crate) fn case(&self, id: &str) -> Option<&Case> {
        self.index.get(id).and_then(|&at| self.cases.get(at))
    }
}

/// One field that cases may have.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) system: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) fields: BTreeMap<String, Value>,
    pub(crate) related: Vec<Related>,
    pub(crate) shelf: Shelf,
}

impl Case {
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }
}

/// The value of a field, as the service's union has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    User(String),
    Empty,
}

/// Something attached to a case.
#[derive(Clone, Debug)]
pub(crate) struct Related {
    pub(crate) id: String,
    pub(crate) at: Moment,
    pub(crate) by: Option<String>,
    pub(crate) content: Content,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Contact {
        arn: String,
        channel: String,
        at: Timestamp,
    },
    Comment {
        body: String,
    },
    File {
        arn: String,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) channel: String,
    pub(crate) name: String,
    pub(crate) at: Timestamp,
    /// Whether the caller may not read it.
    pub(crate) denied: bool,
    pub(crate) shelf: Shelf,
}

impl Contact {
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }
}

/// The files of one associated resource.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    files: Vec<File>,
    /// The places of the files by their ids: a batch must not look at each file for each id.
    by_id: Vec<u32>,
    /// Ids that get a per-file error: code and message.
    pub(crate) errors: BTreeMap<String, (String, String)>,
    /// Ids about which the service says nothing at all.
    pub(crate) silent: BTreeSet<String>,
}

impl Shelf {
    /// A shelf with these files, of which nothing is wrong.
    pub(super) fn of(files: Vec<File>) -> Self {
        let mut by_id: Vec<u32> = (0..).take(files.len()).collect();
        // Of two with one id the first counts.
        by_id.sort_by(|&a, &b| id_at(&files, a).cmp(id_at(&files, b)));
        Self {
            files,
            by_id,
            ..Self::default()
        }
    }

    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }

    pub(crate) fn file(&self, id: &str) -> Option<&File> {
        let first = self
            .by_id
            .partition_point(|&place| id_at(&self.files, place) < id);
        let place = usize::try_from(*self.by_id.get(first)?).ok()?;
        self.files.get(place).filter(|file| file.id == id)
    }
}

fn id_at(files: &[File], place: u32) -> &str {
    let file = usize::try_from(place).ok().and_then(|at| files.get(at));
    file.map_or("", |file| &file.id)
}

/// One attached file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) name: String,
    /// What it is at first; [`File::status`] knows what it is now.
    pub(super) status: String,
    pub(super) settles: Option<(SignedDuration, String)>,
    pub(crate) created: Moment,
    pub(crate) by: Option<Creator>,
    /// The name of its content in [`World::blobs`].
    pub(crate) content: Option<String>,
    pub(crate) size: i64,
    pub(crate) use_case: String,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) reference: Reference,
    pub(crate) omit: Vec<String>,
}

impl File {
    /// Whether its status is going to change.
    pub(crate) fn is_settling(&self) -> bool {
        self.settles.is_some()
    }

    /// The status at `now` of a file that counts from `origin`.
    pub(crate) fn status(&self, origin: Timestamp, now: Timestamp) -> &str {
        match &self.settles {
            Some((after, status)) if now.duration_since(origin) >= *after => status,
            _ => &self.status,
        }
    }
}

/// Who uploaded a file.
#[derive(Clone, Debug)]
pub(crate) enum Creator {
    User(String),
    Identity(String),
    /// A member of the union that today's SDKs do not know.
    Unknown(serde_json::Value),
}

/// How a contact's references name a file; AWS documents none of them fully.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// An ATTACHMENT with its ARN.
    Arn,
    /// An ATTACHMENT whose value ends in the file id.
    Value,
    /// An `EMAIL_MESSAGE` whose name is the file id.
    Email,
}
