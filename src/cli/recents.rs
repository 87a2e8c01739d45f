//! `attache recents`: the cases that were looked into lately.

use crate::domain::{Failure, FailureKind};

use super::context::Context;
use super::exit::Exit;

/// Lists them for the instance, or forgets all.
#[expect(clippy::unused_async, reason = "reads a file soon")]
pub(super) async fn run(_context: &Context, _clear: bool) -> Result<Exit, Failure> {
    let what = "The recent cases could not be read";
    Err(Failure::new(FailureKind::Usage, what, "not yet"))
}
