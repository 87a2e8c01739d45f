//! What changed between two audits. Their rows are joined by the file's ARN, or by what a row
//! without one has instead, and compared as they are read: of the older one only what is
//! compared is held, and what changed is told as it is found.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::compared::Compared;
use super::row::Row;
use crate::domain::{Failure, SafeText};

/// The members that are compared.
const COMPARED: [&str; 3] = ["FileStatus", "FileSizeInBytes", "FileName"];

/// A file that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is only in the newer audit.
    New(Row),
    /// It is only in the older one.
    Gone(Row),
    /// It differs: the newer row, and what it was before.
    Changed(Row, Map<String, Value>),
}

/// How many files are not as they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Only in the newer one.
    pub new: u64,
    /// Only in the older one.
    pub gone: u64,
    /// In both, and different.
    pub changed: u64,
    /// Nobody wanted to hear of more.
    pub enough: bool,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new + self.gone + self.changed == 0
    }
}

/// A digest of what a row is joined by: as good as the text, and smaller.
type Key = [u8; 16];
/// What is compared of a file.
type Members = [Value; COMPARED.len()];

/// What is known of a file so far.
enum Known {
    /// It is in the older audit, and was not in the newer one yet.
    Old(Members),
    /// It was found in both, and is not the same.
    Changed(Members),
    /// Nothing is to be told of it, or it was told.
    Over,
}

#[derive(Default)]
struct Comparison {
    files: HashMap<Key, Known>,
    /// Cases and contacts that could not be read: nobody knows of their files.
    unread: [HashSet<Key>; 2],
    changes: Changes,
}

/// Tells what changed from the older to the newer audit until `on` has enough: what is new,
/// what is gone, what is different, each in the order of its audit. What could not be read in
/// either is no change: nobody knows.
pub fn diff(
    (old, new): (&mut Compared, &mut Compared),
    mut on: impl FnMut(Change) -> Result<bool, Failure>,
) -> Result<Changes, Failure> {
    let mut comparison = Comparison::default();
    old.each(|row| {
        comparison.older(&row);
        Ok(true)
    })?;
    let mut tell = |changes: &mut Changes, change: Option<Change>| {
        let count = match &change {
            None => return Ok(true),
            Some(Change::New(_)) => &mut changes.new,
            Some(Change::Gone(_)) => &mut changes.gone,
            Some(Change::Changed(..)) => &mut changes.changed,
        };
        *count += 1;
        let goes_on = change.map_or(Ok(true), &mut on)?;
        changes.enough = !goes_on;
        Ok(goes_on)
    };
    let mut found = Changes::default();
    new.each(|row| tell(&mut found, comparison.newer(row)))?;
    if !found.enough {
        old.each(|row| tell(&mut found, comparison.gone(row)))?;
    }
    if !found.enough && comparison.changes.changed > 0 {
        new.each(|row| tell(&mut found, comparison.changed(row)))?;
    }
    Ok(found)
}

impl Comparison {
    /// A row of the older audit.
    fn older(&mut self, row: &Row) {
        if !row.is_error() {
            self.files.insert(key(row), Known::Old(members(row)));
        } else if row.text("FileId").is_some() {
            self.files.entry(key(row)).or_insert(Known::Over);
        } else {
            self.unread[0].insert(resource(row));
        }
    }

    /// A row of the newer one: whether the file is new, or what is to be told of it later.
    fn newer(&mut self, row: Row) -> Option<Change> {
        if row.is_error() {
            if row.text("FileId").is_some() {
                let known = self.files.entry(key(&row)).or_insert(Known::Over);
                if matches!(known, Known::Old(_)) {
                    *known = Known::Over;
                }
            } else {
                self.unread[1].insert(resource(&row));
            }
            return None;
        }
        let key = key(&row);
        let Some(known) = self.files.get_mut(&key) else {
            self.files.insert(key, Known::Over);
            let known = !self.unread[0].contains(&resource(&row));
            return known.then_some(Change::New(row));
        };
        if let Known::Old(was) = known {
            *known = if same(was, &members(&row)) {
                Known::Over
            } else {
                self.changes.changed += 1;
                Known::Changed(std::mem::take(was))
            };
        }
        None
    }

    /// A row of the older one again: whether the file is gone.
    fn gone(&mut self, row: Row) -> Option<Change> {
        let known = self.files.get_mut(&key(&row))?;
        let unread = self.unread[1].contains(&resource(&row));
        if row.is_error() || unread || !matches!(known, Known::Old(_)) {
            return None;
        }
        *known = Known::Over;
        Some(Change::Gone(row))
    }

    /// A row of the newer one again: whether the file differs.
    fn changed(&mut self, row: Row) -> Option<Change> {
        let known = self.files.get_mut(&key(&row))?;
        if row.is_error() || !matches!(known, Known::Changed(_)) {
            return None;
        }
        let Known::Changed(was) = std::mem::replace(known, Known::Over) else {
            return None;
        };
        let now = members(&row);
        let was = COMPARED.into_iter().zip(was).zip(&now);
        let was = was.filter(|((_, was), now)| text(was) != text(now));
        let was = was.map(|((name, was), _)| (name.to_owned(), was));
        Some(Change::Changed(row, was.collect()))
    }
}

/// What a row is joined by, with what it hangs on: an error has no ARN of its file.
fn key(row: &Row) -> Key {
    let file = row.text("FileId").unwrap_or_default();
    match (row.text("FileArn"), file) {
        (Some(arn), "") => digest(&[arn]),
        _ => digest(&[file, row.text("AssociatedResourceArn").unwrap_or_default()]),
    }
}

/// The case or the contact that a row hangs on.
fn resource(row: &Row) -> Key {
    digest(&[row.text("AssociatedResourceArn").unwrap_or_default()])
}

fn digest(parts: &[&str]) -> Key {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let whole = hasher.finalize();
    let mut key = Key::default();
    key.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    key
}

fn members(row: &Row) -> Members {
    COMPARED.map(|name| row.member(name).cloned().unwrap_or_default())
}

fn same(was: &Members, now: &Members) -> bool {
    was.iter()
        .zip(now)
        .all(|(was, now)| was == now || text(was) == text(now))
}

/// A member as every format has it: a csv shows what is invisible.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => SafeText::new(text).as_str().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
