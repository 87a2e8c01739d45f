//! Text in a terminal's cells: measured by unicode-width, cut between graphemes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells a text takes.
pub fn width(text: &str) -> usize {
    // Most of what is measured, many times a frame.
    if is_plain(text) {
        return text.len();
    }
    // As a window holds it: letters that a font would join stand in cells of their own.
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether each of its bytes is a letter that takes one cell.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The text in at most `cells` cells; what is cut off ends with `sign`.
pub fn cut(text: &str, cells: usize, sign: &str) -> String {
    joined(text, kept(text, cells, sign), cells, sign)
}

/// A file's name in at most `cells` cells, cut in the middle: what it is (`.pdf`)
/// stands at its end and must stay.
pub fn cut_name(name: &str, cells: usize, sign: &str) -> String {
    joined(name, kept_of_name(name, cells, sign), cells, sign)
}

/// Which part of a text is left when it is cut into `cells` cells, in bytes: so much of its
/// start, and its end from there on.
pub type Kept = (usize, usize);

/// What [`cut`] keeps; nothing when the whole text fits.
pub fn kept(text: &str, cells: usize, sign: &str) -> Option<Kept> {
    if width(text) <= cells {
        return None;
    }
    Some((head(text, cells.saturating_sub(width(sign))), text.len()))
}

/// What [`cut_name`] keeps; nothing when the whole name fits.
pub fn kept_of_name(name: &str, cells: usize, sign: &str) -> Option<Kept> {
    let tail_cells = cells / 3;
    if width(name) <= cells || tail_cells < 4 {
        return kept(name, cells, sign);
    }
    let tail = tail(name, tail_cells);
    let head = head(name, cells - width(&tail) - width(sign));
    Some((head, name.len() - tail.len()))
}

fn joined(text: &str, kept: Option<Kept>, cells: usize, sign: &str) -> String {
    let Some((head, tail)) = kept else {
        return text.to_owned();
    };
    let sign = if cells >= width(sign) { sign } else { "" };
    [&text[..head], sign, &text[tail..]].concat()
}

/// The bytes of the first graphemes that fit into `cells`.
fn head(text: &str, cells: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > cells {
            break;
        }
        end += grapheme.len();
    }
    end
}

/// The last graphemes that fit into `cells`.
pub fn tail(text: &str, cells: usize) -> String {
    let mut used = 0;
    let mut from = text.len();
    for (index, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > cells {
            break;
        }
        from = index;
    }
    text[from..].to_owned()
}

/// The text in lines of at most `cells` cells, broken between words; a word that is
/// longer than a line, such as an ARN, fills each line to its end.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let gap = usize::from(used > 0);
        let wide = width(word);
        let fits = used + gap + wide <= cells;
        let fills = wide > cells && used + gap < cells;
        if !fits && !fills && used > 0 {
            lines.push(String::new());
            used = 0;
        } else if used > 0 {
            push(&mut lines, " ");
            used += 1;
        }
        for grapheme in word.graphemes(true) {
            let wide = width(grapheme);
            if used > 0 && used + wide > cells {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, grapheme);
            used += wide;
        }
    }
    lines
}

/// The text in lines of at most `cells` cells, its blanks kept: for what is no prose.
pub fn fold(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used > 0 && used + wide > cells {
            lines.push(String::new());
            used = 0;
        }
        push(&mut lines, grapheme);
        used += wide;
    }
    lines
}

/// How many lines [`fold`] makes of a text.
pub fn fold_rows(text: &str, cells: usize) -> usize {
    if text.is_ascii() {
        return text.len().div_ceil(cells.max(1)).max(1);
    }
    fold(text, cells).len()
}

/// At most `cells` cells of the text, without its first `from` cells. Half of a wide
/// character that is cut is a blank.
pub fn skip(text: &str, from: usize, cells: usize) -> String {
    let mut kept = String::new();
    let (mut place, mut used) = (0, 0);
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        let end = place + wide;
        if place >= from {
            if used + wide > cells {
                break;
            }
            kept.push_str(grapheme);
            used += wide;
        } else if end > from && end - from <= cells {
            kept.extend(std::iter::repeat_n(' ', end - from));
            used += end - from;
        }
        place = end;
    }
    kept
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}
