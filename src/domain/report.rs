//! How an audit is written to a file: the ending of its name says so.

use std::path::Path;

/// How an audit is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportFormat {
    /// A line of JSON a row.
    Ndjson,
    /// A line a row, under their names.
    Csv,
    /// One document.
    Json,
    /// One page for a browser.
    Html,
}

impl ReportFormat {
    /// The format that a file of this name has; none when its ending says none.
    pub fn of(path: &Path) -> Option<Self> {
        path.extension()?.to_str().and_then(Self::of_ending)
    }

    /// The format of this ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}
