//! A file that is to be opened, up to the moment when the desktop would get it.

use attache::domain::{Attachment, FailureKind, Opened};
use attache::ledger::Ledger;
use attache::net::{Timings, Transport};
use attache::operations::{Downloads, FileAt};
use tempfile::TempDir;

use crate::cli::program::files_in;
use crate::operations::{Site, listed};

/// What comes of the wish to open this file under another name.
async fn opened_as(site: &Site, content: &str, name: &str) -> (Opened, TempDir) {
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let mut files = files.into_iter();
    let found = files.find(|file| file.title().as_str() == content);
    let file = Attachment {
        name: Some(name.into()),
        ..found.unwrap()
    };
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    let private = TempDir::new().unwrap();
    let at = FileAt {
        aws: &site.aws,
        instance: &instance.id,
        file: &file,
    };
    let opened = downloads.open(at, private.path(), false, |_| {}).await;
    (opened.unwrap(), private)
}

#[tokio::test]
async fn a_doubt_by_the_name_costs_nothing() {
    let site = Site::start().await;
    for name in [
        "a.exe",
        "a.pdf.lnk",
        "a\u{202e}fdp.exe",
        "a.HTML",
        "a.docm ",
    ] {
        let (opened, private) = opened_as(&site, "call notes.txt", name).await;
        assert!(matches!(opened, Opened::Doubtful(_)), "{name}");
        assert!(files_in(private.path()).is_empty());
    }
    assert_eq!(site.calls("GetAttachedFile"), 0);
}

#[tokio::test]
async fn a_doubt_by_the_content_comes_before_the_desktop_has_it() {
    let site = Site::start().await;
    for (content, name) in [
        ("warranty.docx", "scan.png"),
        ("photo-front.png", "form.pdf"),
    ] {
        let (opened, private) = opened_as(&site, content, name).await;
        let Opened::Doubtful(risk) = opened else {
            panic!("{name} was handed over");
        };
        let why = risk.why.as_str();
        assert!(
            why.contains("is called .") && why.contains("but is"),
            "{why}"
        );
        // It lies here already, should the person want it all the same.
        let folders = files_in(private.path());
        assert_eq!(files_in(&private.path().join(&folders[0])), [name]);
    }
    assert_eq!(site.calls("GetAttachedFile"), 2);
}

#[tokio::test]
async fn what_is_not_approved_is_not_even_doubted() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    let private = TempDir::new().unwrap();
    for file in files.iter().filter(|file| !file.status.can_be_downloaded()) {
        let at = FileAt {
            aws: &site.aws,
            instance: &instance.id,
            file,
        };
        let failure = downloads.open(at, private.path(), true, |_| {}).await;
        assert_eq!(failure.unwrap_err().kind, FailureKind::NotApproved);
    }
    assert_eq!(site.calls("GetAttachedFile"), 0);
    assert!(files_in(private.path()).is_empty());
}
