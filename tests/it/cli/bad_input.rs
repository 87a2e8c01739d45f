//! What bad input gets: one clear sentence, the right exit code, and nothing on the disk.

use std::fs;

use serde_json::Value;

use super::program::{Ended, Home, Serve};

/// One line on stderr that begins with the program's name, and at most the command that
/// repairs it below, nothing on stdout, no file.
#[track_caller]
fn one_sentence(home: &Home, ended: Ended, code: i32, words: &str) {
    let ended = ended.exits(code).says(words);
    let sentences = ended.err.lines().filter(|line| !line.starts_with("  "));
    assert_eq!(sentences.count(), 1, "{}", ended.told());
    assert!(ended.err.starts_with("attache: "), "{}", ended.told());
    assert_eq!(ended.out, "", "{}", ended.told());
    assert!(home.files().is_empty(), "{:?}", home.files());
}

/// A name and its value.
type Variable<'a> = (&'a str, &'a str);

const NIL: &str = "00000000-0000-0000-0000-000000000000";
const CASE: &str = "case/8e46d674-4fc6-4f63-a482-c26f8dc37b69";
const DOMAIN: &str = "domain/1f1cc6d4-fece-4284-924e-c0b3d2250d6e";

#[test]
fn names_of_no_case() {
    let home = Home::new();
    let far = format!("arn:aws:cases:eu-central-1:482100000000:{DOMAIN}/{CASE}");
    let foreign = format!("arn:aws:cases:us-west-2:999999999999:{DOMAIN}/{CASE}");
    let far_instance =
        "arn:aws:connect:eu-central-1:482100000000:instance/ea3463cb-5230-4253-a39c-5b5ffdc165b6";
    let table: [(&[&str], i32, &str); 23] = [
        (
            &["list", "-c", "100001", "-i", "nowhere"],
            1,
            "there is no instance \"nowhere\"",
        ),
        (
            &["list", "-c", "100001", "-i", NIL],
            1,
            "ResourceNotFoundException",
        ),
        (
            &["list", "-c", "100001", "-i", "acme-s"],
            1,
            "several instances' aliases start with",
        ),
        (&["list", "-c", "100001", "-i", ""], 2, "nothing was given"),
        (
            &["list", "-c", "99999999"],
            1,
            "no case of that name was found",
        ),
        (&["list", "-c", NIL], 1, "ResourceNotFoundException"),
        (&["list", "-c", ""], 2, "nothing was given"),
        (&["list"], 2, "no case was named"),
        (&["list", "-c", "arn:aws:cases"], 2, "an ARN has six parts"),
        (
            &["list", "-c", "arn:aws:cases:us-west-2:4:domain/x y/case/z"],
            2,
            "no spaces",
        ),
        (
            &["list", "-c", "arn:aws:s3:::bucket/key"],
            2,
            "this is an ARN of s3",
        ),
        (&["list", "-c", &far], 2, "Give --region eu-central-1"),
        (
            &["list", "-c", &far, "-i", "acme-support"],
            2,
            "Give --region eu-central-1",
        ),
        (
            &["list", "-c", &foreign],
            1,
            "no instance of this account and region uses",
        ),
        (
            &["list", "-c", "https://acme.my.connect.aws/agent-app"],
            2,
            "there is no case id",
        ),
        (
            &["cases", "-i", "arn:aws:connect"],
            2,
            "an ARN has six parts",
        ),
        (
            &["cases", "-i", "arn:aws:s3:::bucket"],
            2,
            "this is an ARN of s3",
        ),
        (
            &["cases", "-i", far_instance],
            2,
            "Give --region eu-central-1",
        ),
        (&["cases", "-i", "acme-sandbox"], 1, "has no Cases domain"),
        (
            &["cases", "--region", "not a region"],
            2,
            "is not the name of a region",
        ),
        (&["cases", "--region", ""], 2, "That names no region"),
        (&["list", "--contact", "a b"], 2, "That names no contact"),
        (&["list", "--contact", ".."], 2, "That names no contact"),
    ];
    refuse_all(&home, &table);
}

