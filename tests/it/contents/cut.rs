//! What is cut off says so, and what could be shown is not cut off.

use attache::domain::SafeText;

use super::zipped::{Member, zipped};
use super::{fact, look, sheet, text};

#[test]
fn of_a_line_that_is_full_of_escapes_nothing_is_lost() {
    for unit in [
        "\x1b",
        "\u{200d}",
        "\t",
        "می\u{200c}خواهم ",
        "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        "\u{10ffff}",
    ] {
        let line = unit.repeat(3_000) + "END";
        let preview = look("a.txt", line.as_bytes());
        let shown = text(&preview).replace('\n', "");
        assert!(shown.ends_with("END"), "{unit:?}");
        assert!(!shown.contains('…'), "{unit:?}");
        assert!(preview.whole, "{unit:?}");
        // One after the other they are what the line is.
        let raw: String = preview.lines().iter().map(SafeText::raw).collect();
        assert_eq!(raw, line.replace('\t', "    "), "{unit:?}");
    }
}

#[test]
fn a_line_is_not_broken_within_a_character() {
    let flags = "🇩🇪".repeat(5_000);
    let preview = look("a.txt", flags.as_bytes());
    for line in preview.lines() {
        assert!(!line.was_cleaned() && line.as_str().chars().count() % 2 == 0);
    }
}

#[test]
fn the_text_of_a_long_pdf_is_not_passed_off_as_whole() {
    let shown: Vec<String> = (0..6_000)
        .map(|number| format!("(line number {number} of the text) Tj T* "))
        .collect();
    let shown = shown.concat();
    let pdf = format!("%PDF-1.4\n4 0 obj <</Length 1>> stream\nBT {shown} ET\nendstream endobj\n");
    let preview = look("a.pdf", pdf.as_bytes());
    assert!(!preview.whole && preview.note.is_some());
}

#[test]
fn an_archive_counts_all_that_it_holds() {
    let names: Vec<String> = (0..5_000).map(|number| format!("{number}.txt")).collect();
    let members = names.iter().map(|name| Member {
        size: 1_000,
        ..Member::stored(name, b"")
    });
    let members: Vec<Member<'_>> = members.collect();
    let mut zip = zipped(&members);
    let preview = look("a.zip", &zip);
    assert_eq!(fact(&preview, "Holds"), "5,000 files, 5.0 MB unpacked");
    assert_eq!((sheet(&preview).rows.len(), preview.whole), (2_000, false));
    // Its list is damaged behind the first hundred or so.
    let list = zip
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    zip[list + 100 * 52..][..52].fill(0);
    let preview = look("a.zip", &zip);
    assert!(
        fact(&preview, "Holds").starts_with("at least 1"),
        "{}",
        fact(&preview, "Holds")
    );
}

#[test]
fn a_quote_that_is_never_closed_swallows_nothing() {
    let rows: Vec<String> = (2..300)
        .map(|number| format!("{number},row {number}\n"))
        .collect();
    let preview = look(
        "a.csv",
        format!("id,note\n1,\"unclosed\n{}", rows.concat()).as_bytes(),
    );
    assert!(text(&preview).ends_with("299,row 299"), "{}", preview.kind);
    // A cell of several lines is a cell.
    let preview = look("a.csv", b"id,note\n1,\"a\nb\nc\"\n");
    assert_eq!(sheet(&preview).rows[0][1].as_str(), "a b c");
    // One that is cut says so.
    let long = format!("id,note\n1,{}\n", "x".repeat(500));
    let preview = look("a.csv", long.as_bytes());
    assert!(sheet(&preview).rows[0][1].as_str().ends_with("x…"));
}

#[test]
fn what_is_known_of_a_file_is_short() {
    let mail = format!(
        "From: a@b.example\r\nSubject: {}\r\n\r\nx",
        "Ж".repeat(5_000)
    );
    let preview = look("a.eml", mail.as_bytes());
    let subject = fact(&preview, "Subject");
    assert!(subject.chars().count() <= 401 && subject.ends_with('…'));
}
