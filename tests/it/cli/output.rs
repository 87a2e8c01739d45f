//! What the commands print: names that were promised, the same twice, and nothing raw.

use std::io::Read;
use std::process::{Command, Stdio};

use attache::domain::SafeText;
use serde_json::Value;

use super::program::{Ended, Home, Serve};

/// Each command once, on a case in which all goes well.
const COMMANDS: [&[&str]; 5] = [
    &["instances"],
    &["cases", "--limit", "7"],
    &["list", "-c", "10000163"],
    &["show", "-c", "100001", "warranty.docx"],
    &["url", "-c", "100001", "warranty.docx"],
];

fn demo<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["demo"], rest].concat()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_command_prints_a_table_and_says_nothing_else() {
    let home = Home::new();
    let titles = [
        "ALIAS",
        "REFERENCE",
        "STATUS",
        "Status",
        "http://127.0.0.1:",
    ];
    for (command, title) in COMMANDS.into_iter().zip(titles) {
        let ended = home.run(&demo(command)).exits(0);
        assert!(ended.out.starts_with(title), "{}", ended.told());
        assert!(ended.out.ends_with('\n'), "{}", ended.told());
        let words = match command[0] {
            "cases" => "There are more cases than 7; --limit N shows more.\n",
            "url" => "Whoever has this link can read warranty.docx for 300 seconds.\n",
            _ => "",
        };
        assert_eq!(ended.err, words, "{}", ended.told());
    }
    assert!(home.files().is_empty());
}

#[test]
fn json_has_the_names_that_were_promised() {
    let home = Home::new();
    let json = |command: &[&str]| {
        let arguments = [command, &["--format", "json"]].concat();
        home.run(&demo(&arguments)).exits(0).json()
    };
    let instances = json(COMMANDS[0]);
    assert_eq!(keys(&instances), ["Instances"]);
    assert_eq!(instances["Instances"].as_array().unwrap().len(), 3);
    assert_eq!(
        keys(&instances["Instances"][0]),
        ["Arn", "Id", "InstanceAlias", "InstanceStatus"]
    );

    let cases = json(COMMANDS[1]);
    assert_eq!(keys(&cases), ["Cases"]);
    assert_eq!(cases["Cases"].as_array().unwrap().len(), 7);
    let first = &cases["Cases"][0];
    assert_eq!(first["reference_number"], "100001");
    for name in [
        "caseId",
        "caseArn",
        "title",
        "status",
        "last_updated_datetime",
    ] {
        assert!(first[name].is_string(), "{name} in {first}");
    }

    let files = json(COMMANDS[2]);
    assert_eq!(keys(&files), ["Errors", "Files"]);
    assert_eq!(files["Errors"], Value::Array(Vec::new()));
    let names: Vec<&Value> = files["Files"].as_array().unwrap().iter().collect();
    let names: Vec<_> = names.into_iter().map(|file| &file["FileName"]).collect();
    assert_eq!(names, ["device.log", "flicker-20MB.mp4", "logs.zip"]);
    let file = [
        "AssociatedResourceArn",
        "CreatedBy",
        "CreationTime",
        "FileArn",
        "FileId",
        "FileName",
        "FileSizeInBytes",
        "FileStatus",
        "FileUseCaseType",
    ];
    assert_eq!(keys(&files["Files"][1]), file);
    assert_eq!(files["Files"][1]["FileSizeInBytes"], 20_971_520);

    let shown = json(COMMANDS[3]);
    let mut more = [&["DownloadUrlMetadata"], &file[..], &["Tags"]].concat();
    more.sort_unstable();
    assert_eq!(keys(&shown), more);
    assert_eq!(keys(&shown["DownloadUrlMetadata"]), ["UrlExpiry"]);
    assert_eq!(shown["Tags"]["department"], "warranty");

    let link = json(COMMANDS[4]);
    assert_eq!(keys(&link), ["Url", "UrlExpiry"]);
    assert!(link["Url"].as_str().unwrap().contains("X-Amz-Signature="));
}

#[test]
fn what_cannot_be_read_is_told_beside_the_rest() {
    let home = Home::new();
    let line = ["demo", "list", "-c", "100001", "--format", "json"];
    let ended = home.run(&line).exits(3);
    let json = ended.json();
    assert_eq!(json["Files"].as_array().unwrap().len(), 17);
    let errors = json["Errors"].as_array().unwrap();
    let codes: Vec<_> = errors.iter().map(|error| &error["ErrorCode"]).collect();
    assert_eq!(codes, ["ResourceNotFoundException", "NotReturned"]);
    assert_eq!(ended.err.lines().count(), 2, "{}", ended.told());
    assert!(ended.err.lines().all(|line| line.starts_with("attache: ")));

    let contact = ["demo", "list", "-c", "10000171", "--format", "json"];
    let ended = home.run(&contact).exits(3);
    assert_eq!(ended.json()["Files"].as_array().unwrap().len(), 3);
    ended.says("AccessDenied");

    home.run(&["demo", "list", "-c", "10000155"]).exits(0);
}

