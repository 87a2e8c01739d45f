//! Samples that are cut off, bent and blown up: nothing panics, nothing grows without bound,
//! and nothing that comes out can drive a terminal.

use attache::contents::Content;
use attache::domain::{Body, Graphics, Preview, SafeText};
use proptest::prelude::*;

use super::zipped::{Member, zipped};
use super::{look, look_within};

const SAMPLES: [&str; 17] = [
    "bundle.zip",
    "complaint.eml",
    "device.log",
    "greeting-utf16.txt",
    "invoice.pdf",
    "lens.jpg",
    "lens.webp",
    "lenses.tsv",
    "orders.csv",
    "policy.pdf",
    "receipt.png",
    "repairs.xlsx",
    "reply-sjis.txt",
    "screen.png",
    "settings.json",
    "turning.gif",
    "warranty.docx",
];

/// No more than this is ever kept, in bytes; a sharp picture takes most.
const MOST: usize = 6_000_000;

/// No more than this of a text or a table.
const MOST_OF_TEXT: usize = 2_500_000;

fn check(preview: &Preview) {
    let most = if preview.picture().is_some() {
        MOST
    } else {
        MOST_OF_TEXT
    };
    assert!(preview.bytes() < most, "{} bytes", preview.bytes());
    let mut texts: Vec<&SafeText> = vec![&preview.kind];
    texts.extend(preview.facts.iter().map(|(_, text)| text));
    texts.extend(&preview.note);
    texts.extend(preview.lines());
    if let Body::Sheet(sheet) = &preview.body {
        texts.extend(sheet.head.iter().chain(sheet.rows.iter().flatten()));
    }
    for text in texts {
        let plain = |c: char| !c.is_control() && !"\u{202e}\u{200b}".contains(c);
        assert!(text.as_str().chars().all(plain), "{text:?}");
    }
}

fn content(name: &str) -> Vec<u8> {
    crate::cli::program::content(name)
}

#[test]
fn every_sample_may_end_anywhere() {
    for name in SAMPLES {
        let bytes = content(name);
        // Each place of a small one; of a larger one as many.
        let step = (bytes.len() / 400).max(1);
        for end in (0..bytes.len()).step_by(step) {
            for whole in [true, false] {
                let shown = name.into();
                let cut = Content {
                    name: &shown,
                    bytes: &bytes[..end],
                    whole,
                };
                check(&look_within(cut, Graphics::Blocks));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bent_samples_break_nothing(
        which in 0..SAMPLES.len(),
        bends in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        doubled in any::<prop::sample::Index>(),
    ) {
        let name = SAMPLES[which];
        let mut bytes = content(name);
        for (place, value) in bends {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        let from = doubled.index(bytes.len());
        let tail = bytes[from..].to_vec();
        bytes.extend(tail);
        check(&look(name, &bytes));
    }

    #[test]
    fn any_bytes_under_any_name_break_nothing(
        bytes in prop::collection::vec(any::<u8>(), 0..3_000),
        start in prop::sample::select(vec![
            b"".as_slice(), b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff",
            b"GIF89a", b"RIFF\0\0\0\0WEBP", b"BM\0\0\0\0\0\0\0\0", b"From: a@b\r\n", b"\xff\xfe",
        ]),
        name in prop::sample::select(vec!["a", "a.csv", "a.eml", "a.json", "a.pdf"]),
    ) {
        let bytes = [start, &bytes].concat();
        check(&look(name, &bytes));
    }
}

#[test]
fn bombs_do_not_go_off() {
    // A picture that says it has four thousand million pixels.
    let mut png = content("screen.png");
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let preview = look("bomb.png", &png);
    assert!(
        preview.picture().is_none() && preview.note.is_some(),
        "{preview:?}"
    );
    // A part that unpacks to fifty megabytes.
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 50_000_000], 6);
    let zip = archive("word/document.xml", &zeros, 50_000_000);
    check(&look("bomb.docx", &zip));
    // Texts inside texts, without an end.
    let deep = "<w:p><w:t>x".repeat(100_000);
    let packed = miniz_oxide::deflate::compress_to_vec(deep.as_bytes(), 6);
    check(&look(
        "deep.docx",
        &archive("word/document.xml", &packed, deep.len()),
    ));
    // Entities that would grow.
    let grow = b"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:p><w:t>&b;</w:t></w:p>";
    let packed = miniz_oxide::deflate::compress_to_vec(grow, 6);
    let preview = look(
        "grow.docx",
        &archive("word/document.xml", &packed, grow.len()),
    );
    assert_eq!(preview.lines()[0].as_str(), "&b;");
    // A workbook with a cell far to the right of everything.
    let far = b"<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>";
    let packed = miniz_oxide::deflate::compress_to_vec(far, 6);
    check(&look(
        "far.xlsx",
        &archive("xl/worksheets/sheet1.xml", &packed, far.len()),
    ));
    // Nothing but separators, and a mail of nothing but parts.
    check(&look("a.csv", ",".repeat(60_000).as_bytes()));
    let parts = "From: a@b\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n".to_owned()
        + &"--b\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n".repeat(20_000);
    check(&look("a.eml", parts.as_bytes()));
}

/// An archive with one member, and the one that makes it a workbook or a document.
fn archive(name: &str, packed: &[u8], size: usize) -> Vec<u8> {
    let member = Member {
        size,
        ..Member::packed(name, packed)
    };
    zipped(&[member, Member::stored("xl/workbook.xml", b"")])
}
