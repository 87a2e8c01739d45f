//! The text of an HTML body, in the order in which it stands. Nothing is laid out and nothing
//! fetched; a link that says something else than where it leads says both.

use mail_parser::decoders::html::add_html_token;

use super::super::lines::MOST_TEXT;

/// Elements of which nothing is ever seen.
const UNSEEN: [&str; 4] = ["script", "style", "template", "title"];

/// Elements that begin and end on lines of their own.
const BLOCKS: [&str; 18] = [
    "address",
    "article",
    "blockquote",
    "br",
    "div",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "p",
    "pre",
    "section",
    "table",
    "tr",
];

/// The longest entity by name, with its sign and its semicolon.
const LONGEST_ENTITY: usize = 34;

/// The most of where a link leads, in characters.
const LONGEST_TARGET: usize = 300;

/// The text, and whether that is all of it.
pub(super) fn text(html: &str) -> (String, bool) {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.say(&rest[..at]);
        if page.text.len() >= MOST_TEXT {
            return (page.text, false);
        }
        rest = page.tag(&rest[at..]);
    }
    page.say(rest);
    page.link_ends();
    (page.text, true)
}

/// What was read so far.
#[derive(Default)]
struct Page {
    text: String,
    /// Where the open link's text begins, and where the link leads.
    link: Option<(usize, String)>,
}

impl Page {
    /// Takes what stands at the start, which is a `<`, and gives what stands behind it.
    fn tag<'a>(&mut self, source: &'a str) -> &'a str {
        if let Some(comment) = source.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let inside = &source[1..];
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let is_name = |c: char| c.is_ascii_alphanumeric();
        let length = inside.find(|c| !is_name(c)).unwrap_or(inside.len());
        let name = inside[..length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // A sign in the text, or a declaration.
            if !closes && !inside.starts_with(['!', '?']) {
                self.say("<");
                return inside;
            }
            return inside.split_once('>').map_or("", |(_, rest)| rest);
        }
        let (attributes, rest) = inside[length..].split_at(tag_end(&inside[length..]));
        let rest = rest.strip_prefix('>').unwrap_or(rest);
        if !closes && UNSEEN.contains(&name.as_str()) {
            return behind(rest, &name);
        }
        match name.as_str() {
            "a" => {
                self.link_ends();
                if !closes && let Some(target) = value(attributes, "href") {
                    self.link = Some((self.text.len(), target));
                }
            }
            "td" | "th" if closes => self.text.push(' '),
            name if BLOCKS.contains(&name) => self.line_ends(),
            _ => {}
        }
        rest
    }

    /// Text between two tags: blanks are one, entities are what they stand for.
    fn say(&mut self, source: &str) {
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            let length = if c == '&' { entity(rest) } else { None };
            if let Some(length) = length {
                add_html_token(&mut self.text, &rest.as_bytes()[..length], false);
                rest = &rest[length..];
                continue;
            }
            if !c.is_ascii_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// One empty line at most.
    fn line_ends(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn link_ends(&mut self) {
        let Some((start, target)) = self.link.take() else {
            return;
        };
        let said = self.text.get(start..).unwrap_or_default().trim();
        if same(said, &target) || target.starts_with('#') {
            return;
        }
        let most = target.char_indices().nth(LONGEST_TARGET);
        let (target, sign) = match most {
            Some((at, _)) => (&target[..at], "…"),
            None => (target.as_str(), ""),
        };
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.extend(["<", target, sign, ">"]);
    }
}

/// Whether a text says where its link leads.
fn same(said: &str, target: &str) -> bool {
    let plain = |text: &str| {
        let text = text.trim().to_ascii_lowercase();
        let bare = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme));
        bare.unwrap_or(&text).trim_end_matches('/').to_owned()
    };
    plain(said) == plain(target)
}

/// How long the entity at the start is; nothing when there is none.
fn entity(source: &str) -> Option<usize> {
    let near = source.bytes().take(LONGEST_ENTITY);
    let end = near
        .skip(1)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?
        + 1;
    (end > 1 && source.as_bytes().get(end) == Some(&b';')).then_some(end + 1)
}

/// Where a tag ends, or the text when it does not. What is quoted behind an `=` may hold a `>`.
fn tag_end(source: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in source.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    source.len()
}

/// The value of an attribute, its entities read.
fn value(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let ends = |c: char| c.is_ascii_whitespace() || c == '=' || c == '/';
        let length = rest.find(ends).unwrap_or(rest.len());
        let (key, after) = rest.split_at(length);
        let Some(quoted) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let quoted = quoted.trim_start();
        let (found, after) = if let Some(quote @ ('"' | '\'')) = quoted.chars().next() {
            let inside = &quoted[1..];
            inside.split_once(quote).unwrap_or((inside, ""))
        } else {
            let end = quoted.find(|c: char| c.is_ascii_whitespace());
            quoted.split_at(end.unwrap_or(quoted.len()))
        };
        if key.eq_ignore_ascii_case(name) {
            let mut page = Page::default();
            page.say(found);
            return Some(page.text.trim().to_owned());
        }
        rest = after;
    }
}

/// What stands behind the end of an element of which nothing is seen.
fn behind<'a>(source: &'a str, name: &str) -> &'a str {
    let mut rest = source;
    while let Some((_, after)) = rest.split_once("</") {
        let named = after.get(..name.len());
        if named.is_some_and(|named| named.eq_ignore_ascii_case(name)) {
            return after.split_once('>').map_or("", |(_, rest)| rest);
        }
        rest = after;
    }
    ""
}
