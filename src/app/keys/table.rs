//! The key table.

use crate::domain::OnConflict;

use super::super::Step;
use super::super::clips::Copying;
use super::Key;
use super::action::{Action, ColumnSet, Towards, Turn};
use super::mode::Mode;

/// One row of the table: these keys do this, in these modes.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Who must have the keys.
    pub modes: &'static [Mode],
    /// Any of these.
    pub keys: &'static [Key],
    /// What is done.
    pub action: Action,
    /// A word for the footer; empty for what belongs to the help only.
    pub label: &'static str,
    /// A few words for the help; empty for keys that the row before explains.
    pub help: &'static str,
}

use Mode::{
    Audit, CasePicker, Columns, Conflict, CopyMenu, Details, Doubt, Elsewhere, Errors, Export,
    FileIds, Files, Filter, Guide, HandingOver, Help, HelpSearch, Log, Login, Palette, Picker,
    PickerErrors, Preview, Question, SaveAs, Statuses, Totals, Transfers, Why,
};

const PICKERS: &[Mode] = &[Picker, CasePicker];
const PICKING: &[Mode] = &[Picker, CasePicker, PickerErrors];
const LISTS: &[Mode] = &[
    Picker, CasePicker, Files, Audit, Filter, Transfers, Login, Palette,
];
const PATHS: &[Mode] = &[SaveAs, Export];
const MENUS: &[Mode] = &[Statuses, Columns];
const TABLES: &[Mode] = &[Files, Audit];
const PANES: &[Mode] = &[Files, Audit, Details, Preview, Errors, Transfers];
const QUITTING: &[Mode] = &[Files, Audit, Details, Errors, Transfers];
const ON_FILES: &[Mode] = &[Files, Audit, Details];
const NO_TRANSFERS: &[Mode] = &[Files, Audit, Details, Errors];
const SCROLLED: &[Mode] = &[
    Files,
    Audit,
    Errors,
    PickerErrors,
    Transfers,
    Details,
    Help,
    Log,
    Preview,
    Totals,
    Why,
];
const SCREENS: &[Mode] = &[
    Picker,
    CasePicker,
    PickerErrors,
    Files,
    Audit,
    Filter,
    Details,
    Errors,
    Transfers,
    Login,
    Log,
    Preview,
    Totals,
    Why,
];
const TEXTS: &[Mode] = &[
    Details,
    Errors,
    PickerErrors,
    Help,
    Log,
    Preview,
    Totals,
    Why,
];
const NO_PICKER: &[Mode] = &[
    Guide,
    PickerErrors,
    Files,
    Audit,
    Export,
    Filter,
    Statuses,
    Columns,
    Details,
    Errors,
    Transfers,
    Help,
    Question,
    Login,
    FileIds,
    Log,
    Elsewhere,
    Conflict,
    Doubt,
    SaveAs,
    Preview,
    CopyMenu,
    HandingOver,
    Totals,
    Why,
    HelpSearch,
    Palette,
];

macro_rules! table {
    ($( $modes:expr, [$($key:expr),+] => $action:expr, $label:literal, $help:literal; )*) => {
        /// Every key and what it does; first come the ones that the footer shows first.
        pub const TABLE: &[Binding] = &[$(
            Binding { modes: $modes, keys: &[$($key),+], action: $action, label: $label, help: $help },
        )*];
    };
}

