//! What an audit tells is the whole domain, each file once, in as few requests as there can be.

use std::collections::{BTreeMap, BTreeSet};

use attache::audit::{Filter, Method, Shape};
use attache::demo::{Faults, Quotas, Recipe};
use attache::domain::{Arn, Contact, ContactChannel, FailureKind};

use super::{Came, Site, ask, audited, fault, now, recipe};

/// Every file once, and nothing else; in the order of the method.
fn is_the_truth(came: &Came, truth: &BTreeSet<(String, String)>) {
    let told = came.files();
    let set: BTreeSet<_> = told.iter().cloned().collect();
    assert_eq!(set.len(), told.len(), "a file came twice");
    assert_eq!(set, *truth);
    let totals = &came.summary.totals;
    assert_eq!(totals.all.files + totals.errors, truth.len() as u64);
}

fn worlds() -> Vec<Recipe> {
    let mut worlds = vec![recipe(0, 0), recipe(1, 1), recipe(12, 0), recipe(20, 1_000)];
    // Takes a minute in a debug build.
    if std::env::var_os("ATTACHE_LARGE").is_some() {
        worlds.push(recipe(12_000, 100_000));
    }
    worlds
}

#[tokio::test]
async fn both_methods_tell_every_file_once_and_ask_no_more_than_needed() {
    for recipe in worlds() {
        let site = Site::of(&recipe).await;
        let place = site.place().await;
        let truth = site.truth(&place).await;
        assert_eq!(
            truth.len(),
            if recipe.cases == 0 { 0 } else { recipe.files }
        );
        let mut a_case: BTreeMap<&str, u64> = BTreeMap::new();
        for (case, _) in &truth {
            *a_case.entry(case).or_default() += 1;
        }
        let batches: u64 = a_case.values().map(|count| count.div_ceil(100)).sum();
        let places = [place];

        let before = site.calls("SearchRelatedItems");
        let came = audited(&ask(Shape::Ndjson), &places).await.unwrap();
        is_the_truth(&came, &truth);
        assert!(came.files().is_sorted(), "by case, then by file");
        assert_eq!(came.summary.places[0].1, Method::WholeDomain);
        let pages = (truth.len() as u64).div_ceil(25).max(1);
        assert_eq!(site.calls("SearchAllRelatedItems"), pages);
        assert_eq!(site.calls("BatchGetAttachedFileMetadata"), batches);
        assert_eq!(site.calls("SearchRelatedItems"), before);
        assert_eq!(site.calls("GetAttachedFile"), 0);

        let mut by_case = ask(Shape::Ndjson);
        by_case.by_case = true;
        let other = audited(&by_case, &places).await.unwrap();
        is_the_truth(&other, &truth);
        assert_eq!(other.summary.places[0].1, Method::ByCase);
        let lines = |came: &Came| {
            let lines = came.text.lines().map(str::to_owned);
            lines.collect::<BTreeSet<String>>()
        };
        assert_eq!(lines(&came), lines(&other));
        assert_eq!(site.calls("BatchGetAttachedFileMetadata"), 2 * batches);
        assert_eq!(site.calls("SearchAllRelatedItems"), pages);
    }
}

#[tokio::test]
async fn two_runs_give_the_same_bytes() {
    let site = Site::of(&recipe(20, 600)).await;
    let places = [site.place().await];
    for shape in [
        Shape::Ndjson,
        Shape::Csv,
        Shape::Json,
        Shape::Html,
        Shape::Table(100),
    ] {
        let one = audited(&ask(shape), &places).await.unwrap();
        let other = audited(&ask(shape), &places).await.unwrap();
        assert_eq!(one.text, other.text);
        assert!(!one.text.is_empty());
    }
}

/// AWS promises no order: what comes late, and what breaks a case in two, is read all the same.
#[tokio::test]
async fn in_whatever_order_the_search_tells_them_all_files_are_there() {
    let site = Site::of(&recipe(40, 600)).await;
    let truth = site.truth(&site.place().await).await;
    let shuffled = Site::with(
        &recipe(40, 600),
        Faults::find("shuffled").unwrap(),
        Quotas::none(),
    )
    .await;
    let places = [shuffled.place().await];
    let came = audited(&ask(Shape::Ndjson), &places).await.unwrap();
    is_the_truth(&came, &truth);
    assert!(
        came.notes
            .iter()
            .any(|note| note.contains("out of their order"))
    );
}

