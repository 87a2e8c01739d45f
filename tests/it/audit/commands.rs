//! `attache audit` as a script runs it.

use std::collections::BTreeSet;
use std::fs;

use crate::cli::program::{Home, Serve};

const DEMO: [&str; 7] = [
    "demo",
    "--cases",
    "20",
    "--files",
    "600",
    "--max-rps",
    "1000",
];

fn line<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&DEMO[..], &["audit"], rest].concat()
}

#[test]
fn a_report_is_written_once_and_never_over_another() {
    let home = Home::new();
    let ended = home.run(&line(&["--output", "a.ndjson"])).exits(3);
    assert_eq!(ended.out, "");
    let report = home.work().join("a.ndjson");
    let first = fs::read(&report).unwrap();
    assert_eq!(String::from_utf8_lossy(&first).lines().count(), 600);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for name in ["a.ndjson", "a.ndjson.attache-journal"] {
            let mode = fs::metadata(home.work().join(name))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
    home.run(&line(&["--output", "a.ndjson"]))
        .exits(2)
        .says("exists already")
        .says("--resume");
    let again = home
        .run(&line(&["--output", "a.ndjson", "--resume"]))
        .exits(0);
    again.says("done already");
    assert_eq!(fs::read(&report).unwrap(), first);
    home.run(&line(&["--output", "a.ndjson", "--resume", "--by-case"]))
        .exits(2)
        .says("journal of another audit");
    // What nobody says to be this audit's is left as it is.
    fs::write(home.work().join("mine.csv"), "my precious\n").unwrap();
    home.run(&line(&["--output", "mine.csv", "--resume"]))
        .exits(2)
        .says("no journal beside it");
    let mine = fs::read_to_string(home.work().join("mine.csv")).unwrap();
    assert_eq!(mine, "my precious\n");
    // A finished journal vouches only for what it saw.
    fs::write(&report, "").unwrap();
    home.run(&line(&["--output", "a.ndjson", "--resume"]))
        .exits(2)
        .says("is not what this audit wrote");
    fs::write(&report, &first).unwrap();
    // Without a journal it begins.
    home.run(&line(&["--output", "b.ndjson", "--resume"]))
        .exits(3);
    assert_eq!(fs::read(home.work().join("b.ndjson")).unwrap(), first);
    let out = home.run(&line(&["--format", "ndjson"])).exits(3).out;
    assert_eq!(out.as_bytes(), first);
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_asked() {
    let home = Home::new();
    for (rest, why) in [
        (&["--output", "report"][..], "says no format"),
        (&["--resume"], "--output"),
        (&["-c", "100001"], "of all cases"),
        (&["--created-after", "soon"], "no date"),
        (&["--also", "account=1"], "none of profile"),
        (&["--fail-on", "nothing"], "possible values"),
        (&["--also", "instance=acme-generated"], "named twice"),
    ] {
        home.run(&line(rest)).exits(2).says(why);
    }
    assert_eq!(home.files(), Vec::<String>::new());
    home.run(&["demo", "list", "-c", "100001", "--format", "html"])
        .exits(2);
    home.run(&["demo", "doctor", "--format", "csv"]).exits(2);
}

#[test]
fn what_was_looked_for_ends_with_4_and_what_was_not_read_with_3() {
    let home = Home::new();
    let all = ["--fail-on", "stuck,rejected", "--output", "a.csv"];
    home.run(&line(&all))
        .exits(4)
        .says("--fail-on: ")
        .says("stuck");
    home.run(&line(&["--name", "no such name", "--fail-on", "rejected"]))
        .exits(3);
    home.run(&line(&["--fail-on", "errors,policy"]))
        .exits(4)
        .says("unreadable");
    let empty = ["demo", "--cases", "0", "audit", "--format", "csv"];
    let ended = home.run(&empty).exits(0);
    assert!(ended.out.starts_with("FileId,FileName,") && ended.out.lines().count() == 1);
}

#[test]
fn an_end_of_the_login_ends_with_5_and_says_how_to_go_on() {
    let home = Home::new();
    let rules = r#"{"about":"x","rules":[{"on":"BatchGetAttachedFileMetadata","from":4,"then":"expired"}]}"#;
    let fault = home.path().join("fault.json");
    fs::write(&fault, rules).unwrap();
    let broken = ["demo", "--fault", fault.to_str().unwrap()];
    let rest = ["audit", "--output", "it's.ndjson"];
    let ended = home
        .run(&[&broken[..], &DEMO[1..], &rest].concat())
        .exits(5);
    let ended = ended.says("go on with:").says(r"'it'\''s.ndjson' --resume");
    assert!(
        !ended.err.contains("sign in again, then press Enter"),
        "{}",
        ended.told()
    );
    home.run(&line(&["--output", "it's.ndjson", "--resume"]))
        .exits(3);
    let undisturbed = home.run(&line(&["--format", "ndjson"])).exits(3).out;
    assert_eq!(
        fs::read_to_string(home.work().join("it's.ndjson")).unwrap(),
        undisturbed
    );
}

#[test]
fn nobody_knows_what_is_outside_rules_that_cannot_be_read() {
    let home = Home::new();
    let line = [
        "--status",
        "approved",
        "--fail-on",
        "policy",
        "--format",
        "csv",
    ];
    let denied = [&["demo", "--fault", "denied-rules"], &DEMO[1..], &["audit"]].concat();
    home.run(&[&denied[..], &line].concat())
        .exits(1)
        .says("nobody knows");
}

#[test]
fn an_outage_is_no_finished_audit() {
    let home = Home::new();
    let rules =
        r#"{"about":"x","rules":[{"on":"BatchGetAttachedFileMetadata","then":{"status":500}}]}"#;
    let fault = home.path().join("fault.json");
    fs::write(&fault, rules).unwrap();
    let broken = ["demo", "--fault", fault.to_str().unwrap()];
    home.run(&[&broken[..], &DEMO[1..], &["audit", "--output", "a.csv"]].concat())
        .exits(1)
        .says("go on with:");
    home.run(&line(&["--output", "a.csv", "--resume"])).exits(3);
    let whole = home.run(&line(&["--format", "csv"])).exits(3).out;
    assert_eq!(
        fs::read_to_string(home.work().join("a.csv")).unwrap(),
        whole
    );
}

#[test]
fn the_line_that_goes_on_says_what_the_environment_said() {
    let home = Home::new();
    let rules = r#"{"about":"x","rules":[{"on":"BatchGetAttachedFileMetadata","then":"expired"}]}"#;
    let fault = home.path().join("fault.json");
    fs::write(&fault, rules).unwrap();
    let broken = ["demo", "--fault", fault.to_str().unwrap()];
    let arguments = [&broken[..], &DEMO[1..], &["audit"]].concat();
    let set = [
        ("ATTACHE_OUTPUT", "it's.csv"),
        ("ATTACHE_STATUS", "approved"),
    ];
    let ended = home.run_with(&arguments, &set).exits(5);
    ended.says(r"ATTACHE_OUTPUT='it'\''s.csv' ATTACHE_STATUS=approved attache demo");
}

#[test]
fn lists_come_as_ndjson_and_csv_too() {
    let home = Home::new();
    let ndjson = home.run(&["demo", "list", "-c", "100001", "--format", "ndjson"]);
    let csv = home.run(&["demo", "list", "-c", "100001", "--format", "csv"]);
    assert_eq!(ndjson.code, csv.code);
    let rows: Vec<serde_json::Value> = ndjson
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
    let cells: Vec<String> = reader
        .records()
        .map(|line| line.unwrap()[0].to_owned())
        .collect();
    let ids: Vec<&str> = rows
        .iter()
        .map(|row| row["FileId"].as_str().unwrap())
        .collect();
    assert!(ids.len() > 5);
    // A csv is sorted by name, ndjson comes as the service tells it.
    let sorted = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let cells_ids = sorted(cells.iter().map(String::as_str).collect());
    assert_eq!((cells.len(), cells_ids), (ids.len(), sorted(ids)));
    for command in ["cases", "instances"] {
        let csv = home.run(&["demo", command, "--format", "csv"]).exits(0);
        let lines = csv::Reader::from_reader(csv.out.as_bytes())
            .records()
            .count();
        let ndjson = home.run(&["demo", command, "--format", "ndjson"]).exits(0);
        assert!(
            lines > 1 && ndjson.out.lines().count() == lines,
            "{command}"
        );
    }
}

#[test]
fn contacts_come_from_a_file_or_from_stdin() {
    let home = Home::new();
    let serve = Serve::start_with(&home, &["--cases", "20", "--files", "60"]);
    let run = |rest: &[&str]| {
        let instance = ["-i", "acme-generated", "--max-rps", "1000"];
        home.run_with(&[&instance[..], rest].concat(), &serve.environment())
    };
    let list = run(&["list", "-c", "100001", "--format", "json"]);
    let list = list.json();
    let contacts = list["Files"].as_array().unwrap().iter();
    let contact = contacts
        .filter_map(|file| file["AssociatedResourceArn"].as_str())
        .find(|arn| arn.contains("/contact/"))
        .unwrap();
    fs::write(
        home.work().join("contacts"),
        format!("{contact}\n{contact}\n"),
    )
    .unwrap();
    let plain = run(&["audit", "--format", "ndjson"]);
    let more = run(&["audit", "--format", "ndjson", "--contacts-file", "contacts"]);
    assert_eq!(more.out.lines().count(), plain.out.lines().count() + 2);
    more.says("contacts other than the 1 contact that was listed");
}

#[test]
fn what_can_never_be_is_refused_and_what_nobody_knows_is_told() {
    let home = Home::new();
    for (status, fail_on) in [
        ("approved", "rejected"),
        ("approved,failed", "stuck"),
        ("rejected", "errors,processing"),
    ] {
        home.run(&line(&["--status", status, "--fail-on", fail_on]))
            .exits(2)
            .says("--status leaves out");
    }
    let words = ["--status", "aproved,Rejected", "--fail-on", "rejected"];
    let ended = home.run(&line(&words)).exits(4);
    assert!(!ended.err.contains("status Rejected"), "{}", ended.told());
    ended.says("no file has the status aproved");
}

#[test]
fn a_line_for_stdout_is_no_file() {
    let home = Home::new();
    let ended = home
        .run(&line(&["--output", "-", "--format", "csv"]))
        .exits(3);
    assert!(ended.out.starts_with("FileId,"), "{}", ended.told());
    assert_eq!(home.files(), Vec::<String>::new());
    home.run(&line(&["--output", "-", "--resume"])).exits(2);
}

#[test]
fn a_list_of_contacts_that_is_none_is_told_by_its_name() {
    let home = Home::new();
    for (bytes, why) in [
        (&b""[..], "contacts.txt holds no contact"),
        (b" \n\n", "contacts.txt holds no contact"),
        (b"\xff\xfe", "contacts.txt holds bytes that are no text"),
    ] {
        fs::write(home.work().join("contacts.txt"), bytes).unwrap();
        let ended = home
            .run(&line(&["--contacts-file", "contacts.txt"]))
            .exits(2);
        let ended = ended.says("The contacts could not be read").says(why);
        assert!(!ended.err.contains("stdin"), "{}", ended.told());
    }
}
