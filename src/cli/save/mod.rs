//! `attache save`: approved files to disk, several at once, told in the order in which they
//! were wished for. What may be replaced, and how a file comes, is the operations' business.

mod args;
mod line;
mod manifest;
mod outcome;
mod plan;
mod progress;
mod record;
mod run;
mod space;
mod sums;

pub use args::SaveArgs;
pub(super) use run::run;
