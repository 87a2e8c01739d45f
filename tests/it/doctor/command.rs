//! The command: what it prints, and with what it ends.

use serde_json::Value;

use super::ORDER;
use super::account::{account, denied, without};
use crate::aws::{Answer, Canned};
use crate::cli::program::{Ended, Home};

const BEFORE: [&str; 2] = ["Configuration", "Profiles"];
const AFTER: [&str; 7] = [
    "Terminal",
    "Colours",
    "Locale",
    "Clipboard",
    "Links",
    "Graphics",
    "Desktop",
];

#[test]
fn on_the_demo_all_is_well() {
    let home = Home::new();
    for line in [&["demo", "doctor"][..], &["demo", "doctor", "-c", "100001"]] {
        let ended = home.run(line).exits(0);
        assert_eq!(
            ended.err,
            "Listing and saving files works.\n",
            "{}",
            ended.told()
        );
        assert!(ended.out.starts_with("STATUS"), "{}", ended.told());
        assert!(!ended.out.contains("Failed"), "{}", ended.told());
    }
    let ended = home.run(&["demo", "doctor", "--format", "json"]).exits(0);
    assert_eq!(ended.err, "");
    let json = ended.json();
    let checks = json["Checks"].as_array().unwrap();
    let names: Vec<&str> = checks
        .iter()
        .map(|one| one["Name"].as_str().unwrap())
        .collect();
    let mut expected = [&BEFORE[..], &ORDER, &AFTER].concat();
    let proxy = expected.iter().position(|name| *name == "Proxy").unwrap();
    expected.insert(proxy + 1, "Certificates");
    assert_eq!(names, expected);
    for check in checks {
        let local = AFTER.contains(&check["Name"].as_str().unwrap());
        assert!(local || check["Ok"] == true, "{check}");
        assert_eq!(check["Ok"] == true, check["Status"] == "Ok", "{check}");
        assert!(
            check["Detail"].is_string() && check["Needed"].is_boolean(),
            "{check}"
        );
    }
}

#[test]
fn signs_of_ascii_only() {
    let ended = Home::new().run(&["demo", "doctor", "--ascii"]).exits(0);
    let mut signs = ended.out.lines().skip(1).map(str::trim_start);
    assert!(
        signs.all(|line| line.starts_with(['+', '!', '-'])),
        "{}",
        ended.told()
    );
}

/// Runs the doctor on a canned account, in another thread than its server.
async fn run(server: &Canned, arguments: &'static [&'static str]) -> Ended {
    let endpoint = format!("http://{}", server.host());
    let running = tokio::task::spawn_blocking(move || {
        let variables = [
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
            ("AWS_REGION", "eu-test-1"),
            ("AWS_ENDPOINT_URL", endpoint.as_str()),
            ("COLUMNS", "80"),
        ];
        Home::new().run_with(arguments, &variables)
    });
    running.await.unwrap()
}

fn one(json: &Value, name: &str) -> Value {
    let checks = json["Checks"].as_array().unwrap();
    checks
        .iter()
        .find(|one| one["Name"] == name)
        .unwrap()
        .clone()
}

#[tokio::test]
async fn a_fall_back_counts_and_a_hole_does_not() {
    let bearable = without(&["BatchGetAttachedFileMetadata"]).await;
    let ended = run(&bearable, &["doctor", "--format", "json"])
        .await
        .exits(0);
    let batch = one(&ended.json(), "BatchGetAttachedFileMetadata");
    assert_eq!(
        (&batch["Ok"], &batch["Status"]),
        (&Value::from(false), &"Warning".into())
    );
    let repair = batch["Repair"].as_str().unwrap();
    assert!(
        repair.contains("connect:BatchGetAttachedFileMetadata"),
        "{batch}"
    );

    let hole = without(&["GetAttachedFile"]).await;
    let ended = run(&hole, &["doctor"]).await.exits(1);
    let ended = ended.says("listing or saving files does not work");
    let line = ended
        .out
        .lines()
        .find(|line| line.contains("GetAttachedFile "))
        .unwrap();
    assert!(
        line.contains("Failed") && line.contains("not authorized"),
        "{}",
        ended.told()
    );
    assert!(
        ended.out.contains("connect:GetAttachedFile"),
        "{}",
        ended.told()
    );
}

#[tokio::test]
async fn expired_credentials_are_their_own_end() {
    let server = account(|name, _| {
        (name == "Identity").then(|| {
            let body = "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>The security \
                        token included in the request is expired</Message></Error></ErrorResponse>";
            Answer::new(403, body).header("content-type", "text/xml")
        })
    })
    .await;
    let ended = run(&server, &["doctor"]).await.exits(5);
    assert!(
        ended.out.contains("unset AWS_ACCESS_KEY_ID"),
        "{}",
        ended.told()
    );
    assert_eq!(ended.out.matches(" Failed ").count(), 1, "{}", ended.told());
}

#[tokio::test]
async fn what_aws_says_cannot_drive_the_terminal() {
    let server = account(|name, _| {
        let hostile = Answer::refusal(403, "AccessDeniedException", "\u{1b}]0;owned\u{7} no");
        (name == "SearchCases")
            .then_some(hostile)
            .or_else(|| (name == "GetCase").then(|| denied(name)))
    })
    .await;
    let ended = run(&server, &["doctor"]).await.exits(1);
    assert!(ended.out.contains("⟨U+001B⟩]0;owned"), "{}", ended.told());
    assert!(!ended.out.contains('\u{1b}'), "{}", ended.told());
}

#[test]
fn what_is_missing_on_this_machine_has_its_own_end() {
    let home = Home::new();
    let region = home.run(&["doctor"]).exits(2);
    assert!(region.out.contains("AWS_REGION"), "{}", region.told());
    assert!(region.out.contains("see Region"), "{}", region.told());
    let url = [
        ("AWS_REGION", "eu-test-1"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
    ];
    let login = home.run_with(&["doctor"], &url).exits(5);
    assert!(login.out.contains("aws configure sso"), "{}", login.told());
}

#[test]
fn a_broken_configuration_is_told_and_the_rest_is_checked() {
    let home = Home::new();
    std::fs::write(home.work().join("bad.toml"), "colour = 1").unwrap();
    let line = ["demo", "doctor", "--config", "bad.toml", "--format", "json"];
    let json = home.run(&line).exits(2).json();
    let own = one(&json, "Configuration");
    assert_eq!(own["Status"], "Failed");
    assert!(
        own["Detail"]
            .as_str()
            .unwrap()
            .contains("line 1: unknown field `colour`"),
        "{own}"
    );
    assert_eq!(one(&json, "Bucket")["Ok"], true);
}

#[test]
fn the_shared_files_are_told() {
    let home = Home::new();
    let folder = home.path().join(".aws");
    std::fs::create_dir(&folder).unwrap();
    let config = "[default]\nregion = eu-test-1\n[profile work]\nregion = eu-test-2\n";
    std::fs::write(folder.join("config"), config).unwrap();
    let told = |json: &Value| one(json, "Profiles")["Detail"].as_str().unwrap().to_owned();
    let line = ["demo", "doctor", "--format", "json"];
    let detail = told(&home.run(&line).exits(0).json());
    assert!(
        detail.starts_with("2 profiles in ") && detail.contains("config"),
        "{detail}"
    );
    std::fs::write(folder.join("config"), "[profile\nx").unwrap();
    let json = home.run(&line).exits(0).json();
    assert_eq!(one(&json, "Profiles")["Status"], "Warning");
}
