//! What stands over the screen: questions, and things to fill in or to read.

use crate::domain::{Attachment, LoginChoice, SafeText};

use super::helping::Helping;
use super::keys::Mode;
use super::log::Place;
use super::palette::Palette;
use super::{Chooser, ColumnChoice, Field, PathField, SaveAs, Ticket, Why};

/// A question over the screen, or something to fill in or to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// The keys of the screen below.
    Help(Box<Helping>),
    /// Which action?
    Palette(Box<Palette>),
    /// Transfers run: leave all the same?
    Quit,
    /// There is no desktop to open this file: what else?
    Elsewhere(Box<Attachment>, SafeText),
    /// The name of the file that this transfer brings is taken: what is done?
    Conflict(Ticket),
    /// The file that this transfer opens may run: open it all the same?
    Doubt(Ticket),
    /// Where a file is saved.
    SaveAs(Box<SaveAs>),
    /// Why a file is as it is.
    Why(Box<Why>),
    /// What of this file is copied?
    Copy(Box<Attachment>),
    /// A link to the file of this name is made by this request, and then shown outside the screen.
    HandingOver(Ticket, SafeText),
    /// As whom and where AWS is asked from now on.
    Login(Box<Chooser>),
    /// Transfers run: call them off and ask as this one?
    Switch(LoginChoice),
    /// Forget the recent cases of every identity and instance?
    Forget,
    /// Which files, when a person knows them and the program may not search.
    FileIds(Field),
    /// Which statuses shown files have; the selected line.
    Statuses(usize),
    /// Which columns the table has.
    Columns(Box<ColumnChoice>),
    /// The file that the audit is written to.
    Export(PathField),
    /// What the files of the audit add up to, from this line on.
    Totals(usize),
    /// Call the audit off?
    EndAudit,
    /// What happened so far, from this place on.
    Log(Place),
}

impl Dialog {
    /// The request that only this dialog waits for.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Dialog::Login(chooser) => chooser.profiles.asking.ticket(),
            Dialog::SaveAs(save_as) => save_as.path.completing,
            Dialog::Export(path) => path.completing,
            Dialog::HandingOver(ticket, _) => Some(*ticket),
            _ => None,
        }
    }

    /// Who has the keys while it is open.
    pub fn mode(&self) -> Mode {
        match self {
            Dialog::Help(helping) if helping.types => Mode::HelpSearch,
            Dialog::Help(_) => Mode::Help,
            Dialog::Palette(_) => Mode::Palette,
            Dialog::Login(_) => Mode::Login,
            Dialog::FileIds(_) => Mode::FileIds,
            Dialog::Statuses(_) => Mode::Statuses,
            Dialog::Columns(_) => Mode::Columns,
            Dialog::Log(_) => Mode::Log,
            Dialog::Elsewhere(..) => Mode::Elsewhere,
            Dialog::Conflict(_) => Mode::Conflict,
            Dialog::Doubt(_) => Mode::Doubt,
            Dialog::SaveAs(_) => Mode::SaveAs,
            Dialog::Why(_) => Mode::Why,
            Dialog::Copy(_) => Mode::CopyMenu,
            Dialog::HandingOver(..) => Mode::HandingOver,
            Dialog::Export(_) => Mode::Export,
            Dialog::Totals(_) => Mode::Totals,
            Dialog::Quit | Dialog::Switch(_) | Dialog::Forget | Dialog::EndAudit => Mode::Question,
        }
    }
}

/// One line above the footer. It asks nothing, so it may come at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it is good news.
    pub tone: Tone,
    /// What it says.
    pub text: SafeText,
}

/// Whether a notice is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Neither.
    Plain,
    /// How something is done when not as usual: stays until the person goes on.
    Note,
    /// Something was done.
    Good,
    /// Something failed.
    Bad,
}
