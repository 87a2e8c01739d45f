//! The parts of office files: their text, and single values of them. No entity of a document's
//! own is ever looked up, so none can grow.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::budget::Budget;

/// What is met in a part, in its order.
pub(super) enum Met<'a> {
    /// An element begins: its name without a prefix, and its attributes.
    Begins(&'a str, &'a Attributes<'a>),
    /// One ends.
    Ends(&'a str),
    /// Text.
    Text(&'a str),
}

/// The attributes of an element, by name.
pub(super) struct Attributes<'a>(&'a quick_xml::events::BytesStart<'a>);

impl Attributes<'_> {
    /// The value of this attribute, with or without a prefix.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut all = attributes.with_checks(false).flatten();
        let found = all.find(|one| local(one.key.as_ref()) == name)?;
        Some(resolved(&found.value))
    }
}

/// Goes through a part until it ends, is damaged, or `take` has enough and says so by `false`;
/// and no further than there is budget for.
pub(super) fn walk(budget: &Budget, part: &[u8], mut take: impl FnMut(Met<'_>) -> bool) {
    let text = String::from_utf8_lossy(budget.within(part));
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    loop {
        let goes_on = match reader.read_event() {
            Err(_) | Ok(Event::Eof) => false,
            Ok(Event::Start(start)) => take(Met::Begins(
                local(start.name().as_ref()),
                &Attributes(&start),
            )),
            Ok(Event::Empty(start)) => {
                let full = start.name();
                let name = local(full.as_ref());
                take(Met::Begins(name, &Attributes(&start))) && take(Met::Ends(name))
            }
            Ok(Event::End(end)) => take(Met::Ends(local(end.name().as_ref()))),
            Ok(Event::Text(text)) => take(Met::Text(&text)),
            Ok(Event::CData(text)) => take(Met::Text(&text)),
            Ok(Event::GeneralRef(reference)) => take(Met::Text(&character(&reference))),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => true,
        };
        if !goes_on {
            break;
        }
    }
    let passed = usize::try_from(reader.buffer_position()).unwrap_or(part.len());
    budget.charge(passed);
}

/// The text of the first element of this name.
pub(super) fn text_of(budget: &Budget, part: &[u8], element: &str) -> Option<String> {
    let mut found = String::new();
    let mut inside = false;
    walk(budget, part, |met| {
        match met {
            Met::Begins(name, _) if name == element => inside = true,
            Met::Ends(name) if name == element => return false,
            Met::Text(text) if inside => found.push_str(text),
            _ => {}
        }
        found.len() < 1_000
    });
    let found = found.trim();
    (!found.is_empty()).then(|| found.to_owned())
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The longest name of a reference.
const LONGEST_NAME: usize = 12;

/// A value with its references read.
fn resolved(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let end = after
            .bytes()
            .take(LONGEST_NAME)
            .position(|byte| byte == b';');
        if let Some(end) = end {
            text.push_str(&character(&after[..end]));
            rest = &after[end + 1..];
        } else {
            text.push('&');
            rest = after;
        }
    }
    text + rest
}

/// The character that a reference stands for; of a document's own entities the name.
fn character(name: &str) -> String {
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        },
        None => None,
    };
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => match number.and_then(char::from_u32) {
            Some(c) => c.to_string(),
            None => format!("&{name};"),
        },
    }
}
