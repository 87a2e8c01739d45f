//! What can be typed: the command line, one file a command, and what is printed.

mod args;
mod audit;
mod browse;
mod cases;
mod completions;
mod config;
mod context;
mod delays;
mod demo;
mod diff;
mod doctor;
mod exit;
mod file_ids;
mod formats;
mod instances;
mod list;
mod log;
mod looks;
mod man;
mod open;
mod output;
mod pages;
mod recents;
mod run;
mod save;
mod show;
mod url;
mod watch;

pub use args::{Args, Command, DemoCommand, Format};
pub use exit::Exit;
pub use run::main;
