//! Keys and what they do: one table that feeds the input, the footer and the help.

mod key;
mod table;

pub use key::Key;
pub use table::{Action, Binding, Mode, TABLE, action_for, bindings};
