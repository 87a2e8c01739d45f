//! Tables for eyes: as wide as their words, and never wider than the terminal.

use crate::view::Glyphs;
use crate::view::cells::{cut_name, fit, fit_right, width};

/// How a column's values stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Words, at the left.
    Left,
    /// Numbers, at the right.
    Right,
    /// Words that give way when the terminal is narrow; at most one column.
    Flexible,
}

/// The table as text, a line a row, under a line of titles.
pub fn table(
    columns: &[(&str, Cells)],
    rows: &[Vec<String>],
    limit: Option<usize>,
    glyphs: Glyphs,
) -> String {
    let mut widths: Vec<usize> = columns.iter().map(|(title, _)| width(title)).collect();
    for row in rows {
        for (cells, value) in widths.iter_mut().zip(row) {
            *cells = (*cells).max(width(value));
        }
    }
    if let Some(limit) = limit {
        let gaps = 2 * columns.len().saturating_sub(1);
        let total = widths.iter().sum::<usize>() + gaps;
        let flexible = columns
            .iter()
            .position(|(_, cells)| *cells == Cells::Flexible);
        if let Some(index) = flexible {
            widths[index] = widths[index]
                .saturating_sub(total.saturating_sub(limit))
                .max(8);
        }
    }
    let titles = columns
        .iter()
        .map(|(title, _)| (*title).to_owned())
        .collect();
    let mut text = String::new();
    for row in std::iter::once(&titles).chain(rows) {
        let cells = columns.iter().zip(&widths).zip(row);
        let line: Vec<String> = cells
            .map(|(((_, align), cells), value)| match align {
                Cells::Left => fit(value, *cells, glyphs),
                Cells::Right => fit_right(value, *cells, glyphs),
                Cells::Flexible => fit(&cut_name(value, *cells, glyphs), *cells, glyphs),
            })
            .collect();
        let line = line.join("  ");
        let line = limit.map_or(line.clone(), |limit| {
            crate::view::cells::cut(&line, limit, glyphs)
        });
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
