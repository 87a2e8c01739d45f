//! What looking into a file costs, and what is told of it.

use attache::demo::Faults;
use attache::domain::{
    Attachment, Failure, FailureKind, FileStatus, Graphics, InstanceId, Preview,
};
use attache::ledger::Ledger;
use attache::net::{Timings, Transport};
use attache::operations::{Downloads, FileAt};

use crate::operations::{Site, listed};

#[tokio::test]
async fn looking_into_a_file_costs_one_link_and_no_disk() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    let named = |name: &str| {
        let mut files = files.iter();
        files.find(|file| file.title().as_str() == name).unwrap()
    };
    let at = |file| FileAt {
        aws: &site.aws,
        instance: &instance.id,
        file,
    };
    let notes = downloads
        .preview(at(named("call notes.txt")), Graphics::Blocks)
        .await
        .unwrap();
    assert!(notes.whole && !notes.lines().is_empty());
    let content = String::from_utf8(crate::cli::program::content("notes.txt")).unwrap();
    assert_eq!(notes.lines()[0].as_str(), content.lines().next().unwrap());
    assert_eq!(site.calls("GetAttachedFile"), 1);
    let waiting = files
        .iter()
        .find(|file| file.status == FileStatus::Processing);
    let failure = downloads
        .preview(at(waiting.unwrap()), Graphics::Blocks)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotApproved);
    assert_eq!(site.calls("GetAttachedFile"), 1);
}

#[tokio::test]
async fn an_empty_file_of_an_unknown_size_is_empty() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("3CWPF7R2N").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let mut file = named(&files, "empty.txt");
    file.size = None;
    let preview = looked_into(&site, &instance.id, &file).await.unwrap();
    assert_eq!(
        (preview.kind.as_str(), preview.whole, preview.lines().len()),
        ("empty", true, 0)
    );
    let statuses: Vec<_> = site.server.fetches().iter().map(|one| one.status).collect();
    assert_eq!(statuses, [Some(416), Some(200)]);
    assert_eq!(site.calls("GetAttachedFile"), 1, "by the same link");
}

#[tokio::test]
async fn of_a_large_file_only_the_start_is_fetched() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("10000163").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let film = named(&files, "flicker-20MB.mp4");
    let preview = looked_into(&site, &instance.id, &film).await.unwrap();
    assert!(!preview.whole);
    let fetches = site.server.fetches();
    assert_eq!(fetches.len(), 1);
    assert_eq!(fetches[0].range.as_deref(), Some("bytes=0-65535"));
    assert_eq!((fetches[0].status, fetches[0].sent), (Some(206), 65_536));
}

#[tokio::test]
async fn a_content_that_contradicts_its_name_says_so() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let mut file = named(&files, "warranty.docx");
    let honest = looked_into(&site, &instance.id, &file).await.unwrap();
    assert_eq!(honest.doubt, None);
    file.name = Some("warranty.png".into());
    let preview = looked_into(&site, &instance.id, &file).await.unwrap();
    let said = preview.doubt.unwrap();
    assert!(
        said.as_str().starts_with("It is called .png but is"),
        "{said}"
    );
}

#[tokio::test]
async fn a_line_that_breaks_half_way_is_told_and_shows_nothing() {
    let site = Site::with(Faults::named("cut-link").unwrap()).await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let file = named(&files, "carrier-report.csv");
    let failure = looked_into(&site, &instance.id, &file).await.unwrap_err();
    let said = failure.to_string();
    assert!(
        said.contains("carrier-report.csv could not be looked into"),
        "{said}"
    );
    assert!(said.contains("broke after"), "{said}");
    assert!(!said.contains("X-Amz"), "{said}");
    // The next look goes well.
    assert!(looked_into(&site, &instance.id, &file).await.is_ok());
}

fn named(files: &[Attachment], name: &str) -> Attachment {
    let mut files = files.iter();
    files
        .find(|file| file.title().as_str() == name)
        .unwrap()
        .clone()
}

async fn looked_into(
    site: &Site,
    instance: &InstanceId,
    file: &Attachment,
) -> Result<Preview, Failure> {
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    downloads
        .preview(
            FileAt {
                aws: &site.aws,
                instance,
                file,
            },
            Graphics::Blocks,
        )
        .await
}
