//! The commands for people who may not do everything: what still works, what is said, and
//! how it ends.

use serde_json::json;

use super::gate::Gate;
use super::program::{Ended, Home};
use crate::aws::{Answer, json as answer};

const CASE: [&str; 4] = ["-i", "acme-support", "-c", "100001"];
/// `warranty.docx` of this case.
const BATCH: &str = "BatchGetAttachedFileMetadata";
const SEARCH: &str = "SearchRelatedItems";

fn line<'a>(command: &[&'a str]) -> Vec<&'a str> {
    [command, &CASE].concat()
}

/// The id of a file of the case, as the whole list tells it.
fn id_of(home: &Home, name: &str) -> String {
    let list = home
        .run(&["demo", "list", "-c", "100001", "--format", "json"])
        .json();
    let files = list["Files"].as_array().unwrap();
    let file = files.iter().find(|file| file["FileName"] == name).unwrap();
    file["FileId"].as_str().unwrap().to_owned()
}

fn notes(ended: &Ended) -> usize {
    ended.err.matches("Reading the files one by one").count()
}

#[test]
fn without_batches_every_command_works_and_says_so_once() {
    let home = Home::new();
    let gate = Gate::without(&[BATCH]);
    let usual = home.run(&["demo", "list", "-c", "100001", "--format", "json"]);
    let list = gate
        .run(&home, &line(&["list", "--format", "json"]))
        .exits(3);
    assert_eq!(notes(&list), 1, "{}", list.told());
    assert_eq!(list.json()["Files"].as_array().unwrap().len(), 17);
    assert_eq!(usual.json()["Files"].as_array().unwrap().len(), 17);
    let id = id_of(&home, "warranty.docx");
    for wanted in [&id, "warranty.docx"] {
        let show = gate.run(&home, &line(&["show", wanted])).exits(0);
        assert!(show.out.contains("warranty.docx"), "{}", show.told());
        assert_eq!(notes(&show), 1, "{}", show.told());
        gate.run(&home, &line(&["url", wanted])).exits(0);
    }
    // A contact's file is looked for on the case first: two ways, one note.
    let list = usual.json();
    let files = list["Files"].as_array().unwrap();
    let linked = |file: &&serde_json::Value| {
        let resource = file["AssociatedResourceArn"].as_str().unwrap();
        resource.contains("/contact/")
    };
    let linked = files.iter().find(linked).unwrap()["FileId"]
        .as_str()
        .unwrap();
    let show = gate.run(&home, &line(&["show", linked])).exits(0);
    assert_eq!(notes(&show), 1, "{}", show.told());
    let save = gate
        .run(&home, &line(&["save", &id, "call notes.txt"]))
        .exits(0);
    assert_eq!(notes(&save), 1, "{}", save.told());
    assert_eq!(home.files(), ["call notes.txt", "warranty.docx"]);
}

#[test]
fn without_the_search_ids_do_all_the_work() {
    let home = Home::new();
    let (one, other) = (
        id_of(&home, "warranty.docx"),
        id_of(&home, "call notes.txt"),
    );
    let both = format!("{one},{other}");
    for denied in [&[SEARCH][..], &[SEARCH, BATCH]] {
        let gate = Gate::without(Box::leak(denied.to_vec().into_boxed_slice()));
        let list = gate.run(&home, &line(&["list"])).exits(1);
        let list = list.says("cases:SearchRelatedItems").says("--file-id");
        assert_eq!(list.out, "");
        let list = gate
            .run(&home, &line(&["list", "--file-id", &both]))
            .exits(0);
        assert_eq!(list.out.lines().count(), 3, "{}", list.told());
        assert_eq!(notes(&list), denied.len() - 1);
        gate.run(&home, &line(&["show", &one])).exits(0);
        gate.run(&home, &line(&["show", "--file-id", &one]))
            .exits(0);
        gate.run(&home, &line(&["url", "call notes.txt", "--file-id", &both]))
            .exits(0);
        gate.run(&home, &line(&["save", &one, "--to", "a"]))
            .exits(0);
        let line = line(&["save", "--all", "--file-id", &both, "--to", "b"]);
        let save = gate.run(&home, &line).exits(0);
        assert_eq!(save.out.lines().count(), 2, "{}", save.told());
        assert_eq!(gate.calls(SEARCH), 1, "only where nothing was named");
    }
    let gate = Gate::without(&[SEARCH]);
    let several = gate
        .run(&home, &line(&["show", "--file-id", &both]))
        .exits(2);
    several.says("several files were named");
    let save = gate
        .run(&home, &line(&["save", "--file-id", &both]))
        .exits(0);
    assert_eq!(save.out.lines().count(), 2, "{}", save.told());
}

