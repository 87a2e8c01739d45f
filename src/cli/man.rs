//! `attache man`: the manual, one page a command.

use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;

use crate::domain::{Failure, FailureKind};

use super::args::Args;
use super::exit::Exit;
use super::output::Printer;

const WHAT: &str = "The manual could not be written";

/// What `man` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct ManArgs {
    /// The command whose page is printed; without one, the program's own
    pub command: Option<String>,
    /// Write all pages into this folder, such as ~/.local/share/man/man1
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub to: Option<PathBuf>,
}

/// Runs it.
pub(super) fn run(printer: &Printer, args: &ManArgs) -> Result<Exit, Failure> {
    let mut whole = Args::command();
    whole.build();
    if let Some(folder) = &args.to {
        write_all(&whole, folder).map_err(|error| {
            let why = format!("{}: {error}", folder.display());
            Failure::new(FailureKind::Local, WHAT, why)
        })?;
        return Ok(Exit::Done);
    }
    let page = match &args.command {
        None => page(&whole),
        Some(name) => {
            let command = whole.find_subcommand(name).ok_or_else(|| {
                let why = format!("there is no command {name}");
                Failure::new(FailureKind::Usage, WHAT, why).hint("attache --help lists them.")
            })?;
            page(command)
        }
    };
    printer.text(&page)?;
    Ok(Exit::Done)
}

fn page(command: &clap::Command) -> String {
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    let _ = Man::new(command.clone()).render(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

fn write_all(whole: &clap::Command, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let commands = whole.get_subcommands().filter(|one| !one.is_hide_set());
    for command in std::iter::once(whole).chain(commands) {
        let name = Man::new(command.clone()).get_filename();
        fs::write(folder.join(name), page(command))?;
    }
    Ok(())
}
