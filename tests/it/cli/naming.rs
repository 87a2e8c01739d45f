//! What people name on a command line: contacts, file ids, their own cases; and what they
//! leave empty.

use std::io::Write;
use std::process::Stdio;

use super::program::{Ended, Home};

/// A contact of the sample world with files, its id and its instance's.
fn contact(home: &Home) -> (String, Vec<String>) {
    let list = home
        .run(&["demo", "list", "-c", "100001", "--format", "json"])
        .json();
    let files = list["Files"].as_array().unwrap();
    let of = |file: &&serde_json::Value| {
        let resource = file["AssociatedResourceArn"].as_str().unwrap();
        resource.contains("/contact/").then(|| resource.to_owned())
    };
    let arn = files.iter().find_map(|file| of(&file)).unwrap();
    let names = files
        .iter()
        .filter(|file| file["AssociatedResourceArn"] == arn.as_str())
        .map(|file| file["FileName"].as_str().unwrap().to_owned())
        .collect();
    (arn, names)
}

#[test]
fn a_contact_is_a_place_of_files_as_a_case_is() {
    let home = Home::new();
    let (arn, mut names) = contact(&home);
    let id = arn.rsplit('/').next().unwrap();
    for name in [id, &arn] {
        let line = ["demo", "list", "--contact", name, "--format", "json"];
        let list = home.run(&line).exits(0).json();
        let files = list["Files"].as_array().unwrap().iter();
        let mut told: Vec<String> = files
            .map(|file| file["FileName"].as_str().unwrap().to_owned())
            .collect();
        told.sort();
        names.sort();
        assert_eq!(told, names);
    }
    home.run(&["demo", "show", "--contact", id, &names[0]])
        .exits(0);
    let missing = home
        .run(&["demo", "show", "--contact", id, "nothing.txt"])
        .exits(1);
    missing.says("the contact has no file \"nothing.txt\"");
    home.run(&["demo", "save", "--contact", &arn, "--all", "--to", "saved"]);
    home.run(&["demo", "list", "--contact", id, "-c", "100001"])
        .exits(2)
        .says("cannot be used with");
    home.run(&["demo", "list", "--contact", "two words"])
        .exits(2);
    let far = arn.replace("us-west-2", "eu-west-2");
    home.run(&["demo", "list", "--contact", &far])
        .exits(2)
        .says("--region eu-west-2");
}

/// Runs a command line with this on its stdin.
fn piped(home: &Home, arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = home
        .command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may be refused before all is read.
    let _ = child.stdin.take().unwrap().write_all(input);
    Ended::of(arguments, child.wait_with_output().unwrap())
}

#[test]
fn ids_come_on_stdin_one_a_line_or_ended_by_nul() {
    let home = Home::new();
    let list = home
        .run(&["demo", "list", "-c", "10000163", "--format", "json"])
        .json();
    let files = list["Files"].as_array().unwrap();
    let id = |index: usize| files[index]["FileId"].as_str().unwrap();
    let arn = files[1]["FileArn"].as_str().unwrap();
    let line = ["demo", "list", "-c", "10000163", "--file-id", "-"];
    for input in [
        format!("{}\n{}\n", id(0), id(1)),
        format!("{}\r\n\r\n{}", id(0), arn),
        format!("{}\0{}\0", id(0), id(1)),
    ] {
        let ended = piped(&home, &line, input.as_bytes()).exits(0);
        assert_eq!(ended.out.lines().count(), 3, "{}", ended.told());
    }
    let both = [&line[..], &["--file-id", id(2)]].concat();
    let ended = piped(&home, &both, id(0).as_bytes()).exits(0);
    assert_eq!(ended.out.lines().count(), 3, "{}", ended.told());
    let too_much = vec![b'a'; 5 * 1024 * 1024];
    let table: [(&[u8], &str); 5] = [
        (b"", "there is no id on stdin"),
        (b"\n \n", "there is no id on stdin"),
        (&[0xff, b'\n'], "is no text"),
        (&too_much, "more on stdin than 4 MiB"),
        (
            b"arn:aws:connect:us-west-2:1:instance/x/file/y",
            "of the account 1",
        ),
    ];
    for (input, words) in table {
        let ended = piped(&home, &line, input).exits(2);
        assert_eq!(ended.out, "");
        ended.says(words);
    }
    let empty = ["demo", "list", "-c", "10000163", "--file-id", ""];
    home.run(&empty).exits(2).says("1 to 256 characters");
}

#[test]
fn my_open_cases() {
    let home = Home::new();
    let cases = |more: &[&str]| {
        let line = [&["demo", "cases", "--format", "json"], more].concat();
        let json = home.run(&line).exits(0).json();
        json["Cases"].as_array().unwrap().clone()
    };
    let all = cases(&[]);
    let open = cases(&["--open"]);
    assert!(open.len() < all.len());
    assert!(open.iter().all(|case| case["status"] != "closed"));
    let mine = cases(&["--mine"]);
    assert!(!mine.is_empty() && mine.len() < all.len());
    let me = mine[0]["assigned_user"].clone();
    assert!(mine.iter().all(|case| case["assigned_user"] == me));
    let other = cases(&["--mine", "--agent", "s.okafor"]);
    assert!(other.iter().all(|case| case["assigned_user"] != me));
    let both = cases(&["--mine", "--open"]);
    let expected = mine.iter().filter(|case| case["status"] != "closed");
    assert_eq!(both.len(), expected.count());
    home.run(&["demo", "cases", "--mine", "--agent", "nobody"])
        .exits(1)
        .says("has no user \"nobody\"")
        .says("--agent");
    home.run(&["demo", "cases", "--mine", "--agent", "arn:aws:s3:::x"])
        .exits(2);
}

#[test]
fn an_empty_variable_is_none() {
    let home = Home::new();
    let names = [
        "INSTANCE",
        "CASE",
        "CONTACT",
        "DOMAIN",
        "AGENT",
        "FILE_ID",
        "PROFILE",
        "REGION",
        "ENDPOINT_URL",
        "MAX_RPS",
        "FULL_SPEED",
        "NO_RECENTS",
        "CONFIG",
        "FORMAT",
        "COLOR",
        "ASCII",
        "TO",
        "OPEN",
        "MINE",
    ];
    let names: Vec<String> = names.iter().map(|name| format!("ATTACHE_{name}")).collect();
    let empty: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    for line in [
        &["demo", "list", "-c", "10000163"][..],
        &["demo", "cases", "--limit", "300"],
        &["demo", "save", "-c", "10000163", "device.log"],
    ] {
        home.run_with(line, &empty).exits(0);
    }
    let wrong = [("ATTACHE_FORMAT", "xml")];
    home.run_with(&["demo", "instances"], &wrong).exits(2);
}

#[test]
fn what_has_no_meaning_in_the_demo_is_refused() {
    let home = Home::new();
    for (option, value) in [
        ("--profile", "work"),
        ("--endpoint-url", "http://127.0.0.1:9"),
    ] {
        for line in [
            &["demo", "instances", option, value][..],
            &[option, value, "demo", "instances"],
            &["demo", "serve", option, value],
        ] {
            home.run(line).exits(2).says(option);
        }
    }
    let variables = [("ATTACHE_PROFILE", "work"), ("AWS_PROFILE", "work")];
    home.run_with(&["demo", "instances"], &variables).exits(0);
}
