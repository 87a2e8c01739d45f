//! JSON over several lines, its members in their own order and its numbers as they stand.

use serde::de::IgnoredAny;

/// The text in lines, when it is a JSON object or array and nothing else.
pub(super) fn pretty(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if !trimmed.starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str::<IgnoredAny>(trimmed).ok()?;
    Some(indented(trimmed))
}

/// The start of such a text in lines, as far as it goes; whether all of it is JSON nobody knows.
pub(super) fn fragment(text: &str) -> Option<String> {
    let trimmed = text.trim_start();
    trimmed.starts_with(['{', '[']).then(|| indented(trimmed))
}

fn indented(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let (mut quoted, mut escaped) = (false, false);
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        if quoted {
            out.push(c);
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' => {
                quoted = true;
                out.push(c);
            }
            '{' | '[' => {
                out.push(c);
                while rest.next_if(|c| c.is_whitespace()).is_some() {}
                // What is empty stays on its line.
                if let Some(end) = rest.next_if(|c| matches!(c, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    // Deeper ones could not be told apart, and would fill the memory with blanks.
    out.push_str(&"  ".repeat(depth.min(20)));
}
