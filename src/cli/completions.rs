//! `attache completions`: what a shell needs to complete command lines. The words themselves
//! are asked of this program while somebody types, so that instances and profiles complete
//! too; whatever takes too long or fails completes to nothing.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{CommandFactory, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Bash, CompleteEnv, EnvCompleter, Fish, Powershell, Zsh};
use tokio::time::timeout;

use crate::aws::{self, Aws, Trail};
use crate::domain::{Failure, FailureKind};
use crate::net;
use crate::settings::{Config, Settings, Words};

use super::args::Args;
use super::exit::Exit;
use super::output::Printer;
use super::run::without_empty_variables;

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
        let names = RefCell::new(Vec::new());
        // Of a list that takes too long, what came in time.
        waited::<()>(async {
            let (words, config) = typed(std::env::args_os())?;
            let settings = Settings::check(filled(words, config.as_deref())).ok()?;
            let aws = Aws::new(settings.aws, net::http_client());
            let (mut trail, mut page) = (Trail::default(), None);
            loop {
                let listed = aws.list_instances(page).await.ok()?;
                let labels = listed.items.iter().map(|one| one.label().raw().to_owned());
                names.borrow_mut().extend(labels);
                page = trail.follow(listed.next, "").ok()?;
                page.as_ref()?;
            }
        });
        candidates(current, names.into_inner().into_iter())
    })
}

/// What is typed so far of who asks and where, and which file holds the rest; nothing where no
/// account is asked. A shell asks with `attache -- attache WORDS…`.
fn typed(asked: impl Iterator<Item = OsString>) -> Option<(Words, Option<PathBuf>)> {
    let typed = asked.skip_while(|word| word != "--").skip(1);
    // As the program itself reads them; what is not finished is left out.
    let command = without_empty_variables(Args::command()).ignore_errors(true);
    let matches = command.try_get_matches_from(typed).ok()?;
    let mut levels = vec![&matches];
    while let Some((name, below)) = levels.last().and_then(|last| last.subcommand()) {
        if name == "demo" {
            // Its instances are there only while it runs.
            return None;
        }
        levels.push(below);
    }
    let given = |name: &str| -> Option<String> {
        let below = levels.iter().rev();
        let mut found = below.filter_map(|level| level.try_get_one(name).ok().flatten());
        let value: &String = found.next()?;
        (!value.is_empty()).then(|| value.clone())
    };
    let mut below = levels.iter().rev();
    let config = below.find_map(|level| level.try_get_one::<PathBuf>("config").ok().flatten());
    let words = Words {
        profile: given("profile"),
        region: given("region"),
        endpoint_url: given("endpoint_url"),
        ..Words::default()
    };
    Some((words, config.cloned()))
}

/// What the configuration file says where nothing was typed.
fn filled(words: Words, config: Option<&Path>) -> Words {
    match Config::load(config) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &[&str]) -> Option<Words> {
        let asked = ["attache", "--", "attache"].iter().chain(line);
        typed(asked.map(OsString::from)).map(|(words, _)| words)
    }

    #[test]
    fn who_asks_is_read_in_every_form_in_which_it_is_typed() {
        for line in [
            &["-p", "ops", "list", "-i", ""][..],
            &["-pops", "list", "-i", ""],
            &["-p=ops", "-i", ""],
            &["--profile=ops", "-i", "", "list"],
            &["list", "--profile", "ops", "-i"],
            &["audit", "--status", "rej", "--profile=ops", "-i", "ac"],
        ] {
            let words = asked(line).unwrap();
            assert_eq!(words.profile.as_deref(), Some("ops"), "{line:?}");
            assert_eq!(words.endpoint_url, None, "{line:?}");
        }
        let words = asked(&["--region=eu-central-1", "-i", "", "list"]).unwrap();
        assert_eq!(words.region.as_deref(), Some("eu-central-1"));
        assert_eq!(words.endpoint_url, None);
        assert!(asked(&["demo", "list", "-i", ""]).is_none());
        let line = ["attache", "--", "attache", "--config", "c.toml", "-i", ""];
        let (_, config) = typed(line.iter().map(OsString::from)).unwrap();
        assert_eq!(config, Some(PathBuf::from("c.toml")));
    }
}
