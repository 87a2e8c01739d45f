//! Right-to-left names in a row that stays as it is.
//!
//! Terminals that order letters by their direction (GNOME's, Konsole, mlterm, macOS's) do so
//! with whole rows: a Hebrew or an Arabic name would draw the size behind it to its own left,
//! and two of them would change places. So the fields of a row that holds such letters are
//! parted by left-to-right marks, which take no cell, beside the blanks and frames that stand
//! there anyway: within its field a name is read as it should be, and nothing leaves its field.
//! Other terminals leave the marks out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Glyphs;

const MARK: char = '\u{200E}';

/// Parts the fields of a table's row. The gaps between its columns are single blanks, which
/// only it knows from those in a name.
pub(super) fn columns(
    row: Rect,
    gaps: impl Iterator<Item = u16>,
    glyphs: Glyphs,
    buffer: &mut Buffer,
) {
    if glyphs == Glyphs::Ascii || row.is_empty() || !reads_backwards(row, buffer) {
        return;
    }
    for x in gaps.filter(|x| *x < row.right()) {
        mark(x, row.y, buffer);
    }
}

/// Parts what stands in the rows of the whole window: frames part, and so do two blanks.
pub(super) fn rows(glyphs: Glyphs, buffer: &mut Buffer) {
    // A console with signs of ASCII only would show the marks.
    if glyphs == Glyphs::Ascii {
        return;
    }
    let area = buffer.area;
    for y in area.y..area.bottom() {
        let row = Rect::new(area.x, y, area.width, 1);
        if !reads_backwards(row, buffer) {
            continue;
        }
        // What comes first says which way the whole row is read.
        mark(row.x, y, buffer);
        let mut blanks = 0;
        for x in row.x..row.right() {
            let symbol = buffer[(x, y)].symbol();
            let is_blank = symbol.starts_with(' ');
            blanks = if is_blank { blanks + 1 } else { 0 };
            if matches!(symbol, "│" | "┌" | "└") || blanks == 2 {
                mark(x, y, buffer);
            }
        }
    }
}

/// Puts the mark behind what stands there, where that has no direction of its own.
fn mark(x: u16, y: u16, buffer: &mut Buffer) {
    let cell = &mut buffer[(x, y)];
    let symbol = cell.symbol();
    let may = matches!(symbol, " " | "│" | "┌" | "└" | "▌");
    if may {
        let marked = format!("{symbol}{MARK}");
        cell.set_symbol(&marked);
    }
}

/// Whether any of its letters is read from right to left.
fn reads_backwards(row: Rect, buffer: &Buffer) -> bool {
    let start = buffer.index_of(row.x, row.y);
    let cells = buffer.content.get(start..start + usize::from(row.width));
    cells.unwrap_or_default().iter().any(|cell| {
        let symbol = cell.symbol();
        // Most rows hold nothing else: this is asked of each cell of each frame.
        !symbol.is_ascii() && symbol.chars().any(is_backwards)
    })
}

/// The blocks of scripts that are read from right to left.
fn is_backwards(c: char) -> bool {
    matches!(u32::from(c),
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE
        | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}
