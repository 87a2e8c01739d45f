//! Colours by meaning. Nothing outside this folder names a colour, and each theme is a table
//! of them. What tells without colours, the bold, reversed and underlined, is the same in all.

mod depth;
mod inks;
mod palette;
mod tables;

pub use palette::Palette;
