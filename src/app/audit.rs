//! The audit: every attached file of a whole domain, as they come, or of a file that an earlier
//! audit wrote. Its table is one like that of a case; only one of the two is on the screen, and
//! stands in the state's `files` then, while the other one waits here.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::{Arn, Instance, SafeName, SafeText, Sums, Tally, day_and_minute, plural};

use super::{Files, Screen, State, Ticket};

/// An audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// What it is known by, however often it pauses.
    pub id: Ticket,
    /// What is read.
    pub of: Source,
    /// When it was begun, as far as that is known.
    pub begun: Option<Timestamp>,
    /// How it goes.
    pub run: Run,
    /// How far it is, and what it costs.
    pub tally: Tally,
    /// What its files add up to.
    pub sums: Sums,
    /// Its result is being written.
    pub exporting: Option<Exporting>,
    /// Where it could not be written the last time, as it was typed.
    pub refused: Option<String>,
    /// Its table is on the screen.
    pub shown: bool,
    /// The table that is not: the audit's own, or the one of a case.
    pub aside: Option<Box<Files>>,
    /// Where one came from to its table.
    pub from: Screen,
    /// The case that is on the screen was gone to from its table.
    pub visiting: bool,
}

/// A result that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exporting {
    /// Numbers the answer.
    pub ticket: Ticket,
    /// Where, as it was typed.
    pub path: String,
    /// It was asked for before the audit came to its end.
    pub partial: bool,
}

/// What an audit reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The domain of an instance.
    Domain(Box<Instance>, Arn),
    /// The file that an audit was written to.
    File(OpenedAudit),
}

/// A finished audit in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedAudit {
    /// Where it lies.
    pub path: PathBuf,
    /// The file's name.
    pub name: SafeText,
    /// When it was begun or written.
    pub at: Option<Timestamp>,
    /// The instance and the domain of its rows, as far as they say so.
    pub instance: Option<Instance>,
    /// The domain of its rows.
    pub domain: Option<Arn>,
    /// The audit was cut off, and the file has what it had found by then.
    pub partial: bool,
}

/// What is to be read, and by which audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRequest {
    /// What the audit is known by: one that paused goes on.
    pub id: Ticket,
    /// What is read.
    pub of: Source,
}

/// How an audit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Run {
    /// This request brings it on.
    Going(Ticket),
    /// The person wants it to wait.
    Paused,
    /// It failed, and can go on from there.
    Stopped,
    /// It is whole.
    Done,
}

impl Audit {
    /// The request under way.
    pub fn ticket(&self) -> Option<Ticket> {
        match self.run {
            Run::Going(ticket) => Some(ticket),
            Run::Paused | Run::Stopped | Run::Done => None,
        }
    }

    /// Whether it came to its end, and not just to that of a file that is a part of it.
    pub fn is_whole(&self) -> bool {
        self.run == Run::Done && !self.is_part()
    }

    /// Whether it is read from a file that holds a part of an audit.
    pub fn is_part(&self) -> bool {
        matches!(&self.of, Source::File(opened) if opened.partial)
    }

    /// Whether it comes from a file.
    pub fn is_read(&self) -> bool {
        matches!(self.of, Source::File(_))
    }

    /// Whether something would be lost if the program ended now.
    pub fn is_open(&self) -> bool {
        matches!(self.of, Source::Domain(..)) && self.run != Run::Done
    }

    /// `audit of acme`, or `files.ndjson`.
    pub fn label(&self) -> String {
        match &self.of {
            Source::Domain(instance, _) => format!("audit of {}", instance.label()),
            Source::File(opened) => opened.name.to_string(),
        }
    }

    /// A name for its result: `audit-acme-2026-05-04.csv`, and of one that is not whole that it
    /// is not.
    pub fn name(&self, state: &State, ending: &str, partial: bool) -> String {
        let what = match &self.of {
            Source::Domain(instance, _) => format!("audit-{}", instance.label().raw()),
            Source::File(opened) => {
                let name = Path::new(opened.name.raw());
                let stem = name.file_stem().unwrap_or(name.as_os_str());
                stem.to_string_lossy().into_owned()
            }
        };
        let begun = self.begun.unwrap_or(state.now);
        let day = begun.to_zoned(state.zone.clone()).strftime("%Y-%m-%d");
        let partial = if partial { "-partial" } else { "" };
        let name = format!("{what}-{day}{partial}.{ending}");
        SafeName::new(&name, "audit").as_str().to_owned()
    }

    /// Its own table: on the screen or not.
    pub(super) fn table<'a>(&'a self, on_screen: Option<&'a Files>) -> Option<&'a Files> {
        if self.shown {
            on_screen
        } else {
            self.aside.as_deref()
        }
    }
}

impl State {
    /// Whether the audit's table is on the screen.
    pub fn is_on_audit(&self) -> bool {
        let audit = self.audit.as_ref();
        self.screen == Screen::Files && audit.is_some_and(|audit| audit.shown)
    }

    /// The audit whose table is on the screen.
    pub fn audit_on_screen(&self) -> Option<&Audit> {
        self.audit.as_deref().filter(|_| self.is_on_audit())
    }

    /// The audit whose run would be lost.
    pub fn open_audit(&self) -> Option<&Audit> {
        self.audit.as_deref().filter(|audit| audit.is_open())
    }

    /// Where the header says that we are: `audit`, and of a file which and when.
    pub fn audit_way(&self, audit: &Audit) -> String {
        let when = audit.begun.map(|at| day_and_minute(at, &self.zone));
        match (&audit.of, when) {
            (Source::Domain(..), _) => "audit of all cases".to_owned(),
            (Source::File(opened), Some(when)) => format!("{}, {when}", opened.name),
            (Source::File(opened), None) => opened.name.to_string(),
        }
    }

    /// How many files an audit has found so far, in words.
    pub fn audit_count(&self, audit: &Audit) -> String {
        let files = audit.table(self.files.as_ref());
        let count = files.map_or(0, |files| files.rows().len());
        plural(count as u64, "file", "files")
    }
}