table! {
    LISTS, [Key::Up] => Action::Move(Step::Up), "", "up";
    LISTS, [Key::Down] => Action::Move(Step::Down), "move", "down";
    TEXTS, [Key::Up] => Action::Move(Step::Up), "", "up";
    TEXTS, [Key::Down] => Action::Move(Step::Down), "scroll", "down";
    SCROLLED, [Key::Char('k')] => Action::Move(Step::Up), "", "";
    SCROLLED, [Key::Char('j')] => Action::Move(Step::Down), "", "";
    &[Guide], [Key::Char('p'), Key::F(2)] => Action::Login, "profile, Region", "choose the profile and the Region that are asked with";
    &[Guide], [Key::Char('r'), Key::F(5), Key::Ctrl('r')] => Action::Refresh, "try again", "try again, after a sign-in in another shell";
    &[Guide], [Key::Char('d')] => Action::Demo, "demo", "look around in sample data: no account, no network";
    &[Guide], [Key::Char('t'), Key::Tab] => Action::Type, "type", "type the ARN or id of an instance, a case or a contact";
    &[Guide], [Key::Char('L'), Key::F(8)] => Action::Log, "log", "what happened so far: requests, waits, errors";
    &[Guide], [Key::Char(':'), Key::Ctrl('p')] => Action::Palette, "actions", "find any action by its words";
    &[Guide], [Key::Char('?'), Key::F(1)] => Action::Help, "help", "these keys";
    &[Guide], [Key::Char('q')] => Action::Quit, "quit", "quit";
    &[Guide], [Key::Esc] => Action::Back, "", "";
    PICKERS, [Key::Enter] => Action::Take, "take", "take the selected row, or go to what was typed";
    &[Login], [Key::Enter] => Action::Take, "switch", "ask as the selected profile from now on";
    &[FileIds], [Key::Enter] => Action::Take, "ask for these", "ask for these files, or for all when nothing is typed";
    &[Audit], [Key::Enter] => Action::Take, "its case", "to the case of the file; Esc leads back here";
    &[Export], [Key::Enter] => Action::Take, "write", "write it there; nothing is replaced";
    &[Audit], [Key::Char('d')] => Action::Details, "details", "everything known about the file";
    &[Files], [Key::Enter, Key::Char('d')] => Action::Details, "details", "everything known about the file";
    PANES, [Key::Char('o')] => Action::Open, "open", "open with the desktop's program, from a private folder";
    PANES, [Key::Char('s')] => Action::Save, "save", "save the marked files, or else the selected one, to the folder for saved files";
    &[Transfers], [Key::Char('x')] => Action::CancelTransfer, "cancel it", "call off the selected transfer; its partial file goes";
    &[Transfers], [Key::Char('X')] => Action::CancelAll, "cancel all", "call off all transfers";
    &[Transfers], [Key::Char('r')] => Action::Retry, "again", "try the selected transfer again";
    &[Transfers], [Key::Char('R')] => Action::RetryAll, "all failed again", "try all failed transfers again";
    TABLES, [Key::Char(' ')] => Action::Mark, "mark", "mark the file, or take its mark away";
    TABLES, [Key::Char('/')] => Action::Filter, "filter", "only files that hold the typed words: fuzzily; 'word as it is, !word not, ^word and word$ at an end";
    TABLES, [Key::Char('f')] => Action::Statuses, "status", "only files of chosen statuses";
    &[Filter], [Key::Enter] => Action::Take, "keep", "keep the filter and go back to the table";
    MENUS, [Key::Up, Key::Char('k')] => Action::Move(Step::Up), "", "up";
    MENUS, [Key::Down, Key::Char('j')] => Action::Move(Step::Down), "move", "down";
    MENUS, [Key::Char(' ')] => Action::Toggle, "on or off", "the selected line on or off";
    &[Statuses], [Key::Char('1')] => Action::ToggleNth(1), "", "the line of this number on or off; so do 2 to 9";
    &[Statuses], [Key::Char('2')] => Action::ToggleNth(2), "", "";
    &[Statuses], [Key::Char('3')] => Action::ToggleNth(3), "", "";
    &[Statuses], [Key::Char('4')] => Action::ToggleNth(4), "", "";
    &[Statuses], [Key::Char('5')] => Action::ToggleNth(5), "", "";
    &[Statuses], [Key::Char('6')] => Action::ToggleNth(6), "", "";
    &[Statuses], [Key::Char('7')] => Action::ToggleNth(7), "", "";
    &[Statuses], [Key::Char('8')] => Action::ToggleNth(8), "", "";
    &[Statuses], [Key::Char('9')] => Action::ToggleNth(9), "", "";
    &[Statuses], [Key::Char('0')] => Action::AllStatuses, "all", "files of any status";
    &[Statuses], [Key::Enter, Key::Esc, Key::Char('f'), Key::Char('q')] => Action::Back, "close", "close the menu; the choice stays";
    &[Columns], [Key::Enter] => Action::Take, "keep", "keep the columns, from now on";
    &[Columns], [Key::Char('K'), Key::ShiftUp] => Action::Place(Turn::Before), "", "the column one place up: further left";
    &[Columns], [Key::Char('J'), Key::ShiftDown] => Action::Place(Turn::After), "place", "the column one place down: further right";
    &[Columns], [Key::Char('+'), Key::ShiftRight] => Action::Widen(Turn::After), "wider", "the column wider";
    &[Columns], [Key::Char('-'), Key::ShiftLeft] => Action::Widen(Turn::Before), "narrower", "the column narrower";
    &[Columns], [Key::Char('1')] => Action::ColumnSet(ColumnSet::Agent), "agent's", "the columns that an agent needs";
    &[Columns], [Key::Char('2')] => Action::ColumnSet(ColumnSet::Auditor), "auditor's", "the columns that an auditor needs";
    &[Columns], [Key::Char('0')] => Action::ColumnSet(ColumnSet::Default), "usual", "the columns that nobody chose";
    &[Columns], [Key::Esc, Key::Char('q')] => Action::Back, "undo", "the columns as they were";
    &[Errors], [Key::Char('y')] => Action::CopyMenu, "copy the repair", "copy what repairs the first error on the screen, or else its text";
    &[Conflict], [Key::Enter, Key::Char('k')] => Action::Settle(OnConflict::Rename), "keep both", "keep both: the new one gets a number";
    &[Conflict], [Key::Char('r')] => Action::Settle(OnConflict::Replace), "replace", "the new one takes the old one's place, once it is whole";
    &[Conflict], [Key::Char('s'), Key::Esc] => Action::Settle(OnConflict::Skip), "skip", "the old one stays, and nothing is fetched";
    &[Conflict], [Key::Char('K')] => Action::SettleAll(OnConflict::Rename), "", "keep both, of all that were begun together";
    &[Conflict], [Key::Char('R')] => Action::SettleAll(OnConflict::Replace), "", "replace all of them";
    &[Conflict], [Key::Char('S')] => Action::SettleAll(OnConflict::Skip), "", "skip all of them";
    &[Doubt], [Key::Char('n'), Key::Enter, Key::Esc] => Action::No, "leave it", "do not open it";
    &[Doubt], [Key::Char('y')] => Action::Yes, "open it", "open it all the same";
    &[Doubt], [Key::Char('s')] => Action::Save, "save instead", "save it instead";
    &[Elsewhere], [Key::Char('p')] => Action::Preview, "preview", "look at its start here";
    &[Elsewhere], [Key::Char('s')] => Action::Save, "save", "save it";
    &[Elsewhere, CopyMenu], [Key::Char('m')] => Action::HandOver, "my machine", "a link for the machine that you sit at, shown outside the screen and wiped again";
    &[Elsewhere], [Key::Esc, Key::Char('n')] => Action::No, "leave it", "do nothing";
    &[CopyMenu], [Key::Char('n')] => Action::Copy(Copying::Name), "name", "its name";
    &[CopyMenu], [Key::Char('i')] => Action::Copy(Copying::Id), "id", "its id";
    &[CopyMenu], [Key::Char('a')] => Action::Copy(Copying::Arn), "ARN", "its ARN";
    &[CopyMenu], [Key::Char('l')] => Action::Copy(Copying::Link), "link", "a link to it; whoever has it can read the file while it lives";
    &[CopyMenu], [Key::Char('j')] => Action::Copy(Copying::Json), "JSON", "all that is known of it, with the API's names";
    &[CopyMenu], [Key::Char('c')] => Action::Copy(Copying::Command), "command", "the command line that leads back here";
    &[CopyMenu], [Key::Char('!')] => Action::Copy(Copying::Audit), "audit", "the command line that makes this audit, or opens its file";
    &[CopyMenu], [Key::Esc, Key::Char('y'), Key::Char('q')] => Action::Back, "leave it", "copy nothing";
    &[SaveAs], [Key::Enter] => Action::Take, "save", "save there";
    PATHS, [Key::Tab] => Action::Complete, "complete", "complete the folder";
    &[Preview], [Key::Char('n'), Key::Char(']')] => Action::NextFile, "next", "the next file";
    &[Preview], [Key::Char('b'), Key::Char('[')] => Action::PreviousFile, "before", "the file before";
    &[Preview], [Key::Char('w')] => Action::Wrap, "wrap", "break long lines, or cut them";
    &[Preview], [Key::Left] => Action::Shift(Towards::Left), "", "to the left: columns, or lines that are cut";
    &[Preview], [Key::Right] => Action::Shift(Towards::Right), "", "to the right";
    &[Preview], [Key::Char('r'), Key::F(5)] => Action::Refresh, "again", "ask for it again";
    &[HandingOver], [Key::Esc] => Action::Back, "call it off", "make no link";
    // Each of these questions is about losing something, and Enter is pressed without looking.
    &[Question], [Key::Char('y')] => Action::Yes, "yes", "yes";
    &[Question], [Key::Char('n'), Key::Enter, Key::Esc] => Action::No, "no", "no";
    &[CasePicker], [Key::F(3)] => Action::OpenOnly, "open only", "only cases that are not closed, or all again";
    &[CasePicker], [Key::F(4)] => Action::Mine, "mine", "only cases that are assigned to you, or anyone's again";
    &[Login], [Key::Tab] => Action::NextPane, "region", "between the profile and the Region";
    &[Audit], [Key::Char('Z')] => Action::Pause, "pause", "let the audit wait, or go on";
    &[Audit], [Key::Char('x')] => Action::EndAudit, "call off", "call the audit off; asks first";
    &[Audit], [Key::Char('#')] => Action::Totals, "totals", "what the files add up to: by status, by age, by uploader";
    &[Totals], [Key::Esc, Key::Char('#'), Key::Char('q'), Key::Enter] => Action::Back, "close", "close them";
    &[Audit], [Key::Char('E')] => Action::Export, "export", "write what the audit has found to a file: ndjson, csv, json or html";
    PANES, [Key::Char('!')] => Action::Audit, "audit", "the audit of all cases of the instance, or back from it; it goes on in the background";
    PICKERS, [Key::F(10)] => Action::Audit, "audit", "the audit of all cases of the instance";
    &[Files, Details, Errors, Transfers, Preview], [Key::Char('+')] => Action::FileIds, "file ids", "name the files by id or ARN: then nothing is searched";
    PANES, [Key::Char('e')] => Action::Errors, "errors", "what went wrong, and what to do";
    PANES, [Key::Char('t')] => Action::Transfers, "transfers", "what is on its way to this machine";
    PANES, [Key::Tab] => Action::NextPane, "", "the keys to the next open pane";
    NO_TRANSFERS, [Key::Char('r'), Key::F(5)] => Action::Refresh, "refresh", "ask again; after an error: try again";
    &[Transfers], [Key::F(5)] => Action::Refresh, "refresh", "ask for the files again";
    ON_FILES, [Key::Char('p')] => Action::Preview, "preview", "look into the file, and into each that is selected next; nothing is written to the disk";
    &[Preview], [Key::Enter, Key::Char('d')] => Action::Details, "details", "everything known about the file";
    PANES, [Key::Char('S')] => Action::SaveAs, "save as", "save to a folder that you type, under a name that you type";
    ON_FILES, [Key::Char('w')] => Action::Why, "why", "why it is rejected, failed or stuck: who decided, what is left, what to do";
    &[Why], [Key::Char('y')] => Action::CopyArns, "copy ARNs", "copy the ARNs of the file, its uploader and who scans";
    &[Why], [Key::Char('m')] => Action::CopyPermission, "missing permission", "copy the policy statement that would tell what is not known";
    &[Why], [Key::Char('r'), Key::F(5)] => Action::Refresh, "again", "ask again, for the files as well";
    &[Why], [Key::Esc, Key::Char('w'), Key::Char('q'), Key::Enter] => Action::Back, "close", "close it";
    &[Files, Audit, Details, Preview], [Key::Char('y')] => Action::CopyMenu, "copy", "copy its name, id, ARN, link, JSON, or the command line that leads back here";
    TABLES, [Key::Char('a')] => Action::MarkApproved, "", "mark all approved files";
    TABLES, [Key::Char('A')] => Action::MarkAll, "", "mark all files that are shown";
    TABLES, [Key::Char('u')] => Action::Unmark, "unmark", "take all marks away";
    TABLES, [Key::Char('>')] => Action::SortBy(Turn::After), "sort", "sort by the next column";
    TABLES, [Key::Char('<')] => Action::SortBy(Turn::Before), "", "sort by the column before";
    TABLES, [Key::Char('R')] => Action::Reverse, "reverse", "reverse the sort";
    TABLES, [Key::Char('C')] => Action::Columns, "columns", "choose the columns, their order and their widths";
    PICKERS, [Key::F(5), Key::Ctrl('r')] => Action::Refresh, "refresh", "ask again; after an error: try again";
    &[Login], [Key::F(5), Key::Ctrl('r')] => Action::Refresh, "refresh", "ask for the profiles again";
    PANES, [Key::Char('N')] => Action::Notify, "", "notifications when a file settles or the transfers have ended";
    PANES, [Key::Char('P')] => Action::Login, "profile", "another profile or Region";
    PANES, [Key::Char('L')] => Action::Log, "log", "what happened so far: requests, waits, errors";
    PANES, [Key::Char('c')] => Action::Cases, "cases", "to the cases";
    PANES, [Key::Char('i')] => Action::Instances, "instances", "to the instances";
    SCREENS, [Key::PageUp] => Action::Move(Step::PageUp), "", "a page up";
    SCREENS, [Key::PageDown] => Action::Move(Step::PageDown), "", "a page down";
    &[Help, Statuses, Columns], [Key::PageUp] => Action::Move(Step::PageUp), "", "";
    &[Help, Statuses, Columns], [Key::PageDown] => Action::Move(Step::PageDown), "", "";
    PICKERS, [Key::Tab] => Action::NextPane, "read errors", "the keys to the errors, to scroll them";
    &[PickerErrors], [Key::Esc, Key::Tab] => Action::Back, "close", "the keys back to the field";
    &[PickerErrors], [Key::F(5), Key::Ctrl('r')] => Action::Refresh, "refresh", "ask again";
    PICKERS, [Key::Home] => Action::Move(Step::First), "", "to the first";
    PICKERS, [Key::End] => Action::Move(Step::Last), "", "to the last";
    MENUS, [Key::Home, Key::Char('g')] => Action::Move(Step::First), "", "to the first";
    MENUS, [Key::End, Key::Char('G')] => Action::Move(Step::Last), "", "to the last";
    SCROLLED, [Key::Home, Key::Char('g')] => Action::Move(Step::First), "", "to the first";
    SCROLLED, [Key::End, Key::Char('G')] => Action::Move(Step::Last), "", "to the last";
    PICKING, [Key::F(2)] => Action::Login, "profile", "another profile or Region";
    PICKING, [Key::F(8)] => Action::Log, "log", "what happened so far: requests, waits, errors";
    &[CasePicker], [Key::F(7)] => Action::Forget, "forget recent", "forget which cases were looked into lately; asks first";
    PICKERS, [Key::Esc] => Action::Back, "back", "empty the field, then back; calls off what is loading";
    &[Audit], [Key::Esc] => Action::Back, "back", "all files again when some are filtered out; else back to where you came from, while the audit goes on";
    &[Export], [Key::Esc] => Action::Back, "leave it", "write nothing";
    &[Files], [Key::Esc] => Action::Back, "back", "all files again when some are filtered out; else back to where you came from, calling off what is loading";
    &[Filter], [Key::Esc] => Action::Back, "clear", "all files again";
    &[Details, Errors, Transfers], [Key::Esc] => Action::Back, "close", "close the pane";
    &[Details], [Key::Enter, Key::Char('d')] => Action::Back, "", "";
    &[Preview], [Key::Esc, Key::Char('p'), Key::Char('q')] => Action::Back, "close", "close it; calls off what is loading";
    &[Login, FileIds, SaveAs], [Key::Esc] => Action::Back, "leave it", "change nothing";
    &[Log], [Key::Esc, Key::Char('L'), Key::F(8), Key::Char('q')] => Action::Back, "close", "close the log";
    &[Help], [Key::Char('/')] => Action::Search, "search", "type to narrow this list";
    &[HelpSearch], [Key::Enter] => Action::Take, "keep it", "leave the list as it is narrowed";
    &[HelpSearch], [Key::Up] => Action::Move(Step::Up), "", "up";
    &[HelpSearch], [Key::Down] => Action::Move(Step::Down), "scroll", "down";
    &[HelpSearch, Palette], [Key::PageUp] => Action::Move(Step::PageUp), "", "a page up";
    &[HelpSearch, Palette], [Key::PageDown] => Action::Move(Step::PageDown), "", "a page down";
    &[HelpSearch], [Key::Esc] => Action::Back, "all keys", "all keys again";
    &[Palette], [Key::Enter] => Action::Take, "do it", "do what is selected";
    &[Palette], [Key::Esc, Key::Ctrl('p')] => Action::Back, "close", "do nothing";
    &[Help], [Key::Esc, Key::Char('?'), Key::F(1), Key::Char('q'), Key::Enter] => Action::Back, "close", "close the help";
    PICKING, [Key::Alt('y')] => Action::CopyMenu, "", "copy the command line that leads back here";
    PICKING, [Key::F(6)] => Action::Privacy, "", "hide titles and names, for a screen that others see; or show them again";
    PANES, [Key::Char('H')] => Action::Privacy, "", "hide names, for a screen that others see; or show them again";
    PICKING, [Key::Ctrl('p')] => Action::Palette, "actions", "find any action by its words";
    PANES, [Key::Char(':'), Key::Ctrl('p')] => Action::Palette, "actions", "find any action by its words";
    PICKING, [Key::F(1)] => Action::Help, "help", "these keys";
    &[Filter], [Key::F(1)] => Action::Help, "help", "these keys";
    PANES, [Key::Char('?'), Key::F(1)] => Action::Help, "help", "these keys";
    QUITTING, [Key::Char('q')] => Action::Quit, "quit", "quit; asks when transfers run";
    PANES, [Key::Char('T')] => Action::Theme, "", "the next theme: auto, dark, light, high-contrast, deuteranopia, mono";
    PICKERS, [Key::F(9)] => Action::Theme, "", "the next theme";
    PICKERS, [Key::Ctrl('l')] => Action::Redraw, "", "draw the screen afresh";
    NO_PICKER, [Key::Ctrl('l')] => Action::Redraw, "", "draw the screen afresh";
    PICKERS, [Key::F(11)] => Action::Mouse, "", "the mouse to attache, or back to the terminal, which selects text with it";
    PANES, [Key::Char('m')] => Action::Mouse, "", "the mouse to attache, or back to the terminal, which selects text with it";
    PICKERS, [Key::Ctrl('z')] => Action::Suspend, "", "suspend; fg in the shell brings it back";
    NO_PICKER, [Key::Ctrl('z')] => Action::Suspend, "", "suspend; fg in the shell brings it back";
    PICKERS, [Key::Ctrl('c')] => Action::Leave, "leave", "leave; twice leaves at once";
    NO_PICKER, [Key::Ctrl('c')] => Action::Leave, "", "leave; twice leaves at once";
}
