//! The rows of a finished report, whoever wrote it down once more: every format, every shape of
//! json, and what is bad or hostile in it within bounds.

use std::io::{BufReader, Cursor, Read};

use attache::audit::{Piece, read};
use serde_json::{Value, json};

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    read(Cursor::new(text), |piece| {
        pieces.push(piece);
        true
    })
    .unwrap();
    pieces
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_line() {
    let long = "x".repeat(3 << 20);
    let good = r#"{"FileId":"f","AssociatedResourceArn":"arn:aws:cases:r:1:domain/d/case/c"}"#;
    let found = pieces(&format!("{good}\nnonsense\n{long}\n[1]\n\n{good}\n{{\"cut"));
    let bad: Vec<u64> = found
        .iter()
        .filter_map(|piece| match piece {
            Piece::Bad(line, _) => Some(*line),
            _ => None,
        })
        .collect();
    assert_eq!(bad, [2, 3, 4, 7]);
    assert_eq!(found.len(), 6);
    let csv = pieces("FileId,FileName\r\na,\"b\r\na,b,c\r\na,b\r\n");
    assert!(
        matches!(
            &csv[..],
            [
                Piece::Head,
                Piece::Bad(2, _),
                Piece::Bad(3, _),
                Piece::Row(_)
            ]
        ),
        "{csv:?}"
    );
}

fn row(id: &str) -> Value {
    json!({ "FileId": id, "AssociatedResourceArn": "arn:aws:cases:r:1:domain/d/case/c", "FileSizeInBytes": 7 })
}

/// The ids of the rows, in their order.
fn ids(pieces: &[Piece]) -> Vec<&str> {
    let rows = pieces.iter().filter_map(|piece| match piece {
        Piece::Row(row) => row.text("FileId"),
        _ => None,
    });
    rows.collect()
}

#[test]
fn a_document_is_read_however_it_was_formatted() {
    let whole = json!({ "Files": [row("a"), row("b")], "Errors": [row("c")], "Summary": { "Begun": "then" } });
    let (a, b, c) = (row("a"), row("b"), row("c"));
    let packed = whole.to_string();
    let pretty = serde_json::to_string_pretty(&whole).unwrap();
    let own = format!(
        "{{\"Files\":[\n{a},\n{b}],\n\"Errors\":[\n{c}],\n\"Summary\":{{\"Begun\":\"then\"}}}}\n"
    );
    let spaced = format!(
        "{{\"Files\": [{a}, {b}], \"Errors\": [{c}], \"Summary\": {{\"Begun\": \"then\"}}}}"
    );
    let marked = format!("\u{FEFF}{packed}");
    for text in [&packed, &pretty, &own, &spaced, &marked] {
        let found = pieces(text);
        assert_eq!(ids(&found).len(), 3, "{text}");
        let summary = found
            .iter()
            .any(|piece| matches!(piece, Piece::Summary(summary) if summary["Begun"] == "then"));
        assert!(summary && found.contains(&Piece::Head), "{text}");
        assert!(
            !found.iter().any(|piece| matches!(piece, Piece::Bad(..))),
            "{text}"
        );
    }
    let list = json!([row("a"), 3, row("b")]);
    for text in [
        list.to_string(),
        serde_json::to_string_pretty(&list).unwrap(),
    ] {
        let found = pieces(&text);
        assert_eq!(ids(&found), ["a", "b"], "{text}");
        assert!(matches!(found[1], Piece::Bad(2, _)), "{text}");
    }
}

#[test]
fn what_names_no_file_and_no_case_is_no_row() {
    for text in [
        "{}",
        "{\"name\":1}",
        "{\"Files\":3}",
        "[]",
        "",
        "\n\n",
        "null",
    ] {
        let mut rows = 0;
        // Where it cannot be read it holds no row either.
        let _ = read(Cursor::new(text), |piece| {
            rows += usize::from(matches!(piece, Piece::Row(_)));
            true
        });
        assert_eq!(rows, 0, "{text:?}");
    }
}

#[test]
fn sizes_of_a_csv_are_numbers_and_guarded_names_are_themselves() {
    let found = pieces("FileId,FileName,FileSizeInBytes\r\nx,'=1,12\r\ny,''=1,\r\n");
    let rows: Vec<Value> = found
        .iter()
        .filter_map(|piece| match piece {
            Piece::Row(row) => Some(row.value()),
            _ => None,
        })
        .collect();
    assert_eq!(
        rows[0],
        json!({ "FileId": "x", "FileName": "=1", "FileSizeInBytes": 12 })
    );
    assert_eq!(rows[1], json!({ "FileId": "y", "FileName": "'=1" }));
}

/// A text that goes on and on, and how much of it was taken.
struct Endless<'a> {
    start: &'a [u8],
    then: &'a [u8],
    taken: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = match self.start.get(self.taken) {
                Some(first) => *first,
                None => self.then[(self.taken - self.start.len()) % self.then.len()],
            };
            self.taken += 1;
        }
        Ok(buffer.len())
    }
}

#[test]
fn a_document_may_be_endless_but_not_one_thing_in_it() {
    // Nobody could hold any of these.
    for (start, then) in [
        ("[[", "0,"),
        ("[\"", "x"),
        ("{\"Files\":[{\"FileId\":\"", "x"),
        ("{\"Files\":[{\"FileId\":[", "[],"),
        ("[", "["),
        ("[", " "),
        ("{\"Files\":[],\"Other\":[", "0,"),
    ] {
        let endless = Endless {
            start: start.as_bytes(),
            then: then.as_bytes(),
            taken: 0,
        };
        let mut rows = 0;
        let ended = read(BufReader::new(endless), |piece| {
            rows += usize::from(matches!(piece, Piece::Row(_)));
            true
        });
        assert!(ended.is_err() && rows == 0, "{start}");
    }
}

#[test]
fn a_document_that_is_read_can_be_called_off_at_any_item() {
    for then in ["3,", "{\"FileId\":\"x\"},"] {
        let endless = Endless {
            start: b"[",
            then: then.as_bytes(),
            taken: 0,
        };
        let mut count = 0;
        let ended = read(BufReader::new(endless), |_| {
            count += 1;
            count < 5_000
        });
        assert!(ended.is_ok(), "{ended:?}");
        assert_eq!(count, 5_000);
    }
}
