//! The completions in the shells that people have: each is started as it is, reads what
//! `attache completions` prints, and is typed into. A shell that is not here is not tried.

use std::fs;
use std::path::Path;

use super::terminal::{Start, Terminal};
use crate::cli::program::{Home, PROGRAM, Serve};

/// A shell: its name, how it starts without anybody's configuration, and what makes it
/// complete this program.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    begin: &'static str,
}

const BASH: Shell = Shell {
    name: "bash",
    arguments: &["--norc", "--noprofile", "-i"],
    begin: "eval \"$(attache completions bash)\"",
};
const ZSH: Shell = Shell {
    name: "zsh",
    arguments: &["-f", "-i"],
    begin: "autoload -Uz compinit; compinit -u; eval \"$(attache completions zsh)\"",
};
const FISH: Shell = Shell {
    name: "fish",
    arguments: &["--no-config", "-i"],
    begin: "attache completions fish | source",
};

/// What is typed before the Tab key, and what stands there after it.
const COMPLETED: [(&str, &str); 7] = [
    ("attache wat", "attache watch"),
    ("attache list --form", "attache list --format"),
    ("attache list --format nd", "attache list --format ndjson"),
    (
        "attache audit --status rej",
        "attache audit --status rejected",
    ),
    ("attache -p op", "attache -p ops"),
    ("attache list -i acme-su", "attache list -i acme-support"),
    (
        "attache demo --fault x show --on",
        "attache demo --fault x show --on",
    ),
];

fn found(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
    let place = places.find(|place| place.exists())?;
    place.to_str().map(str::to_owned)
}

fn completes(shell: &Shell) {
    let Some(program) = found(shell.name) else {
        println!("not run: there is no {} here", shell.name);
        return;
    };
    let home = Home::new();
    fs::create_dir(home.path().join(".aws")).unwrap();
    let profiles = "[profile ops]\nregion = us-west-2\n[profile $(touch x)]\n";
    fs::write(home.path().join(".aws/config"), profiles).unwrap();
    let serve = Serve::start(&home);
    let folder = Path::new(PROGRAM).parent().unwrap().display();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    let mut variables = serve.environment();
    variables.extend([("PATH", path.as_str()), ("PS1", "> "), ("TERM", "xterm")]);
    let mut terminal = Terminal::start_program(
        &program,
        &Start {
            home: &home,
            arguments: shell.arguments,
            variables: &variables,
            size: (100, 30),
        },
    );
    terminal.press(&format!("{}; echo rea\"\"dy\r", shell.begin));
    terminal.until_text("ready");
    for (typed, whole) in COMPLETED {
        terminal.press(typed);
        terminal.press("\t");
        terminal.until(whole, |screen| screen.contents().contains(whole));
        // A line that is given up, and a screen without it.
        terminal.press("\x15\x0b");
        terminal.press("clear; echo next\r");
        terminal.until("an empty screen", |screen| {
            let text = screen.contents();
            text.contains("next") && !text.contains("attache")
        });
    }
    assert_eq!(home.files(), Vec::<String>::new());
    terminal.press("exit\r");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn bash_completes() {
    completes(&BASH);
}

#[test]
fn zsh_completes() {
    completes(&ZSH);
}

#[test]
fn fish_completes() {
    completes(&FISH);
}
