//! Running what a transcript says, and writing down what came of it.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Output, Stdio};

use super::mask::masked;
use super::script::{Script, Step, words};
use crate::cli::program::{Home, files_in};

/// The whole transcript as it is now.
pub(super) fn played(script: &Script) -> String {
    let home = Home::new();
    let mut text = String::new();
    for step in &script.steps {
        let _ = match step {
            Step::Prose(line) => writeln!(text, "{line}"),
            Step::File { name, content } => {
                fs::write(home.work().join(name), content).unwrap();
                write!(text, "```file {name}\n{content}```\n")
            }
            Step::Line(line) => {
                // A word of what goes before is parted from it by an empty line.
                if !text.ends_with("```console\n") {
                    text.push('\n');
                }
                write!(text, "$ {line}\n{}", masked(&home, &came_of(&home, line)))
            }
        };
    }
    text
}

fn came_of(home: &Home, line: &str) -> String {
    let mut typed = words(line);
    let interrupted = typed.last().is_some_and(|word| word == "^C");
    if interrupted {
        typed.pop();
    }
    let stdin = typed.iter().position(|word| word == "<").map(|at| {
        let rest = typed.split_off(at);
        File::open(home.work().join(&rest[1])).unwrap()
    });
    let at = typed.iter().position(|word| !word.contains('=')).unwrap();
    let variables: Vec<String> = typed.drain(..at).collect();
    let arguments: Vec<&str> = typed[1..].iter().map(String::as_str).collect();
    match (typed[0].as_str(), arguments.as_slice()) {
        ("cat", [name]) => return fs::read_to_string(home.work().join(name)).unwrap(),
        ("rm", [name]) => {
            fs::remove_file(home.work().join(name)).unwrap();
            return String::new();
        }
        ("ls", []) => return files_in(&home.work()).join("\n") + "\n",
        ("attache", _) => {}
        (other, _) => panic!("nobody knows {other} here"),
    }
    let mut command = home.command(&arguments);
    for variable in &variables {
        let (name, value) = variable.split_once('=').unwrap();
        command.env(name, value.replace("HOME", home.path().to_str().unwrap()));
    }
    if let Some(stdin) = stdin {
        command.stdin(stdin);
    }
    if interrupted {
        return told(&interrupt(command), |_| true);
    }
    // A busy machine is slow now and then, and the program says so.
    told(&command.output().unwrap(), |line| {
        !line.ends_with("has not answered yet")
    })
}

/// Runs it to its first word, on stderr or stdout, and interrupts it there.
fn interrupt(mut command: Command) -> Output {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // What is said is said at once, and stdout before it.
    let mut err = child.stderr.take().unwrap();
    let mut first = [0];
    err.read_exact(&mut first).unwrap();
    let id = child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().unwrap();
    let mut rest = Vec::from(first);
    err.read_to_end(&mut rest).unwrap();
    let mut output = child.wait_with_output().unwrap();
    output.stderr = rest;
    output
}

/// What it said, but for words that are not wanted, and how it ended.
fn told(output: &Output, wanted: impl Fn(&str) -> bool) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut told = text(&output.stdout);
    if !told.is_empty() && !told.ends_with('\n') {
        told.push('\n');
    }
    for line in text(&output.stderr).lines().filter(|line| wanted(line)) {
        told.push_str(format!("2> {line}").trim_end());
        told.push('\n');
    }
    let _ = writeln!(told, "exit {}", output.status.code().unwrap());
    told
}
