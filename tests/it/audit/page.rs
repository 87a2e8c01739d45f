//! A reader of pages, as strict as a browser is lenient: every tag and every text, with
//! nothing repaired.

use std::collections::BTreeMap;

/// One opening tag.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Debug)]
enum Piece {
    Open(usize),
    Close(String),
    Text(String),
}

/// A page, taken apart.
pub(super) struct Page {
    pub(super) tags: Vec<Tag>,
    pieces: Vec<Piece>,
}

impl Page {
    pub(super) fn read(text: &str) -> Self {
        let mut rest = text.strip_prefix("<!DOCTYPE html>\n").unwrap();
        let (mut tags, mut pieces) = (Vec::new(), Vec::new());
        while !rest.is_empty() {
            let Some(inside) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                pieces.push(Piece::Text(unescaped(&rest[..end])));
                rest = &rest[end..];
                continue;
            };
            let (tag, after) = inside.split_once('>').unwrap();
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                pieces.push(Piece::Close(name.to_owned()));
                continue;
            }
            let tag = opened(tag);
            let raw = ["script", "style"].contains(&tag.name.as_str());
            let name = tag.name.clone();
            pieces.push(Piece::Open(tags.len()));
            tags.push(tag);
            if raw {
                // Their content ends at their own end and nowhere else.
                let end = rest.find(&format!("</{name}>")).unwrap();
                rest = &rest[end..];
            }
        }
        Self { tags, pieces }
    }

    /// The rows of a table, under the titles of its columns.
    pub(super) fn rows(&self, id: &str) -> Vec<BTreeMap<String, String>> {
        let (mut titles, mut rows) = (Vec::new(), Vec::new());
        let (mut inside, mut cell) = (false, None::<String>);
        let mut row: Vec<String> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Open(at) => {
                    let tag = &self.tags[*at];
                    match tag.name.as_str() {
                        "table" => inside = tag.attributes.get("id").is_some_and(|own| own == id),
                        // What people call a column is not what data call it.
                        "th" if inside => {
                            titles.push(tag.attributes["data-name"].clone());
                            cell = Some(String::new());
                        }
                        "td" if inside => cell = Some(String::new()),
                        _ => {}
                    }
                }
                Piece::Text(text) => {
                    if let Some(cell) = &mut cell {
                        cell.push_str(text);
                    }
                }
                Piece::Close(name) if inside => match name.as_str() {
                    "table" => inside = false,
                    "th" => cell = None,
                    "td" => row.extend(cell.take()),
                    "tr" if !row.is_empty() => {
                        assert_eq!(row.len(), titles.len());
                        let cells = std::mem::take(&mut row);
                        rows.push(titles.iter().cloned().zip(cells).collect());
                    }
                    _ => {}
                },
                Piece::Close(_) => {}
            }
        }
        rows
    }
}

fn opened(text: &str) -> Tag {
    let (name, mut rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        let (name, after) = rest.trim_start().split_once("=\"").unwrap();
        let (value, after) = after.split_once('"').unwrap();
        let plain = |c: char| c.is_ascii_alphabetic() || c == '-';
        assert!(name.chars().all(plain), "{text:?}");
        attributes.insert(name.to_owned(), unescaped(value));
        rest = after;
    }
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{text:?}");
    Tag {
        name: name.to_owned(),
        attributes,
    }
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains('>'), "{text:?}");
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let known = text.matches('&').count();
    let found: usize = pairs
        .iter()
        .map(|(word, _)| text.matches(word).count())
        .sum();
    assert!(
        known >= found && known - found <= text.matches("&amp;").count(),
        "{text:?}"
    );
    pairs
        .iter()
        .fold(text.to_owned(), |text, (word, c)| text.replace(word, c))
}
