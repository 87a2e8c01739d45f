//! Names that are one on some disk, names that are taken, and what makes room for what.

use std::fs;
use std::path::Path;

use attache::domain::SafeName;
use attache::transfer::{Target, folded, there, whole};
use futures_util::future::join_all;
use tempfile::TempDir;

use crate::transfer_world::{World, content, names};

fn named(world: &World, name: &str, replace: bool) -> Target {
    Target {
        replace,
        ..world.target(name)
    }
}

#[test]
fn names_fold_as_file_systems_fold_them() {
    for (one, other) in [
        ("Invoice.pdf", "invoice.PDF"),
        ("caf\u{e9}", "cafe\u{301}"),
        ("STRASSE", "stra\u{df}e"),
        ("\u{3a3}", "\u{3c2}"),
        ("\u{c5}", "a\u{30a}"),
    ] {
        assert_eq!(folded(one), folded(other), "{one} {other}");
        assert_eq!(folded(&folded(one)), folded(one));
    }
    for (one, other) in [("x\u{b2}", "x2"), ("a", "b"), ("a b", "ab")] {
        assert_ne!(folded(one), folded(other));
    }
}

#[tokio::test]
async fn two_names_that_fold_to_one_never_meet() {
    for (one, other) in [
        ("Invoice.pdf", "invoice.PDF"),
        ("caf\u{e9}.txt", "cafe\u{301}.txt"),
        ("STRASSE.md", "stra\u{df}e.md"),
    ] {
        let world = World::answering(|| content(300_000)).await;
        let saved =
            join_all((0..8).map(|n| world.save(if n % 2 == 0 { one } else { other }))).await;
        assert!(saved.iter().all(Result::is_ok), "{saved:?}");
        let mut folds: Vec<String> = names(world.folder.path())
            .iter()
            .map(|n| folded(n))
            .collect();
        assert_eq!(folds.len(), 8, "{folds:?}");
        folds.sort();
        folds.dedup();
        assert_eq!(folds.len(), 8, "{folds:?}");
    }
}

#[tokio::test]
async fn what_has_the_name_is_told() {
    let folder = TempDir::new().unwrap();
    let wished = SafeName::new("Invoice.pdf", "id");
    assert_eq!(there(folder.path(), &wished).await, None);
    assert_eq!(there(Path::new("/no/such/folder"), &wished).await, None);
    fs::write(folder.path().join("INVOICE.pdf"), "four").unwrap();
    let found = there(folder.path(), &wished).await.unwrap();
    assert_eq!(found.path, folder.path().join("INVOICE.pdf"));
    assert_eq!(found.size, 4);
    assert!(found.modified.is_some());
    fs::remove_file(&found.path).unwrap();
    fs::create_dir(folder.path().join("invoice.PDF")).unwrap();
    let found = there(folder.path(), &wished).await.unwrap();
    assert_eq!(found.path, folder.path().join("invoice.PDF"));
}

#[tokio::test]
async fn what_shall_make_room_does_and_nothing_else() {
    let world = World::answering(|| "new").await;
    let old = world.folder.path().join("A.txt");
    fs::write(&old, "old").unwrap();
    let saved = world
        .save_as(&named(&world, "a.txt", true), |_| {})
        .await
        .unwrap();
    assert_eq!(
        (saved.path, names(world.folder.path())),
        (old.clone(), vec!["A.txt".to_owned()])
    );
    assert_eq!(fs::read_to_string(&old).unwrap(), "new");
    // Nothing to replace, and a folder, which never is.
    let saved = world
        .save_as(&named(&world, "b.txt", true), |_| {})
        .await
        .unwrap();
    assert_eq!(saved.path, world.folder.path().join("b.txt"));
    fs::create_dir(world.folder.path().join("c.txt")).unwrap();
    let saved = world
        .save_as(&named(&world, "c.txt", true), |_| {})
        .await
        .unwrap();
    assert_eq!(saved.path, world.folder.path().join("c (1).txt"));
}

#[tokio::test]
async fn what_changed_meanwhile_does_not_make_room() {
    let mut world = World::answering(|| content(1_000)).await;
    world.timings.report = std::time::Duration::ZERO;
    let old = world.folder.path().join("a.txt");
    fs::write(&old, "old").unwrap();
    let target = named(&world, "a.txt", true);
    let edit = |_| fs::write(&old, "edited by somebody").unwrap();
    let saved = world.save_as(&target, edit).await.unwrap();
    assert_eq!(saved.path, world.folder.path().join("a (1).txt"));
    assert_eq!(fs::read_to_string(&old).unwrap(), "edited by somebody");
}

#[cfg(unix)]
#[tokio::test]
async fn no_link_is_followed_whatever_has_one() {
    use std::os::unix::fs::symlink;
    let outside = TempDir::new().unwrap();
    let precious = outside.path().join("precious");
    fs::write(&precious, "mine").unwrap();
    for replace in [false, true] {
        let world = World::answering(|| content(300_000)).await;
        let folder = world.folder.path();
        for name in ["a.txt", ".a.txt.attache-part", ".a.txt.attache-part.json"] {
            symlink(&precious, folder.join(name)).unwrap();
        }
        let saved = world
            .save_as(&named(&world, "a.txt", replace), |_| {})
            .await
            .unwrap();
        let name = if replace { "a.txt" } else { "a (1).txt" };
        assert_eq!(saved.path, folder.join(name));
        assert!(fs::symlink_metadata(&saved.path).unwrap().is_file());
        assert!(fs::read(&saved.path).unwrap() == content(300_000));
        assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
        assert_eq!(names(outside.path()), ["precious"]);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_is_a_persons_own_link_is_fine() {
    let world = World::answering(|| "x").await;
    let real = TempDir::new().unwrap();
    let mut target = world.target("a.txt");
    target.folder = world.folder.path().join("link");
    std::os::unix::fs::symlink(real.path(), &target.folder).unwrap();
    let saved = world.save_as(&target, |_| {}).await.unwrap();
    assert_eq!(saved.path, target.folder.join("a.txt"));
    assert_eq!(names(real.path()), ["a.txt"]);
}

#[tokio::test]
async fn a_file_is_whole_only_when_it_is_the_very_same() {
    let world = World::answering(|| content(600_000)).await;
    let saved = world.save("a.bin").await.unwrap();
    assert!(whole(&saved.path, saved.size, &saved.sha256).await);
    assert!(!whole(&saved.path, saved.size + 1, &saved.sha256).await);
    assert!(!whole(world.folder.path(), saved.size, &saved.sha256).await);
    #[cfg(unix)]
    {
        let link = world.folder.path().join("link");
        std::os::unix::fs::symlink(&saved.path, &link).unwrap();
        assert!(!whole(&link, saved.size, &saved.sha256).await);
    }
    let mut bytes = content(600_000);
    bytes[599_999] ^= 1;
    fs::write(&saved.path, bytes).unwrap();
    assert!(!whole(&saved.path, saved.size, &saved.sha256).await);
}
