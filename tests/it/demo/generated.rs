//! Worlds made by a recipe: as large as asked, and the same every time.

use attache::demo::{Options, Recipe, World};
use std::collections::{BTreeMap, BTreeSet};

use super::{Site, files, now, related, site_of};

async fn made(recipe: &Recipe) -> Site {
    let options = Options {
        now: Some(now()),
        ..Options::default()
    };
    let world = World::generated(now(), recipe).unwrap();
    site_of(world, options, "us-west-2").await
}

#[tokio::test]
async fn the_case_has_as_many_files_as_asked() {
    for count in [0, 1, 25, 26, 260] {
        let site = made(&Recipe::of_files(count)).await;
        let place = site.place_of(Recipe::INSTANCE).await;
        let case = site.case(&place, Recipe::REFERENCE).await;
        let ids = related::file_ids(&site, &place, &case).await;
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), count);
        // AWS may give an empty last page; here there is none.
        let pages = count.div_ceil(25).max(1) as u64;
        assert_eq!(site.server.calls()["SearchRelatedItems"], pages, "{count}");
    }
}

#[tokio::test]
async fn contacts_have_files_of_their_own() {
    let recipe = Recipe {
        contacts: 3,
        contact_files: 4,
        ..Recipe::of_files(2)
    };
    let site = made(&recipe).await;
    let place = site.place_of(Recipe::INSTANCE).await;
    let contacts = related::contacts(&site, &place, Recipe::REFERENCE).await;
    let channels: Vec<&str> = contacts
        .iter()
        .map(|(_, channel)| channel.as_str())
        .collect();
    assert_eq!(channels, ["EMAIL", "TASK", "EMAIL"]);
    let mut ids = BTreeSet::new();
    for (arn, _) in &contacts {
        let own = related::reference_ids(&site, &place, arn).await;
        assert_eq!(own.len(), 4);
        ids.extend(own);
    }
    assert_eq!(ids.len(), 12);
}

#[tokio::test]
async fn one_recipe_makes_one_world() {
    let told = async |seed: u64| {
        let recipe = Recipe {
            seed,
            ..Recipe::of_files(25)
        };
        let site = made(&recipe).await;
        let place = site.place_of(Recipe::INSTANCE).await;
        format!("{:?}", files::files(&site, &place, Recipe::REFERENCE).await)
    };
    assert_eq!(told(1).await, told(1).await);
    assert_ne!(told(1).await, told(2).await);
}

#[tokio::test]
async fn an_account_has_one_domain_or_several() {
    for count in [1, 3] {
        let recipe = Recipe {
            domains: count,
            ..Recipe::default()
        };
        let site = made(&recipe).await;
        let domains = site.cases.list_domains().send().await.unwrap();
        assert_eq!(domains.domains().len(), count);
        let instances = site.connect.list_instances().send().await.unwrap();
        assert_eq!(instances.instance_summary_list().len(), count);
    }
}

/// How often each file is found in the whole domain, and of which case.
async fn whole_domain(site: &Site) -> BTreeMap<(String, String), u32> {
    let place = site.place_of(Recipe::INSTANCE).await;
    let files = aws_sdk_connectcases::types::FileFilter::builder().build();
    let mut pages = site
        .cases
        .search_all_related_items()
        .domain_id(&place.domain)
        .filters(aws_sdk_connectcases::types::RelatedItemTypeFilter::File(
            files,
        ))
        .into_paginator()
        .send();
    let mut found = BTreeMap::new();
    while let Some(page) = pages.next().await {
        for item in page.unwrap().related_items().iter().flatten() {
            let content = item.content().unwrap().as_file().unwrap();
            let key = (item.case_id().to_owned(), content.file_arn().to_owned());
            *found.entry(key).or_default() += 1;
        }
    }
    found
}

#[tokio::test]
async fn many_cases_share_the_files_and_a_search_finds_each_once() {
    for (cases, count) in [(0, 5), (20, 0), (20, 1_000)] {
        let recipe = Recipe {
            cases,
            files: count,
            ..Recipe::default()
        };
        let site = made(&recipe).await;
        let found = whole_domain(&site).await;
        let count = if cases == 0 { 0 } else { count };
        assert_eq!(found.len(), count);
        assert!(found.values().all(|times| *times == 1));
        let pages = count.div_ceil(25).max(1) as u64;
        assert_eq!(site.server.calls()["SearchAllRelatedItems"], pages);
        let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
        for (case, _) in found.keys() {
            *shares.entry(case).or_default() += 1;
        }
        if count == 1_000 {
            for edge in [1, 25, 26, 100, 101, 250] {
                assert!(shares.values().any(|share| *share == edge), "{edge}");
            }
        }
    }
}
