//! The grammar of the command line.

use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Parser, Subcommand, ValueEnum};

/// Browse, open and save the files attached to Amazon Connect cases.
#[derive(Debug, Clone, Parser)]
#[command(name = "attache", version, about, long_about = None, after_help = EXAMPLES)]
pub struct Args {
    /// What all commands share.
    #[command(flatten)]
    pub common: Common,
    /// Without a command: the browser.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "Examples:
  attache demo                                  try it on an embedded Connect, no account needed
  attache -i acme-support                       browse the cases of an instance
  attache -i acme-support -c 100001             go straight to a case's files
  attache list -i acme-support -c 100001 --format json
  attache save -i acme-support -c 100001 --all --to ./files

Exit codes: 0 done, 1 failed, 2 usage, 3 partly done, 5 credentials, 130 interrupted";

/// The options that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Common {
    /// The Connect instance: its id, ARN or alias
    #[arg(
        short,
        long,
        global = true,
        env = "ATTACHE_INSTANCE",
        value_name = "ID|ARN|ALIAS"
    )]
    pub instance: Option<String>,
    /// The case: its ARN, id, reference number, or its address in the agent workspace
    #[arg(
        short,
        long,
        global = true,
        env = "ATTACHE_CASE",
        value_name = "ARN|ID|REFERENCE|URL"
    )]
    pub case: Option<String>,
    /// The profile of the AWS configuration files
    #[arg(short, long, global = true, env = "ATTACHE_PROFILE")]
    pub profile: Option<String>,
    /// The AWS Region, such as us-west-2
    #[arg(short, long, global = true, env = "ATTACHE_REGION")]
    pub region: Option<String>,
    /// Send all requests to this address instead of AWS's
    #[arg(long, global = true, env = "ATTACHE_ENDPOINT_URL", value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// How the result is printed
    #[arg(long, global = true, env = "ATTACHE_FORMAT", value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// When colours are used; `NO_COLOR` means never
    #[arg(long, global = true, env = "ATTACHE_COLOR", value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// Signs of ASCII only
    #[arg(long, global = true, env = "ATTACHE_ASCII", value_parser = BoolishValueParser::new())]
    pub ascii: bool,
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For eyes.
    Table,
    /// The API's own shape and names.
    Json,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// Unless `NO_COLOR` is set.
    Auto,
    /// Whatever the environment says.
    Always,
    /// Not at all.
    Never,
}

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// What works on any Connect.
    #[command(flatten)]
    Plain(Plain),
    /// The same program on an embedded Connect with sample data
    Demo(DemoArgs),
}

/// The commands that work on any Connect.
#[derive(Debug, Clone, Subcommand)]
pub enum Plain {
    /// The terminal browser (what runs without a command)
    Browse,
    /// The Connect instances of this account and Region
    Instances,
    /// Cases of the instance's domain, last updated first
    Cases {
        /// Words to search for
        term: Option<String>,
        /// The most cases to print
        #[arg(long, default_value_t = 100, value_name = "N")]
        limit: usize,
    },
    /// Every attached file of one case and of the contacts linked to it
    List,
    /// Everything known about one file
    Show {
        /// A file id, a file ARN, or a name that only one file has
        file: String,
    },
    /// Approved files to disk
    Save {
        /// File ids, file ARNs, or names that only one file has
        #[arg(required_unless_present = "all")]
        files: Vec<String>,
        /// Every approved file of the case
        #[arg(long, conflicts_with = "files")]
        all: bool,
        /// The folder to save to; created when it is missing
        #[arg(long, default_value = ".", env = "ATTACHE_TO", value_name = "DIR")]
        to: PathBuf,
    },
    /// Print a download link; whoever has it can read the file until it expires
    Url {
        /// A file id, a file ARN, or a name that only one file has
        file: String,
        /// How long the link lives, in seconds
        #[arg(long, default_value_t = 300, value_name = "SECONDS",
              value_parser = clap::value_parser!(u16).range(5..=300))]
        expires: u16,
        /// A link that a browser shows rather than saves
        #[arg(long)]
        inline: bool,
    },
}

/// What the demo takes.
#[derive(Debug, Clone, clap::Args)]
pub struct DemoArgs {
    /// Enforce AWS's published quotas
    #[arg(long, global = true)]
    pub quota: bool,
    /// Without a command: the browser.
    #[command(subcommand)]
    pub command: Option<DemoCommand>,
}

/// What runs on the embedded Connect.
#[derive(Debug, Clone, Subcommand)]
pub enum DemoCommand {
    /// Keep the embedded Connect up for other AWS clients
    Serve {
        /// The port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Any other command.
    #[command(flatten)]
    Plain(Plain),
}
