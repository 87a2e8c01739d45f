//! Pictures that the terminal draws itself, over cells that a frame leaves blank.
//!
//! They are no part of any frame, so all that could lie over them or move them is told here:
//! they are taken away before anything else is drawn in their place.

mod escape;
mod layer;
mod sixel;

pub(super) use layer::Layer;
