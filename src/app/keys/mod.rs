//! Keys and what they do: one table that feeds the input, the footer and the help.

mod help;
mod key;
mod table;

pub use help::{help_lines, keys_cells};
pub use key::Key;
pub use table::{Action, Binding, ColumnSet, Mode, TABLE, Towards, Turn, action_for, bindings};