#[test]
fn a_blank_profile_or_region_is_no_choice_of_the_machines_own() {
    let home = Home::new();
    for option in ["--profile", "--region"] {
        let ended = home.run(&["instances", option, " "]);
        one_sentence(&home, ended, 2, &format!("That names no {}", &option[2..]));
    }
}

#[test]
fn names_of_no_file() {
    let home = Home::new();
    let foreign = format!("arn:aws:connect:us-west-2:482100000000:instance/{NIL}/file/{NIL}");
    let table: [(&[&str], i32, &str); 7] = [
        (&["save", "-c", "100001"], 2, "no file was named"),
        (&["show", "-c", "100001"], 2, "no file was named"),
        (&["url", "-c", "100001"], 2, "no file was named"),
        (
            &["show", "-c", "100001", "nothing.txt"],
            1,
            "the case has no file \"nothing.txt\"",
        ),
        (&["show", "-c", "100001", NIL], 1, "the case has no file"),
        (
            &["show", "-c", "100001", &foreign],
            2,
            "is not of the instance",
        ),
        (
            &["show", "-c", "3CWPF7R2N", "photo.png"],
            1,
            "2 files of the case are called",
        ),
    ];
    refuse_all(&home, &table);
}

fn refuse_all(home: &Home, table: &[(&[&str], i32, &str)]) {
    for (rest, code, words) in table {
        let arguments = [&["demo"], *rest].concat();
        one_sentence(home, home.run(&arguments), *code, words);
    }
}

#[test]
fn a_failure_in_json_is_an_object_with_the_same_exit_code() {
    let home = Home::new();
    let line = ["demo", "list", "-c", "99999999", "--format", "json"];
    let ended = home.run(&line).exits(1);
    let error: Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(error["Error"]["Code"], "NotFound");
    for name in ["Message", "Hint"] {
        assert!(error["Error"][name].is_string(), "{error}");
    }
    assert_eq!(ended.out, "");

    let line = ["demo", "list", "-c", NIL, "--format", "json"];
    let ended = home.run(&line).exits(1);
    let error: Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(error["Error"]["Code"], "ResourceNotFoundException");
    assert!(error["Error"]["RequestId"].is_string(), "{error}");
}

#[test]
fn a_number_of_two_cases_lists_both() {
    let home = Home::new();
    let ended = home.run(&["demo", "list", "-c", "10000188"]).exits(1);
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ended.told());
    let ids = [
        "efb8835f-eb22-48e6-bdaf-977c007a4668",
        "b18ae314-b126-4cd4-b075-2dfcb5776aa0",
    ];
    for id in ids {
        assert!(lines[..2].iter().any(|line| line.starts_with(id)));
        home.run(&["demo", "list", "-c", id]).exits(0);
    }
    assert!(lines[2].starts_with("attache: ") && lines[2].contains("2 cases have that name"));
}

#[test]
fn what_claps_grammar_refuses() {
    let home = Home::new();
    let table: [(&[&str], &str); 6] = [
        (
            &["demo", "url", "-c", "100001", "x", "--expires", "4"],
            "5..=300",
        ),
        (
            &["demo", "url", "-c", "100001", "x", "--expires", "301"],
            "5..=300",
        ),
        (
            &["demo", "save", "-c", "100001", "x", "--all"],
            "cannot be used with",
        ),
        (&["list", "-c"], "a value is required"),
        (&["list", "--format", "xml"], "invalid value"),
        (&["frobnicate"], "unrecognized subcommand"),
    ];
    for (arguments, words) in table {
        let ended = home.run(arguments).exits(2).says(words);
        assert_eq!(ended.out, "");
    }
    assert!(home.files().is_empty());
}

#[test]
fn a_browser_needs_a_terminal() {
    let home = Home::new();
    for arguments in [&["demo"][..], &["demo", "browse"], &[], &["-c", "100001"]] {
        let ended = home.run(arguments);
        one_sentence(&home, ended, 2, "must be a terminal");
    }
}

