//! Keys and what they do: one table that feeds the input, the footer, the help, the palette
//! and the configuration file.

mod action;
mod group;
mod help;
mod key;
mod keymap;
mod mode;
mod name;
mod remap;
mod table;

pub use action::{Action, ColumnSet, Towards, Turn};
pub use group::Group;
pub use help::{HelpLine, help_lines, keys_cells};
pub use key::Key;
pub use keymap::{Keymap, Row};
pub use mode::Mode;
pub use remap::{Mistake, Wish};
pub use table::{Binding, TABLE};
