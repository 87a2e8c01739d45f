//! `attache doctor`: what of the way to the files is open, and how to repair the rest.

use crate::domain::{Failure, FailureKind};

use super::context::Context;
use super::exit::Exit;

/// Runs every check and prints a line for each.
#[expect(clippy::unused_async, reason = "asks soon")]
pub(super) async fn run(_context: &Context) -> Result<Exit, Failure> {
    let what = "The checks could not be made";
    Err(Failure::new(FailureKind::Usage, what, "not yet"))
}