#[test]
fn environments_in_which_nobody_can_be_asked() {
    let home = Home::new();
    let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let region = ("AWS_REGION", "us-west-2");
    let table: [(&[Variable], i32, &str); 9] = [
        (&[], 2, "names an AWS region"),
        (&keys, 2, "names an AWS region"),
        (&[region], 5, "no AWS credentials were found"),
        (
            &[region, ("AWS_ENDPOINT_URL", "")],
            2,
            "AWS_ENDPOINT_URL is set but empty",
        ),
        (
            &[region, ("AWS_ENDPOINT_URL_CONNECT", "")],
            2,
            "AWS_ENDPOINT_URL_CONNECT is set but empty",
        ),
        (
            &[region, ("AWS_ENDPOINT_URL", "localhost:80")],
            2,
            "is not an http or https address",
        ),
        (
            &[region, ("AWS_PROFILE", "nobody")],
            5,
            "there is no profile nobody",
        ),
        (
            &[region, ("ATTACHE_PROFILE", "nobody")],
            5,
            "there is no profile nobody",
        ),
        (
            &[region, ("ATTACHE_ENDPOINT_URL", "::")],
            2,
            "is not an address",
        ),
    ];
    for (variables, code, words) in table {
        let ended = home.run_with(&["instances"], variables);
        one_sentence(&home, ended, code, words);
        let case = ["list", "-i", "acme", "-c", "100001"];
        let ended = home.run_with(&case, variables);
        one_sentence(&home, ended, code, words);
    }
    // The demo brings all of it along.
    home.run_with(&["demo", "instances"], &[("AWS_ENDPOINT_URL", "")])
        .exits(0);
}

#[test]
fn a_service_that_is_not_there() {
    let home = Home::new();
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let endpoint = format!("http://127.0.0.1:{port}");
    let variables = [
        ("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "us-west-2"),
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
    ];
    let ended = home.run_with(&["instances"], &variables).exits(1);
    assert_eq!(ended.out, "");
    // What is tried again is said while it is tried.
    let mut lines: Vec<&str> = ended.err.lines().collect();
    let last = lines.pop().unwrap();
    assert!(last.contains("could not be reached"), "{}", ended.told());
    let told = |line: &&str| line.starts_with("attache: ListInstances: ");
    assert!(lines.iter().all(told), "{}", ended.told());
    assert!(home.files().is_empty());
}

#[test]
fn a_region_that_the_service_is_not_in() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let arguments = ["--region", "eu-central-1", "instances"];
    let ended = home.run_with(&arguments, &serve.environment());
    one_sentence(&home, ended, 5, "another region than");
}

#[test]
fn files_that_cannot_be_saved_leave_nothing() {
    let home = Home::new();
    let table = [
        ("100001", "macro-form.docm", "the scanner rejected it"),
        ("100001", "reply-draft.docx", "it belongs to a draft"),
        ("3CWPF7R2N", "quarantined.zip", "its status is QUARANTINED"),
        (
            "3CWPF7R2N",
            "damaged-upload.zip",
            "it should have 48,213 bytes, but",
        ),
        ("3CWPF7R2N", "recalled-notice.pdf", "NoSuchKey"),
        ("100001", "nothing.txt", "the case has no file"),
        (
            "100001",
            "00800581-ab22-4c7e-9526-76d37c832f44",
            "could not be found",
        ),
    ];
    for (case, file, words) in table {
        let ended = home.run(&["demo", "save", "-c", case, file]);
        one_sentence(&home, ended, 1, words);
    }
}

#[test]
fn a_folder_that_cannot_be_made() {
    let home = Home::new();
    let file = home.path().join("file");
    fs::write(&file, "mine").unwrap();
    let below = file.join("folder");
    let line = ["demo", "save", "-c", "100001", "warranty.docx", "--to"];
    for to in [&file, &below] {
        let arguments = [&line[..], &[to.to_str().unwrap()]].concat();
        one_sentence(
            &home,
            home.run(&arguments),
            1,
            "attache: warranty.docx could not be saved: ",
        );
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
