//! `attache completions`: what a shell needs to complete command lines. The words themselves
//! are asked of this program while somebody types, so that instances and profiles complete
//! too; whatever takes too long or fails completes to nothing.

use std::ffi::OsStr;
use std::io;
use std::time::Duration;

use clap::{CommandFactory, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Bash, CompleteEnv, EnvCompleter, Fish, Powershell, Zsh};
use tokio::time::timeout;

use crate::aws::{self, Aws};
use crate::domain::{Failure, FailureKind};
use crate::net;
use crate::settings::{Config, Settings, Words};

use super::args::Args;
use super::exit::Exit;
use super::output::Printer;

/// The variable by which a shell asks.
const ASKS: &str = "ATTACHE_COMPLETE";
/// The longest that a person waits for the Tab key.
const PATIENCE: Duration = Duration::from_secs(2);

/// The shells that can be helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
    /// `PowerShell`.
    #[value(name = "powershell")]
    Power,
}

/// Answers a shell that asks for words, and says whether one did.
pub(super) fn answered() -> bool {
    if std::env::var_os(ASKS).is_none() {
        return false;
    }
    let here = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(Args::command)
        .var(ASKS)
        .try_complete(std::env::args_os(), here.as_deref());
    // Words that nobody understands complete to nothing.
    asked.unwrap_or(true)
}

/// Prints what a shell has to read at its start.
pub(super) fn run(printer: &Printer, shell: Shell) -> Result<Exit, Failure> {
    let completer: &dyn EnvCompleter = match shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Power => &Powershell,
    };
    let mut script = Vec::new();
    let name = "attache";
    completer
        .write_registration(ASKS, name, name, name, &mut script)
        .map_err(|error: io::Error| {
            let what = "The completions could not be printed";
            Failure::new(FailureKind::Local, what, error.to_string())
        })?;
    printer.text(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

/// Completes the names of the configuration files' profiles.
pub(super) fn profiles() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let names = waited(async { aws::profiles().await.ok() });
        let names = names.unwrap_or_default().into_iter();
        candidates(current, names.map(|profile| profile.name.raw().to_owned()))
    })
}

/// Completes the aliases of the instances that the words typed so far lead to.
pub(super) fn instances() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let names = waited(async {
            let settings = Settings::check(words()).ok()?;
            let aws = Aws::new(settings.aws, net::http_client());
            let listed = aws.list_instances(None).await.ok()?;
            let labels = listed.items.into_iter();
            Some(labels.map(|one| one.label().raw().to_owned()).collect())
        });
        let names: Vec<String> = names.unwrap_or_default();
        candidates(current, names.into_iter())
    })
}

/// What is typed so far of who asks and where, and what stands in for what is not.
fn words() -> Words {
    let typed: Vec<String> = std::env::args().collect();
    let after = |names: [&str; 2], variable: &str| {
        let at = typed.iter().position(|word| names.contains(&word.as_str()));
        let beside = at.and_then(|at| typed.get(at + 1).cloned());
        let within = typed.iter().find_map(|word| {
            let (name, value) = word.split_once('=')?;
            names.contains(&name).then(|| value.to_owned())
        });
        let value = beside.or(within);
        let set = std::env::var(variable).ok();
        value.or(set.filter(|value| !value.is_empty()))
    };
    let words = Words {
        profile: after(["-p", "--profile"], "ATTACHE_PROFILE"),
        region: after(["-r", "--region"], "ATTACHE_REGION"),
        endpoint_url: after(["--endpoint-url", ""], "ATTACHE_ENDPOINT_URL"),
        ..Words::default()
    };
    match Config::load(None) {
        Ok(config) => Words {
            instance: None,
            ..config.fill(words)
        },
        Err(_) => words,
    }
}

fn waited<T>(work: impl Future<Output = Option<T>>) -> Option<T> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().ok()?;
    let in_time = async { timeout(PATIENCE, work).await };
    runtime.block_on(in_time).ok().flatten()
}

/// Those that go on from what is typed, and hold nothing that acts on a terminal or a shell.
fn candidates(current: &OsStr, names: impl Iterator<Item = String>) -> Vec<CompletionCandidate> {
    let start = current.to_string_lossy().to_lowercase();
    let plain = |name: &String| {
        let harmless = |c: char| c.is_ascii_alphanumeric() || "-_.@:/+=".contains(c);
        name.to_lowercase().starts_with(&start) && name.chars().all(harmless)
    };
    names.filter(plain).map(CompletionCandidate::new).collect()
}
