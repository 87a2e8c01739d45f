//! The sample world as a whole: fresh every day, the same all day, and complete.

use attache::demo::{Options, Server, World};
use std::collections::BTreeSet;

use super::{files, related, site, site_with};

#[tokio::test]
async fn two_runs_of_one_day_tell_the_same_files() {
    let mut told = Vec::new();
    for time in [
        "2026-05-04T00:00:00Z",
        "2026-05-04T23:59:59Z",
        "2026-05-05T00:00:00Z",
    ] {
        let options = Options {
            now: Some(time.parse().unwrap()),
            ..Options::default()
        };
        let site = site_with(options, "us-west-2").await;
        let place = site.place().await;
        let (_, files) = files::files(&site, &place, "10000142").await;
        told.push(format!("{files:?}"));
    }
    assert_eq!(told[0], told[1]);
    assert_ne!(told[1], told[2], "the next day is another");
}

#[tokio::test]
async fn the_world_is_as_large_as_promised() {
    let site = site().await;
    let (mut cases, mut ids) = (0, BTreeSet::new());
    for alias in ["acme-support", "acme-claims"] {
        let place = site.place_of(alias).await;
        let found = site
            .cases
            .search_cases()
            .domain_id(&place.domain)
            .send()
            .await
            .unwrap();
        cases += found.cases().len();
        for case in found.cases().iter().flatten() {
            for id in related::file_ids(&site, &place, case.case_id()).await {
                assert!(ids.insert(id.clone()), "{id} is used twice");
            }
        }
    }
    assert_eq!(cases, 57);
    assert!(ids.len() > 300, "{}", ids.len());
}

#[tokio::test]
async fn the_world_can_begin_at_any_time() {
    for time in [
        "1970-01-01T00:00:00Z",
        "2026-02-28T12:00:00Z",
        "9998-12-31T23:59:59Z",
    ] {
        let world = World::sample(time.parse().unwrap()).unwrap();
        Server::start(world, Options::default()).await.unwrap();
    }
    assert!(
        World::sample(jiff::Timestamp::MIN).is_err(),
        "before time there is nothing"
    );
}
