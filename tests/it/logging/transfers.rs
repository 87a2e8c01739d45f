//! A transfer that is broken off, gone on with and handed over, at its most talkative: what
//! lies on the disk at each step holds no secret.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::known::Session;
use crate::cli::program::{Home, Serve, files_in};

const SAVE: [&str; 8] = [
    "save",
    "-c",
    "10000163",
    "--all",
    "--to",
    "saved",
    "--manifest",
    "-vv",
];

/// A desktop whose program writes down what it gets, and where it was called.
fn desk(home: &Home) -> String {
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let seen = home.path().join("seen");
    for name in ["xdg-open", "gio", "open", "wslview"] {
        let script = format!("#!/bin/sh\n(echo \"$@\"; env) > '{}'\n", seen.display());
        fs::write(bin.join(name), script).unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    format!("{}:{}", bin.display(), std::env::var("PATH").unwrap())
}

#[test]
fn what_is_broken_off_gone_on_with_and_opened_holds_no_secret() {
    let home = Home::new();
    let rules = r#"{"about":"x","rules":[{"on":"GetObject","times":3,"then":{"stall":9000000}}]}"#;
    let fault = home.path().join("stall.json");
    fs::write(&fault, rules).unwrap();
    let serve = Serve::start_with(&home, &["--fault", fault.to_str().unwrap()]);
    let session = Session::of(&serve);
    let secrets = session.secrets();
    let path = desk(&home);
    let mut variables = session.environment(&serve);
    variables.push(("ATTACHE_INSTANCE", "acme-support"));
    variables.push(("DISPLAY", ":0"));
    variables.push(("PATH", &path));

    let mut command = home.command(&SAVE);
    let mut child = command
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut said = said.map(Result::unwrap);
    for _ in 0..2 {
        assert!(said.any(|line| line.starts_with("Saved ")));
    }
    // Until some of the third is written down.
    let note = home
        .work()
        .join("saved/.flicker-20MB.mp4.attache-part.json");
    let begun = std::time::Instant::now();
    while !note.exists() {
        assert!(begun.elapsed().as_secs() < 60);
        std::thread::yield_now();
    }
    let kill = format!("kill -INT {}", child.id());
    Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    secrets.are_not_in(&said.collect::<Vec<_>>().join("\n"), "what was said");
    assert!(note.exists(), "{:?}", files_in(&home.work().join("saved")));
    secrets.are_not_under(home.path());

    let again = home.run_with(&SAVE, &variables).exits(0);
    let again = again.says("of an earlier attempt");
    secrets.are_not_in(&(again.out + &again.err), "the second run");
    let open = ["open", "-c", "100001", "call notes.txt", "-vv"];
    let opened = home.run_with(&open, &variables).exits(0);
    secrets.are_not_in(&(opened.out + &opened.err), "what opening said");
    let seen = home.path().join("seen");
    let text = fs::read_to_string(&seen).unwrap();
    let opened = text.lines().next().unwrap();
    assert!(opened.ends_with("call notes.txt"), "{text}");
    // It is among what is looked through below.
    assert!(opened.starts_with(home.path().to_str().unwrap()), "{text}");
    // The person's own environment, and in it the keys, is the desktop's as well.
    for piece in ["X-Amz-", "Signature="] {
        assert!(!text.contains(piece), "{piece} in {text}");
    }
    fs::remove_file(seen).unwrap();
    secrets.are_not_under(home.path());
}
