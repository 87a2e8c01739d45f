//! A small world to put into the machine.

mod audit;
mod machine;
mod places;
mod values;

pub(crate) use audit::*;
pub(crate) use machine::*;
pub(crate) use places::*;
pub(crate) use values::*;
