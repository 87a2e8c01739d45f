//! What goes wrong on purpose, as data: rules say which calls fail and how. A library
//! of them is built into the program; `assets/faults/README.md` explains the format.
//!
//! `decide` picks what befalls a call, purely; `refuse`, `distort`, `page` and `body` make
//! the answers; `strike` carries them out, with their delays and broken connections. How a
//! healthy answer comes about is none of this module's business.

mod body;
mod decide;
mod distort;
mod faults;
mod library;
mod page;
mod refuse;
mod rule;
mod strike;

pub use faults::{FaultError, Faults};

pub(crate) use decide::Tally;
pub(crate) use page::Foreign;
pub(crate) use strike::Struck;
