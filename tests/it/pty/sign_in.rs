//! An audit whose login ends while somebody watches: it waits for a new sign-in, says how far
//! it is meanwhile, and gives the same bytes as one that nothing happened to.

use std::fs;

use super::terminal::{CTRL_C, ENTER, Start, Terminal};
use crate::cli::program::{Home, Serve};

const WORLD: [&str; 4] = ["--cases", "20", "--files", "600"];
const EXPIRES: &str = r#"{"about":"The login ends once","rules":[{"on":"BatchGetAttachedFileMetadata","from":4,"times":1,"then":"expired"}]}"#;

/// A profile whose credentials a process gives, which writes down that it was asked.
fn configure(home: &Home, serve: &Serve) {
    let given = format!(
        r#"{{"Version":1,"AccessKeyId":"{}","SecretAccessKey":"{}"}}"#,
        serve.value("AWS_ACCESS_KEY_ID"),
        serve.value("AWS_SECRET_ACCESS_KEY")
    );
    let place = home.path().display();
    fs::write(home.path().join("given"), given).unwrap();
    let script = format!("echo asked >> {place}/asked\ncat {place}/given\n");
    fs::write(home.path().join("login"), script).unwrap();
    let config = format!(
        "[profile work]\nregion = us-west-2\nendpoint_url = {}\ncredential_process = sh {place}/login\n",
        serve.value("AWS_ENDPOINT_URL")
    );
    fs::create_dir(home.path().join(".aws")).unwrap();
    fs::write(home.path().join(".aws/config"), config).unwrap();
}

fn asked(home: &Home) -> usize {
    let text = fs::read_to_string(home.path().join("asked")).unwrap();
    text.lines().count()
}

fn audit(home: &Home, output: &str) -> Terminal {
    let line = [
        "audit",
        "-p",
        "work",
        "-i",
        "acme-generated",
        "--max-rps",
        "40",
    ];
    Terminal::start(&Start {
        home,
        arguments: &[&line[..], &["--full-speed", "--output", output]].concat(),
        variables: &[],
        size: (120, 20),
    })
}

/// What an audit gives that nothing happens to.
fn undisturbed(home: &Home) -> Vec<u8> {
    let line = [&["demo"], &WORLD[..], &["--max-rps", "1000", "audit"]].concat();
    home.run(&[&line[..], &["--output", "whole.csv"]].concat())
        .exits(3);
    fs::read(home.work().join("whole.csv")).unwrap()
}

fn site() -> (Home, Serve) {
    let home = Home::new();
    let fault = home.path().join("fault.json");
    fs::write(&fault, EXPIRES).unwrap();
    let options = [&WORLD[..], &["--fault", fault.to_str().unwrap()]].concat();
    let serve = Serve::start_with(&home, &options);
    configure(&home, &serve);
    (home, serve)
}

#[test]
fn it_waits_for_a_new_sign_in_and_goes_on_to_the_same_bytes() {
    let (home, _serve) = site();
    let whole = undisturbed(&home);
    let mut terminal = audit(&home, "all.csv");
    terminal.until_text("the credentials have expired");
    terminal.until_text("sign in again, then press Enter here to go on");
    terminal.until_gone("░");
    let before = asked(&home);
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 3);
    assert!(asked(&home) > before, "the credentials were read anew");
    let text = terminal.screen().contents();
    assert_eq!(text.matches("sign in again").count(), 1, "{text}");
    // Nothing of the bar is left behind.
    assert!(
        !text.contains("░") && text.contains("the report is in all.csv"),
        "{text}"
    );
    assert!(fs::read(home.work().join("all.csv")).unwrap() == whole);
    terminal.is_as_it_was();
}

#[test]
fn whoever_leaves_instead_goes_on_later() {
    let (home, _serve) = site();
    let whole = undisturbed(&home);
    let mut terminal = audit(&home, "all.csv");
    terminal.until_text("sign in again, then press Enter here to go on");
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 130);
    terminal.until_text("go on with:");
    terminal.until_text("--resume");
    terminal.is_as_it_was();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &[
            "audit",
            "-p",
            "work",
            "-i",
            "acme-generated",
            "--max-rps",
            "1000",
            "--output",
            "all.csv",
            "--resume",
        ],
        variables: &[],
        size: (120, 20),
    });
    assert_eq!(terminal.exit(), 3);
    assert!(fs::read(home.work().join("all.csv")).unwrap() == whole);
}
