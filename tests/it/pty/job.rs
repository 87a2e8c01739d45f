//! The main job: from the cases to a file on the disk.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::terminal::{ENTER, ESC, F1, Start, Terminal};
use crate::cli::program::{Home, content, files_in};

/// Case 100001 of the sample world, whole on the screen.
pub(super) fn on_files(home: &Home) -> Terminal {
    let terminal = Terminal::demo(home);
    terminal.select("Screen arrived cracked");
    terminal.press(ENTER);
    loaded(&terminal);
    terminal
}

/// All files of case 100001 and of its contacts are there, and nothing is waited for.
pub(super) fn loaded(terminal: &Terminal) {
    terminal.until("the files", |screen| {
        let text = screen.contents();
        text.contains(" 17 files ")
            && text.contains("carrier-report.csv")
            && text.contains("Errors 2")
            && text.contains("SupportAgent")
            && !text.contains("loading")
    });
}

#[test]
fn the_demo_shows_cases_and_enter_shows_files_in_every_status() {
    let home = Home::new();
    let mut terminal = Terminal::demo(&home);
    for text in ["acme-support › cases", "100001", "Names from everywhere"] {
        terminal.until_text(text);
    }
    terminal.select("Screen arrived cracked");
    terminal.press(ENTER);
    loaded(&terminal);
    for word in ["Approved", "Processing", "Rejected", "Failed", "Drafting"] {
        terminal.until_text(word);
    }
    // What could not be read stands beside them, and a hostile name shows its override.
    terminal.until_text("The attached file could not be found");
    terminal.until_text("inv⟨U+202E⟩fdp.exe");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn a_saved_file_is_the_file_and_another_one_of_its_name_stays() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    let downloads = home.path().join("Downloads");
    // Another file of the name stays as it is.
    fs::create_dir(&downloads).unwrap();
    fs::write(downloads.join("call notes.txt"), "mine").unwrap();
    terminal.select("call notes.txt");
    terminal.press("s");
    terminal.until_text("This name is taken");
    terminal.until_text("Enter keep both");
    terminal.press(ENTER);
    terminal.until_text("Saved call notes.txt to");
    terminal.select("warranty.docx");
    terminal.press("s");
    let place = format!(
        "Saved warranty.docx to {}/warranty.docx",
        downloads.display()
    );
    terminal.until_text(&place);
    // It is here already, and nothing is fetched for it.
    terminal.press("s");
    terminal.until_text("warranty.docx is saved already");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);

    let names = ["call notes (1).txt", "call notes.txt", "warranty.docx"];
    assert_eq!(files_in(&downloads), names);
    let mine = fs::read(downloads.join("call notes.txt")).unwrap();
    assert_eq!(mine, b"mine");
    for (name, original) in [
        ("call notes (1).txt", "notes.txt"),
        ("warranty.docx", "warranty.docx"),
    ] {
        let file = downloads.join(name);
        assert!(fs::read(&file).unwrap() == content(original), "{name}");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    // The same file without the browser is the same bytes.
    let line = "demo save -c 100001 warranty.docx --to elsewhere --format json";
    let ended = home.run(&line.split(' ').collect::<Vec<_>>()).exits(0);
    let saved = &ended.json()["Saved"][0];
    let sum = sha256(&fs::read(downloads.join("warranty.docx")).unwrap());
    assert_eq!(saved["Sha256"], Value::from(sum));
    let elsewhere = fs::read(home.work().join("elsewhere/warranty.docx")).unwrap();
    assert!(elsewhere == content("warranty.docx"));
}

#[test]
fn the_configuration_names_the_folder_for_saved_files() {
    let home = Home::new();
    let config = home.path().join("attache.toml");
    fs::write(&config, "save_to = \"~/files/saved\"\n").unwrap();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "-c", "100001"],
        variables: &[("ATTACHE_CONFIG", config.to_str().unwrap())],
        size: (120, 40),
    });
    loaded(&terminal);
    terminal.select("warranty.docx");
    terminal.press("s");
    terminal.until_text("Saved warranty.docx to");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let folder = home.path().join("files/saved");
    assert_eq!(files_in(&folder), ["warranty.docx"]);
    assert!(!home.path().join("Downloads").exists());
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

