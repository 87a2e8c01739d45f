//! Worlds made by a recipe: as large as asked, and the same every time.

use attache::demo::{Options, Recipe, World};
use std::collections::BTreeSet;

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
