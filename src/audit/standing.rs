//! Whether the audit that lies in a file came to its end: the journal beside it knows. It is
//! only looked at; whoever is at the audit right now is not disturbed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use serde_json::Value;

use super::journal::journal_path;
use crate::domain::SafeText;

/// So much of a journal's end is looked at, in bytes: its last record says how it stands.
const END: u64 = 64 << 10;
/// What every journal begins with.
const BEGUN: &[u8] = b"{\"Begun\":";

/// How the audit in a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// No journal tells.
    Unknown,
    /// It came to its end.
    Finished,
    /// It did not, or not yet; this command line goes on with it, where one is known.
    Unfinished(Option<SafeText>),
}

/// How the audit that was written to this file stands.
pub fn standing(output: &Path) -> Standing {
    let path = journal_path(output);
    // A pipe would wait for somebody to write.
    if !path.metadata().is_ok_and(|about| about.is_file()) {
        return Standing::Unknown;
    }
    let last = File::open(path).ok().and_then(|mut file| last(&mut file));
    let Some(record) = last else {
        return Standing::Unknown;
    };
    if let Some(finished) = record.get("Finished") {
        let written = finished["bytes"].as_u64();
        let is = output.metadata().ok().map(|about| about.len());
        // Of another file it says nothing.
        return if written.is_none() || written == is {
            Standing::Finished
        } else {
            Standing::Unknown
        };
    }
    let resume = record["Interrupted"]["resume"].as_str();
    Standing::Unfinished(resume.map(SafeText::new))
}

/// The last whole record of a journal, or null for one that is no longer to be read; nothing
/// of what is no journal.
fn last(file: &mut File) -> Option<Value> {
    let mut start = [0; BEGUN.len()];
    file.read_exact(&mut start).ok()?;
    if start != BEGUN {
        return None;
    }
    let length = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(length.saturating_sub(END)))
        .ok()?;
    let mut end = Vec::new();
    file.take(END).read_to_end(&mut end).ok()?;
    let whole = end.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
    let lines = end.get(..whole).unwrap_or_default();
    let line = lines.rsplit(|byte| *byte == b'\n').next();
    let record = line.and_then(|line| serde_json::from_slice(line).ok());
    Some(record.unwrap_or_default())
}
