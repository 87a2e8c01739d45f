//! `attache config`: what the settings are and where each comes from, and the file that
//! keeps them. Asks nobody, and works with a file that makes no sense.

mod check;
mod edit;
mod keys;
mod run;
mod show;

pub(super) use run::run;
