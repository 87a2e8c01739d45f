//! A buffer of cells as an SVG picture of a terminal.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

const CELL: (u16, u16) = (9, 20);
const MARGIN: u16 = 14;

/// The picture; the same buffer gives the same bytes.
pub fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let width = columns * CELL.0 + 2 * MARGIN;
    let height = rows * CELL.1 + 2 * MARGIN;
    // The first cell stands on the paper that all else stands on.
    let paper = colours(&buffer[(0, 0)]).1;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{paper}\"/>\n"
    );
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            x += run(buffer, (x, y), &paper, &mut out);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Draws the cells from `x` on that look alike, and gives their number.
fn run(buffer: &Buffer, (x, y): (u16, u16), page: &str, out: &mut String) -> u16 {
    let first = &buffer[(x, y)];
    let mut text = String::new();
    let mut end = x;
    while end < buffer.area.width && alike(first, &buffer[(end, y)]) {
        let symbol = buffer[(end, y)].symbol();
        text.push_str(symbol);
        // The cell behind a wide character belongs to it.
        end += u16::try_from(symbol.width()).unwrap_or(1).max(1);
    }
    let cells = end - x;
    let (ink, paper) = colours(first);
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let length = cells * CELL.0;
    // Writing to a String cannot fail.
    if paper != page {
        let height = CELL.1;
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{length}\" height=\"{height}\" fill=\"{paper}\"/>"
        );
    }
    let mut look = String::new();
    if first.modifier.contains(Modifier::BOLD) {
        look.push_str(" font-weight=\"bold\"");
    }
    if first.modifier.contains(Modifier::UNDERLINED) {
        look.push_str(" text-decoration=\"underline\"");
    }
    let base = top + 15;
    // Word by word, each at its own cell: a font of another width moves no column.
    let mut at = 0;
    for word in text.split(' ') {
        let cells = word.width();
        if cells > 0 {
            let x = usize::from(left) + at * usize::from(CELL.0);
            let length = cells * usize::from(CELL.0);
            let word = escaped(word);
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{base}\" fill=\"{ink}\"{look} textLength=\"{length}\" \
                 lengthAdjust=\"spacingAndGlyphs\">{word}</text>"
            );
        }
        at += cells + 1;
    }
    cells
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

/// The colours of a cell's letters and of what is behind them. The themes that are drawn bring
/// all of theirs along.
fn colours(cell: &Cell) -> (String, String) {
    let (ink, paper) = (cell.fg.to_string(), cell.bg.to_string());
    if cell.modifier.contains(Modifier::REVERSED) {
        (paper, ink)
    } else {
        (ink, paper)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
