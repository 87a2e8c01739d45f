//! What `save` takes.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::BoolishValueParser;

use crate::domain::OnConflict;

/// What `save` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct SaveArgs {
    /// File ids, file ARNs, or names that only one file has
    pub files: Vec<String>,
    /// Every approved file of the case
    #[arg(long, conflicts_with = "files")]
    pub all: bool,
    /// The folder to save to; created when it is missing
    #[arg(long, default_value = ".", env = "ATTACHE_TO", value_name = "DIR")]
    pub to: PathBuf,
    /// When another file has the name: give the new one a number (so it is without this
    /// option), keep the old one and fetch nothing, or replace the old one
    #[arg(long, env = "ATTACHE_ON_CONFLICT", value_enum, value_name = "WHAT")]
    pub on_conflict: Option<Conflict>,
    /// Files that are fetched at once [default: 4]
    #[arg(long, env = "ATTACHE_CONCURRENCY", value_name = "N",
          value_parser = clap::value_parser!(u8).range(1..=16))]
    pub concurrency: Option<u8>,
    /// Write manifest.json and SHA256SUMS beside the files; those of an earlier run are added to
    #[arg(long, env = "ATTACHE_MANIFEST", value_parser = BoolishValueParser::new())]
    pub manifest: bool,
}

/// What is done when another file has the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Conflict {
    /// The new one gets a number.
    Rename,
    /// The old one stays, and nothing is fetched.
    Skip,
    /// The new one takes the old one's place, once it is whole.
    Replace,
}

impl From<Conflict> for OnConflict {
    fn from(conflict: Conflict) -> Self {
        match conflict {
            Conflict::Rename => OnConflict::Rename,
            Conflict::Skip => OnConflict::Skip,
            Conflict::Replace => OnConflict::Replace,
        }
    }
}
