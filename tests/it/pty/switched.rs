//! Another profile, chosen while the browser runs: of the old one nothing is seen again.

use std::fs;

use super::terminal::{CTRL_C, ENTER, Start, Terminal};
use crate::cli::program::{Home, Serve};

const INSTANCE: &str = "ea3463cb-5230-4253-a39c-5b5ffdc165b6";
const F2: &str = "\x1bOQ";
/// What only the first profile has shown.
const OLD: [&str; 9] = [
    "first",
    "SupportAgent",
    "482100000000",
    "acme-",
    "100001",
    "cracked",
    "warranty",
    "Rejected",
    "could not be found",
];

/// Three profiles: two of different roles at different servers, and one that has to sign in.
fn configure(home: &Home, here: &Serve, there: &Serve) {
    let keys = format!(
        "aws_access_key_id = {}\naws_secret_access_key = {}\n",
        here.value("AWS_ACCESS_KEY_ID"),
        here.value("AWS_SECRET_ACCESS_KEY")
    );
    let config = format!(
        "[profile base]\nregion = us-west-2\nendpoint_url = {there}\n{keys}\
         [profile first]\nregion = us-west-2\nendpoint_url = {here}\n{keys}\
         [profile other]\nregion = us-west-2\nendpoint_url = {there}\nsource_profile = base\n\
         role_arn = arn:aws:iam::999900001111:role/Auditor\nrole_session_name = k.sato\n\
         [profile gone]\nregion = us-west-2\nendpoint_url = {there}\nsso_session = corp\n\
         sso_account_id = 999900001111\nsso_role_name = Auditor\n\
         [sso-session corp]\nsso_region = us-west-2\nsso_start_url = https://corp.example/start\n",
        here = here.value("AWS_ENDPOINT_URL"),
        there = there.value("AWS_ENDPOINT_URL"),
    );
    fs::create_dir(home.path().join(".aws")).unwrap();
    fs::write(home.path().join(".aws/config"), config).unwrap();
}

/// Chooses a profile with a key that opens the list of them.
fn choose(terminal: &Terminal, key: &str, profile: &str) {
    terminal.press(key);
    terminal.until_text("Profile and Region");
    terminal.until_text("gone");
    terminal.press(profile);
    terminal.until_text(&format!("Profile › {profile}"));
    terminal.press(ENTER);
    terminal.until_gone("Profile and Region");
}

fn header(frame: &str) -> &str {
    frame.lines().next().unwrap_or_default()
}

/// In no frame under the header of this profile one of the words was seen.
#[track_caller]
fn never(terminal: &Terminal, profile: &str, words: &[&str]) {
    let frames = terminal.frames();
    let under: Vec<_> = frames
        .iter()
        .filter(|frame| header(frame).contains(&format!(" {profile} · ")))
        .collect();
    assert!(!under.is_empty(), "{profile} was not seen");
    for frame in under {
        for word in words {
            assert!(!frame.contains(word), "{word} in\n{frame}");
        }
    }
}

#[test]
fn of_the_old_identity_nothing_is_seen_after_a_switch() {
    let home = Home::new();
    let here = Serve::start(&home);
    let there = Serve::start_with(&home, &["--fault", "denied-list-instances"]);
    configure(&home, &here, &there);
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["-p", "first", "-i", "acme-support", "-c", "100001"],
        variables: &[],
        size: (120, 40),
    });
    terminal.until_text("first · SupportAgent · us-west-2");
    terminal.until_text("warranty.docx");
    terminal.until_text("17 files");
    // Two files could not be read.
    terminal.until_text("The attached file could not be found");

    choose(&terminal, "P", "other");
    terminal.until_text("other · Auditor · us-west-2 · 999900001111");
    terminal.until_text("connect:ListInstances");
    never(&terminal, "other", &OLD);

    // The same instance for the other identity: the same cases, and none looked into.
    terminal.paste(INSTANCE);
    terminal.press(ENTER);
    terminal.until("the cases", |screen| {
        let text = screen.contents();
        text.contains("Screen arrived cracked") && !text.contains("loading")
    });
    never(
        &terminal,
        "other",
        &["↺", "SupportAgent", "482100000000", "could not be found"],
    );

    // And back, by the picker's own key.
    choose(&terminal, F2, "first");
    terminal.until_text("first · SupportAgent · us-west-2");
    terminal.until_text("acme-support");
    terminal.select("acme-support");
    terminal.press(ENTER);
    terminal.until("the recent case", |screen| {
        let text = screen.contents();
        let mut lines = text.lines();
        lines.any(|line| line.contains('↺') && line.contains("Screen arrived cracked"))
    });
    never(
        &terminal,
        "first",
        &["Auditor", "999900001111", "connect:ListInstances"],
    );
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn who_has_to_sign_in_again_is_told_how_and_can_go_back() {
    let home = Home::new();
    let (here, there) = (Serve::start(&home), Serve::start(&home));
    configure(&home, &here, &there);
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["-p", "first", "-i", "acme-support", "-c", "100001"],
        variables: &[],
        size: (120, 40),
    });
    terminal.until_text("17 files");
    terminal.until_text("first · SupportAgent");
    choose(&terminal, "P", "gone");
    // On a line of its own, ready to be copied; over SSH with one option more.
    terminal.until("the remedy", |screen| {
        let text = screen.contents();
        let mut lines = text.lines().map(|line| line.trim_matches(['│', ' ']));
        lines.any(|line| line.starts_with("aws sso login") && line.ends_with("--profile gone"))
    });
    never(&terminal, "gone", &OLD);
    choose(&terminal, F2, "first");
    terminal.until_text("first · SupportAgent");
    terminal.until_text("acme-support");
    terminal.until_gone("aws sso login");
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}
