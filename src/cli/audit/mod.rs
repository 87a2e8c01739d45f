//! `attache audit`: every attached file of the cases of an instance, or of several side by
//! side. What an audit is and how it goes on is the business of the `audit` module; here is
//! what is typed, shown and said, and how it ends.

mod again;
mod args;
mod ends;
mod names;
mod output;
mod places;
mod run;
mod show;
mod spend;
mod wish;

pub use args::AuditArgs;
pub(super) use run::run;
