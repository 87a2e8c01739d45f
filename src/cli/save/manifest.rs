//! `manifest.json` and `SHA256SUMS` beside the saved files. Those of an earlier run are
//! added to; those of anybody else are never overwritten.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::output::{attachment, to_json};
use crate::domain::{
    Attachment, Failure, FailureKind, Identity, Instance, SafeName, Saved, Settled, Subject,
};
use crate::ledger::Held;
use crate::transfer::disk_failure;

use super::outcome::{Outcome, error, saved_name};
use super::sums;

/// What the manifest is called, and the sums beside it.
pub(super) const NAMES: [&str; 2] = ["manifest.json", "SHA256SUMS"];
const WHAT: &str = "The manifest could not be written";
const GENERATOR: &str = "attache";
/// The longest file that is read, in bytes: some hundred thousand files.
const LONGEST: u64 = 128 << 20;

/// The manifest of a folder.
pub(super) struct Manifest {
    folder: PathBuf,
}

/// What the files of this run have in common.
pub(super) struct About<'a> {
    pub(super) instance: &'a Instance,
    pub(super) subject: &'a Subject,
    pub(super) caller: Option<&'a Identity>,
    /// Whether all files of the subject were meant.
    pub(super) all: bool,
}

impl Manifest {
    /// The one of this folder, which need not exist yet.
    pub(super) fn of(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self { folder }
    }

    /// Fails when one of the names is taken by a file that is not ours.
    pub(super) fn check(&self) -> Result<(), Failure> {
        self.read().map(drop)
    }