#[test]
fn what_is_not_approved_says_why_and_leaves_nothing() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    for (name, why) in [
        ("fdp.exe", "the scanner rejected it"),
        ("photo-side.heic", "its upload or its scan failed"),
        ("reply-draft.docx", "it belongs to a draft"),
        ("unboxing-video.mp4", "it is still being scanned"),
    ] {
        terminal.select(name);
        for (key, verb) in [("s", "saved"), ("o", "opened")] {
            terminal.press(key);
            terminal.until(why, |screen| {
                let text = screen.contents();
                text.contains(&format!("cannot be {verb}: ")) && text.contains(why)
            });
        }
    }
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    assert!(!home.path().join("Downloads").exists());
}

#[test]
fn without_a_desktop_open_offers_to_save() {
    let home = Home::new();
    let terminal = on_files(&home);
    if cfg!(target_os = "macos") {
        return;
    }
    terminal.select("call notes.txt");
    terminal.press("o");
    terminal.until_text("m on my machine");
    terminal.press("s");
    terminal.until_text("Saved call notes.txt to");
    assert_eq!(files_in(&home.path().join("Downloads")), ["call notes.txt"]);
}

#[test]
fn details_errors_and_help_open_and_close() {
    let home = Home::new();
    let terminal = on_files(&home);
    terminal.select("warranty.docx");
    terminal.press(ENTER);
    for text in ["File id", "Tag checked = yes"] {
        terminal.until_text(text);
    }
    terminal.press("d");
    terminal.until_gone("File id");

    terminal.press("e");
    terminal.until("the errors have the keys", |screen| {
        screen.contents().contains("Esc close") && screen.contents().contains("Errors 2")
    });
    terminal.press("e");
    terminal.until_gone("Errors 2");

    terminal.press("?");
    terminal.until_text("everything known about the file");
    terminal.press(ESC);
    terminal.until_gone("everything known about the file");
    terminal.press(F1);
    terminal.until_text("everything known about the file");
    terminal.press("q");
    terminal.until_gone("everything known about the file");

    terminal.press("c");
    terminal.until_text("acme-support › cases");
    terminal.press(ESC);
    terminal.until_text("acme-sandbox");
}

#[test]
fn pasted_text_lands_on_the_files_it_names() {
    let home = Home::new();
    let terminal = Terminal::demo(&home);
    terminal.until_text("acme-support › cases");
    let domain = "arn:aws:cases:us-west-2:482100000000:domain";
    let case = "1f1cc6d4-fece-4284-924e-c0b3d2250d6e/case/8e46d674-4fc6-4f63-a482-c26f8dc37b69";
    terminal.paste(&format!(" {domain}/{case}\n"));
    terminal.until_text("acme-support › 100001 Screen arrived cracked");
    loaded(&terminal);
    terminal.press("c");
    terminal.until_text("acme-support › cases");
    terminal.press(ESC);
    terminal.until_text("Names from everywhere");
    // A reference number that is in no loaded list has to be asked for.
    terminal.paste("3cwpf7r2n");
    terminal.until_text("acme-support › 3CWPF7R2N Odd records");
    terminal.until_text("damaged-upload.zip");
}

#[test]
fn typed_words_find_a_case() {
    let home = Home::new();
    let terminal = Terminal::demo(&home);
    terminal.until_text("Names from everywhere");
    terminal.press("swells");
    terminal.until("the one case", |screen| {
        let text = screen.contents();
        text.contains("Battery swells after two months") && !text.contains("Names from everywhere")
    });
    terminal.press(ENTER);
    terminal.until_text("acme-support › 10000203 Battery swells after two months");
    terminal.until_text("policy-72.pdf");
}

#[test]
fn a_case_on_the_command_line_opens_at_once() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "-c", "10000163"],
        variables: &[],
        size: (80, 24),
    });
    terminal.until_text("flicker-20MB.mp4");
    terminal.until_text("3 files");
    terminal.select("flicker-20MB.mp4");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}
