//! Two profiles in two Regions side by side: their rows by instance, each with its own quota,
//! and what ends one of them ends the other not.

use std::fs;
use std::process::Command;

use attache::demo::{Faults, Quotas, Recipe};
use serde_json::Value;

use super::{fault, recipe};
use crate::cli::estate::Estate;
use crate::cli::program::{Ended, Home};

const ELSEWHERE: &str = "eu-central-1";
const SECOND: &str = "acme-generated-2";

/// One estate here, one in another Region, and a profile for each.
struct Both {
    home: Home,
    here: Estate,
    there: Estate,
}

impl Both {
    fn of(here: (Faults, Quotas), there: (Faults, Quotas)) -> Self {
        let far = Recipe {
            domains: 2,
            region: Some(ELSEWHERE.to_owned()),
            seed: 8,
            ..recipe(12, 300)
        };
        let both = Self {
            home: Home::new(),
            here: Estate::with(&recipe(20, 600), here.0, here.1),
            there: Estate::with(&far, there.0, there.1),
        };
        let profile = |name: &str, region: &str, estate: &Estate| {
            let (id, secret) = estate.keys();
            format!(
                "[profile {name}]\nregion = {region}\nendpoint_url = {}\n\
                 aws_access_key_id = {id}\naws_secret_access_key = {secret}\n",
                estate.endpoint()
            )
        };
        // Of the second profile the Region is another one than its instance's.
        let config =
            profile("near", "us-west-2", &both.here) + &profile("far", "us-west-2", &both.there);
        fs::create_dir(both.home.path().join(".aws")).unwrap();
        fs::write(both.home.path().join(".aws/config"), config).unwrap();
        both
    }

    fn undisturbed() -> Self {
        let none = || (Faults::default(), Quotas::none());
        Self::of(none(), none())
    }

    fn run(&self, line: &[&str]) -> Ended {
        self.run_at("1000", line)
    }

    fn run_at(&self, rate: &str, line: &[&str]) -> Ended {
        let mut command: Command = self.home.command(line);
        command.env("ATTACHE_MAX_RPS", rate);
        Ended::of(line, command.output().unwrap())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.home.work().join(name)).unwrap()
    }
}

const NEAR: [&str; 5] = ["audit", "-p", "near", "-i", "acme-generated"];
const ALSO: &str = "profile=far,region=eu-central-1,instance=acme-generated-2";

fn line<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&NEAR[..], &["--also", ALSO], rest].concat()
}

/// What each of the two gives alone, one after the other.
fn alone(both: &Both) -> String {
    let near = both.run(&[&NEAR[..], &["--format", "ndjson"]].concat());
    let far = ["audit", "-p", "far", "-r", ELSEWHERE, "-i", SECOND];
    let far = both.run(&[&far[..], &["--format", "ndjson"]].concat());
    assert_eq!(
        (near.out.lines().count(), far.out.lines().count()),
        (600, 300)
    );
    near.out + &far.out
}

#[test]
fn rows_come_by_instance_and_each_has_its_own_quota() {
    // As many requests a second as the program may make; what is shared would be half as fast,
    // what is not kept to would be throttled.
    let quota = || (Faults::default(), Quotas::uniform(50.0, 5));
    let both = Both::of(quota(), quota());
    let ended = both.run_at("50", &line(&["--output", "all.ndjson", "--full-speed"]));
    let ended = ended.exits(3);
    ended
        .says("acme-generated: by SearchAllRelatedItems")
        .says("acme-generated-2: by SearchAllRelatedItems");
    assert_eq!((both.here.throttled(), both.there.throttled()), (0, 0));
    let all = both.read("all.ndjson");
    assert!(all == alone(&both));
    let regions: Vec<bool> = all
        .lines()
        .map(|line| line.contains(&format!(":cases:{ELSEWHERE}:")))
        .collect();
    assert!(regions.is_sorted() && regions.iter().filter(|far| **far).count() == 300);
}

#[test]
fn what_ends_one_ends_the_other_not_and_both_go_on_with_resume() {
    let whole = alone(&Both::undisturbed());
    let expires = || fault(r#"{"on":"SearchAllRelatedItems","from":5,"times":1,"then":"expired"}"#);
    for first in [true, false] {
        let broken = || (expires(), Quotas::none());
        let sound = || (Faults::default(), Quotas::none());
        let both = if first {
            Both::of(broken(), sound())
        } else {
            Both::of(sound(), broken())
        };
        let (stopped, other) = if first {
            ("acme-generated", SECOND)
        } else {
            (SECOND, "acme-generated")
        };
        let ended = both.run(&line(&["--output", "all.ndjson"])).exits(5);
        let ended = ended
            .says(&format!(
                "{stopped}: stopped on its way: the keys of the profile"
            ))
            .says(&format!("{other}: by SearchAllRelatedItems"))
            .says(&format!(
                "what {stopped} has beyond where its audit stopped"
            ))
            .says("go on with:");
        assert!(ended.err.contains("--also"), "{}", ended.told());
        let part = both.read("all.ndjson");
        let far = |text: &str| {
            let region = format!(":cases:{ELSEWHERE}:");
            text.lines().filter(|line| line.contains(&region)).count()
        };
        let near = |text: &str| text.lines().count() - far(text);
        // The other one is there, whole.
        if first {
            assert!(far(&part) == 300 && near(&part) < 600);
        } else {
            assert!(near(&part) == 600 && far(&part) < 300);
        }
        let (here, there) = (both.here.requests(), both.there.requests());
        both.run(&line(&["--output", "all.ndjson", "--resume"]))
            .exits(3);
        assert!(both.read("all.ndjson") == whole);
        // Of the one that was done nothing is asked again but where it is.
        let asked = if first {
            both.there.requests() - there
        } else {
            both.here.requests() - here
        };
        assert!(asked < 12, "{asked} requests");
    }
}

#[test]
fn a_document_of_two_places_names_the_one_that_stopped() {
    let expires = fault(r#"{"on":"SearchAllRelatedItems","from":5,"times":1,"then":"expired"}"#);
    let both = Both::of(
        (expires, Quotas::none()),
        (Faults::default(), Quotas::none()),
    );
    both.run(&line(&["--output", "all.json"])).exits(5);
    let json: Value = serde_json::from_str(&both.read("all.json")).unwrap();
    assert_eq!(json["Summary"]["Failed"][0]["Place"], "acme-generated");
    assert_eq!(json["Summary"]["Places"][0]["Place"], SECOND);
    both.run(&line(&["--output", "all.json", "--resume"]))
        .exits(3);
    let json: Value = serde_json::from_str(&both.read("all.json")).unwrap();
    assert_eq!(json["Summary"]["Failed"], Value::Null);
    assert_eq!(json["Summary"]["Places"].as_array().unwrap().len(), 2);
}
