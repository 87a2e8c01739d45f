//! The doctor under the faults of the embedded Connect: which check fails, what repairs it,
//! and how the command ends.

use std::thread;

use crate::cli::program::Home;

/// The fault, the check that tells it, what came of that, a part of its detail or repair, and
/// the exit code.
type Row = (&'static str, &'static str, &'static str, &'static str, i32);

const ROWS: [Row; 24] = [
    (
        "denied-list-instances",
        "ListInstances",
        "Failed",
        "connect:ListInstances",
        1,
    ),
    (
        "denied-domain",
        "ListIntegrationAssociations",
        "Failed",
        "connect:ListIntegrationAssociations",
        1,
    ),
    (
        "denied-list-domains",
        "ListDomains",
        "Warning",
        "cases:ListDomains",
        1,
    ),
    (
        "denied-search-cases",
        "SearchCases",
        "Failed",
        "cases:SearchCases",
        1,
    ),
    ("denied-get-case", "GetCase", "Warning", "cases:GetCase", 0),
    (
        "denied-related-items",
        "SearchRelatedItems",
        "Failed",
        "--file-id ID",
        1,
    ),
    (
        "denied-batch",
        "BatchGetAttachedFileMetadata",
        "Warning",
        "connect:BatchGetAttachedFileMetadata",
        0,
    ),
    (
        "denied-file",
        "GetAttachedFile",
        "Failed",
        "connect:GetAttachedFile",
        1,
    ),
    ("denied-link", "Bucket", "Failed", "", 1),
    (
        "denied-contact",
        "ListContactReferences",
        "Warning",
        "connect:ListContactReferences",
        0,
    ),
    ("denied-users", "SearchUsers", "Warning", "F4, --mine", 0),
    (
        "denied-rules",
        "DescribeAttachedFilesConfiguration",
        "Warning",
        "connect:DescribeAttachedFilesConfiguration",
        0,
    ),
    ("denied-identity", "Identity", "Warning", "", 0),
    (
        "denied-all",
        "ListInstances",
        "Failed",
        "connect:ListInstances",
        1,
    ),
    ("explicit-deny", "ListInstances", "Failed", "explicit", 1),
    ("expired", "Identity", "Failed", "aws sso login", 5),
    ("expired-link-always", "Bucket", "Failed", "expired", 1),
    (
        "garbage",
        "ListInstances",
        "Failed",
        "not what the service promises",
        1,
    ),
    ("html", "ListInstances", "Failed", "HTTPS_PROXY", 1),
    ("html-link", "Bucket", "Failed", "HTTPS_PROXY", 1),
    ("reset", "ListInstances", "Ok", "allowed", 0),
    ("throttled", "SearchCases", "Ok", "allowed", 0),
    ("bucket-unreachable", "Bucket", "Failed", "HTTPS_PROXY", 1),
    ("unreachable", "Endpoint", "Failed", "HTTPS_PROXY", 1),
];

/// What is wrong with a row, if something is.
fn wrong(row: Row) -> Option<String> {
    let (fault, name, status, part, code) = row;
    let line = [
        "demo", "--fault", fault, "doctor", "-c", "100001", "--format", "json",
    ];
    let ended = Home::new().run(&line);
    let json = ended.json();
    let checks = json["Checks"].as_array().unwrap();
    let check = checks.iter().find(|one| one["Name"] == name).unwrap();
    let text = |key: &str| check[key].as_str().unwrap_or_default().to_owned();
    let told = format!("{} {}", text("Detail"), text("Repair"));
    let repaired = status != "Failed" || check["Repair"].is_string();
    let right =
        check["Status"] == status && told.contains(part) && repaired && ended.code == Some(code);
    (!right).then(|| {
        let bad: Vec<_> = checks.iter().filter(|one| one["Ok"] != true).collect();
        format!("{fault}: exit {:?}; {check}\n{bad:#?}", ended.code)
    })
}

#[test]
fn each_fault_is_told_by_its_check() {
    let (left, right) = ROWS.split_at(ROWS.len() / 2);
    let wrongs: Vec<String> = thread::scope(|scope| {
        let work = |rows: &'static [Row]| {
            scope.spawn(move || rows.iter().copied().filter_map(wrong).collect::<Vec<_>>())
        };
        let workers = [left, right].map(|half| work(Box::leak(half.to_vec().into())));
        let ended = workers.into_iter().map(|worker| worker.join().unwrap());
        ended.flatten().collect()
    });
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
}

#[test]
fn on_the_demo_a_contact_and_files_can_be_named() {
    let home = Home::new();
    let contact = "77caf163-c596-49d1-a25f-f209156f4972";
    let file = "a69fb20a-bf45-403e-a987-030648a2cdfd";
    for more in [&[][..], &["--file-id", file]] {
        let line = [&["demo", "doctor", "--contact", contact], more].concat();
        let ended = home.run(&line).exits(0);
        assert!(ended.out.contains("gives the file"), "{}", ended.told());
    }
    let line = [
        "demo",
        "--fault",
        "denied-related-items",
        "doctor",
        "-c",
        "100001",
    ];
    home.run(&line).exits(1);
    let id = "9a2e8a26-33a1-4f21-8a97-7c8b14543cae";
    let ended = home.run(&[&line[..], &["--file-id", id]].concat()).exits(0);
    assert!(
        ended.out.contains("--file-id names the files"),
        "{}",
        ended.told()
    );
    assert!(ended.out.contains("gives the file"), "{}", ended.told());
    home.run(&["demo", "doctor", "--file-id", id])
        .exits(2)
        .says("--contact");
}
