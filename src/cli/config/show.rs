//! `attache config show`: every setting as it is now, and who says so.

use std::env;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory};
use serde_json::{Value, json};

use super::super::args::{Args, Format};
use super::super::exit::Exit;
use super::super::output::{Cells, Column, Printer, table};
use crate::domain::{Failure, SafeText};
use crate::settings::Config;
use crate::view::Glyphs;

/// A setting: its name in the file, or on the command line where the file has none; the
/// option; the variables of AWS that say it, too; and what it is when nobody says.
type Known = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const KNOWN: [Known; 27] = [
    ("profile", "profile", &["AWS_PROFILE"], ""),
    (
        "region",
        "region",
        &["AWS_REGION", "AWS_DEFAULT_REGION"],
        "",
    ),
    ("instance", "instance", &[], ""),
    ("case", "case", &[], ""),
    ("contact", "contact", &[], ""),
    ("domain", "domain", &[], ""),
    ("agent", "agent", &[], ""),
    ("endpoint_url", "endpoint_url", &["AWS_ENDPOINT_URL"], ""),
    ("save_to", "", &[], "the desktop's download folder"),
    ("concurrency", "", &["ATTACHE_CONCURRENCY"], "4"),
    ("on_conflict", "", &["ATTACHE_ON_CONFLICT"], "rename"),
    ("recents", "", &[], "true"),
    ("max_rps", "max_rps", &[], "AWS's published rates"),
    ("full_speed", "full_speed", &[], "false"),
    ("theme", "theme", &[], "auto"),
    ("color", "color", &["NO_COLOR"], "auto"),
    ("ascii", "ascii", &[], "false"),
    ("motion", "motion", &[], "true"),
    ("plain", "plain", &[], "false"),
    ("private", "private", &[], "false"),
    ("mouse", "mouse", &[], "unless over SSH"),
    ("notify", "notify", &[], "off"),
    ("graphics", "graphics", &[], "auto"),
    ("files.columns", "", &[], "those of an agent"),
    ("files.sort", "", &[], "name"),
    ("files.reverse", "", &[], "false"),
    ("format", "format", &[], "table"),
];

/// A setting as it is now.
pub(super) struct Effective {
    name: String,
    value: String,
    /// `flag`, `variable`, `file` or `default`.
    from: &'static str,
    /// The flag, the variable or the file.
    whence: String,
}

/// All of them.
pub(super) fn effective(matches: &ArgMatches, config: &Config) -> Vec<Effective> {
    let written = config.entries();
    let of_file = |name: &str| {
        let mut written = written.iter();
        written.find(|(other, _)| other == name)
    };
    let file = config.path.as_deref().map_or_else(String::new, |path| {
        SafeText::new(&path.to_string_lossy()).to_string()
    });
    let mut settings: Vec<Effective> = KNOWN
        .iter()
        .map(|(name, option, variables, default)| {
            let set = |value: String, from, whence: String| Effective {
                name: (*name).to_owned(),
                value,
                from,
                whence,
            };
            let variable = variables.iter().find_map(|variable| {
                let value = env::var(variable).ok();
                Some((*variable, value.filter(|value| !value.is_empty())?))
            });
            if *name == "recents" && matches.get_flag("no_recents") {
                let (_, from, whence) = typed(matches, "no_recents").unwrap_or_default();
                return set("false".to_owned(), from, whence);
            }
            if let Some((value, from, whence)) = typed(matches, option) {
                return set(value, from, whence);
            }
            match (variable, of_file(name)) {
                (Some((variable, value)), _) => set(value, "variable", variable.to_owned()),
                (None, Some((_, value))) => set(value.clone(), "file", file.clone()),
                (None, None) => set((*default).to_owned(), "default", String::new()),
            }
        })
        .collect();
    let others = written
        .iter()
        .filter(|(name, _)| !KNOWN.iter().any(|(known, ..)| known == name));
    settings.extend(others.map(|(name, value)| Effective {
        name: name.clone(),
        value: value.clone(),
        from: "file",
        whence: file.clone(),
    }));
    settings
}

/// What the command line or a variable of the program's own says.
fn typed(matches: &ArgMatches, option: &str) -> Option<(String, &'static str, String)> {
    let source = matches
        .try_contains_id(option)
        .ok()
        .and_then(|_| matches.value_source(option))?;
    let raw = matches.try_get_raw(option).ok().flatten();
    let words: Vec<String> = raw
        .into_iter()
        .flatten()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let value = match matches.try_get_one::<bool>(option) {
        Ok(Some(flag)) => flag.to_string(),
        _ => words.join(", "),
    };
    let command = Args::command();
    let argument = command.get_arguments().find(|one| one.get_id() == option);
    match source {
        ValueSource::CommandLine => {
            let long = argument.and_then(|one| one.get_long()).unwrap_or(option);
            Some((value, "flag", format!("--{long}")))
        }
        ValueSource::EnvVariable => {
            let variable = argument.and_then(|one| one.get_env());
            let variable = variable.map_or(String::new(), |one| one.to_string_lossy().into_owned());
            Some((value, "variable", variable))
        }
        _ => None,
    }
}

/// Prints them.
pub(super) fn run(
    settings: &[Effective],
    printer: &Printer,
    glyphs: Glyphs,
) -> Result<Exit, Failure> {
    if printer.format() == Format::Json {
        let settings: Vec<Value> = settings.iter().map(value).collect();
        printer.json(&json!({ "Settings": settings }))?;
        return Ok(Exit::Done);
    }
    let column = |title, cells, rank| Column { title, cells, rank };
    let columns = [
        column("SETTING", Cells::Left, 0),
        column("VALUE", Cells::Flexible, 0),
        column("FROM", Cells::Left, 1),
        column("WHICH", Cells::Left, 2),
    ];
    let shown = |text: &str| SafeText::new(text).to_string();
    let rows: Vec<Vec<String>> = settings
        .iter()
        .map(|one| {
            vec![
                shown(&one.name),
                shown(&one.value),
                one.from.to_owned(),
                one.whence.clone(),
            ]
        })
        .collect();
    printer.text(&table(&columns, &rows, printer.width(), glyphs).text)?;
    Ok(Exit::Done)
}

/// What nobody set has no value, rather than an empty one.
fn value(setting: &Effective) -> Value {
    let mut value = json!({ "Name": setting.name, "From": setting.from });
    if !setting.value.is_empty() {
        value["Value"] = json!(setting.value);
    }
    if !setting.whence.is_empty() {
        value["Which"] = json!(setting.whence);
    }
    value
}
