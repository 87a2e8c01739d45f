//! What the file holds, its bounds, and what becomes of a broken one.

use std::fs;

use attache::domain::{Arn, FailureKind, Recent};
use attache::recents::Recents;
use serde_json::Value;

use super::{Place, agent, beside, case, instance, titles};

#[tokio::test]
async fn the_latest_comes_first_and_the_oldest_goes() {
    let (place, aws, desk) = (Place::new(), agent().await.aws(), instance("desk"));
    let store = place.store();
    for number in 1..=23 {
        store.remember(&aws, &desk, &case(number)).await;
    }
    store.remember(&aws, &desk, &case(10)).await;
    // Another process reads what this one wrote.
    let recalled = place.store().recall(&aws, &desk).await;
    let expected: Vec<_> = [10, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11]
        .into_iter()
        .chain((4..10).rev())
        .map(case)
        .collect();
    assert_eq!(recalled, expected);
}

#[tokio::test]
async fn the_list_that_was_used_least_lately_goes() {
    let (place, aws) = (Place::new(), agent().await.aws());
    let store = place.store();
    for number in 0..=50 {
        store
            .remember(&aws, &instance(&format!("i{number}")), &case(number))
            .await;
        // Used again and again, so it stays.
        store.remember(&aws, &instance("i0"), &case(0)).await;
    }
    assert!(store.recall(&aws, &instance("i1")).await.is_empty());
    assert_eq!(store.recall(&aws, &instance("i0")).await.len(), 1);
    assert_eq!(store.recall(&aws, &instance("i2")).await.len(), 1);
}

#[tokio::test]
async fn only_ids_and_titles_are_kept_for_the_owner_alone() {
    let (place, aws) = (Place::new(), agent().await.aws());
    place
        .store()
        .remember(&aws, &instance("desk"), &case(1))
        .await;
    let file: Value = serde_json::from_str(&place.text()).unwrap();
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&file), ["lists", "version"]);
    assert_eq!(keys(&file["lists"][0]), ["cases", "instance", "owner"]);
    let kept = &file["lists"][0]["cases"][0];
    assert_eq!(keys(kept), ["case", "reference", "title"]);
    assert_eq!(beside(&place.path()), ["recents.json", "recents.lock"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&place.path()), 0o600);
        assert_eq!(mode(&place.path().with_extension("lock")), 0o600);
        assert_eq!(mode(place.path().parent().unwrap()), 0o700);
    }
}

#[tokio::test]
async fn what_is_hostile_or_endless_is_bounded() {
    let (place, aws, desk) = (Place::new(), agent().await.aws(), instance("desk"));
    let store = place.store();
    let hostile = Recent {
        title: Some(format!("\u{1b}]0;owned\u{7}\u{202e}{}", "long ".repeat(1_000)).into()),
        reference: Some("9".repeat(5_000).into()),
        ..case(1)
    };
    store.remember(&aws, &desk, &hostile).await;
    let recalled = store.recall(&aws, &desk).await.remove(0);
    let title = recalled.title.unwrap();
    assert_eq!(title.raw().chars().count(), 200);
    assert!(
        title
            .as_str()
            .starts_with("⟨U+001B⟩]0;owned⟨U+0007⟩⟨U+202E⟩long")
    );
    assert_eq!(recalled.reference.unwrap().raw().len(), 200);
    let endless = format!(
        "arn:aws:cases:eu-test-1:1:domain/d/case/{}",
        "9".repeat(5_000)
    );
    let endless = Recent {
        case: Arn::parse(&endless).unwrap(),
        ..case(2)
    };
    store.remember(&aws, &desk, &endless).await;
    assert_eq!(titles(&store.recall(&aws, &desk).await).len(), 1);
}

#[tokio::test]
async fn a_broken_or_foreign_file_is_empty_until_something_is_remembered() {
    let (aws, desk) = (agent().await.aws(), instance("desk"));
    let good = {
        let place = Place::new();
        place.store().remember(&aws, &desk, &case(1)).await;
        place.text()
    };
    let broken: [&[u8]; 8] = [
        b"",
        b"not json",
        b"[]",
        b"{\"version\":1}",
        b"{\"version\":1,\"lists\":[{\"owner\":1}]}",
        b"\xff\xfe\x00",
        &good.as_bytes()[..good.len() / 2],
        &good
            .replace("\"version\": 1", "\"version\": 2")
            .into_bytes(),
    ];
    for text in broken {
        let place = Place::new();
        place.write(text);
        let store = place.store();
        assert!(store.recall(&aws, &desk).await.is_empty());
        assert_eq!(fs::read(place.path()).unwrap(), text);
        store.remember(&aws, &desk, &case(2)).await;
        assert_eq!(store.recall(&aws, &desk).await, [case(2)]);
    }
    // Of a list that somebody changed, what is no case is left out.
    let place = Place::new();
    place.write(good.replace("/case/1", "").as_bytes());
    assert!(place.store().recall(&aws, &desk).await.is_empty());
    let folder = Place::new();
    fs::create_dir_all(folder.path()).unwrap();
    assert!(folder.store().recall(&aws, &desk).await.is_empty());
    folder.store().remember(&aws, &desk, &case(1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn browsers_side_by_side_lose_nothing_of_each_other() {
    let (place, aws) = (Place::new(), agent().await.aws());
    let writers = (0..8).map(|writer| {
        // Each a store of its own, as another process has it.
        let (store, aws) = (place.store(), aws.clone());
        tokio::spawn(async move {
            let own = instance(&format!("i{writer}"));
            for number in 0..5 {
                store.remember(&aws, &own, &case(number)).await;
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    for writer in 0..8 {
        let own = instance(&format!("i{writer}"));
        assert_eq!(place.store().recall(&aws, &own).await.len(), 5, "{writer}");
    }
}

#[tokio::test]
async fn off_is_off_and_forgetting_leaves_nothing() {
    let (place, aws, desk) = (Place::new(), agent().await.aws(), instance("desk"));
    let off = Recents::off();
    off.remember(&aws, &desk, &case(1)).await;
    assert!(off.recall(&aws, &desk).await.is_empty());
    let store = place.store();
    store.forget().await.unwrap();
    assert!(!place.path().parent().unwrap().exists());
    store.remember(&aws, &desk, &case(1)).await;
    off.forget().await.unwrap();
    assert!(place.path().exists());
    store.forget().await.unwrap();
    assert!(!place.path().exists());
    assert!(store.recall(&aws, &desk).await.is_empty());
    store.forget().await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_forgotten_is_told() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let store = Recents::open(file.join("recents.json"));
    let failure = store.forget().await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local);
    assert!(failure.to_string().contains("recents.json"), "{failure}");
}
