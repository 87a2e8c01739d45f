//! Transcripts of every command, format, exit code and kind of failure, each compared with
//! what the program says today. They are read by people, too: whoever changes words sees here
//! how they read. `ATTACHE_TRANSCRIPTS=write cargo test transcripts` writes them anew.
//!
//! A transcript is Markdown. A block `file NAME` is a file of the folder to work in, a block
//! `console` what is typed there and what comes of it: stdout as it is, stderr behind `2> `,
//! the exit code last. `< NAME` after a line is its stdin, `^C` interrupts it at its first
//! word, `cat NAME` and `ls` look at what was written. What differs from run to run is masked.

mod covered;
mod mask;
mod play;
mod script;

use std::fs;
use std::path::{Path, PathBuf};

use play::played;
use script::{Script, Step};

/// Where they lie.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/transcripts")
}

/// The names of all transcripts.
fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap());
    let names = files.filter_map(|file| {
        let name = file.file_name().into_string().unwrap();
        name.strip_suffix(".md").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.md"))).unwrap()
}

/// Everything that is typed in one.
fn typed(name: &str) -> Vec<String> {
    let script = Script::read(&read(name));
    let steps = script.steps.into_iter();
    steps
        .filter_map(|step| match step {
            Step::Line(line) => Some(line),
            _ => None,
        })
        .collect()
}

fn compare(name: &str) {
    let written = read(name);
    let now = played(&Script::read(&written));
    if std::env::var("ATTACHE_TRANSCRIPTS").is_ok_and(|what| what == "write") {
        fs::write(folder().join(format!("{name}.md")), now).unwrap();
        return;
    }
    for (number, (was, is)) in written.lines().zip(now.lines()).enumerate() {
        assert_eq!(was, is, "{name}.md, line {}, in\n{now}", number + 1);
    }
    assert!(written == now, "{name}.md has another end now:\n{now}");
}

/// A test for each, so that they run side by side.
macro_rules! transcripts {
    ($($name:ident),* $(,)?) => {
        const LISTED: &[&str] = &[$(stringify!($name)),*];
        mod compared {
            $(#[test]
            fn $name() {
                super::compare(stringify!($name));
            })*
        }
    };
}

transcripts!(
    audit,
    cases,
    completions,
    config,
    demo,
    diff,
    doctor,
    endings,
    failures,
    instances,
    list,
    man,
    open,
    recents,
    save,
    show,
    url,
    usage,
    watch,
);

#[test]
fn none_is_forgotten() {
    assert_eq!(names(), LISTED);
}