/// The names of case 10000117 as the sample world has them.
fn hostile_names() -> Vec<String> {
    let world = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/world");
    let text = std::fs::read_to_string(world.join("acme-support.json")).unwrap();
    let world: Value = serde_json::from_str(&text).unwrap();
    let cases = world["cases"].as_array().unwrap();
    let case = cases
        .iter()
        .find(|case| case["reference"] == "10000117")
        .unwrap();
    let files = case["files"].as_array().unwrap().iter();
    let mut names: Vec<String> = files
        .map(|file| file["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn hostile_names_are_harmless_in_json_and_decode_to_themselves() {
    let home = Home::new();
    let line = ["demo", "list", "-c", "10000117", "--format", "json"];
    let ended = home.run(&line).exits(0);
    let raw = ended
        .out
        .chars()
        .find(|c| *c != '\n' && !SafeText::shows(*c));
    assert_eq!(raw, None, "{}", ended.told());
    let json = ended.json();
    let files = json["Files"].as_array().unwrap().iter();
    let mut names: Vec<String> = files
        .map(|file| file["FileName"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, hostile_names());
}

#[test]
fn hostile_names_are_harmless_in_a_table() {
    let home = Home::new();
    let ended = home.run(&["demo", "list", "-c", "10000117"]).exits(0);
    assert_eq!(ended.out.lines().count(), 1 + hostile_names().len());
    let acts = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{61C}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                    | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}'
            )
    };
    let found = ended.out.chars().find(|c| *c != '\n' && acts(*c));
    assert_eq!(found, None, "{}", ended.told());
    for shown in [
        "inv⟨U+202E⟩fdp.exe",
        "⟨U+001B⟩]0;owned⟨U+0007⟩title.txt",
        "見積書",
    ] {
        assert!(ended.out.contains(shown), "{}", ended.told());
    }
}

#[test]
fn the_same_twice_and_in_any_environment_of_aws() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let lists: [&[&str]; 5] = [
        &["instances"],
        &["list", "-i", "acme-support", "-c", "10000117"],
        &["list", "-i", "acme-support", "-c", "10000142"],
        &["list", "-i", "acme-claims", "-c", "10000801"],
        &["show", "-i", "acme-support", "-c", "10000163", "logs.zip"],
    ];
    for command in lists {
        for format in ["table", "json"] {
            // The link that `show` asks for in JSON ends at another second.
            if format == "json" && command[0] == "show" {
                continue;
            }
            let arguments = [command, &["--format", format]].concat();
            let run = || home.run_with(&arguments, &serve.environment());
            let (one, other) = (run(), run());
            assert_eq!(one.code, other.code, "{}", other.told());
            assert!(one.out == other.out, "{}\n{}", one.told(), other.told());
            assert!(!one.out.is_empty());
        }
    }
}

#[test]
fn a_closed_pipe_is_success() {
    let home = Home::new();
    for format in ["table", "json"] {
        let line = ["demo", "list", "-c", "10000142", "--format", format];
        let mut child = home
            .command(&line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        let mut stderr = child.stderr.take().unwrap();
        stderr.read_to_string(&mut err).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{err}");
        assert_eq!(err, "");
    }
}

#[test]
fn only_url_ever_prints_a_link() {
    let home = Home::new();
    let commands: [&[&str]; 6] = [
        &["list", "-c", "100001"],
        &["show", "-c", "100001", "warranty.docx"],
        &["show", "-c", "3CWPF7R2N", "damaged-upload.zip"],
        &["save", "-c", "100001", "warranty.docx", "--to", "saved"],
        &["save", "-c", "3CWPF7R2N", "recalled-notice.pdf"],
        &["save", "-c", "3CWPF7R2N", "damaged-upload.zip"],
    ];
    for command in commands {
        for format in ["table", "json"] {
            let arguments = [command, &["--format", format]].concat();
            let ended = home.run(&demo(&arguments));
            let all = format!("{}{}", ended.out, ended.err).to_lowercase();
            for secret in ["x-amz-", "signature=", "\"url\"", "secret/access"] {
                assert!(!all.contains(secret), "{}", ended.told());
            }
        }
    }
}

#[test]
fn a_printed_link_gives_the_file() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let line = [
        "url",
        "-i",
        "acme-support",
        "-c",
        "100001",
        "call notes.txt",
    ];
    let ended = home.run_with(&line, &serve.environment()).exits(0);
    let curl = Command::new("curl")
        .args(["--silent", "--noproxy", "*", ended.out.trim()])
        .output();
    // Not every machine has it; the transfer's own tests do the same without.
    if let Ok(curl) = curl {
        assert!(curl.stdout == super::program::content("notes.txt"));
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let home = Home::new();
    for line in ["--help", "--version", "help save", "demo serve --help"] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let ended: Ended = home.run(&arguments).exits(0);
        assert!(ended.out.contains("attache") && ended.err.is_empty());
    }
}