#[test]
fn who_may_read_no_file_is_told_once() {
    let home = Home::new();
    let gate = Gate::without(&[BATCH, "GetAttachedFile"]);
    let list = gate.run(&home, &line(&["list"])).exits(1);
    // The sentence, and under it what repairs it.
    assert_eq!(list.err.lines().count(), 2, "{}", list.told());
    list.says("connect:BatchGetAttachedFileMetadata");
    let show = gate.run(&home, &line(&["show", "warranty.docx"])).exits(1);
    show.says("Some files of the case could not be read");
}

#[test]
fn without_links_there_is_metadata_and_no_download() {
    let home = Home::new();
    let gate = Gate::without(&["GetAttachedFile"]);
    let list = gate.run(&home, &line(&["list"])).exits(3);
    assert_eq!(list.out.lines().count(), 18, "{}", list.told());
    gate.run(&home, &line(&["show", "warranty.docx"])).exits(0);
    for command in ["url", "save"] {
        let ended = gate.run(&home, &line(&[command, "warranty.docx"])).exits(1);
        assert_eq!(ended.out, "");
        ended.says("connect:GetAttachedFile");
    }
    assert!(home.files().is_empty());
}

#[test]
fn a_case_and_its_instance_are_found_without_the_searches() {
    let home = Home::new();
    let all = home.run(&["demo", "cases", "--format", "json"]).json();
    let case = &all["Cases"][0];
    let (id, arn) = (
        case["caseId"].as_str().unwrap(),
        case["caseArn"].as_str().unwrap(),
    );
    let domain = arn.split("/case/").next().unwrap();
    let instances = home.run(&["demo", "instances", "--format", "json"]).json();
    let find = |alias: &str| {
        let all = instances["Instances"].as_array().unwrap();
        all.iter()
            .find(|one| one["InstanceAlias"] == alias)
            .unwrap()
            .clone()
    };
    let support = find("acme-support");
    let instance = support["Id"].as_str().unwrap();
    let gate = Gate::without(&[
        "ListInstances",
        "ListIntegrationAssociations",
        "ListDomains",
        "SearchCases",
        "GetCase",
    ]);
    for line in [
        ["list", "-i", instance, "-c", arn, "--format", "json"],
        [
            "list",
            "-i",
            support["Arn"].as_str().unwrap(),
            "-c",
            arn,
            "--format",
            "json",
        ],
    ] {
        let list = gate.run(&home, &line).exits(3);
        assert_eq!(list.json()["Files"].as_array().unwrap().len(), 17);
        assert_eq!(
            list.err.matches("cases:GetCase").count(),
            1,
            "{}",
            list.told()
        );
    }
    let line = ["list", "-i", instance, "-c", id, "--domain", domain];
    gate.run(&home, &line).exits(3);
    let refused = gate
        .run(&home, &["list", "-i", instance, "-c", id])
        .exits(1);
    refused
        .says("connect:ListIntegrationAssociations")
        .says("--domain");
    let refused = gate
        .run(&home, &["list", "-i", "acme-support", "-c", id])
        .exits(1);
    refused
        .says("connect:ListInstances")
        .says("By its id or its ARN");
    let line = ["cases", "-i", instance, "--domain", domain];
    let refused = gate.run(&home, &line).exits(1);
    refused
        .says("cases:SearchCases")
        .says("By its id or its ARN");
}

#[test]
fn the_only_domain_is_taken_and_said() {
    let home = Home::new();
    let only = "arn:aws:cases:us-west-2:482100000000:domain/1f1cc6d4-fece-4284-924e-c0b3d2250d6e";
    let gate = Gate::start(move |seen| match seen.operation() {
        "ListIntegrationAssociations" => Some(Answer::denied("ListIntegrationAssociations")),
        "ListDomains" => Some(answer(&json!({ "domains": [
            { "domainArn": only, "domainId": "x", "name": "x" } ] }))),
        _ => None,
    });
    let ended = gate.run(&home, &line(&["list"]));
    assert_eq!(
        ended.err.matches("the only Cases domain").count(),
        1,
        "{}",
        ended.told()
    );
    assert!(ended.out.contains("warranty.docx"), "{}", ended.told());
}

#[test]
fn a_page_of_cases_that_cannot_be_read_costs_only_itself() {
    let home = Home::new();
    let gate = Gate::start(|seen| {
        if seen.operation() != "SearchCases" {
            return None;
        }
        let case = json!({ "caseId": "c-1", "fields": [] });
        Some(if seen.body["nextToken"].is_string() {
            Answer::new(200, "nonsense")
        } else {
            answer(&json!({ "cases": [case], "nextToken": "more" }))
        })
    });
    let ended = gate.run(&home, &["cases", "-i", "acme-support"]).exits(3);
    assert!(ended.out.contains("c-1"), "{}", ended.told());
    ended.says("What follows the first 1 case could not be listed");
}
