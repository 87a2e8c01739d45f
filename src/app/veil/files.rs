//! Files, their screen and what is on its way, without names.

use std::ops::Range;
use std::sync::Arc;

use crate::domain::{Attachment, CaseTag, Creator, FileKey};

use super::super::errors::ENOUGH;
use super::super::{
    Dialog, Errand, Extent, FileRequest, Files, Listing, Looking, OpenRequest, Previewing,
    SaveRequest, Stage, State, Transfer, Transfers,
};
use super::words::Hider;

/// What stands in the place of a preview.
const HIDDEN: &str = "What is in the file is hidden, as names are.";

impl Hider<'_> {
    pub(super) fn key(&self, key: &FileKey) -> FileKey {
        let FileKey { resource, file } = key;
        FileKey {
            resource: resource.clone(),
            file: self.file_id(file),
        }
    }

    pub(super) fn file(&self, file: &Attachment) -> Attachment {
        let Attachment {
            key,
            source,
            arn,
            name,
            status,
            size,
            created_text,
            created,
            created_by,
            use_case,
            tags,
            case,
        } = file;
        Attachment {
            key: self.key(key),
            source: source.clone(),
            arn: arn.as_ref().map(|_| self.nothing().into()),
            name: name.as_ref().map(|name| self.name(name)),
            status: status.clone(),
            size: *size,
            created_text: created_text.clone(),
            created: *created,
            created_by: created_by.as_ref().map(|by| self.creator(by)),
            use_case: use_case.clone(),
            tags: tags
                .iter()
                .map(|_| (self.nothing(), self.nothing()))
                .collect(),
            case: case.as_ref().map(|case| {
                Arc::new(CaseTag {
                    reference: case.reference.clone(),
                    title: case.title.as_ref().map(|_| self.nothing()),
                })
            }),
        }
    }

    pub(super) fn creator(&self, by: &Creator) -> Creator {
        match by {
            Creator::ConnectUser(_) => Creator::ConnectUser(self.nothing()),
            Creator::AwsIdentity(_) => Creator::AwsIdentity(self.nothing()),
            Creator::Unknown => Creator::Unknown,
        }
    }

    /// These places of the table are looked at.
    pub(super) fn files(&self, files: &Files, places: &Range<usize>) -> Files {
        let Files {
            instance,
            extent,
            sought: _,
            ids,
            remembered,
            table,
            listing,
            problems,
            details,
            details_offset,
            preview,
            front,
            bottom,
            focus,
            polling,
            words,
            filtering,
        } = files;
        let Listing {
            asking,
            notes,
            complete,
        } = listing;
        Files {
            instance: instance.clone(),
            extent: match extent {
                Extent::One(subject) => Extent::One(self.subject(subject)),
                Extent::Domain(domain) => Extent::Domain(domain.clone()),
            },
            sought: None,
            ids: ids.clone(),
            remembered: *remembered,
            table: table.veiled(places.clone(), |file| self.file(file)),
            listing: Listing {
                asking: self.asking(asking),
                notes: notes.iter().map(|note| self.text(note)).collect(),
                complete: *complete,
            },
            problems: problems.veiled(ENOUGH, |one| self.problem(one)),
            details: *details,
            details_offset: *details_offset,
            preview: preview.as_ref().map(|preview| Box::new(hidden(preview))),
            front: *front,
            bottom: *bottom,
            focus: *focus,
            polling: polling.clone(),
            // Who types sees what.
            words: words.clone(),
            filtering: *filtering,
        }
    }

    /// The transfers that the state shows: those in their pane, what failed, and the one that is
    /// asked about.
    pub(super) fn transfers(&self, state: &State, pane: usize) -> Transfers {
        let transfers = &state.transfers;
        let first = transfers.cursor.offset();
        let files = state.files.as_ref();
        let subject = files.and_then(|files| files.extent.arn());
        let asked = match state.dialog {
            Some(Dialog::Conflict(id) | Dialog::Doubt(id)) => Some(id),
            _ => None,
        };
        let places = first..first + pane + 1;
        transfers.veiled(places, (subject, ENOUGH), asked, |one| self.transfer(one))
    }

    fn transfer(&self, transfer: &Transfer) -> Transfer {
        let Transfer {
            id,
            ticket,
            bulk,
            subject,
            errand,
            decided,
            stage,
        } = transfer;
        let errand = match errand {
            Errand::Save(request) => Errand::Save(SaveRequest {
                file: self.request(&request.file),
                folder: None,
                name: request.name.as_ref().map(|_| self.veil.name.to_owned()),
                on_conflict: request.on_conflict,
            }),
            Errand::Open(request) => Errand::Open(OpenRequest {
                file: self.request(&request.file),
                despite: request.despite,
            }),
        };
        let stage = match stage {
            Stage::Queued
            | Stage::Asking
            | Stage::Running(_)
            | Stage::Doubtful(_)
            | Stage::Opened
            | Stage::Cancelled => stage.clone(),
            Stage::Conflict(there) => Stage::Conflict(self.there(there)),
            Stage::Saved(saved) => Stage::Saved(self.saved(saved)),
            Stage::Replaced(saved) => Stage::Replaced(self.saved(saved)),
            Stage::Already(saved) => Stage::Already(self.saved(saved)),
            Stage::Skipped(there) => Stage::Skipped(self.there(there)),
            Stage::Failed(failure) => Stage::Failed(self.failure(failure)),
        };
        Transfer {
            id: *id,
            ticket: *ticket,
            bulk: *bulk,
            subject: subject.clone(),
            errand,
            decided: *decided,
            stage,
        }
    }

    pub(super) fn request(&self, request: &FileRequest) -> FileRequest {
        FileRequest {
            instance: request.instance.clone(),
            file: Box::new(self.file(&request.file)),
        }
    }
}

fn hidden(preview: &Previewing) -> Previewing {
    Previewing {
        looking: Looking::Refused(HIDDEN.to_owned()),
        wraps: preview.wraps,
        ..Previewing::default()
    }
}
