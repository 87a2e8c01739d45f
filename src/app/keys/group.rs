//! What kind of thing an action is: the help puts like beside like, and the palette finds an
//! action by what else people call it.

use super::action::Action;

/// A kind of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What is done with files.
    Files,
    /// Which files are marked.
    Marks,
    /// What is on its way.
    Transfers,
    /// What is shown, and how.
    Shown,
    /// To another screen.
    Going,
    /// Moving on the screen.
    Moving,
    /// The program itself.
    Program,
}

impl Group {
    /// In the order of the help.
    pub const ALL: [Group; 7] = [
        Group::Files,
        Group::Marks,
        Group::Transfers,
        Group::Shown,
        Group::Going,
        Group::Moving,
        Group::Program,
    ];

    /// What stands over it.
    pub fn title(self) -> &'static str {
        match self {
            Group::Files => "Files",
            Group::Marks => "Marks",
            Group::Transfers => "Transfers",
            Group::Shown => "What is shown",
            Group::Going => "Elsewhere",
            Group::Moving => "Moving",
            Group::Program => "The program",
        }
    }
}

impl Action {
    /// What kind of thing it is.
    pub fn group(self) -> Group {
        match self {
            Action::Move(_)
            | Action::NextPane
            | Action::NextFile
            | Action::PreviousFile
            | Action::Shift(_) => Group::Moving,
            Action::Open
            | Action::Save
            | Action::SaveAs
            | Action::Preview
            | Action::HandOver
            | Action::CopyMenu
            | Action::Copy(_)
            | Action::Why
            | Action::CopyArns
            | Action::CopyPermission
            | Action::FileIds => Group::Files,
            Action::Mark | Action::MarkApproved | Action::MarkAll | Action::Unmark => Group::Marks,
            Action::CancelTransfer
            | Action::CancelAll
            | Action::Retry
            | Action::RetryAll
            | Action::Transfers => Group::Transfers,
            Action::Pause
            | Action::EndAudit
            | Action::Export
            | Action::Totals
            | Action::Audit
            | Action::Cases
            | Action::Instances
            | Action::Login
            | Action::Take
            | Action::Back
            | Action::Demo
            | Action::Type => Group::Going,
            Action::Help
            | Action::Palette
            | Action::Redraw
            | Action::Suspend
            | Action::Quit
            | Action::Leave
            | Action::Forget
            | Action::Notify
            | Action::Log => Group::Program,
            _ => Group::Shown,
        }
    }

    /// What else people call it, for who searches.
    pub fn synonyms(self) -> &'static str {
        match self {
            Action::Open => "view launch run desktop program",
            Action::Save => "download get fetch store",
            Action::SaveAs => "download to folder rename export",
            Action::Preview => "view look peek quick",
            Action::HandOver => "url link browser my machine curl",
            Action::CopyMenu | Action::Copy(_) => "yank clipboard",
            Action::Why => "reason rejected failed stuck processing scanner explain",
            Action::Notify => "bell sound alert notification notify",
            Action::CopyArns | Action::CopyPermission => "yank clipboard policy iam",
            Action::Details => "info properties metadata tags show",
            Action::Mark | Action::MarkAll | Action::MarkApproved => "select choose tag",
            Action::Unmark => "deselect clear none",
            Action::Errors => "problems warnings failures",
            Action::Transfers => "downloads queue progress jobs tasks cancel",
            Action::CancelTransfer | Action::CancelAll => "stop abort kill download",
            Action::Retry | Action::RetryAll => "again repeat resume download",
            Action::Refresh => "reload update ask again retry",
            Action::Cases => "go tickets list",
            Action::Instances => "go connect list",
            Action::Audit => "all files whole domain report everything",
            Action::Pause => "wait stop go on resume hold",
            Action::EndAudit => "stop cancel abort close audit",
            Action::Totals => "sum summary statistics overview by status age uploader",
            Action::Export => "write report csv json ndjson html save audit",
            Action::OpenOnly => "filter closed status",
            Action::Mine => "filter assigned me own",
            Action::Login => "region account role switch credentials sso sign in",
            Action::Log => "events history requests debug",
            Action::Help => "keys shortcuts bindings",
            Action::Palette => "commands actions",
            Action::Forget => "privacy history clear recent",
            Action::FileIds => "by id arn name",
            Action::Suspend => "background job shell fg stop",
            Action::Privacy => "private mask share screen blur anonymous hide names",
            Action::Theme => "colours colors dark light contrast looks",
            Action::Demo => "sample try example test",
            Action::Type => "arn id name enter",
            Action::Filter => "search find grep narrow",
            Action::Statuses => "filter approved rejected processing",
            Action::SortBy(_) | Action::Reverse => "order by column",
            Action::Columns => "fields width layout auditor",
            Action::Mouse => "click wheel select text capture",
            Action::Redraw => "clear screen repaint",
            Action::Quit | Action::Leave => "exit close end",
            Action::NextPane => "focus switch tab",
            _ => "",
        }
    }
}
