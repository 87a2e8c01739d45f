//! What `audit` takes.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::BoolishValueParser;

use super::wish::{Also, Tag, Time};

/// What `audit` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct AuditArgs {
    /// The file of the report; without it, stdout. Its extension says the format: ndjson, csv, json, html
    #[arg(long, env = "ATTACHE_OUTPUT", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Go on with the audit of this --output where it was cut off
    #[arg(long, env = "ATTACHE_RESUME", value_parser = BoolishValueParser::new())]
    pub resume: bool,
    /// Ask case by case rather than for the whole domain at once: more requests, nothing left to a search
    #[arg(long, env = "ATTACHE_BY_CASE", value_parser = BoolishValueParser::new())]
    pub by_case: bool,
    /// The cases' reference numbers, titles and statuses too
    #[arg(long, env = "ATTACHE_WITH_CASES", value_parser = BoolishValueParser::new())]
    pub with_cases: bool,
    /// What those are called who uploaded the most, in the summary and in a page; asks for each once
    #[arg(long, env = "ATTACHE_WITH_NAMES", value_parser = BoolishValueParser::new())]
    pub with_names: bool,
    /// The files of these contacts too: ids or ARNs, one a line; `-` reads stdin
    #[arg(long, env = "ATTACHE_CONTACTS_FILE", value_name = "FILE")]
    pub contacts_file: Option<PathBuf>,
    /// Another instance beside the first one: profile=P,region=R,instance=I, each as far as it differs; repeatable, or parted by `;`
    #[arg(
        long,
        env = "ATTACHE_ALSO",
        value_name = "WHERE",
        value_delimiter = ';'
    )]
    pub also: Vec<Also>,
    /// Only files of these statuses: approved, processing, rejected, failed, drafting, or AWS's own word
    #[arg(
        long,
        env = "ATTACHE_STATUS",
        value_name = "S",
        value_delimiter = ',',
        ignore_case = true,
        value_parser = super::wish::status()
    )]
    pub status: Vec<String>,
    /// Only files created at this time or later: a date, a time, or how long ago (30d, 12h)
    #[arg(long, env = "ATTACHE_CREATED_AFTER", value_name = "T")]
    pub created_after: Option<Time>,
    /// Only files created before this time
    #[arg(long, env = "ATTACHE_CREATED_BEFORE", value_name = "T")]
    pub created_before: Option<Time>,
    /// Only files of these uses, in AWS's words, such as ATTACHMENT
    #[arg(
        long,
        env = "ATTACHE_USE_CASE",
        value_name = "U",
        value_delimiter = ','
    )]
    pub use_case: Vec<String>,
    /// Only files with this in their names, ignoring case
    #[arg(long, env = "ATTACHE_NAME", value_name = "WORDS")]
    pub name: Option<String>,
    /// Only files of at least so many bytes
    #[arg(long, env = "ATTACHE_AT_LEAST", value_name = "BYTES")]
    pub at_least: Option<u64>,
    /// Only files of at most so many bytes
    #[arg(long, env = "ATTACHE_AT_MOST", value_name = "BYTES")]
    pub at_most: Option<u64>,
    /// Only files whose uploader's ARN holds this, ignoring case
    #[arg(long, env = "ATTACHE_UPLOADER", value_name = "WORDS")]
    pub uploader: Option<String>,
    /// Only files with this tag: KEY or KEY=VALUE; repeatable
    #[arg(long, env = "ATTACHE_TAG", value_name = "TAG")]
    pub tag: Vec<Tag>,
    /// End with 4 when there are such files
    #[arg(
        long,
        env = "ATTACHE_FAIL_ON",
        value_name = "S",
        value_delimiter = ',',
        value_enum
    )]
    pub fail_on: Vec<FailOn>,
}

/// What makes an audit end with 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// The scanner refused a file.
    Rejected,
    /// A file's upload or scan failed.
    Failed,
    /// The scanner has had a file for too long.
    Stuck,
    /// Something could not be read.
    Errors,
    /// A file is still being scanned.
    Processing,
    /// A file is outside the present rules.
    Policy,
}

const EXAMPLES: &str = "Examples:
  attache audit -i acme-support --output files.html        a page with sums and all files
  attache audit -i acme-support --output files.ndjson --resume
                                                           goes on after a broken line or kill -9
  attache audit -i acme-support --format csv --status rejected,failed > bad.csv
  attache audit -i acme-support --output today.csv --fail-on stuck,errors    for cron
  attache audit -i a --also instance=b --also profile=ops,region=eu-central-1,instance=c
  attache demo --cases 500 --files 4000 audit --output demo.html             try it";
