//! The grammar of the command line.

use std::path::PathBuf;

use clap::builder::{
    BoolishValueParser, OsStringValueParser, PossibleValuesParser, RangedU64ValueParser,
    TypedValueParser,
};
use clap::{Parser, Subcommand, ValueEnum};

use super::audit::AuditArgs;
use super::completions::{self, Shell};
use super::man::ManArgs;
use super::save::SaveArgs;
use super::watch::WatchArgs;
use crate::app::{Notify, Theme};
use crate::domain::GraphicsWish;

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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Common {
    /// The Connect instance: its id, ARN or alias
    #[arg(
        short,
        long,
        global = true,
        env = "ATTACHE_INSTANCE",
        value_name = "ID|ARN|ALIAS",
        add = completions::instances()
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
    /// One e-mail or task contact instead of a case: its ARN or id
    #[arg(
        long,
        global = true,
        env = "ATTACHE_CONTACT",
        value_name = "ARN|ID",
        conflicts_with = "case"
    )]
    pub contact: Option<String>,
    /// The instance's Cases domain, when the program may not look it up
    #[arg(long, global = true, env = "ATTACHE_DOMAIN", value_name = "ARN")]
    pub domain: Option<String>,
    /// Only this file of the case, which is then not searched: its id or ARN; repeatable, `-` reads them from stdin
    #[arg(
        long,
        global = true,
        env = "ATTACHE_FILE_ID",
        value_name = "ID",
        value_delimiter = ','
    )]
    pub file_id: Vec<String>,
    /// Who "mine" is: the name or ARN of a Connect user; without it, the one called as your session
    #[arg(long, global = true, env = "ATTACHE_AGENT", value_name = "NAME|ARN")]
    pub agent: Option<String>,
    /// The profile of the AWS configuration files
    #[arg(short, long, global = true, env = "ATTACHE_PROFILE", add = completions::profiles())]
    pub profile: Option<String>,
    /// The AWS Region, such as us-west-2
    #[arg(short, long, global = true, env = "ATTACHE_REGION")]
    pub region: Option<String>,
    /// Send all requests to this address instead of AWS's
    #[arg(long, global = true, env = "ATTACHE_ENDPOINT_URL", value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// The most requests a second for each operation, in place of AWS's published rates
    #[arg(long, global = true, env = "ATTACHE_MAX_RPS", value_name = "N")]
    pub max_rps: Option<f64>,
    /// Let work in the background use the whole quota instead of half of it
    #[arg(long, global = true, env = "ATTACHE_FULL_SPEED", value_parser = BoolishValueParser::new())]
    pub full_speed: bool,
    /// Neither keep nor show the cases that were looked into lately
    #[arg(long, global = true, env = "ATTACHE_NO_RECENTS", value_parser = BoolishValueParser::new())]
    pub no_recents: bool,
    /// The configuration file
    #[arg(long, global = true, env = "ATTACHE_CONFIG", value_name = "FILE",
          value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub config: Option<PathBuf>,
    /// Log to a file: requests; twice, more of them
    #[arg(short, long, global = true, env = "ATTACHE_VERBOSE", action = clap::ArgAction::Count,
          value_parser = verbosity)]
    pub verbose: u8,
    /// How the result is printed [default: table; of an audit what --output says]
    #[arg(long, global = true, env = "ATTACHE_FORMAT", value_enum)]
    pub format: Option<Format>,
    /// When colours are used; `NO_COLOR` means never
    #[arg(long, global = true, env = "ATTACHE_COLOR", value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// Plain lines for screen readers: no bars, no tables, no colours; the browser takes words and numbers
    #[arg(long, global = true, env = "ATTACHE_PLAIN", value_parser = BoolishValueParser::new())]
    pub plain: bool,
    /// Hide names in the browser, for a screen that others see
    #[arg(long, global = true, env = "ATTACHE_PRIVATE", value_parser = BoolishValueParser::new())]
    pub private: bool,
    /// Whether the mouse selects and scrolls; `auto`: as the configuration says, else not over SSH
    #[arg(long, global = true, env = "ATTACHE_MOUSE", value_enum, default_value_t = Mouse::Auto)]
    pub mouse: Mouse,
    /// The browser's colours: auto, dark, light, high-contrast, deuteranopia or mono
    #[arg(long, global = true, env = "ATTACHE_THEME", value_parser = themes(), value_name = "NAME", hide_possible_values = true)]
    pub theme: Option<Theme>,
    /// How the browser tells of what is over: off, bell or desktop
    #[arg(long, global = true, env = "ATTACHE_NOTIFY", value_parser = ways(), value_name = "HOW", hide_possible_values = true)]
    pub notify: Option<Notify>,
    /// Signs of ASCII only, also where the locale is one of UTF-8; `--ascii=false` is the contrary
    #[arg(long, global = true, env = "ATTACHE_ASCII", value_parser = BoolishValueParser::new(),
          num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "WHETHER",
          hide_possible_values = true)]
    pub ascii: Option<bool>,
    /// Whether a sign turns while something loads; `--motion=false` keeps all still
    #[arg(long, global = true, env = "ATTACHE_MOTION", value_parser = BoolishValueParser::new(),
          num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "WHETHER",
          hide_possible_values = true)]
    pub motion: Option<bool>,
    /// How the preview shows pictures: auto, kitty, iterm2, sixel, blocks or none
    #[arg(long, global = true, env = "ATTACHE_GRAPHICS", value_parser = graphics(), value_name = "HOW", hide_possible_values = true)]
    pub graphics: Option<GraphicsWish>,
}

