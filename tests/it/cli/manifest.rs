//! `attache save --manifest`: what the two files say, what they keep, and what they never
//! overwrite.

use std::fs;
use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread;

use serde_json::Value;

use super::program::{Ended, Home, Serve, content, files_in};
use super::stalled::message;

fn save(home: &Home, rest: &[&str]) -> Ended {
    let line = ["demo", "save", "--to", "saved", "--manifest"];
    home.run(&[&line[..], rest].concat())
}

fn manifest(home: &Home) -> Value {
    let text = fs::read_to_string(home.work().join("saved/manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn names(manifest: &Value) -> Vec<&str> {
    let files = manifest["Files"].as_array().unwrap().iter();
    files
        .map(|file| file["SavedName"].as_str().unwrap())
        .collect()
}

/// The real program accepts the sums; how many files it found to be right.
fn checked(home: &Home) -> usize {
    let check = Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(home.work().join("saved"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success(), "{said}");
    assert!(
        check.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
    said.lines().filter(|line| line.ends_with(": OK")).count()
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_names_pass_the_real_check_of_the_sums() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    save(&home, &["-c", "10000117", "--all"]).exits(0);
    assert_eq!(checked(&home), 28);
    let document = manifest(&home);
    assert_eq!(document["Generator"], "attache");
    assert_eq!(document["Errors"].as_array().unwrap().len(), 0);
    for file in document["Files"].as_array().unwrap() {
        let path = home
            .work()
            .join("saved")
            .join(file["SavedName"].as_str().unwrap());
        assert_eq!(
            file["FileSizeInBytes"],
            fs::metadata(path).unwrap().len(),
            "{file}"
        );
        assert_eq!(file["FileStatus"], "APPROVED");
        assert_eq!(file["CaseReference"], "10000117");
        assert_eq!(file["InstanceAlias"], "acme-support");
        for name in [
            "FileId",
            "FileName",
            "CreationTime",
            "AssociatedResourceArn",
            "CaseArn",
        ] {
            assert!(file[name].is_string(), "{name} in {file}");
        }
        assert!(file["CreatedBy"].is_object(), "{file}");
        assert!(file["SavedAt"].as_str().unwrap().ends_with('Z'), "{file}");
        assert!(
            file["FetchedBy"].as_str().unwrap().contains("assumed-role"),
            "{file}"
        );
    }
    for name in ["manifest.json", "SHA256SUMS"] {
        let about = fs::metadata(home.work().join("saved").join(name)).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_later_run_adds_to_it_and_what_left_the_folder_leaves_it() {
    let home = Home::new();
    // Some cannot be read, and that stands there too.
    save(&home, &["-c", "100001", "--all"]).exits(3);
    let first = manifest(&home);
    assert_eq!(first["Errors"].as_array().unwrap().len(), 2, "{first}");
    save(&home, &["-c", "10000163", "device.log"]).exits(0);
    let second = manifest(&home);
    assert_eq!(names(&second).len(), names(&first).len() + 1);
    assert_eq!(second["Errors"], first["Errors"]);
    checked(&home);
    // The same again says the same, and not that it was saved just now.
    save(&home, &["-c", "10000163", "device.log"])
        .exits(0)
        .says("Already saved");
    assert_eq!(manifest(&home), second);
    save(&home, &["-c", "100001", "--all"]).exits(3);
    assert_eq!(manifest(&home), second);
    fs::remove_file(home.work().join("saved/device.log")).unwrap();
    save(&home, &["-c", "100001", "warranty.docx"]).exits(0);
    assert_eq!(names(&manifest(&home)), names(&first));
    assert_eq!(checked(&home), names(&first).len());
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_failed_in_parts_and_the_next_make_one_whole_manifest() {
    let home = Home::new();
    let rules = r#"{"about":"x","rules":[{"on":"GetAttachedFile","from":3,"then":"denied"}]}"#;
    let fault = home.path().join("some.json");
    fs::write(&fault, rules).unwrap();
    let line = [
        "save",
        "-c",
        "10000237",
        "--all",
        "--to",
        "saved",
        "--manifest",
    ];
    let faulty = [&["demo", "--fault", fault.to_str().unwrap()], &line[..]].concat();
    home.run(&faulty).exits(3);
    let first = manifest(&home);
    let failed = first["Errors"].as_array().unwrap().len();
    assert!(failed > 0 && names(&first).len() == 2, "{first}");
    home.run(&[&["demo"], &line[..]].concat()).exits(0);
    let second = manifest(&home);
    assert_eq!(second["Errors"].as_array().unwrap().len(), 0, "{second}");
    assert_eq!(names(&second).len(), 2 + failed);
    let fetched = |file: &Value| file["FetchedBy"].is_string();
    assert!(
        second["Files"].as_array().unwrap().iter().all(fetched),
        "{second}"
    );
    assert_eq!(checked(&home), 2 + failed);
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_a_signal_ends_leaves_a_manifest_of_what_lies_there() {
    use std::io::BufRead;
    use std::process::Stdio;
    let home = Home::new();
    let rules = r#"{"about":"x","rules":[{"on":"GetObject","then":{"stall":9000000}}]}"#;
    let fault = home.path().join("stall.json");
    fs::write(&fault, rules).unwrap();
    let line = [
        "save",
        "-c",
        "10000163",
        "--all",
        "--to",
        "saved",
        "--manifest",
    ];
    let faulty = [&["demo", "--fault", fault.to_str().unwrap()], &line[..]].concat();
    let mut child = home
        .command(&faulty)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut until = |words: &str| {
        let told = said
            .by_ref()
            .map(Result::unwrap)
            .find(|one| one.contains(words));
        assert!(told.is_some(), "{words}");
    };
    // Two are saved, in whatever order, and the third never comes to its end.
    until("Saved ");
    until("Saved ");
    let kill = format!("kill -INT {}", child.id());
    Command::new("sh").args(["-c", &kill]).status().unwrap();
    until("interrupted; 2 of 3 files saved");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let first = manifest(&home);
    assert_eq!(names(&first), ["device.log", "logs.zip"]);
    assert_eq!(checked(&home), 2);
    home.run(&[&["demo"], &line[..]].concat()).exits(0);
    let second = manifest(&home);
    assert_eq!(
        names(&second),
        ["device.log", "flicker-20MB.mp4", "logs.zip"]
    );
    assert_eq!(second["Files"][0], first["Files"][0]);
    assert_eq!(checked(&home), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_whose_paths_nobody_takes_leaves_one_too() {
    let home = Home::new();
    let line = [
        "demo",
        "save",
        "-c",
        "3CWPF7R2N",
        "empty.txt",
        "--to",
        "saved",
    ];
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = home.command(&[&line[..], &["--manifest"]].concat());
    let output = command.stdout(full).output().unwrap();
    Ended::of(&line, output).exits(1).says("No space left");
    assert_eq!(names(&manifest(&home)), ["empty.txt"]);
}

#[test]
fn what_is_not_ours_is_never_overwritten_and_costs_no_request() {
    let sums = format!("{}  mine.txt\n", "ab".repeat(32));
    let ours = r#"{"Generator":"attache","Version":"0","Files":[],"Errors":[]}"#;
    let out = format!(
        r#"{{"Generator":"attache","Files":[{{"SavedName":"../up","Sha256":"{}"}}]}}"#,
        "ab".repeat(32)
    );
    let table: [&[(&str, &str)]; 6] = [
        &[("manifest.json", "{}")],
        &[("manifest.json", "no json")],
        &[(
            "manifest.json",
            r#"{"Generator":"other","Files":[],"Errors":[]}"#,
        )],
        &[("manifest.json", &out)],
        &[("SHA256SUMS", &sums)],
        &[("SHA256SUMS", &sums), ("manifest.json", ours)],
    ];
    for files in table {
        let home = Home::new();
        fs::create_dir(home.work().join("saved")).unwrap();
        for (name, text) in files {
            fs::write(home.work().join("saved").join(name), text).unwrap();
        }
        let line = [
            "demo",
            "--fault",
            "denied-all",
            "save",
            "-c",
            "100001",
            "--all",
        ];
        let ended = home.run(&[&line[..], &["--to", "saved", "--manifest"]].concat());
        let ended = ended.exits(1).says("was not written by attache");
        assert!(
            ended.err.contains(&format!("saved/{}: ", files[0].0)),
            "{}",
            ended.told()
        );
        assert_eq!(files_in(&home.work().join("saved")).len(), files.len());
        for (name, text) in files {
            let now = fs::read_to_string(home.work().join("saved").join(name)).unwrap();
            assert_eq!(&now, text);
        }
    }
}

/// A line on which two files of the sample world have the names of the manifest's own.
fn renaming(server: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = server.to_owned();
    thread::spawn(move || {
        for client in listener.incoming() {
            let server = server.clone();
            thread::spawn(move || renamed(client.unwrap(), &server));
        }
    });
    endpoint
}

fn renamed(mut client: TcpStream, server: &str) {
    let mut requests = BufReader::new(client.try_clone().unwrap());
    let mut upstream = BufReader::new(TcpStream::connect(server).unwrap());
    while let Some((head, body)) = message(&mut requests) {
        upstream.get_mut().write_all(head.as_bytes()).unwrap();
        upstream.get_mut().write_all(&body).unwrap();
        let (head, body) = message(&mut upstream).unwrap();
        // Names of the same length, so that the lengths stay; links hold them otherwise.
        let body = String::from_utf8(body).unwrap();
        let body = body
            .replace("\"warranty.docx\"", "\"Manifest.JSON\"")
            .replace("\"photo-front.png\"", "\"sha256sums\"     ");
        client.write_all(head.as_bytes()).unwrap();
        client.write_all(body.as_bytes()).unwrap();
    }
}

#[test]
fn attachments_with_the_names_of_the_manifest_make_way_for_it() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let endpoint = renaming(serve.address());
    let mut variables = serve.environment();
    variables.push(("AWS_ENDPOINT_URL", &endpoint));
    let line = [
        "save",
        "-i",
        "acme-support",
        "-c",
        "100001",
        "Manifest.JSON",
        "sha256sums",
    ];
    let line = [
        &line[..],
        &["--to", "saved", "--manifest", "--format", "json"],
    ]
    .concat();
    for outcome in ["saved", "already-saved"] {
        let json = home.run_with(&line, &variables).exits(0).json();
        let saved = json["Saved"].as_array().unwrap().iter();
        let told: Vec<_> = saved
            .map(|one| {
                (
                    one["SavedName"].as_str().unwrap(),
                    one["Outcome"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [("Manifest (1).JSON", outcome), ("sha256sums (1)", outcome)]
        );
        let there = [
            "Manifest (1).JSON",
            "SHA256SUMS",
            "manifest.json",
            "sha256sums (1)",
        ];
        assert_eq!(files_in(&home.work().join("saved")), there);
    }
    let saved = fs::read(home.work().join("saved/Manifest (1).JSON")).unwrap();
    assert!(saved == content("warranty.docx"));
}
