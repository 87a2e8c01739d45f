//! Keys and what they do: one table that feeds the input, the footer, the help, the palette
//! and the configuration file.

mod group;
mod help;
mod key;
mod keymap;
mod name;
mod remap;
mod table;

pub use group::Group;
pub use help::{HelpLine, help_lines, keys_cells};
pub use key::Key;
pub use keymap::{Keymap, Row};
pub use remap::{Mistake, Wish};
pub use table::{Action, Binding, ColumnSet, Mode, TABLE, Towards, Turn};
