//! The README tells of every command, option, variable and key, and of none that is not there.

use std::collections::BTreeSet;
use std::path::Path;

use attache::app::keys::{Mode, TABLE};
use attache::cli::Args;
use clap::CommandFactory;

const README: &str = include_str!("../../README.md");

/// Options of other programs that the README's commands take.
const OF_OTHERS: [&str; 8] = [
    "--bench",
    "--example",
    "--install",
    "--locked",
    "--path",
    "--profile",
    "--test",
    "--release",
];

#[test]
fn every_command_option_and_variable_is_told() {
    let mut missing = Vec::new();
    each_command(&Args::command(), "attache", &mut |command, path| {
        if !command.is_hide_set() && !README.contains(path) {
            missing.push(path.to_owned());
        }
        for option in options(command) {
            if !README.contains(&option) {
                missing.push(format!("{path} {option}"));
            }
        }
        for option in command.get_arguments() {
            let Some(variable) = option.get_env().map(|name| name.to_string_lossy()) else {
                continue;
            };
            // The README says once that an option's variable is called like it.
            let alike = option.get_long().map(|name| name.replace('-', "_"));
            let alike = alike.map(|name| format!("ATTACHE_{}", name.to_uppercase()));
            if alike.as_deref() != Some(&variable) && !README.contains(variable.as_ref()) {
                missing.push(format!("{path}: {variable}"));
            }
        }
    });
    assert!(missing.is_empty(), "README.md is silent about {missing:#?}");
}

#[test]
fn every_option_that_is_told_exists() {
    let mut known: BTreeSet<String> = OF_OTHERS.map(str::to_owned).into();
    each_command(&Args::command(), "attache", &mut |command, _| {
        known.extend(options(command));
        known.extend(["--help".to_owned(), "--version".to_owned()]);
    });
    let told = README
        .split(|c: char| !c.is_ascii_lowercase() && c != '-')
        .filter(|word| word.starts_with("--") && word.len() > 3);
    let unknown: BTreeSet<_> = told.filter(|word| !known.contains(*word)).collect();
    assert!(unknown.is_empty(), "README.md tells of {unknown:?}");
}

#[test]
fn every_key_of_the_main_screens_is_told() {
    let keys = README
        .split("\n### ")
        .find(|section| section.starts_with("Keys"))
        .expect("a section about keys");
    let first_cells = keys.lines().filter_map(|line| line.strip_prefix("| "));
    let told: BTreeSet<&str> = first_cells
        .filter_map(|line| line.split(" | ").next())
        .flat_map(|cell| cell.split([' ', ',']))
        .collect();
    let silent: Vec<_> = TABLE
        .iter()
        .filter(|row| {
            [Mode::Files, Mode::CasePicker]
                .iter()
                .any(|mode| row.modes.contains(mode))
        })
        .flat_map(|row| row.keys)
        .map(ToString::to_string)
        .filter(|key| !told.contains(key.as_str()))
        .collect();
    assert!(silent.is_empty(), "README.md is silent about {silent:?}");
}

#[test]
fn what_it_links_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let links = README
        .split(['(', ')', '"', '[', ']', ' ', '\n', '`'])
        .filter(|word| word.starts_with("assets/") || word.starts_with("tests/"));
    let mut seen = 0;
    for link in links {
        assert!(root.join(link).exists(), "{link} is not there");
        seen += 1;
    }
    assert!(seen > 5, "no links were found");
}

/// This command and all below it, with what is typed to get there.
fn each_command(command: &clap::Command, path: &str, each: &mut impl FnMut(&clap::Command, &str)) {
    each(command, path);
    for below in command.get_subcommands() {
        // On the demo runs every command, and one of its own.
        if path == "attache demo" && below.get_name() != "serve" {
            continue;
        }
        each_command(below, &format!("{path} {}", below.get_name()), each);
    }
}

/// The long options of this command that are not hidden.
fn options(command: &clap::Command) -> Vec<String> {
    let arguments = command.get_arguments().filter(|one| !one.is_hide_set());
    let long = arguments.filter_map(clap::Arg::get_long);
    long.map(|name| format!("--{name}")).collect()
}