#[tokio::test]
async fn a_denied_search_goes_case_by_case_and_says_so() {
    let denied = r#"{"on":"SearchAllRelatedItems","then":"denied"}"#;
    let site = Site::with(&recipe(20, 600), fault(denied), Quotas::none()).await;
    let place = site.place().await;
    let truth = site.truth(&place).await;
    let came = audited(&ask(Shape::Ndjson), &[place]).await.unwrap();
    is_the_truth(&came, &truth);
    assert_eq!(came.summary.places[0].1, Method::ByCase);
    assert!(came.notes[0].contains("cases:SearchAllRelatedItems is not allowed"));
}

#[tokio::test]
async fn without_batches_the_files_are_read_one_by_one() {
    let denied = r#"{"on":"BatchGetAttachedFileMetadata","then":"denied"}"#;
    let site = Site::with(&recipe(9, 60), fault(denied), Quotas::none()).await;
    let place = site.place().await;
    let truth = site.truth(&place).await;
    let came = audited(&ask(Shape::Ndjson), &[place]).await.unwrap();
    is_the_truth(&came, &truth);
    assert_eq!(site.calls("GetAttachedFile"), 60);
    assert!(came.notes[0].contains("one by one"));
}

#[tokio::test]
async fn who_may_read_nothing_hears_of_it_at_once() {
    let denied = r#"{"on":["BatchGetAttachedFileMetadata","GetAttachedFile"],"then":"denied"}"#;
    let site = Site::with(&recipe(40, 600), fault(denied), Quotas::none()).await;
    let place = site.place().await;
    let failure = audited(&ask(Shape::Ndjson), &[place]).await.err().unwrap();
    assert_eq!(failure.kind, FailureKind::Denied);
    assert!(site.calls("BatchGetAttachedFileMetadata") < 40);
}

#[tokio::test]
async fn one_case_that_cannot_be_read_takes_no_other_with_it() {
    let broken =
        r#"{"on":"BatchGetAttachedFileMetadata","from":3,"times":5,"then":{"status":500}}"#;
    let site = Site::with(&recipe(20, 600), fault(broken), Quotas::none()).await;
    let place = site.place().await;
    let truth = site.truth(&place).await;
    let came = audited(&ask(Shape::Ndjson), &[place]).await.unwrap();
    is_the_truth(&came, &truth);
}

#[tokio::test]
async fn titles_come_by_pages_and_never_one_a_case() {
    let site = Site::of(&recipe(250, 600)).await;
    let places = [site.place().await];
    let mut with_cases = ask(Shape::Ndjson);
    with_cases.with_cases = true;
    let came = audited(&with_cases, &places).await.unwrap();
    assert_eq!(site.calls("SearchCases"), 3);
    assert_eq!(site.calls("GetCase"), 0);
    for row in came.rows() {
        assert!(
            row["CaseReference"].is_string() && row["CaseTitle"].is_string(),
            "{row}"
        );
        assert!(["open", "closed"].contains(&row["CaseStatus"].as_str().unwrap()));
    }
    with_cases.by_case = true;
    let other = audited(&with_cases, &places).await.unwrap();
    let sorted = |came: &Came| {
        let mut lines: Vec<String> = came.text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&came), sorted(&other));
}

#[tokio::test]
async fn listed_contacts_come_last() {
    let site = Site::of(&recipe(9, 60)).await;
    let mut place = site.place().await;
    let home = place.instance.arn.clone().unwrap();
    let truth = site.truth(&place).await;
    let alone = audited(&ask(Shape::Ndjson), std::slice::from_ref(&place))
        .await
        .unwrap();
    // Found by walking over a case as a listing does.
    let mut contacts: Vec<Arn> = Vec::new();
    for (case, _) in &truth {
        let id = attache::domain::CaseId::new(case);
        let items = site
            .aws
            .related_items(&place.domain, &id, None)
            .await
            .unwrap()
            .items;
        for item in items {
            if let attache::aws::Related::Contact(contact) = item
                && !contacts.contains(&contact.arn)
            {
                contacts.push(contact.arn);
            }
        }
    }
    assert!(
        !contacts.is_empty()
            && contacts
                .iter()
                .all(|arn| arn.instance() == Some(home.clone()))
    );
    let all = contacts.iter();
    place.contacts = all
        .map(|arn| Contact {
            arn: arn.clone(),
            channel: ContactChannel::Unknown,
        })
        .collect();
    let came = audited(&ask(Shape::Ndjson), &[place]).await.unwrap();
    assert!(came.text.starts_with(&alone.text));
    let more = came.text[alone.text.len()..].lines().count();
    assert_eq!(more, contacts.len() * 2);
}

