//! `attache doctor`: what of the way to the files is open, and how to repair the rest.
//!
//! What asks AWS is `operations::doctor`'s; here is what this machine tells by itself, and
//! how all of it is printed.

mod files;
mod print;
mod proxies;
mod run;
mod terminal;

pub(super) use run::run;
