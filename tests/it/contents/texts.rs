//! Texts in their encodings, JSON in lines, and what is no text by its name.

use attache::contents::{Content, preview};
use attache::domain::Graphics;

fn shown(head: &[u8], whole: bool) -> (String, Vec<String>, bool) {
    let name = "sample".into();
    let content = Content {
        name: &name,
        bytes: head,
        whole,
    };
    let preview = preview(content, Graphics::Blocks);
    let lines = preview.lines().iter().map(|line| line.as_str().to_owned());
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
            text("text, perhaps windows-1252", &["Größe 12"]),
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

#[test]
fn hostile_content_is_shown_harmless_and_bounded() {
    let long = "x".repeat(64 * 1024);
    let (kind, lines, _) = shown(long.as_bytes(), false);
    assert_eq!((kind.as_str(), lines.len()), ("text, UTF-8", 17));
    assert!(lines.iter().all(|line| line.len() <= 4_000));
    let hostile = "\x1b]0;owned\x07\u{202e}fdp.exe\u{200b}\r\x1b[2J\u{9b}31m".as_bytes();
    // A bell makes it no text; without one its escapes are shown.
    assert_eq!(shown(hostile, true).0, "data of an unknown kind");
    let hostile = "\x1b]0;owned\u{202e}fdp.exe\u{200b}\x1b[2J\u{9b}31m".as_bytes();
    let (_, lines, _) = shown(hostile, true);
    for line in &lines {
        let plain = |c: char| !c.is_control() && !"\u{202e}\u{200b}".contains(c);
        assert!(line.chars().all(plain), "{line:?}");
    }
    // UTF-16 without its mark, zeros, halves of characters, and pairs that are none.
    for head in [
        b"a\0b\0c\0".as_slice(),
        &[0; 1_000],
        b"\xff\xfe\x00\xd8a\0",
        b"\xc3\x28\xa0\xa1\xe2\x28\xa1\xf0\x28\x8c\xbc",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"PK\x03\x04",
    ] {
        let (kind, lines, _) = shown(head, true);
        let is_text = kind.starts_with("text");
        assert!(is_text || lines.is_empty(), "{kind}: {lines:?}");
    }
}

#[test]
fn deep_and_huge_json_breaks_nothing() {
    for deep in ["[", "{\"a\":", "[[{\"a\":["] {
        let open = deep.repeat(64 * 1024 / deep.len());
        assert_eq!(shown(open.as_bytes(), true).0, "text, UTF-8");
    }
    let closed = "[".repeat(32 * 1024) + &"]".repeat(32 * 1024);
    let (_, lines, _) = shown(closed.as_bytes(), true);
    assert!(lines.len() <= 2_000);
    let number = format!("[{}, -1e999999]", "9".repeat(60_000));
    let (kind, lines, _) = shown(number.as_bytes(), true);
    assert!(kind == "JSON, UTF-8" || kind == "text, UTF-8", "{kind}");
    assert!(lines.len() <= 20);
}

#[test]
fn an_absurd_picture_is_named_and_not_unpacked() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\0\0\0";
    let expected = "PNG picture, 4294967295 × 4294967295";
    assert_eq!(shown(png, false).0, expected);
    // A JPEG whose segments lead nowhere.
    for jpeg in [
        b"\xff\xd8\xff\xe0\xff\xff".as_slice(),
        b"\xff\xd8\xff\xff\xff\xff",
        b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0",
    ] {
        assert!(shown(jpeg, false).0.starts_with("JPG picture"));
    }
}

#[test]
fn lines_end_as_their_writers_ended_them() {
    for (head, lines) in [
        ("a\rb\rc\r", ["a", "b", "c"]),
        ("a\r\nb\r\nc", ["a", "b", "c"]),
        ("a\nb\x0cc\n", ["a", "b", "c"]),
        ("a\r\n\r\nc", ["a", "", "c"]),
    ] {
        let expected = text("text, UTF-8", &lines);
        assert_eq!(shown(head.as_bytes(), true), expected, "{head:?}");
    }
}

#[test]
fn colours_are_left_out_and_nothing_else() {
    for (head, kind, line) in [
        (
            "\x1b[31mERROR\x1b[0m x",
            "text with colours, UTF-8",
            "ERROR x",
        ),
        (
            "\x1b[mx\x1b[38;2;1;2;3my\x1b[4:3mz",
            "text with colours, UTF-8",
            "xyz",
        ),
        (
            "\x1b[1mx\x1b[2Jy",
            "text with colours, UTF-8",
            "x⟨U+001B⟩[2Jy",
        ),
        // Hidden letters are seen.
        ("\x1b[8mhidden", "text with colours, UTF-8", "hidden"),
        ("\x1b[?31mx", "text, UTF-8", "⟨U+001B⟩[?31mx"),
        ("\x1b[31", "text, UTF-8", "⟨U+001B⟩[31"),
        (
            "\x1b\x1b[31m[2Jx",
            "text with colours, UTF-8",
            "⟨U+001B⟩[2Jx",
        ),
    ] {
        assert_eq!(
            shown(head.as_bytes(), true),
            text(kind, &[line]),
            "{head:?}"
        );
    }
}