    /// Adds what came of this run.
    pub(super) fn write(&self, outcomes: &[Outcome], about: &About<'_>) -> Result<(), Failure> {
        let files: Vec<Value> = outcomes
            .iter()
            .filter_map(|outcome| match outcome {
                Outcome::Settled(file, settled, at) => entry(file, settled, *at, about),
                _ => None,
            })
            .collect();
        let mut errors: Vec<Value> = outcomes.iter().filter_map(error).collect();
        for error in &mut errors {
            error["SubjectArn"] = json!(about.subject.arn().raw());
        }
        let failure = |error: io::Error| disk_failure(WHAT, &self.folder, &error);
        fs::create_dir_all(&self.folder).map_err(failure)?;
        // Another process may be adding to it, too.
        let folder = File::open(&self.folder);
        let _alone = folder.as_ref().map(Held::alone);
        let old = self.read()?;
        let document = merged(&old, files, errors, about, &|entry| self.holds(entry));
        let listed = entries(&document, "Files");
        let sums = sums::written(
            listed.filter_map(|file| Some((text(file, "Sha256")?, text(file, "SavedName")?))),
        );
        self.put(NAMES[0], &(to_json(&document) + "\n"))
            .map_err(failure)?;
        self.put(NAMES[1], &sums).map_err(failure)?;
        if let Ok(folder) = &folder {
            // Makes both names outlive a power cut, where a disk can do that.
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// What the folder's manifest says; null when there is none.
    fn read(&self) -> Result<Value, Failure> {
        let [manifest, sums] = NAMES.map(|name| self.folder.join(name));
        let document = match read(&manifest).map_err(|why| not_ours(&manifest, &why))? {
            Some(text) => ours(&text).ok_or_else(|| not_ours(&manifest, NOT_OURS))?,
            None => Value::Null,
        };
        if let Some(text) = read(&sums).map_err(|why| not_ours(&sums, &why))? {
            let known = |name: &&str| {
                entries(&document, "Files").any(|file| text_is(file, "SavedName", name))
            };
            let is_ours = sums::names(&text).is_some_and(|names| names.iter().all(known));
            if document.is_null() || !is_ours {
                return Err(not_ours(&sums, NOT_OURS));
            }
        }
        Ok(document)
    }

    /// Whether the file of an entry is still in the folder.
    fn holds(&self, entry: &Value) -> bool {
        let name = text(entry, "SavedName").unwrap_or_default();
        let about = fs::symlink_metadata(self.folder.join(name));
        about.is_ok_and(|about| about.is_file() && entry["FileSizeInBytes"] == about.len())
    }

    /// Puts a file in its place in one step, for its owner only.
    fn put(&self, name: &str, text: &str) -> io::Result<()> {
        // One that is left behind is swept as any partial file is.
        let mut file = tempfile::Builder::new()
            .prefix(".")
            .suffix(".attache-part")
            .tempfile_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(self.folder.join(name))
            .map_err(|error| error.error)?;
        Ok(())
    }
}

const NOT_OURS: &str = "it is there already and was not written by attache";

/// The text of a file; none when there is none.
fn read(path: &Path) -> Result<Option<String>, String> {
    let because = |error: io::Error| error.to_string();
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        // Such as a folder that is none: saving tells it better.
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(None),
        Err(error) => return Err(because(error)),
        Ok(about) if !about.is_file() => return Err("it is no plain file".to_owned()),
        Ok(about) if about.len() > LONGEST => return Err(NOT_OURS.to_owned()),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(because)?;
    file.take(LONGEST)
        .read_to_end(&mut bytes)
        .map_err(because)?;
    let text = String::from_utf8(bytes);
    text.map(Some).map_err(|_| NOT_OURS.to_owned())
}

/// The document, when it is one of ours: its names lead nowhere out of the folder.
fn ours(text: &str) -> Option<Value> {
    let document: Value = serde_json::from_str(text).ok()?;
    let good = |file: &Value| {
        let name = self::text(file, "SavedName")?;
        let hash = self::text(file, "Sha256")?;
        let safe = SafeName::new(name, "").as_str() == name;
        let hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        (safe && hash).then_some(())
    };
    let is_ours = document["Generator"] == GENERATOR
        && document["Files"].is_array()
        && entries(&document, "Files").all(|file| good(file).is_some());
    is_ours.then_some(document)
}

fn not_ours(path: &Path, why: &str) -> Failure {
    let why = format!("{}: {why}", path.display());
    Failure::new(FailureKind::Local, WHAT, why)
        .hint("Move it away, save to another folder, or leave out --manifest.")
}

/// The entry of a file that lies in the folder.
fn entry(
    file: &Attachment,
    settled: &Settled,
    at: Option<Timestamp>,
    about: &About<'_>,
) -> Option<Value> {
    let Saved { size, sha256, .. } = settled.saved()?;
    let mut entry = attachment(file);
    entry["SavedName"] = json!(saved_name(settled.saved()?));
    entry["FileSizeInBytes"] = json!(size);
    entry["Sha256"] = json!(sha256);
    entry["InstanceId"] = json!(about.instance.id.raw());
    if let Some(alias) = &about.instance.alias {
        entry["InstanceAlias"] = json!(alias.raw());
    }
    match about.subject {
        Subject::Case(case) => {
            entry["CaseArn"] = json!(case.arn.raw());
            entry["CaseId"] = json!(case.id.raw());
            if let Some(reference) = &case.reference {
                entry["CaseReference"] = json!(reference.raw());
            }
            if let Some(title) = &case.title {
                entry["CaseTitle"] = json!(title.raw());
            }
        }
        Subject::Contact(contact) => entry["ContactArn"] = json!(contact.arn.raw()),
    }
    if let Some(at) = at {
        entry["SavedAt"] = json!(second(at));
    }
    // Who fetched an earlier one stands in the earlier manifest.
    if matches!(settled, Settled::Already(_)) {
        entry["Already"] = json!(true);
        return Some(entry);
    }
    if let Some(caller) = about.caller {
        entry["FetchedBy"] = json!(caller.arn.raw());
    }
    Some(entry)
}

fn second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The old document with what is new in it, by name.
fn merged(
    old: &Value,
    files: Vec<Value>,
    errors: Vec<Value>,
    about: &About<'_>,
    holds: &dyn Fn(&Value) -> bool,
) -> Value {
    let same_file = |one: &Value, other: &Value| {
        one["FileId"] == other["FileId"]
            && one["AssociatedResourceArn"] == other["AssociatedResourceArn"]
    };
    let mut all: Vec<Value> = Vec::new();
    let mut new = files;
    for kept in entries(old, "Files") {
        let again = new.iter_mut().find(|one| same_file(one, kept));
        let Some(again) = again else {
            let taken = new.iter().any(|one| one["SavedName"] == kept["SavedName"]);
            if !taken && holds(kept) {
                all.push(kept.clone());
            }
            continue;
        };
        if again["Already"] == true && again["Sha256"] == kept["Sha256"] {
            for known in ["SavedAt", "FetchedBy"] {
                if !kept[known].is_null() {
                    again[known] = kept[known].clone();
                }
            }
        }
    }
    all.extend(new);
    for file in &mut all {
        if let Some(file) = file.as_object_mut() {
            file.remove("Already");
        }
    }
    all.sort_by(|one, other| text(one, "SavedName").cmp(&text(other, "SavedName")));
    let subject = about.subject.arn().raw();
    let mut missing: Vec<Value> = entries(old, "Errors")
        .filter(|error| {
            let told_again = about.all && error["SubjectArn"] == subject;
            let is_here = |file: &&Value| file["FileId"] == error["FileId"];
            let settled = !error["FileId"].is_null()
                && (all.iter().any(|file| is_here(&file))
                    || errors.iter().any(|one| is_here(&one)));
            !told_again && !settled
        })
        .cloned()
        .collect();
    missing.extend(errors);
    json!({
        "Generator": GENERATOR,
        "Version": env!("CARGO_PKG_VERSION"),
        "Files": all,
        "Errors": missing,
    })
}

fn entries<'a>(document: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    document[name].as_array().into_iter().flatten()
}

fn text<'a>(entry: &'a Value, name: &str) -> Option<&'a str> {
    entry[name].as_str()
}

fn text_is(entry: &Value, name: &str, is: &str) -> bool {
    text(entry, name) == Some(is)
}
