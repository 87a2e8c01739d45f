//! The text of office documents, paragraph by paragraph.

use std::fmt::Write;

use crate::domain::Body;

use super::budget::Budget;
use super::lines::{MOST_TEXT, lines};
use super::xml::{Met, walk};
use super::zip::{Archive, Member};

/// The most that is unpacked of a part, in bytes.
const MOST_OF_PART: usize = 2 * 1024 * 1024;

/// The most slides that are looked at.
const MOST_SLIDES: usize = 200;

/// The text of a part, paragraph by paragraph: what stands inside the elements of these names.
pub(super) fn text(archive: &Archive<'_>, part: &str, names: &[&str]) -> Option<(Body, bool)> {
    let xml = archive.unpacked(part, MOST_OF_PART)?;
    let (text, whole) = paragraphs(archive.budget, &xml.bytes, names);
    let (lines, all) = lines(&text);
    Some((Body::Text(lines), whole && all && xml.all))
}

/// The text of the slides, in their order.
pub(super) fn slides(archive: &Archive<'_>) -> (Body, bool) {
    let number = |name: &str| -> Option<u32> {
        let rest = name.strip_prefix("ppt/slides/slide")?;
        rest.strip_suffix(".xml")?.parse().ok()
    };
    let members = archive.members.iter();
    let mut slides: Vec<(u32, &Member)> = members
        .filter_map(|member| Some((number(&member.name)?, member)))
        .collect();
    slides.sort_by_key(|(number, _)| *number);
    let mut all = String::new();
    let mut whole = slides.len() <= MOST_SLIDES;
    for (number, slide) in slides.into_iter().take(MOST_SLIDES) {
        if all.len() > MOST_TEXT || archive.budget.fell_short() {
            whole = false;
            break;
        }
        let xml = archive.unpack(slide, MOST_OF_PART).unwrap_or_default();
        let (text, kept) = paragraphs(archive.budget, &xml.bytes, &["t"]);
        // Writing into a string cannot fail.
        let _ = writeln!(all, "Slide {number}\n{text}");
        whole &= kept && xml.all;
    }
    let (lines, kept) = lines(&all);
    (Body::Text(lines), whole && kept)
}

/// Text inside these elements, a paragraph a line; whether that is all of it.
fn paragraphs(budget: &Budget, xml: &[u8], names: &[&str]) -> (String, bool) {
    let mut text = String::new();
    let mut depth = 0_usize;
    // What stands there for programs that cannot show the first choice says the same again.
    let mut fallback = 0_usize;
    walk(budget, xml, |met| {
        match met {
            Met::Begins("Fallback", _) => fallback += 1,
            Met::Ends("Fallback") => fallback = fallback.saturating_sub(1),
            _ if fallback > 0 => {}
            Met::Begins(name, attributes) => {
                depth += usize::from(names.contains(&name));
                match name {
                    // One with a value is a stop of the paragraph's ruler.
                    "tab" if attributes.value("val").is_none() => text.push('\t'),
                    "br" | "cr" | "line-break" => text.push('\n'),
                    // A run of blanks in the other family.
                    "s" if names.contains(&"p") => text.push(' '),
                    _ => {}
                }
            }
            Met::Ends(name) => {
                if names.contains(&name) {
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
