//! The record of what was saved: what is found again, what is passed over, and that
//! nothing is lost when several add to it.

use std::fs;
use std::path::{Path, PathBuf};

use attache::domain::Saved;
use attache::ledger::{Entry, Ledger};
use tempfile::TempDir;

/// A state folder that is not there yet, and a folder with saved files.
struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("files")).unwrap();
        Self { root }
    }

    fn path(&self) -> PathBuf {
        self.root.path().join("state").join("saved.jsonl")
    }

    fn files(&self) -> PathBuf {
        self.root.path().join("files")
    }

    fn ledger(&self) -> Ledger {
        Ledger::open(self.path())
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn write(&self, text: &[u8]) {
        fs::create_dir_all(self.path().parent().unwrap()).unwrap();
        fs::write(self.path(), text).unwrap();
    }
}

fn entry(mark: &str, folder: &Path, name: &str) -> Entry {
    Entry {
        mark: mark.to_owned(),
        saved: Saved {
            path: folder.join(name),
            size: 3,
            sha256: "ab".repeat(32),
        },
    }
}

async fn names(ledger: &Ledger, mark: &str, folder: &Path) -> Vec<String> {
    let found = ledger.find(mark, folder).await.into_iter();
    found
        .map(|known| {
            known
                .saved
                .path
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[tokio::test]
async fn what_is_recorded_is_found_by_its_mark_and_folder_the_latest_first() {
    let place = Place::new();
    let (ledger, files) = (place.ledger(), place.files());
    assert_eq!(names(&ledger, "one", &files).await, [""; 0]);
    for name in ["a.pdf", "a (1).pdf", "a.pdf"] {
        ledger.record(entry("one", &files, name)).await;
    }
    ledger.record(entry("two", &files, "b.pdf")).await;
    ledger
        .record(entry("one", place.root.path(), "c.pdf"))
        .await;
    // Another process sees the same as the one that wrote it.
    for ledger in [ledger, place.ledger()] {
        // What was saved elsewhere may have been moved here, and comes last.
        let all = names(&ledger, "one", &files).await;
        assert_eq!(all, ["a.pdf", "a (1).pdf", "c.pdf"]);
        let all = names(&ledger, "one", place.root.path()).await;
        assert_eq!(all, ["c.pdf", "a.pdf", "a (1).pdf"]);
        assert_eq!(names(&ledger, "two", &files).await, ["b.pdf"]);
        let root = fs::canonicalize(place.root.path()).unwrap();
        assert_eq!(ledger.folders(), [root.clone(), root.join("files")]);
    }
    let ledger = place.ledger();
    ledger
        .record(entry("three", place.root.path(), "b.pdf"))
        .await;
    let all = names(&ledger, "two", place.root.path()).await;
    assert_eq!(all, [""; 0], "the name is another file's there");
    let found = place.ledger().find("two", &files).await.remove(0);
    assert_eq!(found.saved, entry("two", &files, "b.pdf").saved);
    assert!(found.at.is_some());
}

#[cfg(unix)]
#[tokio::test]
async fn one_folder_has_many_names_and_the_file_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let (ledger, files) = (place.ledger(), place.files());
    ledger.record(entry("one", &files, "a.pdf")).await;
    let link = place.root.path().join("link");
    std::os::unix::fs::symlink(&files, &link).unwrap();
    let found = ledger.find("one", &link.join("../files")).await;
    assert_eq!(found[0].saved.path, link.join("../files/a.pdf"));
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.path()), 0o600);
    assert_eq!(mode(place.path().parent().unwrap()), 0o700);
}

#[tokio::test]
async fn broken_lines_are_passed_over_and_take_nothing_with_them() {
    let place = Place::new();
    let files = fs::canonicalize(place.files()).unwrap();
    let line = |folder: &str, name: &str| {
        format!(
            "{{\"mark\":\"one\",\"folder\":{},\"name\":{},\"size\":3,\"sha256\":\"ab\",\"time\":\"x\"}}\n",
            serde_json::json!(folder),
            serde_json::json!(name)
        )
    };
    let folder = files.to_str().unwrap();
    let mut text = b"\xff\xfe\n\n{}\n[1]\nnull\n".to_vec();
    text.extend(line(folder, "good.pdf").bytes());
    for name in ["../up.pdf", "/etc/passwd", "..", ".", "", "a/b"] {
        text.extend(line(folder, name).bytes());
    }
    text.extend(line("relative", "good.pdf").bytes());
    text.extend(line(folder, &"x".repeat(100_000)).bytes());
    // The last line broke off.
    text.extend(line(folder, "torn.pdf").bytes().take(40));
    place.write(&text);
    let ledger = place.ledger();
    assert_eq!(names(&ledger, "one", &files).await, ["good.pdf"]);
    ledger.record(entry("one", &files, "new.pdf")).await;
    assert_eq!(names(&ledger, "one", &files).await, ["new.pdf", "good.pdf"]);
}

#[tokio::test]
async fn a_state_folder_that_takes_nothing_is_no_failure() {
    let place = Place::new();
    fs::write(place.root.path().join("state"), "a file").unwrap();
    let ledger = place.ledger();
    ledger.record(entry("one", &place.files(), "a.pdf")).await;
    assert_eq!(names(&ledger, "one", &place.files()).await, [""; 0]);
    // A folder in the file's place, and no record at all.
    let place = Place::new();
    fs::create_dir_all(place.path()).unwrap();
    for ledger in [place.ledger(), Ledger::off()] {
        ledger.record(entry("one", &place.files(), "a.pdf")).await;
        assert_eq!(names(&ledger, "one", &place.files()).await, [""; 0]);
        assert_eq!(ledger.folders(), [""; 0].map(PathBuf::from));
    }
}

#[tokio::test]
async fn a_lock_that_is_never_given_back_holds_nobody_up() {
    let place = Place::new();
    let (ledger, files) = (place.ledger(), place.files());
    ledger.record(entry("one", &files, "a.pdf")).await;
    let lock = fs::File::open(place.path().with_extension("lock")).unwrap();
    lock.lock().unwrap();
    ledger.record(entry("one", &files, "b.pdf")).await;
    assert_eq!(names(&ledger, "one", &files).await, ["b.pdf", "a.pdf"]);
    assert_eq!(ledger.trouble(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_record_that_grew_too_long_keeps_its_newest_lines_and_none_is_lost() {
    let place = Place::new();
    let files = fs::canonicalize(place.files()).unwrap();
    let old = format!(
        "{{\"mark\":\"old\",\"folder\":{},\"name\":\"{}\",\"size\":3,\"sha256\":\"ab\",\"time\":\"x\"}}\n",
        serde_json::json!(files.to_str().unwrap()),
        "x".repeat(200),
    );
    // Just below the length at which it is shortened: the first that is added is too much.
    place.write(old.repeat(10_000_000 / old.len()).as_bytes());
    let adding = (0..40).map(|number| {
        // Each as a process of its own.
        let (ledger, files) = (place.ledger(), files.clone());
        tokio::spawn(async move {
            let name = format!("{number}.pdf");
            ledger.record(entry("new", &files, &name)).await;
        })
    });
    let adding: Vec<_> = adding.collect();
    for one in adding {
        one.await.unwrap();
    }
    assert!(place.text().len() < 7_000_000, "{}", place.text().len());
    assert!(place.text().lines().count() <= 20_000 + 40);
    assert_eq!(names(&place.ledger(), "new", &files).await.len(), 40);
    assert_eq!(names(&place.ledger(), "old", &files).await.len(), 1);
}
