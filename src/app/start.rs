//! What the command line says about the start.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Looks, Notify};
use crate::domain::{Arn, CaseName, ContactName, FileId, InstanceName, LoginChoice, SafeText};

use super::audit::OpenedAudit;
use super::keys::Keymap;
use super::table::Layout;
use super::veil::Privacy;

/// What the command line says about the start, and what the machine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The profile and the Region that were named.
    pub login: LoginChoice,
    /// The instance that was named.
    pub instance: Option<InstanceName>,
    /// The case that was named.
    pub case: Option<CaseName>,
    /// The contact that was named instead.
    pub contact: Option<ContactName>,
    /// The Cases domain that was named.
    pub domain: Option<Arn>,
    /// The files that were named: of the first case or contact nothing else is asked for.
    pub file_ids: Vec<FileId>,
    /// The finished audit that is opened, in place of everything else.
    pub audit: Option<OpenedAudit>,
    /// Whether the cases that are looked into are remembered.
    pub recents: bool,
    /// How the person hears of what is over.
    pub notify: Notify,
    /// The keys and what they do.
    pub keymap: Arc<Keymap>,
    /// Whether names are hidden.
    pub privacy: Privacy,
    /// The folder for saved files; none when nobody knows one.
    pub save_to: Option<PathBuf>,
    /// Why there is no desktop that could open a file; none when there is one.
    pub no_desktop: Option<SafeText>,
    /// How the tables of files are to be.
    pub layout: Layout,
    /// Whether the mouse is the program's.
    pub mouse: bool,
    /// The theme, and the colours that there are.
    pub looks: Looks,
    /// The time, to the minute.
    pub now: Timestamp,
    /// The person's time zone.
    pub zone: TimeZone,
    /// The window's size in cells: columns, rows.
    pub size: (u16, u16),
}

/// What was named before its instance is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A case.
    Case(CaseName),
    /// A contact.
    Contact(ContactName),
}

impl Start {
    /// The case or the contact that was named.
    pub fn wanted(&self) -> Option<Wanted> {
        let case = self.case.clone().map(Wanted::Case);
        case.or_else(|| self.contact.clone().map(Wanted::Contact))
    }
}

impl Wanted {
    /// How the person named it, for a sentence.
    pub fn label(&self) -> SafeText {
        match self {
            Wanted::Case(CaseName::Arn(arn)) | Wanted::Contact(ContactName::Arn(arn)) => {
                arn.shown().clone()
            }
            Wanted::Case(CaseName::Id(id) | CaseName::Workspace { case: id, .. }) => {
                id.shown().clone()
            }
            Wanted::Case(CaseName::Words(words)) => words.clone(),
            Wanted::Contact(ContactName::Id(id)) => id.shown().clone(),
        }
    }
}
