//! What stands over the screen: questions, and things to fill in or to read.

use crate::domain::{Attachment, LoginChoice, SafeText};

use super::keys::Mode;
use super::log::Place;
use super::{Chooser, Field};

/// A question over the screen, or something to fill in or to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// The keys of the screen below, from this line on.
    Help(Mode, usize),
    /// Transfers run: leave all the same?
    Quit,
    /// There is no desktop to open this file: save it instead?
    SaveInstead(Box<Attachment>, SafeText),
    /// As whom and where AWS is asked from now on.
    Login(Box<Chooser>),
    /// Transfers run: call them off and ask as this one?
    Switch(LoginChoice),
    /// Forget the recent cases of every identity and instance?
    Forget,
    /// Which files, when a person knows them and the program may not search.
    FileIds(Field),
    /// What happened so far, from this place on.
    Log(Place),
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
