//! Work as data: the only way out.

use crate::domain::{
    Arn, Attachment, Case, CaseName, CaseQuery, Instance, InstanceId, InstanceName, PageToken,
};

use super::Ticket;

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
    /// A page of the cases of this domain.
    ListCases(Ticket, Arn, CaseQuery, Option<PageToken>),
    /// The cases of this name in this domain.
    FindCases(Ticket, Arn, CaseName),
    /// All files of a case and of its linked contacts, part by part.
    ListFiles(Ticket, InstanceId, Box<Case>),
    /// A file to the folder for saved files.
    Save(Ticket, FileRequest),
    /// A file to a private folder, and from there to the desktop's program.
    Open(Ticket, FileRequest),
    /// Wait until the fingers rest.
    Rest(Ticket),
    /// Nobody waits for this any more: stop it and clean up.
    Cancel(Ticket),
    /// Draw everything afresh.
    Redraw,
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

impl Effect {
    /// The number of the answer that this effect will give.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Effect::Identify(ticket)
            | Effect::ListInstances(ticket, _)
            | Effect::FindDomain(ticket, _)
            | Effect::FindInstance { ticket, .. }
            | Effect::ListCases(ticket, ..)
            | Effect::FindCases(ticket, ..)
            | Effect::ListFiles(ticket, ..)
            | Effect::Save(ticket, _)
            | Effect::Open(ticket, _)
            | Effect::Rest(ticket) => Some(*ticket),
            Effect::Cancel(_) | Effect::Redraw | Effect::Quit => None,
        }
    }
}
