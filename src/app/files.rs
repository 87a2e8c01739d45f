//! The screen of a case's or a contact's files: the table and its panes.

use jiff::Timestamp;

use crate::domain::{
    Arn, Attachment, Failure, FailureKind, FileId, FileKey, FileQuery, Instance, Problem, SafeText,
};

use super::keys::Mode;
use super::regions::{Front, Side};
use super::table::{Order, Rows, Table};
use super::{Asking, Extent, Field, FileRequest, Polling, Previewing, Problems};

/// The files of one case or contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The instance that is asked for them.
    pub instance: Instance,
    /// Whose they are.
    pub extent: Extent,
    /// The file that is gone to once it has come.
    pub sought: Option<FileKey>,
    /// Only these, when the person named them.
    pub ids: Vec<FileId>,
    /// Whether the case was handed over to be remembered.
    pub remembered: bool,
    /// The files. Kept while they are asked for again.
    pub table: Table,
    /// How the asking goes.
    pub listing: Listing,
    /// How the files that are being scanned are asked for again.
    pub polling: Polling,
    /// What went wrong beside the rows.
    pub problems: Problems,
    /// The words that shown files must hold, as they are typed.
    pub words: Field,
    /// Whether the field for them has the keys.
    pub filtering: bool,
    /// Whether the details are open.
    pub details: bool,
    /// The first line of the details on the screen.
    pub details_offset: usize,
    /// The preview, when it is open.
    pub preview: Option<Box<Previewing>>,
    /// Which of details and preview is seen where there is room for one.
    pub front: Front,
    /// The pane under the table.
    pub bottom: Option<Bottom>,
    /// Which pane has the keys, unless one fills the window.
    pub focus: Pane,
}

/// How the asking for the files goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The request under way.
    pub asking: Asking,
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
    /// The preview.
    Preview,
    /// The pane under the table.
    Bottom,
}

impl Files {
    /// The screen before anything was asked; its rows will stand in this order.
    pub fn of(instance: Instance, extent: impl Into<Extent>, order: Order) -> Self {
        Self {
            instance,
            extent: extent.into(),
            sought: None,
            ids: Vec::new(),
            remembered: false,
            table: Table::new(order),
            listing: Listing {
                asking: Asking::Idle,
                notes: Vec::new(),
                complete: false,
            },
            polling: Polling::default(),
            problems: Problems::default(),
            words: Field::default(),
            filtering: false,
            details: false,
            details_offset: 0,
            preview: None,
            front: Front::Details,
            bottom: None,
            focus: Pane::Table,
        }
    }

    /// What is asked for; nothing of a whole domain, which has its own way.
    pub fn query(&self) -> Option<FileQuery> {
        Some(FileQuery {
            subject: self.extent.subject()?.clone(),
            ids: self.ids.clone(),
        })
    }

    /// The instance that a file is asked of: in an audit of several, its own.
    pub fn instance_of(&self, file: &Attachment) -> Instance {
        let arn = file.arn.as_ref().filter(|_| self.extent.is_domain());
        let arn = arn.and_then(|arn| Arn::parse(&arn.raw()).ok());
        match arn.and_then(|arn| arn.instance_id()) {
            Some(id) if id != self.instance.id => Instance::bare(id),
            _ => self.instance.clone(),
        }
    }

    /// What is asked for to get at a file.
    pub fn request(&self, file: &Attachment) -> FileRequest {
        FileRequest {
            instance: self.instance_of(file).id,
            file: Box::new(file.clone()),
        }
    }

    /// Whether the files may not be searched, so that only named ones can be had.
    pub fn must_be_named(&self) -> bool {
        let failure = self.listing.asking.failure();
        let denied = failure.is_some_and(|failure| failure.kind == FailureKind::Denied);
        denied && self.ids.is_empty()
    }

    /// Who has the keys while the table has them.
    pub fn table_mode(&self) -> Mode {
        if self.extent.is_domain() {
            Mode::Audit
        } else {
            Mode::Files
        }
    }

    /// All files, shown or not, in no order.
    pub fn rows(&self) -> &Rows {
        self.table.rows()
    }

    /// The files that are shown, in their order.
    pub fn shown(&self) -> impl Iterator<Item = &Attachment> {
        self.table.shown()
    }

    /// The marked files: those that are shown in their order, and then those that are not.
    pub fn marked(&self) -> impl Iterator<Item = &Attachment> {
        self.table.marked()
    }

    /// The file under the cursor.
    pub fn selected(&self) -> Option<&Attachment> {
        self.table.selected()
    }

    /// What stands beside the table, or in its place.
    pub fn side(&self) -> Side {
        Side {
            details: self.details,
            preview: self.preview.is_some(),
            front: self.front,
        }
    }

    /// Takes what was told anew of files that are here; those whose status is another one now.
    pub fn learn(&mut self, files: Vec<Attachment>, now: Timestamp) -> Vec<Attachment> {
        let mut settled = Vec::new();
        let mut here = Vec::new();
        for file in files {
            let Some(known) = self.rows().of(&file.key) else {
                continue;
            };
            if known.status != file.status {
                settled.push(file.clone());
            }
            self.polling.heed(&file, now);
            here.push(file);
        }
        if !settled.is_empty() {
            self.polling.quiet = 0;
        }
        self.table.put(here);
        settled
    }

    /// Whether any of these files is here and was not known to be as it is told now.
    pub fn is_news(&self, files: &[Attachment]) -> bool {
        let is_news = |file: &Attachment| {
            let known = self.rows().of(&file.key);
            known.is_some_and(|known| known != file)
        };
        files.iter().any(is_news)
    }

    /// The request came to its end: what it did not bring is gone, unless a part of the
    /// answer is missing, in which case nobody knows.
    pub fn finish(&mut self, answer: Result<(), Failure>) {
        if let Err(failure) = answer {
            self.problems.bring(Problem::Request(failure.clone()));
            self.problems.keep();
            self.listing.asking = Asking::Failed(failure);
            return;
        }
        self.problems.end();
        let whole = self.problems.iter().all(|problem| match problem {
            Problem::File { .. } => true,
            Problem::Contact { .. } | Problem::Request(_) => false,
        });
        if whole {
            self.table.keep_brought();
            let rows = self.table.rows();
            self.polling.keep(|key| rows.of(key).is_some());
        }
        self.listing.asking = Asking::Idle;
        self.listing.complete = true;
    }
}
