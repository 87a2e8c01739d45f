//! Whether an action would do anything now: one rule for the footer and the palette.

use super::audit::Audit;
use super::clips::Copying;
use super::keys::{Action, Mode};
use super::{Cases, Dialog, Files, Looking, Previewing, Screen, State};

impl State {
    /// Whether it would do anything where `mode` has the keys.
    pub fn can(&self, mode: Mode, action: Action) -> bool {
        match action {
            // A question that opened by itself takes no answer yet.
            _ if self.pause.is_some() => false,
            // A dialog offers only what it can do.
            Action::Save | Action::Preview | Action::CopyMenu if !is_on_files(mode) => true,
            Action::CopyMenu if mode == Mode::Audit => true,
            Action::CopyMenu if mode == Mode::Errors => self.error_count() > 0,
            // What is open without a file closes.
            Action::Details => self.has_file() || self.regions().details.is_some(),
            Action::Preview => self.has_file() || self.regions().preview.is_some(),
            Action::Refresh if mode == Mode::Preview => {
                let preview = self.files.as_ref().and_then(|files| files.preview.as_ref());
                let refused = |one: &Previewing| matches!(one.looking, Looking::Refused(_));
                self.has_file() && preview.is_some_and(|one| !refused(one))
            }
            Action::Open
            | Action::Save
            | Action::SaveAs
            | Action::CopyMenu
            | Action::Why
            | Action::Mark
            | Action::MarkAll
            | Action::MarkApproved => self.has_file(),
            Action::Filter | Action::Statuses | Action::SortBy(_) | Action::Reverse => {
                self.has_rows()
            }
            Action::AllStatuses => {
                let files = self.files.as_ref();
                files.is_some_and(|files| !files.table.order().filter.statuses.is_empty())
            }
            Action::Copy(Copying::Audit) => self.is_on_audit(),
            Action::CopyPermission => match &self.dialog {
                Some(Dialog::Why(why)) => !why.remedies(self).is_empty(),
                _ => false,
            },
            Action::Unmark => {
                let files = self.files.as_ref();
                files.is_some_and(|files| !files.table.marks().is_empty())
            }
            Action::CancelTransfer => {
                let selected = self.transfers.selected();
                selected.is_some_and(|one| one.stage.is_open())
            }
            Action::CancelAll => self.transfers.open() > 0,
            Action::Retry => {
                let selected = self.transfers.selected();
                selected.is_some_and(|one| one.stage.can_be_retried())
            }
            Action::RetryAll => self.transfers.totals().failed > 0,
            Action::NextPane if mode == Mode::Login => true,
            Action::NextPane if self.screen == Screen::Files => self.has_panes(),
            Action::NextPane => self.error_count() > 0,
            Action::Forget => {
                let cases = self.cases.as_ref();
                cases.is_some_and(|cases| !cases.recents.is_empty())
            }
            // On the first screen there is nothing to go back to.
            Action::Back if mode == Mode::Picker => self.can_go_back(),
            Action::Back if mode == Mode::Guide => false,
            Action::Take if mode == Mode::Audit => self.has_file(),
            Action::Take if mode == Mode::Picker => self.instances.can_take(),
            Action::Take if mode == Mode::CasePicker => {
                let cases = self.cases.as_ref();
                cases.is_some_and(Cases::can_take)
            }
            Action::Pause => {
                let audit = self.audit.as_ref();
                audit.is_some_and(|audit| audit.is_open())
            }
            _ => true,
        }
    }

    /// Whether the footer names it: of two that would do the same it names one, and what is
    /// hardly ever needed only where it is.
    pub fn shows(&self, mode: Mode, action: Action) -> bool {
        let is_needed = match action {
            Action::CancelAll => {
                self.transfers.open() > 1 || !self.can(mode, Action::CancelTransfer)
            }
            Action::RetryAll => {
                self.transfers.totals().failed > 1 || !self.can(mode, Action::Retry)
            }
            Action::FileIds => {
                let files = self.files.as_ref();
                files.is_some_and(|files| files.must_be_named() || !files.ids.is_empty())
            }
            _ => true,
        };
        is_needed && self.can(mode, action)
    }

    /// Whether there are files, or some are waited for: what is typed ahead holds for them.
    fn has_rows(&self) -> bool {
        let is_awaited = |files: &Files| files.listing.asking.ticket().is_some();
        let files = self.files.as_ref();
        files.is_some_and(|files| !files.rows().is_empty() || is_awaited(files))
            || self.audit_on_screen().and_then(Audit::ticket).is_some()
    }

    /// Whether another pane than the one that has the keys is open.
    fn has_panes(&self) -> bool {
        let files = self.files.as_ref();
        files.is_some_and(|files| files.side().is_open() || files.bottom.is_some())
    }

    fn has_file(&self) -> bool {
        let files = self.files.as_ref();
        files.is_some_and(|files| files.selected().is_some())
    }

    fn can_go_back(&self) -> bool {
        let instances = &self.instances;
        self.wanted.is_some()
            || instances.types
            || instances.finding.is_some()
            || instances.list.asking.ticket().is_some()
            || !instances.domains.is_empty()
            || !instances.field.text().is_empty()
    }
}

fn is_on_files(mode: Mode) -> bool {
    matches!(
        mode,
        Mode::Files | Mode::Audit | Mode::Details | Mode::Preview | Mode::Errors | Mode::Transfers
    )
}
