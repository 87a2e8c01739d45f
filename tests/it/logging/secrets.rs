//! Every command at its most talkative, with keys and a token that are known: they are
//! nowhere, and a link is only where it was asked for.

use std::fs;

use super::log;
use crate::cli::program::{Home, Serve, files_in};

const TOKEN: &str = "FwoGZXIvYXdzEXAMPLEs3cr3tToken";

const COMMANDS: [&[&str]; 15] = [
    &["instances"],
    &["cases", "--limit", "3"],
    &["list", "-c", "100001"],
    &["list", "-c", "10000171"],
    &["show", "-c", "100001", "warranty.docx"],
    &["show", "-c", "3CWPF7R2N", "damaged-upload.zip"],
    &["url", "-c", "100001", "warranty.docx"],
    &["url", "-c", "100001", "macro-form.docm"],
    &["save", "-c", "100001", "warranty.docx", "--to", "saved"],
    &["save", "-c", "3CWPF7R2N", "recalled-notice.pdf"],
    &["save", "-c", "3CWPF7R2N", "damaged-upload.zip"],
    &["save", "-c", "100001", "--all", "--to", "saved"],
    &["doctor", "-c", "100001"],
    &["recents"],
    &["recents", "--clear"],
];

/// Nothing of this lets anybody in.
#[track_caller]
fn clean(text: &str, secrets: &[String], what: &str) {
    let lower = text.to_lowercase();
    for secret in secrets {
        assert!(
            !lower.contains(&secret.to_lowercase()),
            "{secret} in {what}:\n{text}"
        );
    }
    for piece in ["x-amz-", "signature=", "authorization:"] {
        assert!(!lower.contains(piece), "{piece} in {what}:\n{text}");
    }
}

#[test]
fn no_link_no_token_and_no_key_is_written_anywhere() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let mut variables = serve.environment();
    variables.push(("AWS_SESSION_TOKEN", TOKEN));
    variables.push(("ATTACHE_INSTANCE", "acme-support"));
    let value = |name: &str| {
        let found = serve.exports.iter().find(|(key, _)| key == name);
        found.unwrap().1.clone()
    };
    let mut secrets = vec![
        value("AWS_SECRET_ACCESS_KEY"),
        value("AWS_ACCESS_KEY_ID"),
        TOKEN.to_owned(),
    ];
    for command in COMMANDS {
        for format in ["table", "json"] {
            let arguments = [command, &["-vv", "--format", format]].concat();
            let ended = home.run_with(&arguments, &variables);
            assert!(ended.err.contains("logging to"), "{}", ended.told());
            if command[0] == "url" && ended.code == Some(0) {
                // The one place for a link; its signature is looked for everywhere else.
                let link = &ended.out;
                assert!(link.contains("X-Amz-Signature="), "{}", ended.told());
                let (_, rest) = link.split_once("X-Amz-Signature=").unwrap();
                let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap();
                secrets.push(rest[..end].to_owned());
            } else {
                clean(&ended.out, &secrets, &ended.line);
            }
            clean(&ended.err, &secrets, &ended.line);
        }
    }
    // The demo's own keys are the same, and it brings no token.
    let demo = home.run(&["demo", "doctor", "-vv"]).exits(0);
    clean(&demo.out, &secrets, &demo.line);
    let folder = log(&home);
    let folder = folder.parent().unwrap();
    let kept = files_in(folder);
    assert!(kept.contains(&"attache.log".to_owned()), "{kept:?}");
    for name in kept {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        clean(&text, &secrets, &name);
    }
    assert!(fs::read_to_string(log(&home)).unwrap().contains("checked"));
}
