//! What a person can do with a key.

use crate::domain::OnConflict;

use super::super::Step;
use super::super::clips::Copying;

/// What a person can do with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Move in the list or pane that has the keys.
    Move(Step),
    /// Take the selected row.
    Take,
    /// Go back, or close what is open.
    Back,
    /// Show or hide the details.
    Details,
    /// Open the selected file with the desktop's program.
    Open,
    /// Save the marked files, or the selected one.
    Save,
    /// The same, to a folder that is typed.
    SaveAs,
    /// Complete the typed folder.
    Complete,
    /// Show or hide the preview of the selected file.
    Preview,
    /// To the next file, while the preview has the keys.
    NextFile,
    /// To the one before.
    PreviousFile,
    /// Break long lines, or cut them.
    Wrap,
    /// Shift the preview's columns by this many steps to the right of the content.
    Shift(Towards),
    /// Make a link for another machine and show it outside the screen.
    HandOver,
    /// Ask what of the selected file is copied; of an error, copy what repairs it.
    CopyMenu,
    /// Another way of hearing of what is over.
    Notify,
    /// Why is the selected file as it is?
    Why,
    /// Copy the ARNs of what it is about.
    CopyArns,
    /// Copy the statement that would allow what is not known.
    CopyPermission,
    /// Copy this.
    Copy(Copying),
    /// Mark the selected file, or take its mark away.
    Mark,
    /// Mark all approved files.
    MarkApproved,
    /// Mark all files that are shown.
    MarkAll,
    /// Take all marks away.
    Unmark,
    /// Give the keys to the next open pane.
    NextPane,
    /// Show or hide the errors.
    Errors,
    /// Show or hide the transfers.
    Transfers,
    /// Call off the selected transfer.
    CancelTransfer,
    /// Call off all transfers.
    CancelAll,
    /// Try the selected transfer again.
    Retry,
    /// Try all failed transfers again.
    RetryAll,
    /// Do this with a file whose name is taken.
    Settle(OnConflict),
    /// Do it with all of its bulk.
    SettleAll(OnConflict),
    /// Type the words that shown files must hold.
    Filter,
    /// Choose the statuses that shown files must have.
    Statuses,
    /// Choose the columns and their order.
    Columns,
    /// Sort by the next column, or by the one before.
    SortBy(Turn),
    /// The other end comes first.
    Reverse,
    /// The selected line of a menu on or off.
    Toggle,
    /// The line of this number on or off.
    ToggleNth(u8),
    /// Shown files may have any status.
    AllStatuses,
    /// The selected column one place up or down.
    Place(Turn),
    /// The selected column wider or narrower.
    Widen(Turn),
    /// These columns, in place of the present ones.
    ColumnSet(ColumnSet),
    /// Ask again.
    Refresh,
    /// To the audit of all cases, or back from it.
    Audit,
    /// Let the audit wait, or go on.
    Pause,
    /// Call the audit off.
    EndAudit,
    /// Write the audit to a file.
    Export,
    /// What the files of the audit add up to.
    Totals,
    /// To the cases.
    Cases,
    /// To the instances.
    Instances,
    /// Only the cases that are not closed, or all.
    OpenOnly,
    /// Only the cases that are one's own, or anyone's.
    Mine,
    /// Forget the recent cases.
    Forget,
    /// Name the files that are wanted.
    FileIds,
    /// Choose another profile or Region.
    Login,
    /// Show or hide what happened so far.
    Log,
    /// Show the keys.
    Help,
    /// Type to narrow what is shown.
    Search,
    /// Find an action by its words.
    Palette,
    /// Hide names, or show them again.
    Privacy,
    /// The next theme.
    Theme,
    /// Go on with sample data.
    Demo,
    /// Type a name all the same.
    Type,
    /// Draw everything afresh.
    Redraw,
    /// Stop until the shell lets the program go on.
    Suspend,
    /// Give the mouse to the program, or back to the terminal.
    Mouse,
    /// Leave.
    Quit,
    /// Leave; pressed twice, at once.
    Leave,
    /// Say yes to the dialog's question.
    Yes,
    /// Say no to it.
    No,
}

/// Forwards or backwards, more or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// Backwards; less.
    Before,
    /// Forwards; more.
    After,
}

/// Columns that are chosen together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnSet {
    /// Those that nobody chose.
    Default,
    /// What an agent needs.
    Agent,
    /// What an auditor needs.
    Auditor,
}

/// Where a preview is shifted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Towards {
    /// To what stands further left.
    Left,
    /// To what stands further right.
    Right,
}
