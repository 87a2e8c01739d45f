//! A state in lines: for screen readers and for terminals that can do nothing else. There are
//! no frames, no colours and no columns; a thing is a line that says all of it.

mod bottom;
mod panes;
mod rows;

pub use bottom::{Told, errors, transfers};
pub use panes::{Open, open};
pub use rows::{count, grows, place, row, selected, waits_for};