#[tokio::test]
async fn filters_leave_out_what_is_not_wanted_and_count_it() {
    let site = Site::of(&recipe(20, 600)).await;
    let places = [site.place().await];
    let all = audited(&ask(Shape::Ndjson), &places).await.unwrap();
    let filters = [
        Filter {
            statuses: vec!["REJECTED".to_owned(), "QUARANTINED".to_owned()],
            ..Filter::default()
        },
        Filter {
            created_after: now()
                .checked_sub(jiff::SignedDuration::from_hours(24 * 90))
                .ok(),
            ..Filter::default()
        },
        Filter {
            name: Some("INVOICE".to_owned()),
            least: Some(1_000),
            ..Filter::default()
        },
        Filter {
            uploader: Some("caseuploader".to_owned()),
            tags: vec![("department".to_owned(), None)],
            ..Filter::default()
        },
    ];
    for filter in filters {
        let mut wish = ask(Shape::Ndjson);
        wish.filter = filter.clone();
        let came = audited(&wish, &places).await.unwrap();
        let rows = came.rows();
        let errors = rows
            .iter()
            .filter(|row| row["ErrorCode"].is_string())
            .count();
        let files = rows.len() - errors;
        assert!(files > 0, "{filter:?}");
        let left_out = came.summary.totals.left_out;
        assert_eq!(
            files as u64 + left_out,
            all.summary.totals.all.files,
            "{filter:?}"
        );
        assert_eq!(errors as u64, all.summary.totals.errors, "{filter:?}");
        for row in rows.iter().filter(|row| row["FileStatus"].is_string()) {
            if !filter.statuses.is_empty() {
                let status = row["FileStatus"].as_str().unwrap();
                assert!(filter.statuses.iter().any(|wanted| wanted == status));
            }
            if filter.name.is_some() {
                assert!(row["FileName"].as_str().unwrap().contains("invoice"));
            }
            if !filter.tags.is_empty() {
                assert_eq!(row["Tags"]["department"], "claims");
            }
        }
    }
}

#[tokio::test]
async fn places_beside_each_other_come_one_after_the_other() {
    let both = Recipe {
        domains: 2,
        ..recipe(20, 600)
    };
    let site = Site::of(&both).await;
    let second = format!("{}-2", Recipe::INSTANCE);
    let places = [site.place().await, site.place_of(&second).await];
    for shape in [Shape::Ndjson, Shape::Csv] {
        let mut texts = Vec::new();
        for place in 0..2 {
            let came = audited(&ask(shape), &places[place..=place]).await.unwrap();
            texts.push(came.text);
        }
        let came = audited(&ask(shape), &places).await.unwrap();
        let second = match shape {
            Shape::Csv => texts[1].split_once("\r\n").unwrap().1,
            _ => &texts[1],
        };
        assert_eq!(came.text, format!("{}{second}", texts[0]));
        assert_eq!(
            came.summary.totals.all.files + came.summary.totals.errors,
            1_200
        );
    }
}

#[tokio::test]
async fn under_a_quota_nothing_is_throttled() {
    let quota = Quotas::uniform(200.0, 5);
    let site = Site::with(&recipe(20, 600), Faults::default(), quota).await;
    let access = site.server.access().clone();
    let settings = attache::aws::AwsSettings {
        fallback_region: None,
        login: attache::aws::Login::Keys {
            access_key_id: access.access_key_id,
            secret_access_key: access.secret_access_key,
        },
        region: Some(access.region),
        endpoint_url: Some(site.server.endpoint()),
        pacing: attache::aws::Pacing {
            max_rps: Some(200.0),
            full_speed: true,
            ..Default::default()
        },
    };
    let mut place = site.place().await;
    let aws = attache::aws::Aws::new(settings, crate::aws::http());
    place.aws = aws.in_background();
    let before = site.server.throttled();
    let came = audited(&ask(Shape::Ndjson), &[place]).await.unwrap();
    assert_eq!(came.rows().len(), 600);
    assert_eq!(site.server.throttled(), before);
}
