//! Who has the keys.

/// Who has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The picker of instances: printable keys type into its field.
    Picker,
    /// What is shown where there is nothing to ask for instances with.
    Guide,
    /// The picker of cases: the same.
    CasePicker,
    /// The errors pane of a picker.
    PickerErrors,
    /// The table of files.
    Files,
    /// The table of an audit.
    Audit,
    /// The field for the file that an audit is written to: printable keys type into it.
    Export,
    /// The words that shown files must hold: printable keys type into it.
    Filter,
    /// The statuses that shown files must have.
    Statuses,
    /// The columns of the table.
    Columns,
    /// The details, when they fill the window.
    Details,
    /// The errors pane.
    Errors,
    /// The transfers pane.
    Transfers,
    /// The help.
    Help,
    /// The field that narrows the help: printable keys type into it.
    HelpSearch,
    /// A question.
    Question,
    /// The chooser of a profile and a Region: printable keys type into its fields.
    Login,
    /// The field for files' ids: the same.
    FileIds,
    /// The event log.
    Log,
    /// What else can be done with a file that no program here can open.
    Elsewhere,
    /// A file's name is taken.
    Conflict,
    /// A file may run when it is opened.
    Doubt,
    /// The field for a folder and a name: printable keys type into it.
    SaveAs,
    /// The preview.
    Preview,
    /// What of a file is copied.
    CopyMenu,
    /// A link is made, to be shown outside the screen.
    HandingOver,
    /// What the files of an audit add up to.
    Totals,
    /// Why a file is as it is.
    Why,
    /// The field that finds actions: printable keys type into it.
    Palette,
}

impl Mode {
    /// All of them.
    pub const ALL: &'static [Mode] = &[
        Mode::Picker,
        Mode::Guide,
        Mode::CasePicker,
        Mode::PickerErrors,
        Mode::Files,
        Mode::Audit,
        Mode::Export,
        Mode::Filter,
        Mode::Statuses,
        Mode::Columns,
        Mode::Details,
        Mode::Errors,
        Mode::Transfers,
        Mode::Help,
        Mode::HelpSearch,
        Mode::Question,
        Mode::Login,
        Mode::FileIds,
        Mode::Log,
        Mode::Elsewhere,
        Mode::Conflict,
        Mode::Doubt,
        Mode::SaveAs,
        Mode::Preview,
        Mode::CopyMenu,
        Mode::HandingOver,
        Mode::Palette,
        Mode::Totals,
        Mode::Why,
    ];

    /// Whether printable keys type into a field.
    pub fn types(self) -> bool {
        matches!(
            self,
            Mode::Picker
                | Mode::CasePicker
                | Mode::Login
                | Mode::FileIds
                | Mode::SaveAs
                | Mode::Export
                | Mode::Filter
                | Mode::HelpSearch
                | Mode::Palette
        )
    }
}
