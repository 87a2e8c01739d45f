//! Draws a state. Reads `&State` and nothing else: the same state gives the same picture.

mod cases;
pub(crate) mod cells;
mod columns;
mod details;
mod dialog;
mod errors;
mod files;
mod footer;
mod header;
mod help;
mod instances;
mod log;
mod login;
mod notice;
mod pane;
mod screen;

mod theme;
mod transfers;

pub use screen::draw;
pub use theme::{Glyphs, Look, Theme};
