//! Which of the commands, and which file.

use std::env;
use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::json;

use super::super::args::{Common, ConfigCommand, Format};
use super::super::exit::Exit;
use super::super::looks;
use super::super::output::Printer;
use super::{check, edit, keys, show};
use crate::desktop::Terminal;
use crate::domain::{Failure, FailureKind};
use crate::settings::{Config, config_file};

/// Runs one of them.
pub(in super::super) fn run(
    command: ConfigCommand,
    common: &Common,
    matches: &ArgMatches,
    config: Result<Config, Failure>,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let terminal = Terminal::detect(|name| env::var_os(name));
    let glyphs = looks::glyphs(common.ascii, &terminal);
    match command {
        ConfigCommand::Show { keys: true } => keys::run(&config?, printer, glyphs),
        ConfigCommand::Show { keys: false } => {
            let config = config?;
            show::run(&show::effective(matches, &config), printer, glyphs)
        }
        ConfigCommand::Path => {
            let path = file(common)?;
            if printer.format() == Format::Json {
                let path = path.to_string_lossy();
                return printer.json(&json!({ "Path": path })).map(|()| Exit::Done);
            }
            printer.text(&format!("{}\n", printer.path(&path)))?;
            if !path.exists() {
                printer.say("attache: there is no such file yet; attache config edit makes one.");
            }
            Ok(Exit::Done)
        }
        ConfigCommand::Edit => edit::run(&file(common)?, printer),
        ConfigCommand::Check => check::run(&file(common)?, common.config.is_some(), printer),
    }
}

/// The file that was named, or the platform's.
fn file(common: &Common) -> Result<PathBuf, Failure> {
    let named = common.config.clone().or_else(config_file);
    named.ok_or_else(|| {
        let what = "There is no configuration file";
        let why = "this machine knows no folder for it";
        Failure::new(FailureKind::Local, what, why).hint("Name one with --config.")
    })
}
