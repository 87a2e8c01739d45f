//! The screen of a case's or a contact's files: the table and its panes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use crate::domain::{
    Attachment, Failure, FailureKind, FileId, FileKey, FileQuery, FileStatus, Instance, Problem,
    SafeText, Subject,
};

use super::{Asking, Cursor, Marks, Polling};

/// The files of one case or contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The instance that is asked for them.
    pub instance: Instance,
    /// What they hang on.
    pub subject: Subject,
    /// Only these, when the person named them.
    pub ids: Vec<FileId>,
    /// Whether the case was handed over to be remembered.
    pub remembered: bool,
    /// By name, ignoring case. Kept while they are asked for again.
    pub rows: Vec<Attachment>,
    /// How the asking goes.
    pub listing: Listing,
    /// How the files that are being scanned are asked for again.
    pub polling: Polling,
    /// What went wrong beside the rows.
    pub problems: Vec<Problem>,
    /// Which file is selected.
    pub cursor: Cursor<FileKey>,
    /// Which files are marked.
    pub marks: Marks,
    /// Whether the details are open.
    pub details: bool,
    /// The first line of the details on the screen.
    pub details_offset: usize,
    /// The pane under the table.
    pub bottom: Option<Bottom>,
    /// Which pane has the keys, unless the details fill the window.
    pub focus: Pane,
}

/// How the asking for the files goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The request under way.
    pub asking: Asking,
    /// The files that this request brought so far; the others go when it ends.
    pub brought: BTreeSet<FileKey>,
    /// What went wrong in this request so far; replaces `problems` when it ends.
    pub problems: Vec<Problem>,
    /// How it is done, when that is not as usual.
    pub notes: Vec<SafeText>,
    /// Whether any listing ever came to its end.
    pub complete: bool,
}

/// The pane under the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bottom {
    /// What went wrong.
    Errors,
    /// What is on its way.
    Transfers,
}

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The table.
    Table,
    /// The details.
    Details,
    /// The pane under the table.
    Bottom,
}

impl Files {
    /// The screen before anything was asked.
    pub fn of(instance: Instance, subject: Subject) -> Self {
        Self {
            instance,
            subject,
            ids: Vec::new(),
            remembered: false,
            rows: Vec::new(),
            listing: Listing {
                asking: Asking::Idle,
                brought: BTreeSet::new(),
                problems: Vec::new(),
                notes: Vec::new(),
                complete: false,
            },
            polling: Polling::default(),
            problems: Vec::new(),
            cursor: Cursor::default(),
            marks: Marks::new(),
            details: false,
            details_offset: 0,
            bottom: None,
            focus: Pane::Table,
        }
    }

    /// What is asked for.
    pub fn query(&self) -> FileQuery {
        FileQuery {
            subject: self.subject.clone(),
            ids: self.ids.clone(),
        }
    }

    /// Whether the files may not be searched, so that only named ones can be had.
    pub fn must_be_named(&self) -> bool {
        let failure = self.listing.asking.failure();
        let denied = failure.is_some_and(|failure| failure.kind == FailureKind::Denied);
        denied && self.ids.is_empty()
    }

    /// The file under the cursor.
    pub fn selected(&self) -> Option<&Attachment> {
        self.rows.get(self.cursor.index())
    }

    /// How many files have each status, in the order of the statuses.
    pub fn counts(&self) -> BTreeMap<&FileStatus, u64> {
        let mut counts = BTreeMap::new();
        for row in &self.rows {
            *counts.entry(&row.status).or_insert(0) += 1;
        }
        counts
    }

    /// The sum of the sizes that are known, in bytes.
    pub fn bytes(&self) -> u64 {
        let sizes = self.rows.iter().filter_map(|row| row.size);
        sizes.fold(0, u64::saturating_add)
    }

    /// What went wrong beside the rows. While the files are asked for again, what was
    /// wrong before stays until it is known better.
    pub fn problems(&self) -> Vec<&Problem> {
        let mut seen = HashSet::new();
        let all = self.problems.iter().chain(&self.listing.problems);
        all.filter(|problem| seen.insert(*problem)).collect()
    }

    /// Adds files to the rows; a row that is there already is replaced by what came.
    pub fn add(&mut self, files: Vec<Attachment>) {
        let places = self.rows.iter().enumerate();
        let mut places: HashMap<FileKey, usize> = places
            .map(|(place, row)| (row.key.clone(), place))
            .collect();
        for file in files {
            self.listing.brought.insert(file.key.clone());
            if let Some(&place) = places.get(&file.key) {
                self.rows[place] = file;
            } else {
                places.insert(file.key.clone(), self.rows.len());
                self.rows.push(file);
            }
        }
        self.rows.sort_by_cached_key(Attachment::order);
    }

    /// Takes what was told anew of files that are here; those whose status is another one now.
    pub fn learn(&mut self, files: Vec<Attachment>, now: Timestamp) -> Vec<Attachment> {
        let mut settled = Vec::new();
        for file in files {
            let row = self.rows.iter_mut().find(|row| row.key == file.key);
            let Some(row) = row.filter(|row| **row != file) else {
                continue;
            };
            if row.status != file.status {
                self.polling.quiet = 0;
                settled.push(file.clone());
            }
            self.polling.heed(&file, now);
            *row = file;
        }
        self.rows.sort_by_cached_key(Attachment::order);
        settled
    }

    /// Whether any of these files is here and was not known to be as it is told now.
    pub fn is_news(&self, files: &[Attachment]) -> bool {
        let is_news = |file: &Attachment| {
            let row = self.rows.iter().find(|row| row.key == file.key);
            row.is_some_and(|row| row != file)
        };
        files.iter().any(is_news)
    }

    /// The request came to its end: what it did not bring is gone, unless a part of the
    /// answer is missing, in which case nobody knows.
    pub fn finish(&mut self, answer: Result<(), Failure>) {
        if let Err(failure) = answer {
            self.listing
                .problems
                .push(Problem::Request(failure.clone()));
            self.listing.asking = Asking::Failed(failure);
            self.problems = self.problems().into_iter().cloned().collect();
            self.listing.problems.clear();
            return;
        }
        let brought = std::mem::take(&mut self.listing.brought);
        self.problems = std::mem::take(&mut self.listing.problems);
        let whole = self.problems.iter().all(|problem| match problem {
            Problem::File { .. } => true,
            Problem::Contact { .. } | Problem::Request(_) => false,
        });
        if whole {
            self.rows.retain(|row| brought.contains(&row.key));
            self.keep_marks();
            let here: BTreeSet<&FileKey> = self.rows.iter().map(|row| &row.key).collect();
            self.polling.keep(|key| here.contains(key));
        }
        self.listing.asking = Asking::Idle;
        self.listing.complete = true;
    }

    /// Finds the selected file again after rows came, went or moved.
    pub fn settle(&mut self, height: usize) {
        let rows = &self.rows;
        self.cursor.settle(
            rows.len(),
            height,
            |key| rows.iter().position(|row| row.key == *key),
            |index| rows.get(index).map(|row| row.key.clone()),
        );
    }
}
