//! E-mails: who, when and about what, the first text, and what is attached.

mod html;

use std::borrow::Cow;

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use crate::domain::{Body, Preview, SafeText, size};

use super::lines::lines;

/// The most addresses that are named.
const MOST_NAMED: usize = 8;

/// The most attachments that are named.
const MOST_ATTACHED: usize = 40;

/// What an e-mail shows; nothing when it is none.
pub(super) fn mail(bytes: &[u8], whole: bool) -> Option<Preview> {
    let message = MessageParser::default().parse(bytes)?;
    // Any text has lines with colons in it: an e-mail says at least from whom it is.
    let from = addresses(message.from())?;
    let mut facts = vec![("From", from)];
    let mut add = |label, value: Option<SafeText>| {
        facts.extend(value.map(|value| (label, value)));
    };
    add("To", addresses(message.to()));
    add("Cc", addresses(message.cc()));
    add("Date", message.date().map(|date| date.to_rfc822().into()));
    add("Subject", message.subject().map(SafeText::new));
    facts.extend(attached(&message));
    let (text, complete, was_html) = text(&message);
    let (lines, all) = lines(text.trim_end());
    let body = if lines.is_empty() {
        Body::Nothing
    } else {
        Body::Text(lines)
    };
    Some(Preview {
        facts,
        body,
        note: was_html
            .then(|| "(made from HTML: where a link leads stands behind its text)".into()),
        ..Preview::bare("e-mail", whole && complete && all)
    })
}

/// Its first text, whether that is all of it, and whether it was made from HTML.
fn text<'a>(message: &'a Message<'_>) -> (Cow<'a, str>, bool, bool) {
    match message.text_part(0).map(|part| &part.body) {
        Some(PartType::Text(text)) => (text.as_ref().into(), true, false),
        Some(PartType::Html(source)) => {
            let (text, all) = html::text(source);
            (text.into(), all, true)
        }
        _ => ("".into(), true, false),
    }
}

/// `Mia Ito <m.ito@example.com>, …`; nothing when nobody is named.
fn addresses(address: Option<&Address<'_>>) -> Option<SafeText> {
    let all = address?.iter().filter_map(|one| {
        let address = one.address.as_deref().unwrap_or_default();
        match one.name.as_deref().filter(|name| !name.is_empty()) {
            Some(name) => Some(format!("{name} <{address}>")),
            None if address.is_empty() => None,
            None => Some(address.to_owned()),
        }
    });
    let mut named: Vec<String> = all.take(MOST_NAMED + 1).collect();
    if named.len() > MOST_NAMED {
        named.truncate(MOST_NAMED);
        named.push("and others".to_owned());
    }
    (!named.is_empty()).then(|| named.join(", ").into())
}

fn attached(message: &Message<'_>) -> Vec<(&'static str, SafeText)> {
    let parts = message.attachments().take(MOST_ATTACHED);
    let parts = parts.map(|part| {
        let name = part.attachment_name().unwrap_or("without a name");
        let bytes = size(part.contents().len() as u64);
        ("Attached", SafeText::from(format!("{name}, {bytes}")))
    });
    parts.collect()
}
