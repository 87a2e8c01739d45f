//! Work as data: the only way out.

use std::path::PathBuf;

use crate::domain::{
    Arn, Attachment, CaseName, CaseQuery, ContactName, FileQuery, Instance, InstanceId,
    InstanceName, LoginChoice, OnConflict, PageToken, Recent, Scope, Unsettled,
};

use super::audit::AuditRequest;
use super::table::Arrangement;
use super::{Alert, Setting, Ticket};

/// Please do this. What is numbered answers with the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Who am I, and where? For the header; optional.
    Identify(Ticket),
    /// A page of instances.
    ListInstances(Ticket, Option<PageToken>),
    /// Whether this instance has a Cases domain.
    FindDomain(Ticket, Instance),
    /// The instance of this name, or the one of this domain, or the only one.
    FindInstance {
        /// Numbers the answer.
        ticket: Ticket,
        /// As the person named it.
        name: Option<InstanceName>,
        /// The domain of a case that was named.
        domain: Option<Arn>,
    },
    /// A page of the cases of this instance's domain.
    ListCases(Ticket, Box<Instance>, CaseQuery, Option<PageToken>),
    /// The cases of this name in this domain.
    FindCases(Ticket, Arn, CaseName),
    /// The contact of this name, and its instance.
    FindContact(Ticket, Option<InstanceName>, ContactName),
    /// All files of a case and of its linked contacts, or of a contact, part by part.
    ListFiles(Ticket, InstanceId, Box<FileQuery>),
    /// These files again, because they are being scanned: after a wait that is the longer, the
    /// more polls in a row brought nothing new.
    Poll {
        /// Numbers the answer.
        ticket: Ticket,
        /// The instance that is asked.
        instance: InstanceId,
        /// The files.
        files: Vec<Unsettled>,
        /// So many polls brought nothing new.
        quiet: u32,
    },
    /// What this Connect user is called; nobody waits for it.
    Name(Ticket, Arn),
    /// Who scans the files of this instance.
    FindScanners(Ticket, InstanceId),
    /// What this instance takes in this scope.
    ReadRules(Ticket, InstanceId, Scope),
    /// The cases of this instance that were looked into lately.
    Recall(Ticket, InstanceId),
    /// This case of this instance is looked into.
    Remember(Ticket, InstanceId, Recent),
    /// Forget what was looked into lately, of all instances.
    Forget(Ticket),
    /// The profiles of the shared configuration files.
    ListProfiles(Ticket),
    /// From now on ask as this one, and there. What was begun before is called off first.
    Switch(LoginChoice),
    /// A file to the folder for saved files, or to another one.
    Save(Ticket, SaveRequest),
    /// A file to a private folder, and from there to the desktop's program.
    Open(Ticket, OpenRequest),
    /// A link for the person's own machine: shown outside the screen, and wiped again.
    HandOver(Ticket, FileRequest),
    /// The start of a file, without a copy on the disk.
    Preview(Ticket, FileRequest),
    /// Let the person hear of this; nobody waits for it.
    Alert(Ticket, Alert),
    /// A text to the clipboard.
    Copy(Ticket, Clip),
    /// The folders that go on from what was typed of a path.
    Complete(Ticket, String),
    /// A setting into the configuration file, for the next time.
    Keep(Ticket, Setting),
    /// Wait until the fingers rest.
    Rest(Ticket),
    /// Which rows are shown and in which order, of so many that it takes its time.
    Arrange(Ticket, Box<Arrangement>),
    /// An audit, part by part: begun, or gone on with from where it was dropped.
    Audit(Ticket, Box<AuditRequest>),
    /// What the audit of this number has found so far, into a new file.
    ExportAudit(Ticket, Ticket, PathBuf),
    /// Nobody waits for this any more: stop it and clean up.
    Cancel(Ticket),
    /// Draw everything afresh.
    Redraw,
    /// From now on the mouse is the program's, or again the terminal's.
    Mouse(bool),
    /// Stop until the shell lets the program go on, with the terminal as it was.
    Suspend,
    /// Leave, and go on with sample data.
    Demo,
    /// Leave, as soon as all that runs has been called off and cleaned up.
    Quit,
}

/// Which file, and of which instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRequest {
    /// The instance that the file is asked of.
    pub instance: InstanceId,
    /// The file as the table shows it.
    pub file: Box<Attachment>,
}

/// Which file is saved, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveRequest {
    /// The file.
    pub file: FileRequest,
    /// The folder that a person chose; else the one for saved files.
    pub folder: Option<PathBuf>,
    /// The name that a person chose; else the file's own, made safe.
    pub name: Option<String>,
    /// What is done when another file has that name.
    pub on_conflict: OnConflict,
}

/// Which file is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRequest {
    /// The file.
    pub file: FileRequest,
    /// The person was asked whether it shall be opened although it may run.
    pub despite: bool,
}

/// What is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clip {
    /// This text, as it is.
    Text(String),
    /// A link to this file, which is made when it is copied and kept nowhere.
    Link(FileRequest),
}

impl Effect {
    /// The number of the answer that this effect will give.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Effect::Identify(ticket)
            | Effect::ListInstances(ticket, _)
            | Effect::FindDomain(ticket, _)
            | Effect::FindInstance { ticket, .. }
            | Effect::Poll { ticket, .. }
            | Effect::Name(ticket, _)
            | Effect::FindScanners(ticket, _)
            | Effect::ReadRules(ticket, ..)
            | Effect::ListCases(ticket, ..)
            | Effect::FindCases(ticket, ..)
            | Effect::FindContact(ticket, ..)
            | Effect::ListFiles(ticket, ..)
            | Effect::Recall(ticket, _)
            | Effect::Remember(ticket, ..)
            | Effect::Forget(ticket)
            | Effect::ListProfiles(ticket)
            | Effect::Save(ticket, _)
            | Effect::Open(ticket, _)
            | Effect::HandOver(ticket, _)
            | Effect::Preview(ticket, _)
            | Effect::Alert(ticket, _)
            | Effect::Copy(ticket, _)
            | Effect::Complete(ticket, _)
            | Effect::Arrange(ticket, _)
            | Effect::Audit(ticket, _)
            | Effect::ExportAudit(ticket, ..)
            | Effect::Keep(ticket, _)
            | Effect::Rest(ticket) => Some(*ticket),
            Effect::Switch(_)
            | Effect::Cancel(_)
            | Effect::Redraw
            | Effect::Mouse(_)
            | Effect::Suspend
            | Effect::Demo
            | Effect::Quit => None,
        }
    }
}
