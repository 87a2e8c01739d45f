//! What differs from run to run, replaced: the home, ports, times, ages, ids of requests,
//! signatures. Columns stay where they are.

use crate::cli::program::Home;

pub(super) fn masked(home: &Home, text: &str) -> String {
    let text = text.replace(home.path().to_str().unwrap(), "HOME");
    let lines = text.lines().map(|line| {
        let line = after(line, "127.0.0.1:", |c| c.is_ascii_digit(), "PORT");
        let line = after(&line, "[request ", |c| c != ']', "ID");
        let line = after(&line, "\"RequestId\": \"", |c| c != '"', "ID");
        let line = after(&line, "\"RequestId\":\"", |c| c != '"', "ID");
        let line = after(&line, "?X-Amz-Algorithm=", |c| c != '"', "…");
        let line = after(&line, "SECRET_ACCESS_KEY=", |_| true, "…");
        let line = after(&line, "\"UrlExpiry\": \"", |c| c != '"', "TIME");
        let line = after(&line, "\"Begun\":\"", |c| c != '"', "TIME");
        let line = after(&line, "again in ", |c| c != 's', "SOME ");
        let line = after(&line, "UPDATED: ", |_| true, "AGE");
        let line = after(&line, "by age: ", |_| true, "…");
        let line = after(&line, "\"ByAge\":", |c| c != ']', "…");
        ages(&times(&line))
    });
    lines.map(|line| line + "\n").collect()
}

/// The same with another word for what follows `start`, for as long as it is `part` of it.
fn after(line: &str, start: &str, part: impl Fn(char) -> bool, word: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(start) {
        let (before, found) = rest.split_at(at + start.len());
        text += before;
        text += word;
        rest = found.trim_start_matches(&part);
    }
    text + rest
}

/// The shapes of times, the longest first; a letter stands for a digit.
const TIMES: [&str; 5] = [
    "YYYY-MM-DDThh:mm:ss.sssZ",
    "YYYY-MM-DDThh:mm:ssZ",
    "YYYY-MM-DD hh:mm:ss",
    "YYYY-MM-DD hh:mm",
    "YYYY-MM-DD",
];

fn times(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let is = |shape: &&&str| {
            let mut chars = rest.chars();
            shape.chars().all(|wanted| match (wanted, chars.next()) {
                ('T' | 'Z', found) => found == Some(wanted),
                (wanted, Some(found)) if wanted.is_alphabetic() => found.is_ascii_digit(),
                (wanted, found) => found == Some(wanted),
            })
        };
        // A year of this century; other digits are none.
        let shape = TIMES.iter().find(is).filter(|_| rest.starts_with("20"));
        let (word, length) = match shape {
            Some(shape) => (*shape, shape.len()),
            None => (&rest[..first.len_utf8()], first.len_utf8()),
        };
        text += word;
        rest = &rest[length..];
    }
    text
}

/// Ages, as wide as they are with the spaces before them.
fn ages(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let mut text = String::new();
    let mut place = 0;
    while place < words.len() {
        if place > 0 {
            text.push(' ');
        }
        let number = words[place];
        let is_age = !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
            && words
                .get(place + 1)
                .is_some_and(|unit| ["s", "min", "h", "d", "wk", "mo", "y"].contains(unit))
            && (text.ends_with("  ") || words.get(place + 2) == Some(&"ago"));
        if is_age {
            let width = number.len() + 1 + words[place + 1].len();
            // In a table it stands at the right end of its column.
            let pad = if text.ends_with("  ") {
                width.saturating_sub(3)
            } else {
                0
            };
            text += &" ".repeat(pad);
            text += "AGE";
            place += 2;
        } else {
            text += number;
            place += 1;
        }
    }
    text
}

#[test]
fn only_what_differs_is_masked() {
    assert_eq!(
        times("a 2026-11-24T22:00:00.000Z b"),
        "a YYYY-MM-DDThh:mm:ss.sssZ b"
    );
    assert_eq!(times("invoice-2026-04.pdf"), "invoice-2026-04.pdf");
    assert_eq!(ages("open       20 h  Screen"), "open        AGE  Screen");
    assert_eq!(ages("01:00 UTC, 13 d ago"), "01:00 UTC, AGE ago");
    assert_eq!(ages("379 B  for 10 s"), "379 B  for 10 s");
    let line = after(
        "x 127.0.0.1:80 y 127.0.0.1:4",
        "127.0.0.1:",
        |c| c.is_ascii_digit(),
        "P",
    );
    assert_eq!(line, "x 127.0.0.1:P y 127.0.0.1:P");
}
