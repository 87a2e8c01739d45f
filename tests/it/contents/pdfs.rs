//! PDFs as their programs really write them.

use super::{fact, look, said, text};

/// A page that shows this text, and what else stands in the document.
fn pdf(shown: &str, rest: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
         2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R>> endobj\n\
         4 0 obj <</Length 44>> stream\nBT /F1 12 Tf {shown} ET\nendstream endobj\n{rest}"
    )
    .into_bytes()
}

#[test]
fn a_bookmark_is_not_the_title() {
    let bookmark = "6 0 obj <</Title (Chapter 99)/Parent 5 0 R>> endobj\n";
    for (rest, title) in [
        // As the trailer says, wherever it stands.
        (
            "7 0 obj <</Title (The title)>> endobj\n%\ntrailer <</Root 1 0 R/Info 7 0 R>>",
            Some("The title"),
        ),
        // As it looks.
        (
            "7 0 obj <</Title (The title)/CreationDate (D:2024)>> endobj\n%\n",
            Some("The title"),
        ),
        // What was changed later counts.
        (
            "7 0 obj <</Title (Old)>> endobj\n%\ntrailer <</Info 7 0 R>>\n\
             7 0 obj <</Title (The title)>> endobj\ntrailer <</Info 7 0 R>>",
            Some("The title"),
        ),
        // Nothing says that it describes the document.
        ("%\n", None),
        ("%\ntrailer <</Info 77 0 R>>", None),
    ] {
        let rest = rest.replace("%\n", bookmark);
        let preview = look("a.pdf", &pdf("(Hello) Tj", &rest));
        assert_eq!(said(&preview, "Title"), title, "{rest}");
    }
}

#[test]
fn a_title_that_is_packed_is_found_by_its_number() {
    let parts = "<</Title(The title)/A<</B 1>>>> <</Title(Chapter 1)/Producer(no)>>";
    let list = format!("7 0 8 {} ", parts.find(" <<").unwrap() + 1);
    let stream = format!("{list}{parts}");
    let packed = format!(
        "9 0 obj <</Type/ObjStm/N 2/First {}>> stream\n{stream}\nendstream endobj\n\
         10 0 obj <</Type/XRef/Info 7 0 R/Root 1 0 R>> stream\nx\nendstream endobj\nstartxref 0",
        list.len()
    );
    let preview = look("a.pdf", &pdf("(Hello) Tj", &packed));
    assert_eq!(said(&preview, "Title"), Some("The title"));
}

#[test]
fn only_a_document_that_says_so_is_locked() {
    for (shown, rest, locked) in [
        ("(We speak of /Encrypt here) Tj", "trailer <<>>", false),
        ("(Hello) Tj", "trailer <</EncryptMetadata false>>", false),
        ("(Hello) Tj", "trailer <</Encrypt 9 0 R>>", true),
        (
            "(Hello) Tj",
            "9 0 obj <</Type/XRef/Encrypt 8 0 R>> stream\nx\nendstream endobj",
            true,
        ),
    ] {
        let preview = look("a.pdf", &pdf(shown, rest));
        assert_eq!(said(&preview, "Locked").is_some(), locked, "{rest}");
        assert_eq!(text(&preview).is_empty(), locked, "{rest}");
    }
    // The only trailer that says so may stand at the start.
    let mut early = b"%PDF-1.4\ntrailer <</Encrypt 9 0 R>>\n".to_vec();
    early.extend(&pdf("(Hello) Tj", &"% \n".repeat(3_000))[9..]);
    assert!(said(&look("a.pdf", &early), "Locked").is_some());
}

#[test]
fn a_word_in_a_title_begins_no_stream() {
    let rest = "7 0 obj <</Title (Upstream stream)/Producer (P)>> endobj\n";
    let preview = look("a.pdf", &pdf("(Hello) Tj", rest));
    assert_eq!(fact(&preview, "Title"), "Upstream stream");
    assert_eq!(fact(&preview, "Made by"), "P");
}

#[test]
fn a_title_may_be_utf_8() {
    let mut rest = b"7 0 obj <</Producer (P)/Title (\xef\xbb\xbf\xc3\x9cber)>> endobj\n".to_vec();
    let mut bytes = pdf("(Hello) Tj", "");
    bytes.append(&mut rest);
    assert_eq!(fact(&look("a.pdf", &bytes), "Title"), "Über");
}
