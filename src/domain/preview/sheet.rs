//! A table that came from outside.

use super::super::SafeText;
use super::super::cells::width;

/// The widest that a column is drawn, in cells.
const WIDEST: usize = 32;

/// Rows and columns, the first row of which names the columns.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// How each column is drawn.
    pub columns: Vec<Column>,
    /// The first row.
    pub head: Vec<SafeText>,
    /// The others. A row may be shorter than there are columns.
    pub rows: Vec<Vec<SafeText>>,
}

/// How a column is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Column {
    /// Its cells.
    pub width: usize,
    /// Whether all of it are numbers, which stand at the right.
    pub right: bool,
}

impl Sheet {
    /// A table of these rows; nothing when there is no row.
    pub fn of(rows: Vec<Vec<SafeText>>) -> Option<Self> {
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let column = |place: usize| {
            let cells = rows.iter().filter_map(|row| row.get(place));
            let widest = cells.map(|cell| width(cell.as_str())).max();
            let below = rows.iter().skip(1).filter_map(|row| row.get(place));
            let mut values = below.map(SafeText::as_str).filter(|text| !text.is_empty());
            let numbers = values.clone().next().is_some() && values.all(is_number);
            Column {
                width: widest.unwrap_or(0).clamp(1, WIDEST),
                right: numbers,
            }
        };
        let columns = (0..count).map(column).collect();
        let mut rows = rows.into_iter();
        Some(Self {
            columns,
            head: rows.next()?,
            rows: rows.collect(),
        })
    }

    /// How many bytes it takes in memory, about.
    pub fn bytes(&self) -> usize {
        let cells = self.head.iter().chain(self.rows.iter().flatten());
        cells.map(SafeText::bytes).sum()
    }
}

/// `-1,234.50`, `12 %`, `3e5`: digits and what stands beside them.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.,'%eE \u{a0}€$£".contains(c))
}
