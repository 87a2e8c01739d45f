//! The text of what is drawn, letter by letter in the order of drawing.

use super::objects::Objects;
use super::strings::{hex, letters, literal};
use super::words::holds;

/// How far a gap within a line must be to be a blank, in thousandths of a letter's height.
const GAP: f64 = -180.0;

/// The first text, about `most` bytes of it, and whether nothing of what was looked at was cut.
pub(super) fn first(objects: &Objects<'_>, most: usize) -> (String, bool) {
    let mut text = String::new();
    let mut whole = true;
    for content in objects.contents() {
        let bytes = &content.bytes;
        let shows = holds(bytes, b"Tj") || holds(bytes, b"TJ");
        if shows && holds(bytes, b"BT") {
            drawn(bytes, &mut text, most);
            line_ends(&mut text);
            whole &= content.all;
        }
        if text.len() >= most {
            break;
        }
    }
    (text, whole)
}

/// Goes through the operators of one content.
fn drawn(content: &[u8], text: &mut String, most: usize) {
    let mut numbers: Vec<f64> = Vec::new();
    let mut row = None;
    let mut at = 0;
    while let Some(&byte) = content.get(at).filter(|_| text.len() < most) {
        let rest = content.get(at..).unwrap_or_default();
        match byte {
            b'(' => {
                let (bytes, taken) = literal(rest);
                text.push_str(&letters(&bytes));
                at += taken.max(1);
            }
            b'<' if rest.get(1) != Some(&b'<') => {
                let (bytes, taken) = hex(rest);
                text.push_str(&letters(&bytes));
                at += taken.max(1);
            }
            b'%' => {
                at += rest
                    .iter()
                    .position(|&byte| byte == b'\n')
                    .unwrap_or(rest.len());
            }
            byte if byte.is_ascii_digit() || b"+-.".contains(&byte) => {
                let is_part = |byte: &&u8| byte.is_ascii_digit() || b"+-.".contains(byte);
                let taken = rest.iter().take_while(is_part).count();
                let number = std::str::from_utf8(&rest[..taken]).ok();
                let number = number.and_then(|number| number.parse().ok()).unwrap_or(0.0);
                // Inside brackets a number moves the next letters.
                if number < GAP && !text.ends_with([' ', '\n']) {
                    text.push(' ');
                }
                numbers.push(number);
                if numbers.len() > 6 {
                    numbers.remove(0);
                }
                at += taken;
            }
            byte if byte.is_ascii_alphabetic() || byte == b'\'' || byte == b'"' => {
                let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"*'\"".contains(byte);
                let taken = rest.iter().take_while(is_part).count();
                moved(&rest[..taken], &numbers, &mut row, text);
                numbers.clear();
                at += taken;
            }
            b'/' => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/[]<>()".contains(byte);
                at += 1 + rest.iter().skip(1).position(ends).unwrap_or(rest.len());
            }
            _ => at += 1,
        }
    }
}

/// What an operator means for the next letters: another line, or a place in the same one.
fn moved(operator: &[u8], numbers: &[f64], row: &mut Option<f64>, text: &mut String) {
    let last = numbers.last().copied().unwrap_or(0.0);
    match operator {
        b"T*" | b"'" | b"\"" => line_ends(text),
        b"Td" | b"TD" if last != 0.0 => line_ends(text),
        b"Td" | b"TD" if !text.ends_with([' ', '\n']) => text.push(' '),
        b"Tm" => {
            if *row != Some(last) {
                line_ends(text);
            }
            *row = Some(last);
        }
        _ => {}
    }
}

fn line_ends(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}
