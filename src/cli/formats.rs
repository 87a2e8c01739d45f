//! Which formats each command has.

use super::args::{Format, Plain};
use crate::domain::{Failure, FailureKind};

/// Refuses a format that a command does not have, and says which it has.
pub(super) fn offered(command: &Plain, format: Option<Format>) -> Result<(), Failure> {
    let (offered, words) = match command {
        Plain::Audit(_) => return Ok(()),
        Plain::Instances
        | Plain::Cases { .. }
        | Plain::List
        | Plain::Show { .. }
        | Plain::Watch(_)
        | Plain::Diff { .. } => (
            &[Format::Table, Format::Json, Format::Ndjson, Format::Csv][..],
            "json, ndjson or csv",
        ),
        _ => (&[Format::Table, Format::Json][..], "json"),
    };
    if format.is_none_or(|format| offered.contains(&format)) {
        return Ok(());
    }
    let what = "The command line makes no sense";
    let why = "this command prints no such format";
    let hint = format!("It prints a table, or --format {words}.");
    Err(Failure::new(FailureKind::Usage, what, why).hint(hint))
}
