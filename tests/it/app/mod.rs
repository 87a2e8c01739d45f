//! The machine, without any I/O.

mod keys;
pub(crate) mod transitions;
mod walk;
pub(crate) mod world;
