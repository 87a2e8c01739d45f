//! The loop, with a scripted world behind it and a screen of cells in front of it.

mod ends;
mod glass;
mod keyboard;
mod rounds;
mod stage;

pub(crate) use keyboard::Keyboard;
pub(crate) use stage::{Stage, Work, nothing_ends_it, silence, small_world, soon};
