//! The names that actions and modes have in the configuration file and in the palette. They
//! stay once shipped.

use super::action::{Action, ColumnSet, Towards, Turn};
use super::mode::Mode;
use super::table::TABLE;
use crate::app::Step;
use crate::app::clips::Copying;
use crate::domain::OnConflict;

impl Action {
    /// Its name: lower case, words joined by `-`.
    pub fn name(self) -> &'static str {
        match self {
            Action::Move(step) => step_name(step),
            Action::Copy(part) => copy_name(part),
            Action::Take => "take",
            Action::Back => "back",
            Action::Details => "details",
            Action::Open => "open",
            Action::Save => "save",
            Action::SaveAs => "save-as",
            Action::Complete => "complete",
            Action::Preview => "preview",
            Action::NextFile => "next-file",
            Action::PreviousFile => "previous-file",
            Action::Wrap => "wrap",
            Action::Shift(Towards::Left) => "left",
            Action::Shift(Towards::Right) => "right",
            Action::HandOver => "show-link",
            Action::CopyMenu => "copy",
            Action::Notify => "notifications",
            Action::Why => "why",
            Action::CopyArns => "copy-arns",
            Action::CopyPermission => "copy-permission",
            Action::Mark => "mark",
            Action::MarkApproved => "mark-approved",
            Action::MarkAll => "mark-all",
            Action::Unmark => "unmark",
            Action::NextPane => "next-pane",
            Action::Errors => "errors",
            Action::Transfers => "transfers",
            Action::CancelTransfer => "cancel",
            Action::CancelAll => "cancel-all",
            Action::Retry => "retry",
            Action::RetryAll => "retry-all",
            Action::Settle(OnConflict::Rename) => "keep-both",
            Action::Settle(OnConflict::Replace) => "replace",
            Action::Settle(OnConflict::Skip | OnConflict::Ask) => "skip",
            Action::SettleAll(OnConflict::Rename) => "keep-all",
            Action::SettleAll(OnConflict::Replace) => "replace-all",
            Action::SettleAll(OnConflict::Skip | OnConflict::Ask) => "skip-all",
            Action::Refresh => "refresh",
            Action::Audit => "audit",
            Action::Pause => "pause",
            Action::EndAudit => "end-audit",
            Action::Totals => "totals",
            Action::Export => "export",
            Action::Cases => "cases",
            Action::Instances => "instances",
            Action::OpenOnly => "open-only",
            Action::Mine => "mine",
            Action::Forget => "forget-recent",
            Action::FileIds => "file-ids",
            Action::Login => "profile",
            Action::Log => "log",
            Action::Help => "help",
            Action::Search => "search",
            Action::Palette => "palette",
            Action::Suspend => "suspend",
            Action::Privacy => "privacy",
            Action::Theme => "next-theme",
            Action::Demo => "demo",
            Action::Type => "type",
            Action::Filter => "filter",
            Action::Statuses => "statuses",
            Action::Columns => "columns",
            Action::SortBy(Turn::After) => "sort-next",
            Action::SortBy(Turn::Before) => "sort-previous",
            Action::Reverse => "reverse",
            Action::Toggle => "toggle",
            Action::ToggleNth(number) => nth_name(number),
            Action::AllStatuses => "all-statuses",
            Action::Place(Turn::Before) => "place-before",
            Action::Place(Turn::After) => "place-after",
            Action::Widen(Turn::After) => "wider",
            Action::Widen(Turn::Before) => "narrower",
            Action::ColumnSet(ColumnSet::Default) => "columns-usual",
            Action::ColumnSet(ColumnSet::Agent) => "columns-agent",
            Action::ColumnSet(ColumnSet::Auditor) => "columns-auditor",
            Action::Mouse => "mouse",
            Action::Redraw => "redraw",
            Action::Quit => "quit",
            Action::Leave => "leave",
            Action::Yes => "yes",
            Action::No => "no",
        }
    }

    /// The action of this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut actions = TABLE.iter().map(|binding| binding.action);
        actions.find(|action| action.name() == name)
    }
}

fn step_name(step: Step) -> &'static str {
    match step {
        Step::Up => "up",
        Step::Down => "down",
        Step::PageUp => "page-up",
        Step::PageDown => "page-down",
        Step::First => "first",
        Step::Last => "last",
    }
}

fn nth_name(number: u8) -> &'static str {
    match number {
        1 => "toggle-first",
        2 => "toggle-second",
        3 => "toggle-third",
        4 => "toggle-fourth",
        5 => "toggle-fifth",
        6 => "toggle-sixth",
        7 => "toggle-seventh",
        8 => "toggle-eighth",
        _ => "toggle-ninth",
    }
}

fn copy_name(part: Copying) -> &'static str {
    match part {
        Copying::Name => "copy-name",
        Copying::Id => "copy-id",
        Copying::Arn => "copy-arn",
        Copying::Link => "copy-link",
        Copying::Json => "copy-json",
        Copying::Command => "copy-command",
        Copying::Audit => "copy-audit",
    }
}

impl Mode {
    /// Its name. None is an action's: in the configuration file both stand in one table.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Picker => "instance-picker",
            Mode::Guide => "first-run",
            Mode::CasePicker => "case-picker",
            Mode::PickerErrors => "picker-errors",
            Mode::Files => "files",
            Mode::Audit => "audit-table",
            Mode::Export => "export-field",
            Mode::Filter => "filter-field",
            Mode::Statuses => "statuses-menu",
            Mode::Columns => "columns-menu",
            Mode::Details => "details-pane",
            Mode::Errors => "errors-pane",
            Mode::Transfers => "transfers-pane",
            Mode::Help => "help-pane",
            Mode::HelpSearch => "help-search",
            Mode::Question => "question",
            Mode::Login => "profile-chooser",
            Mode::FileIds => "file-ids-field",
            Mode::Log => "log-pane",
            Mode::Elsewhere => "no-desktop-menu",
            Mode::Conflict => "name-taken-question",
            Mode::Doubt => "open-question",
            Mode::SaveAs => "save-as-field",
            Mode::Preview => "preview-pane",
            Mode::CopyMenu => "copy-menu",
            Mode::HandingOver => "link-question",
            Mode::Palette => "palette-field",
            Mode::Totals => "totals-pane",
            Mode::Why => "why-pane",
        }
    }

    /// The mode of this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut modes = Mode::ALL.iter().copied();
        modes.find(|mode| mode.name() == name)
    }
}
