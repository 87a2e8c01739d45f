//! E-mails: how much of them is kept, and where their links lead.

use attache::domain::Body;

use super::{look, text};

#[test]
fn of_a_long_mail_only_so_much_is_kept() {
    let line = "Добрый день, объектив камеры поцарапан. ".repeat(20) + "\n";
    let head = "From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    let mail = head.to_owned() + &line.repeat(4_000_000 / line.len());
    let preview = look("a.eml", mail.as_bytes());
    assert_eq!(preview.kind.as_str(), "e-mail");
    let kept: usize = preview.lines().iter().map(|line| line.as_str().len()).sum();
    assert!((200_000..300_000).contains(&kept), "{kept} bytes");
    assert!(!preview.whole);
    // What is only called a mail is a text, and no longer than one.
    let preview = look("a.eml", line.repeat(4_000_000 / line.len()).as_bytes());
    assert_eq!(preview.kind.as_str(), "text, UTF-8");
    assert!(
        preview.bytes() < 400_000 && !preview.whole,
        "{} bytes",
        preview.bytes()
    );
}

fn html(body: &str) -> String {
    let mail = format!("From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    let preview = look("a.eml", mail.as_bytes());
    let note = preview.note.as_ref().map(ToString::to_string);
    let is_said = note.is_some_and(|note| note.contains("made from HTML"));
    assert!(
        is_said || preview.body == Body::Nothing,
        "{:?}",
        preview.note
    );
    text(&preview)
}

#[test]
fn a_link_shows_where_it_leads() {
    for (body, expected) in [
        (
            "<p>Pay <a href=\"https://evil.example/x\">https://bank.example</a> now</p>",
            "Pay https://bank.example <https://evil.example/x> now",
        ),
        (
            "<a href=https://evil.example/?a=1&amp;b=2>here</a>",
            "here <https://evil.example/?a=1&b=2>",
        ),
        (
            "<A title='a>b' HREF='https://evil.example'>here</A>",
            "here <https://evil.example>",
        ),
        // Not closed, or around a picture only.
        (
            "<a href='https://evil.example'>here",
            "here <https://evil.example>",
        ),
        (
            "<a href='https://evil.example'><img src=x></a>",
            "<https://evil.example>",
        ),
        ("<a href='javascript:x()'>here</a>", "here <javascript:x()>"),
        // It is said already, or leads nowhere else.
        (
            "<a href='https://bank.example/'>https://bank.example</a>",
            "https://bank.example",
        ),
        (
            "<a href='mailto:a@b.example'>a@b.example</a>",
            "a@b.example",
        ),
        ("<a href='#top'>up</a><a name=x>here</a>", "uphere"),
        // Who they are stands before the sign.
        (
            "<a href='https://bank.example@evil.example'>https://bank.example</a>",
            "https://bank.example <https://bank.example@evil.example>",
        ),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
}

#[test]
fn html_is_a_text_without_its_tags() {
    for (body, expected) in [
        ("<p>One</p>\r\n<p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("a<br>b<div>c</div>d", "a\nb\nc\nd"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<style>p{}</style><script>alert('<p>')</script>x", "x"),
        ("<!-- <p>no</p> -->yes<!doctype html>", "yes"),
        (
            "2 < 3 &lt; 4 &notanentity; &#x41;&#66; R&D;",
            "2 < 3 < 4 &notanentity; AB R&D;",
        ),
        ("<title>no</title><p>yes</p>", "yes"),
        ("a <b>bold\r\n  word</b>", "a bold word"),
        ("<script>never closed", ""),
        ("<a href=\"never closed", "<never closed>"),
        ("<", "<"),
        ("</", ""),
        ("<!", ""),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
}

#[test]
fn hostile_html_ends_soon_and_shows_no_more_than_is_kept() {
    for part in [
        "<a href=x>",
        "<",
        "<!--",
        "&",
        "<a href=\"",
        "<script>",
        "</",
        "x ",
        "<p>",
        "&amp;",
    ] {
        let body = part.repeat(300_000 / part.len());
        assert!(html(&body).len() < 600_000, "{part}");
    }
    let long = format!(
        "<a href='https://evil.example/{}'>x</a>",
        "y".repeat(10_000)
    );
    let shown = html(&long);
    assert!(shown.ends_with("y…>") && shown.len() < 400, "{shown}");
}
