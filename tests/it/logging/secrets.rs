//! Every command at its most talkative, with keys and a token that are known: they are
//! nowhere, and a link is only where it was asked for.

use std::fs;
use std::path::Path;
use std::thread;

use super::known::{Secrets, Session};
use super::log;
use crate::cli::program::{Home, Serve};

const COMMANDS: [&[&str]; 24] = [
    &["instances"],
    &["cases", "--limit", "3"],
    &["cases", "--mine", "--open"],
    &["cases", "screen arrived"],
    &["list", "-c", "100001"],
    &["list", "-c", "10000171"],
    &["list", "-c", "no such case"],
    &["list", "-c", "100001", "--file-id", "no-such-file"],
    &["list", "--contact", "77caf163-c596-49d1-a25f-f209156f4972"],
    &["show", "-c", "100001", "warranty.docx"],
    &["show", "-c", "3CWPF7R2N", "damaged-upload.zip"],
    &["url", "-c", "100001", "warranty.docx"],
    &["url", "-c", "100001", "macro-form.docm"],
    &["save", "-c", "100001", "warranty.docx", "--to", "saved"],
    &["save", "-c", "3CWPF7R2N", "recalled-notice.pdf"],
    &["save", "-c", "3CWPF7R2N", "damaged-upload.zip"],
    &["save", "-c", "100001", "--all", "--to", "saved"],
    &[
        "save",
        "-c",
        "100001",
        "--all",
        "--to",
        "kept",
        "--manifest",
    ],
    &[
        "save",
        "-c",
        "100001",
        "--all",
        "--to",
        "kept",
        "--on-conflict",
        "replace",
    ],
    &["doctor", "-c", "100001"],
    &["doctor", "-c", "100001", "--file-id", "no-such-file"],
    &["browse"],
    &["recents"],
    &["recents", "--clear"],
];

#[test]
fn no_link_no_token_and_no_key_is_written_anywhere() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let session = Session::of(&serve);
    let mut variables = session.environment(&serve);
    variables.push(("ATTACHE_INSTANCE", "acme-support"));
    let mut secrets = session.secrets();
    for command in COMMANDS {
        for format in ["table", "json"] {
            let arguments = [command, &["-vv", "--format", format]].concat();
            let ended = home.run_with(&arguments, &variables);
            assert!(ended.err.contains("logging to"), "{}", ended.told());
            if command[0] == "url" && ended.code == Some(0) {
                // The one place for a link.
                secrets.add_link(&ended.out);
            } else {
                secrets.are_not_in(&ended.out, &ended.line);
            }
            secrets.are_not_in(&ended.err, &ended.line);
        }
    }
    let log = fs::read_to_string(log(&home)).unwrap();
    for word in [
        "checked",
        "GetCallerIdentity",
        "BatchGetAttachedFileMetadata",
    ] {
        assert!(log.contains(word), "{word} in {log}");
    }
    // The log, and whatever else was written: saved files hold no secret either.
    secrets.are_not_under(home.path());
}

/// What goes wrong, and what the log says of it.
const FAULTS: [(&str, &str); 12] = [
    ("denied-all", "AccessDenied"),
    ("expired", "ExpiredToken"),
    ("expired-link-always", "the link expired"),
    ("garbage", "not what the service promises"),
    ("html", "with a web page"),
    ("html-link", "with a web page (status 403)"),
    ("longer-link", "GetAttachedFile"),
    ("redirect-http", "GetAttachedFile"),
    ("reset", "again"),
    ("shorter-link", "GetAttachedFile"),
    ("throttled", "again"),
    ("wrong-total", "GetAttachedFile"),
];

#[test]
fn what_goes_wrong_is_logged_without_them() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let secrets = Secrets::new(&[
        serve.value("AWS_SECRET_ACCESS_KEY"),
        serve.value("AWS_ACCESS_KEY_ID"),
    ]);
    let one = |fault: &str, word: &str| {
        let home = Home::new();
        for command in [
            &["list", "-c", "100001"][..],
            &["save", "-c", "100001", "warranty.docx", "--manifest"],
            &["url", "-c", "100001", "warranty.docx"],
        ] {
            let arguments = [&["demo", "--fault", fault], command, &["-vv"]].concat();
            let ended = home.run(&arguments);
            secrets.are_not_in(&ended.err, &ended.line);
            if command[0] != "url" {
                secrets.are_not_in(&ended.out, &ended.line);
            }
        }
        let log = fs::read_to_string(log(&home)).unwrap();
        assert!(log.contains(word), "{fault}: no {word} in\n{log}");
        secrets.are_not_under(home.path());
    };
    thread::scope(|scope| {
        for (fault, word) in FAULTS {
            scope.spawn(move || one(fault, word));
        }
    });
}

#[test]
fn the_snapshots_hold_none() {
    fn walk(folder: &Path, seen: &mut usize) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, seen);
            } else if path.extension().is_some_and(|end| end == "snap") {
                *seen += 1;
                let text = fs::read_to_string(&path).unwrap();
                for piece in [
                    "x-amz-",
                    "X-Amz-",
                    "AKIA",
                    "ASIA",
                    "attache-demo-",
                    "ignature=",
                ] {
                    assert!(!text.contains(piece), "{piece} in {}", path.display());
                }
            }
        }
    }
    let mut seen = 0;
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    walk(&tests, &mut seen);
    assert!(seen > 50, "the snapshots were not found");
}
