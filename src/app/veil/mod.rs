//! The state for a screen that others see, too: whose files these are, what they are called and
//! what is in them is hidden; saving and asking go on by the real state.
//!
//! This is the one door. What is drawn in private is a state without names, so that no part of
//! the view can forget to hide one; and each part of the state is taken apart here without `..`,
//! so that a new field does not compile before somebody has thought of it.

mod audit;
mod cases;
mod dialogs;
mod failures;
mod files;
mod names;
mod state;
mod words;

pub use words::Veil;

/// Whether names are hidden.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Privacy {
    /// Everything is shown.
    #[default]
    Open,
    /// Names are hidden.
    Private,
}