fn graphics() -> impl TypedValueParser<Value = GraphicsWish> {
    PossibleValuesParser::new(GraphicsWish::NAMED.map(|(name, _)| name))
        .map(|name| GraphicsWish::named(&name).unwrap_or_default())
}

fn themes() -> impl TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(Theme::name))
        .map(|name| Theme::named(&name).unwrap_or_default())
}

fn ways() -> impl TypedValueParser<Value = Notify> {
    PossibleValuesParser::new(Notify::ALL.map(Notify::name))
        .map(|name| Notify::named(&name).unwrap_or_default())
}

/// An empty variable is none, as for the other options.
fn verbosity(text: &str) -> Result<u8, std::num::ParseIntError> {
    if text.is_empty() {
        return Ok(0);
    }
    text.parse()
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For eyes.
    Table,
    /// The API's own shape and names.
    Json,
    /// A line of JSON for each.
    Ndjson,
    /// A line of cells for each, for spreadsheets.
    Csv,
    /// A page for browsers; only of an audit.
    Html,
}

/// Whose the mouse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mouse {
    /// The program's, unless the terminal is on another machine.
    Auto,
    /// The program's.
    On,
    /// The terminal's, which selects text with it.
    Off,
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
    /// The settings: what they are, where each comes from, and the file that keeps them
    Config {
        /// What about them.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// The same program on an embedded Connect with sample data
    #[command(after_long_help = super::demo::help(), after_help = "--help lists the faults, too")]
    Demo(DemoArgs),
}

/// The commands that work on any Connect.
#[derive(Debug, Clone, Subcommand)]
pub enum Plain {
    /// The terminal browser (what runs without a command)
    Browse(BrowseArgs),
    /// The Connect instances of this account and Region
    Instances,
    /// Cases of the instance's domain, last updated first
    Cases {
        /// Words to search for
        term: Option<String>,
        /// The most cases to print
        #[arg(long, default_value_t = 100, value_name = "N",
              value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
        limit: usize,
        /// Only cases that are not closed
        #[arg(long, env = "ATTACHE_OPEN", value_parser = BoolishValueParser::new())]
        open: bool,
        /// Only cases that are assigned to you
        #[arg(long, env = "ATTACHE_MINE", value_parser = BoolishValueParser::new())]
        mine: bool,
    },
    /// Every attached file of one case and of the contacts linked to it
    List,
    /// Everything known about one file
    Show {
        /// A file id, a file ARN, or a name that only one file has
        file: Option<String>,
    },
    /// Every attached file of the cases of an instance, as a report
    Audit(Box<AuditArgs>),
    /// What changed between two audits; ends with 4 when something did
    Diff {
        /// The report of the older one: ndjson, json or csv
        old: PathBuf,
        /// The report of the newer one
        new: PathBuf,
    },
    /// Wait for the scanner, and tell each change as it comes
    Watch(WatchArgs),
    /// What a shell needs to complete command lines: eval "$(attache completions bash)"
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual
    Man(ManArgs),
    /// Check credentials, permissions, network and terminal; say how to repair each
    Doctor,
    /// The cases that were looked into lately
    Recents {
        /// Forget them, of every identity and instance
        #[arg(long)]
        clear: bool,
    },
    /// Approved files to disk
    Save(SaveArgs),
    /// Hand a file to the desktop's program for it, from a private folder
    Open {
        /// A file id, a file ARN, or a name that only one file has
        file: Option<String>,
        /// Open it even when it may run something, without asking
        #[arg(long)]
        anyway: bool,
    },
    /// Print a download link; whoever has it can read the file until it expires
    Url {
        /// A file id, a file ARN, or a name that only one file has
        file: Option<String>,
        /// How long the link lives, in seconds
        #[arg(long, default_value_t = 300, value_name = "SECONDS",
              value_parser = clap::value_parser!(u16).range(5..=300))]
        expires: u16,
        /// A link that a browser shows rather than saves
        #[arg(long)]
        inline: bool,
    },
}

/// What the browser takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct BrowseArgs {
    /// Open a finished audit: ndjson, csv or json as `attache audit` writes them; nothing is asked of AWS for it
    #[arg(long, value_name = "FILE")]
    pub audit: Option<PathBuf>,
}

/// What `config` can do.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Every setting as it is now, and whether a flag, a variable or the file says so
    Show {
        /// The keys and what they do, by the names that the file takes
        #[arg(long)]
        keys: bool,
    },
    /// Where the file is
    Path,
    /// The file in your editor (VISUAL, EDITOR), checked afterwards
    Edit,
    /// All mistakes in the file, with their lines
    Check,
}

/// The largest world that is made: a million files take a gigabyte.
const MOST_CASES: i64 = 1_000_000;
const MOST_FILES: i64 = 1_000_000;

/// What the demo takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DemoArgs {
    /// Enforce AWS's published quotas
    #[arg(long, global = true)]
    pub quota: bool,
    /// Something goes wrong: the name of a fault (`attache demo --help` tells them), or a file of faults; repeatable
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub fault: Vec<String>,
    /// Instead of the sample: an instance with so many cases, made on purpose
    #[arg(long, global = true, id = "world_cases", value_name = "N", value_parser = clap::value_parser!(u32).range(..=MOST_CASES))]
    pub cases: Option<u32>,
    /// How many files they have in all [default: eight a case]
    #[arg(long, global = true, id = "world_files", value_name = "N", value_parser = clap::value_parser!(u32).range(..=MOST_FILES))]
    pub files: Option<u32>,
    /// What the world is drawn from: the same number makes the same world of a day
    #[arg(long, global = true, id = "world_seed", value_name = "N")]
    pub seed: Option<u64>,
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
