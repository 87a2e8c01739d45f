//! A file from the service into a folder of the person's, where it stays.

use crate::domain::{Attachment, Failure, OnConflict, Progress, SafeName, Saved, Settled, There};
use crate::ledger::Known;
use crate::transfer::{self, Target};

use super::downloads::{Downloads, FileAt, SaveWish};
use super::fetch::{fetch, log, mark, safe_name};
use super::files::downloadable;

/// How many numbers of a name that a person chose are looked for on record.
const NUMBERS: u32 = 100;

impl Downloads {
    /// Saves an approved file into a folder under a safe name. A file that lies there
    /// already, whole by its record, is asked for by no request; neither is one that is
    /// skipped or asked about because of what has its name. Nothing is replaced unless the
    /// wish says so.
    pub async fn save(
        &self,
        at: FileAt<'_>,
        wish: &SaveWish,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Settled, Failure> {
        let what = format!("{} could not be saved", at.file.title());
        self.settle(at, wish, progress)
            .await
            .map_err(|failure| failure.while_doing(what))
            .inspect_err(log)
    }

    async fn settle(
        &self,
        at: FileAt<'_>,
        wish: &SaveWish,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Settled, Failure> {
        downloadable(at.file)?;
        if let Some(known) = self.already(at.file, wish).await {
            return Ok(Settled::Already(known.saved));
        }
        let met = match wish.on_conflict {
            OnConflict::Rename => None,
            _ => self.met(at.file, wish).await,
        };
        let replaced = match (wish.on_conflict, met) {
            (_, None) | (OnConflict::Rename, _) => None,
            (OnConflict::Replace, Some(there)) => Some(there.path),
            (OnConflict::Skip, Some(there)) => return Ok(Settled::Skipped(there)),
            (OnConflict::Ask, Some(there)) => return Ok(Settled::Conflict(there)),
        };
        let target = Target {
            folder: wish.folder.clone(),
            name: wished_name(at.file, wish),
            mark: mark(at.file),
            replace: replaced.is_some(),
            size: at.file.size,
            keep: self.keep.clone(),
        };
        let saved = fetch(self, at, &target, &self.ledger, progress).await?;
        // What was changed meanwhile has kept its place.
        Ok(if replaced.as_ref() == Some(&saved.path) {
            Settled::Replaced(saved)
        } else {
            Settled::Saved(saved)
        })
    }

    /// The file itself, when it lies in the folder already: on record there, of the size
    /// that the service gives, and whole by its hash.
    pub async fn already(&self, file: &Attachment, wish: &SaveWish) -> Option<Known> {
        for known in self.ledger.find(&mark(file), &wish.folder).await {
            let Saved { path, size, sha256 } = &known.saved;
            let may_be = file.size.is_none_or(|now| now == *size) && fits(file, wish, &known);
            if may_be && transfer::whole(path, *size, sha256).await {
                return Some(known);
            }
        }
        None
    }

    /// What has the file's name in the folder.
    pub async fn met(&self, file: &Attachment, wish: &SaveWish) -> Option<There> {
        transfer::there(&wish.folder, &wished_name(file, wish)).await
    }
}

/// What the file is to be called on the disk, before it gets a number.
pub fn wished_name(file: &Attachment, wish: &SaveWish) -> SafeName {
    match &wish.name {
        Some(name) => SafeName::new(name, file.key.file.raw()),
        None => safe_name(file),
    }
}

/// Whether a file on record has the name that the person chose, or a number of it. Without
/// a choice any name will do.
fn fits(file: &Attachment, wish: &SaveWish, known: &Known) -> bool {
    if wish.name.is_none() {
        return true;
    }
    let name = known.saved.path.file_name().unwrap_or_default();
    let wished = wished_name(file, wish);
    name == wished.as_str() || (1..NUMBERS).any(|number| name == wished.numbered(number).as_str())
}
