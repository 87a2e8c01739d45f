//! `attache save`: what lies on the disk afterwards.

use std::fs;

use serde_json::Value;

use super::program::{Home, content, files_in};

#[test]
fn all_approved_files_of_a_case_arrive_and_nothing_else() {
    let home = Home::new();
    let line = [
        "demo", "save", "-c", "100001", "--all", "--to", "saved", "--format", "json",
    ];
    // Two files of the case cannot even be described: that is not all of it.
    let ended = home.run(&line).exits(3);
    let json = ended.json();
    let saved = json["Saved"].as_array().unwrap();
    let mut names: Vec<String> = Vec::new();
    for one in saved {
        let path = home.work().join(one["Path"].as_str().unwrap());
        let size = fs::metadata(&path).unwrap().len();
        assert_eq!(one["FileSizeInBytes"], size, "{one}");
        assert_eq!(one["Outcome"], "saved");
        names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    names.sort();
    assert_eq!(files_in(&home.work().join("saved")), names);
    for (name, asset) in [
        ("warranty.docx", "warranty.docx"),
        ("message.eml", "mail.txt"),
        ("carrier-report.csv", "orders.csv"),
        ("IMG_4102 (from the mail).png", "screen.png"),
    ] {
        let bytes = fs::read(home.work().join("saved").join(name)).unwrap();
        assert!(bytes == content(asset), "{name}");
    }
    let approved = ["demo", "list", "-c", "100001", "--format", "json"];
    let listed = home.run(&approved).json();
    let approved = listed["Files"].as_array().unwrap().iter();
    let approved = approved.filter(|file| file["FileStatus"] == "APPROVED");
    assert_eq!(saved.len(), approved.count());
    let codes: Vec<&Value> = json["Errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| &error["ErrorCode"])
        .collect();
    assert_eq!(codes, ["ResourceNotFoundException", "NotReturned"]);
}

#[test]
fn some_saved_and_some_not_is_partly_done() {
    let home = Home::new();
    let line = [
        "demo",
        "save",
        "-c",
        "100001",
        "warranty.docx",
        "macro-form.docm",
    ];
    let ended = home.run(&line).exits(3).says("the scanner rejected it");
    assert_eq!(ended.out.trim_end(), "./warranty.docx");
    assert_eq!(home.files(), ["warranty.docx"]);
}

#[test]
fn hostile_names_stay_in_the_folder() {
    let home = Home::new();
    let line = ["demo", "save", "-c", "10000117", "--all", "--to", "saved"];
    let ended = home.run(&line).exits(0);
    assert_eq!(ended.out.lines().count(), 28);
    assert_eq!(home.files(), ["saved"]);
    let names = files_in(&home.work().join("saved"));
    assert_eq!(names.len(), 28);
    assert!(names.contains(&"a..b.txt".to_owned()));
    for name in &names {
        let acts =
            |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '\u{202E}' | '\u{200B}');
        assert!(!name.contains(acts), "{name:?}");
        assert!(
            !name.starts_with(['.', '-']) && !name.ends_with(['.', ' ']),
            "{name:?}"
        );
    }
}

#[test]
fn a_file_that_is_named_twice_is_saved_once_and_an_empty_file_is_a_file() {
    let home = Home::new();
    let line = ["demo", "save", "-c", "3CWPF7R2N", "empty.txt", "empty.txt"];
    let ended = home.run(&line).exits(0);
    assert_eq!(ended.out, "./empty.txt\n");
    assert_eq!(home.files(), ["empty.txt"]);
    let about = fs::metadata(home.work().join("empty.txt")).unwrap();
    assert_eq!(about.len(), 0);
}

#[test]
fn paths_are_printed_in_the_order_of_the_wishes() {
    let home = Home::new();
    let names = ["logs.zip", "flicker-20MB.mp4", "device.log"];
    for concurrency in ["1", "3", "16"] {
        let to = format!("saved{concurrency}");
        let line = ["demo", "save", "-c", "10000163", "--to", &to];
        let line = [&line[..], &["--concurrency", concurrency], &names].concat();
        let ended = home.run(&line).exits(0);
        let paths: Vec<String> = names.iter().map(|name| format!("{to}/{name}")).collect();
        assert_eq!(
            ended.out.lines().collect::<Vec<_>>(),
            paths,
            "{}",
            ended.told()
        );
        let line = [&line[..], &["--format", "json"]].concat();
        let json = home.run(&line).exits(0).json();
        for (saved, path) in json["Saved"].as_array().unwrap().iter().zip(&paths) {
            assert_eq!(saved["Path"], path.as_str(), "{saved}");
            assert_eq!(saved["Outcome"], "already-saved", "{saved}");
        }
    }
    for wrong in ["0", "17", "x"] {
        home.run(&[
            "demo",
            "save",
            "-c",
            "10000163",
            "--all",
            "--concurrency",
            wrong,
        ])
        .exits(2);
    }
}

#[test]
fn a_long_transfer_says_how_far_it_is_where_there_are_no_bars() {
    let home = Home::new();
    let line = ["demo", "save", "-c", "10000163", "flicker-20MB.mp4"];
    let ended = home.run(&line).exits(0);
    assert!(!ended.err.contains('\u{1b}'), "{}", ended.told());
    assert!(
        ended.err.ends_with("Saved flicker-20MB.mp4 (21.0 MB)\n"),
        "{}",
        ended.told()
    );
    assert!(ended.err.lines().count() <= 4, "{}", ended.told());
}

#[cfg(unix)]
mod interrupted {
    use std::process::{Command, Stdio};

    use super::super::program::{Ended, Home, Serve, files_in};
    use super::super::stalled::StalledLine;

    #[test]
    fn a_signal_in_the_middle_of_a_file_leaves_nothing() {
        for name in ["INT", "TERM", "HUP"] {
            let home = Home::new();
            let serve = Serve::start(&home);
            let line = StalledLine::to(serve.address());
            let arguments = [
                "save",
                "-i",
                "acme-support",
                "-c",
                "10000163",
                "--to",
                "saved",
            ];
            let arguments = [&arguments[..], &["flicker-20MB.mp4"]].concat();
            let child = home
                .command(&arguments)
                .envs(serve.environment())
                .env("AWS_ENDPOINT_URL", &line.endpoint)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            line.until_a_file_stalls();
            let there = files_in(&home.work().join("saved"));
            assert!(
                there.iter().all(|name| name.ends_with(".attache-part")),
                "{there:?}"
            );
            assert_eq!(there.len(), 1, "{there:?}");
            let kill = format!("kill -{name} {}", child.id());
            assert!(
                Command::new("sh")
                    .args(["-c", &kill])
                    .status()
                    .unwrap()
                    .success()
            );
            let ended = Ended::of(&arguments, child.wait_with_output().unwrap());
            let ended = ended.exits(130).says("attache: interrupted");
            assert_eq!(ended.out, "");
            assert_eq!(files_in(&home.work().join("saved")), [""; 0], "{name}");
        }
    }

    #[test]
    fn the_same_command_goes_on_where_a_signal_stopped_it() {
        let home = Home::new();
        let rules =
            r#"{"about":"x","rules":[{"on":"GetObject","times":1,"then":{"stall":9000000}}]}"#;
        let fault = home.path().join("stall.json");
        std::fs::write(&fault, rules).unwrap();
        let serve = Serve::start_with(&home, &["--fault", fault.to_str().unwrap()]);
        let line = [
            "save",
            "-i",
            "acme-support",
            "-c",
            "10000163",
            "--to",
            "saved",
        ];
        let line = [&line[..], &["flicker-20MB.mp4"]].concat();
        let child = home
            .command(&line)
            .envs(serve.environment())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let saved = home.work().join("saved");
        let (part, note) = (
            saved.join(".flicker-20MB.mp4.attache-part"),
            saved.join(".flicker-20MB.mp4.attache-part.json"),
        );
        let begun = std::time::Instant::now();
        // Until some of it is written down.
        while !note.exists() || part.metadata().is_ok_and(|about| about.len() < 5_000_000) {
            assert!(begun.elapsed().as_secs() < 60, "{:?}", files_in(&saved));
            std::thread::yield_now();
        }
        let kill = format!("kill -INT {}", child.id());
        Command::new("sh").args(["-c", &kill]).status().unwrap();
        let ended = Ended::of(&line, child.wait_with_output().unwrap()).exits(130);
        let ended = ended.says("interrupted; 0 of 1 file saved. The same command goes on");
        assert_eq!(ended.out, "");
        assert!(part.exists() && note.exists(), "{:?}", files_in(&saved));
        let again = home.run_with(&line, &serve.environment()).exits(0);
        let again = again.says("of an earlier attempt\n");
        assert_eq!(again.out, "saved/flicker-20MB.mp4\n");
        assert_eq!(files_in(&saved), ["flicker-20MB.mp4"]);
        home.run_with(&line, &serve.environment())
            .exits(0)
            .says("Already saved");
    }
}
