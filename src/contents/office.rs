//! Office files and other archives: what they say of themselves, their first text, their first
//! table, or the names of what they hold.

use std::fmt::Write;

use crate::domain::{Body, Preview, SafeText, plural, size};

use super::lines::{MOST, lines};
use super::sheets;
use super::xml::{Met, text_of, walk};
use super::zip::Archive;

/// The most that is unpacked of a part, in bytes.
pub(super) const MOST_UNPACKED: usize = 2 * 1024 * 1024;

/// The most text that is kept, in bytes.
const MOST_TEXT: usize = 256 * 1024;

/// What an archive shows; `bare` is what its bytes say it is.
pub(super) fn archive(bytes: &[u8], bare: Preview) -> Preview {
    let Some(archive) = Archive::read(bytes) else {
        return Preview {
            note: Some("It is damaged: the list of what it holds is missing.".into()),
            ..bare
        };
    };
    let facts = facts(&archive);
    let (what, body) = if archive.holds("word/document.xml") {
        ("Word document", text(&archive, "word/document.xml", "t"))
    } else if archive.holds("xl/workbook.xml") {
        ("Excel workbook", sheets::first(&archive))
    } else if archive.holds("ppt/presentation.xml") {
        ("PowerPoint presentation", Some(slides(&archive)))
    } else if archive.holds("content.xml") && archive.holds("mimetype") {
        ("OpenDocument file", text(&archive, "content.xml", "p"))
    } else {
        return listed(&archive, bare);
    };
    let (body, whole) = body.unwrap_or((Body::Nothing, false));
    let mut all = facts;
    all.extend(sheets::names(&archive).map(|names| ("Sheets", names)));
    Preview {
        facts: all,
        body,
        ..Preview::bare(what, whole)
    }
}

/// The text of a part, paragraph by paragraph: what stands inside the elements of this name.
fn text(archive: &Archive<'_>, part: &str, element: &str) -> Option<(Body, bool)> {
    let xml = archive.unpacked(part, MOST_UNPACKED)?;
    let (text, whole) = paragraphs(&xml, element);
    let (lines, all) = lines(&text);
    Some((Body::Text(lines), whole && all && xml.len() < MOST_UNPACKED))
}

/// The text of the slides, in their order.
fn slides(archive: &Archive<'_>) -> (Body, bool) {
    let number = |name: &str| -> Option<u32> {
        let rest = name.strip_prefix("ppt/slides/slide")?;
        rest.strip_suffix(".xml")?.parse().ok()
    };
    let members = archive.members.iter();
    let mut slides: Vec<(u32, &str)> = members
        .filter_map(|member| Some((number(&member.name)?, member.name.as_str())))
        .collect();
    slides.sort_unstable();
    let mut all = String::new();
    let mut whole = true;
    for (number, part) in slides {
        if all.len() > MOST_TEXT {
            whole = false;
            break;
        }
        let xml = archive.unpacked(part, MOST_UNPACKED).unwrap_or_default();
        // Writing into a string cannot fail.
        let _ = writeln!(all, "Slide {number}");
        all.push_str(&paragraphs(&xml, "t").0);
        all.push('\n');
    }
    let (lines, kept) = lines(&all);
    (Body::Text(lines), whole && kept)
}

/// Text inside these elements, a paragraph a line; whether that is all of it.
fn paragraphs(xml: &[u8], element: &str) -> (String, bool) {
    let mut text = String::new();
    let mut depth = 0_usize;
    walk(xml, |met| {
        match met {
            Met::Begins(name, attributes) => {
                depth += usize::from(name == element);
                match name {
                    // One with a value is a stop of the paragraph's ruler.
                    "tab" if attributes.value("val").is_none() => text.push('\t'),
                    "br" | "cr" | "line-break" => text.push('\n'),
                    // A run of blanks in the other family.
                    "s" if element == "p" => text.push(' '),
                    _ => {}
                }
            }
            Met::Ends(name) => {
                if name == element {
                    depth = depth.saturating_sub(1);
                }
                match name {
                    "p" | "h" | "tr" | "table-row" => text.push('\n'),
                    "tc" | "table-cell" => cell_ends(&mut text),
                    _ => {}
                }
            }
            Met::Text(part) if depth > 0 => text.push_str(part),
            Met::Text(_) => {}
        }
        text.len() < MOST_TEXT
    });
    let whole = text.len() < MOST_TEXT;
    (text.trim_end().to_owned(), whole)
}

/// The paragraph that a cell ends with goes on in the next cell.
fn cell_ends(text: &mut String) {
    while text.ends_with('\n') {
        text.pop();
    }
    text.push('\t');
}

/// What an office file says of itself.
fn facts(archive: &Archive<'_>) -> Vec<(&'static str, SafeText)> {
    let part = |name: &str| archive.unpacked(name, MOST_UNPACKED).unwrap_or_default();
    let (core, app, meta) = (
        part("docProps/core.xml"),
        part("docProps/app.xml"),
        part("meta.xml"),
    );
    let sources: [(&'static str, &[u8], &str); 8] = [
        ("Title", &core, "title"),
        ("Title", &meta, "title"),
        ("Author", &core, "creator"),
        ("Author", &meta, "initial-creator"),
        ("Changed", &core, "modified"),
        ("Changed", &meta, "date"),
        ("Pages", &app, "Pages"),
        ("Slides", &app, "Slides"),
    ];
    let found = sources.into_iter().filter_map(|(label, part, element)| {
        let value = text_of(part, element)?;
        Some((label, SafeText::from(value)))
    });
    found.collect()
}

/// The names of what an archive holds.
fn listed(archive: &Archive<'_>, bare: Preview) -> Preview {
    let members = archive
        .members
        .iter()
        .filter(|member| !member.name.ends_with('/'));
    let bytes = members
        .clone()
        .fold(0_u64, |sum, member| sum.saturating_add(member.size));
    let encrypted = members.clone().any(|member| member.encrypted);
    let rows: Vec<Vec<SafeText>> = std::iter::once(vec!["Size".into(), "Name".into()])
        .chain(
            members
                .take(MOST)
                .map(|member| vec![size(member.size).into(), SafeText::new(&member.name)]),
        )
        .collect();
    let files = rows.len() - 1;
    let whole = bare.whole && archive.members.len() == archive.count && files < MOST;
    let mut facts = vec![(
        "Holds",
        SafeText::from(format!(
            "{}, {} unpacked",
            plural(files as u64, "file", "files"),
            size(bytes)
        )),
    )];
    if encrypted {
        facts.push(("Locked", "with a password".into()));
    }
    Preview {
        facts,
        body: crate::domain::Sheet::of(rows)
            .map_or(Body::Nothing, |sheet| Body::Sheet(Box::new(sheet))),
        whole,
        ..bare
    }
}
