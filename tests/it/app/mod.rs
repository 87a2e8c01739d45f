//! The machine, without any I/O.

mod keys;
mod transitions;
mod walk;
pub(crate) mod world;
