//! What a filter's words mean, and which letters are marked.

use attache::app::table::{Column, Filter, Lens, Sieve};
use attache::domain::{Attachment, FileStatus};
use jiff::tz::TimeZone;

use crate::app::world::*;

fn named(name: &str) -> Attachment {
    file(&case("1", "A case"), name, FileStatus::Approved, 1_500)
}

fn passes(words: &str, name: &str) -> bool {
    let filter = Filter {
        words: words.to_owned(),
        ..Filter::default()
    };
    let lens = Lens {
        now: now(),
        zone: TimeZone::UTC,
        people: attache::app::Names::default(),
    };
    let columns = [Column::Name, Column::Status, Column::Size];
    Sieve::new(&filter).passes(&named(name), &columns, &lens)
}

fn hits(words: &str, text: &str) -> Vec<usize> {
    let filter = Filter {
        words: words.to_owned(),
        ..Filter::default()
    };
    Sieve::new(&filter).hits(text)
}

#[test]
fn all_words_are_needed_in_any_of_the_cells() {
    assert!(passes("inv appr", "invoice.pdf"));
    assert!(passes("1.5 ivc", "invoice.pdf"));
    assert!(!passes("inv rej", "invoice.pdf"));
    assert!(passes("", "invoice.pdf"));
    assert!(passes("  ", "invoice.pdf"));
}

#[test]
fn signs_exclude_and_are_exact() {
    assert!(!passes("!invoice", "invoice.pdf"));
    assert!(passes("!invoice", "scan.pdf"));
    assert!(passes("'voi", "invoice.pdf"));
    assert!(!passes("'ivc", "invoice.pdf"));
    assert!(passes("^inv pdf$", "invoice.pdf"));
    assert!(!passes("^voice", "invoice.pdf"));
    // Alone a sign asks for nothing yet.
    for sign in ["!", "'", "^", "$", "\\"] {
        let _ = passes(sign, "invoice.pdf");
    }
}

#[test]
fn a_capital_letter_makes_the_case_matter() {
    assert!(passes("scan", "Scan.jpg"));
    assert!(passes("Scan", "Scan.jpg"));
    assert!(!passes("Scan", "scan.jpg"));
    assert!(passes("^Scan", "Scan.jpg"));
    assert!(!passes("^Scan", "scan.jpg"));
    assert!(passes("JPG$", "scan.JPG"));
}

#[test]
fn what_is_marked_are_graphemes() {
    assert_eq!(hits("inv", "invoice.pdf"), [0, 1, 2]);
    // A wide letter and a letter with a mark are one each.
    assert_eq!(hits("書.x", "見積書.xlsx"), [2, 3, 4]);
    assert_eq!(hits("fe", "cafe\u{301}"), [2, 3]);
    assert_eq!(hits("png", "👨\u{200D}👩\u{200D}👧 f.png"), [4, 5, 6]);
    // What was made visible is text like any other.
    assert_eq!(hits("202E", "inv⟨U+202E⟩fdp.exe").len(), 4);
    assert_eq!(hits("!inv", "invoice.pdf"), [0_usize; 0]);
}
