//! How an audit ends: what was found, and the exit code.

use super::args::FailOn;
use crate::audit::Totals;
use crate::cli::exit::Exit;
use crate::domain::plural;

/// What of these there is, in words; nothing when none of it is.
pub(super) fn found(totals: &Totals, fail_on: &[FailOn]) -> Vec<String> {
    let status = |word: &str| totals.by_status.get(word).map_or(0, |sum| sum.files);
    let mut said = Vec::new();
    for wanted in fail_on {
        let (count, what) = match wanted {
            FailOn::Rejected => (status("REJECTED"), "rejected"),
            FailOn::Failed => (status("FAILED"), "failed"),
            FailOn::Stuck => (totals.stuck, "stuck"),
            FailOn::Errors => (totals.errors, "unreadable"),
            FailOn::Processing => (status("PROCESSING"), "processing"),
            FailOn::Policy => (totals.outside_policy, "outside the rules"),
        };
        if count > 0 {
            said.push(format!("{} {what}", plural(count, "file", "files")));
        }
    }
    said
}

/// How a whole audit ends.
pub(super) fn exit(totals: &Totals, found: &[String]) -> Exit {
    let read = match (totals.errors, totals.all.files + totals.left_out) {
        (0, _) => Exit::Done,
        (_, 0) => Exit::Failed,
        _ => Exit::Partly,
    };
    if found.is_empty() {
        read
    } else {
        read.or_worse(Exit::Found)
    }
}
