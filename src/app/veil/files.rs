//! Files, their screen and what is on its way, without names.

use std::sync::Arc;

use crate::domain::{Attachment, CaseTag, Creator, FileKey};

use super::super::{
    Errand, Extent, FileRequest, Files, Listing, Looking, OpenRequest, Previewing, SaveRequest,
    Stage, Transfer, Transfers,
};
use super::words::Hider;

/// What stands in the place of a preview.
const HIDDEN: &str = "What is in the file is hidden, as names are.";

impl Hider {
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

    /// `rows` of the table are on the screen.
    pub(super) fn files(&self, files: &Files, rows: usize) -> Files {
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
            problems: coming,
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
            table: table.veiled(rows, |file| self.file(file)),
            listing: Listing {
                asking: self.asking(asking),
                problems: coming.iter().map(|one| self.problem(one)).collect(),
                notes: notes.iter().map(|note| self.text(note)).collect(),
                complete: *complete,
            },
            problems: problems.iter().map(|one| self.problem(one)).collect(),
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

    pub(super) fn transfers(&self, transfers: &Transfers) -> Transfers {
        let Transfers { list, cursor } = transfers;
        Transfers {
            list: list.iter().map(|one| self.transfer(one)).collect(),
            cursor: cursor.clone(),
        }
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
