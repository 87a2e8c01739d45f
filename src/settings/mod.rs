//! What was typed and what the configuration file says, checked once: the command line,
//! the environment and the file in, meaning out. Flags go before the environment, the
//! environment before the file, the file before what is so without it.

mod check;
mod file;
mod folders;
mod keep;
mod keys;
mod looks;
mod mistake;
mod notices;
mod pacing;
mod saving;
mod table;
mod written;

pub use check::{Settings, Words};
pub use file::Config;
pub use folders::{config_file, ledger_file, recents_file, state_folder};
pub use keep::Keeper;
pub use mistake::Mistake;
pub use table::WrittenFiles;

/// A configuration file of comments: what it may hold.
pub const TEMPLATE: &str = include_str!("template.toml");
