//! What the first bytes of a file show, and what looking at them costs.

use attache::domain::{FailureKind, FileStatus, Preview};
use attache::ledger::Ledger;
use attache::net::{Timings, Transport};
use attache::operations::{Downloads, FileAt};

use crate::operations::{Site, listed};

fn shown(head: &[u8], whole: bool) -> (String, Vec<String>, bool) {
    let preview = Preview::of(head, whole);
    let lines = preview.lines.iter().map(|line| line.as_str().to_owned());
    (
        preview.kind.as_str().to_owned(),
        lines.collect(),
        preview.whole,
    )
}

fn text(kind: &str, lines: &[&str]) -> (String, Vec<String>, bool) {
    let lines = lines.iter().map(|&line| line.to_owned()).collect();
    (kind.to_owned(), lines, true)
}

#[test]
fn texts_are_shown_in_their_encoding() {
    for (head, expected) in [
        (
            b"a\r\nb\tc\n".as_slice(),
            text("text, UTF-8", &["a", "b    c"]),
        ),
        ("Größe\n".as_bytes(), text("text, UTF-8", &["Größe"])),
        (b"\xef\xbb\xbfa", text("text, UTF-8", &["a"])),
        (b"\xff\xfea\0\xfc\0", text("text, UTF-16", &["aü"])),
        (b"\xfe\xff\0a\0\xfc", text("text, UTF-16", &["aü"])),
        (
            b"Gr\xf6\xdfe 12",
            text("text, perhaps Latin-1", &["Größe 12"]),
        ),
        (b"a\x1b[2Jb", text("text, UTF-8", &["a⟨U+001B⟩[2Jb"])),
        (b"", text("empty", &[])),
    ] {
        assert_eq!(shown(head, true), expected, "{head:?}");
    }
}

#[test]
fn a_character_that_was_cut_is_left_out() {
    let head = "ab…".as_bytes();
    let (kind, lines, whole) = shown(&head[..head.len() - 1], false);
    assert_eq!(
        (kind.as_str(), lines),
        ("text, UTF-8", vec!["ab".to_owned()])
    );
    assert!(!whole);
}

#[test]
fn json_is_broken_into_lines_when_all_of_it_is_there() {
    let json = br#"{"b":[1.10,{}],"a":"x\",{y"}"#;
    let expected = [
        "{",
        "  \"b\": [",
        "    1.10,",
        "    {}",
        "  ],",
        "  \"a\": \"x\\\",{y\"",
        "}",
    ];
    assert_eq!(shown(json, true), text("JSON, UTF-8", &expected));
    let (kind, lines, _) = shown(json, false);
    assert_eq!((kind.as_str(), lines.len()), ("text, UTF-8", 1));
    assert_eq!(shown(b"{no json}", true).0, "text, UTF-8");
}

#[test]
fn what_is_no_text_is_named() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x07\x80\0\0\x04\x38\x08\x06\0\0\0";
    let gif = b"GIF89a\x10\0\x20\0\x80";
    let jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\x01\x11\0";
    for (head, kind) in [
        (png.as_slice(), "PNG picture, 1920 × 1080"),
        (gif, "GIF picture, 16 × 32"),
        (jpeg, "JPG picture, 32 × 16"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "ZIP archive"),
        (b"\0\x01\x02\x03", "data of an unknown kind"),
    ] {
        assert_eq!(shown(head, true), (kind.to_owned(), Vec::new(), true));
    }
    // Cut off anywhere it is still a picture, and nothing breaks.
    for end in 3..jpeg.len() {
        assert!(shown(&jpeg[..end], false).0.starts_with("JPG picture"));
    }
}

#[test]
fn lines_are_bounded() {
    let (_, lines, whole) = shown("x\n".repeat(30_000).as_bytes(), true);
    assert_eq!(lines.len(), 2_000);
    assert!(!whole);
}

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
        .preview(at(named("call notes.txt")))
        .await
        .unwrap();
    assert!(notes.whole && !notes.lines.is_empty());
    let content = String::from_utf8(crate::cli::program::content("notes.txt")).unwrap();
    assert_eq!(notes.lines[0].as_str(), content.lines().next().unwrap());
    assert_eq!(site.calls("GetAttachedFile"), 1);
    let waiting = files
        .iter()
        .find(|file| file.status == FileStatus::Processing);
    let failure = downloads.preview(at(waiting.unwrap())).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotApproved);
    assert_eq!(site.calls("GetAttachedFile"), 1);
}
