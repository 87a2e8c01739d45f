//! Draws a state. Reads `&State` and nothing else: the same state gives the same picture.

mod cases;
pub(crate) mod cells;
mod choices;
mod columns;
mod conflict;
mod details;
mod dialog;
mod errors;
mod fence;
mod file_ids;
mod files;
mod flow;
mod footer;
mod found;
mod glyphs;
mod header;
mod help;
mod instances;
mod log;
mod login;
mod look;
mod menus;
mod notice;
mod pane;
mod preview;
mod question;
mod save_as;
mod screen;
mod summary;
mod table;
mod theme;
mod transfers;

pub use glyphs::Glyphs;
pub use look::Look;
pub use screen::draw;
pub use theme::Palette;
