//! The record, asked for and added to.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::Timestamp;
use tokio::task::spawn_blocking;

use super::disk::{self, Journal};
use super::line::Line;
use crate::domain::Saved;

/// One file that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Tells the file from all others: a hash of its resource and its id.
    pub mark: String,
    /// Where it lies, how long it is and what it hashes to.
    pub saved: Saved,
}

/// A file that is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where it lay, how long it was and what it hashed to.
    pub saved: Saved,
    /// When it was saved, when that can be read.
    pub at: Option<Timestamp>,
}

/// The record of what was saved; cheap to clone, and clones share what was read.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// None when nothing is recorded.
    inner: Option<Arc<Inner>>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    journal: Mutex<Journal>,
    trouble: OnceLock<String>,
}

impl Ledger {
    /// A record that remembers nothing.
    pub fn off() -> Self {
        Self::default()
    }

    /// The record in this file, which need not exist yet.
    pub fn open(path: PathBuf) -> Self {
        let inner = Inner {
            path,
            journal: Mutex::default(),
            trouble: OnceLock::new(),
        };
        Self {
            inner: Some(Arc::new(inner)),
        }
    }

    /// What is on record of this file, each name once and as if it lay in this folder: what
    /// was saved there, the latest first, and then what was saved elsewhere, since a folder
    /// may have been moved or copied with all that is in it.
    pub async fn find(&self, mark: &str, folder: &Path) -> Vec<Known> {
        let (mark, folder) = (mark.to_owned(), folder.to_owned());
        let find = move |inner: &Inner| {
            let whole = disk::whole_path(&folder).unwrap_or_default();
            let mut names = HashSet::new();
            inner.lines(|lines| {
                let (here, elsewhere): (Vec<&Line>, Vec<&Line>) =
                    lines.iter().rev().partition(|line| line.folder == whole);
                let (mine, others): (Vec<&Line>, Vec<&Line>) =
                    here.into_iter().partition(|line| line.mark == mark);
                // What lies here under such a name is another file's, even if it is the same.
                let taken: HashSet<&str> = others.iter().map(|line| &*line.name).collect();
                let moved = elsewhere.into_iter().filter(|line| line.mark == mark);
                let moved = moved.filter(|line| !taken.contains(&*line.name));
                let all = mine.into_iter().chain(moved);
                let first = all.filter(|line| names.insert(line.name.clone()));
                first.map(|line| line.known(&folder)).collect()
            })
        };
        self.blocking(find).await
    }

    /// Records a file. That it cannot be is no reason to call the saving failed; see
    /// [`Self::trouble`].
    pub async fn record(&self, entry: Entry) {
        let add = move |inner: &Inner| {
            if let Err(error) = inner.add(entry) {
                tracing::warn!(%error, "the file could not be recorded");
                // The first reason is enough.
                let why = format!("{}: {error}", inner.path.display());
                let _ = inner.trouble.set(why);
            }
        };
        self.blocking(add).await;
    }

    /// Why something could not be recorded, if that was so.
    pub fn trouble(&self) -> Option<String> {
        match &self.inner {
            None => Some("there is no folder for it".to_owned()),
            Some(inner) => inner.trouble.get().cloned(),
        }
    }

    /// The folders in which files were saved, the latest first. Blocks.
    pub fn folders(&self) -> Vec<PathBuf> {
        let folders = |lines: &[Line]| {
            let mut seen = HashSet::new();
            let latest = lines.iter().rev().map(|line| line.folder.clone());
            latest
                .filter(|folder| seen.insert(folder.clone()))
                .collect()
        };
        let inner = self.inner.as_ref();
        inner.map_or_else(Vec::new, |inner| inner.lines(folders))
    }

    async fn blocking<T>(&self, work: impl FnOnce(&Inner) -> T + Send + 'static) -> T
    where
        T: Default + Send + 'static,
    {
        let Some(inner) = self.inner.clone() else {
            return T::default();
        };
        spawn_blocking(move || work(&inner))
            .await
            .unwrap_or_default()
    }
}

impl Inner {
    fn lines<T>(&self, read: impl FnOnce(&[Line]) -> T) -> T {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        read(journal.up_to_date(&self.path))
    }

    fn add(&self, entry: Entry) -> io::Result<()> {
        let Entry { mark, saved } = entry;
        let folder = match saved.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let folder = disk::whole_path(folder)?;
        let line = Line::new(mark, &saved, &folder, Timestamp::now());
        let line = line.and_then(|line| line.written());
        let text = line.ok_or_else(|| io::Error::other("its path is no text"))?;
        disk::append(&self.path, &text)
    }
}
