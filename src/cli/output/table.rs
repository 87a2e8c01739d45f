//! Tables for eyes: as wide as their words, and never wider than the terminal.

use crate::view::Glyphs;
use crate::view::cells::{cut, cut_name, fit, fit_right, width};

/// The fewest cells that a flexible column is worth showing with.
const LEAST: usize = 20;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: &'static str,
    /// How its values stand.
    pub cells: Cells,
    /// Which columns go first where the terminal is narrow: those of the highest rank.
    /// A column of rank 0 never goes.
    pub rank: u8,
}

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

/// A table that is ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// A line a row, under a line of titles.
    pub text: String,
    /// The titles of the columns that there was no room for.
    pub hidden: Vec<&'static str>,
}

/// The same in lines, a value each, behind its title; an empty line parts the rows.
pub fn labelled(columns: &[Column], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        for (column, value) in columns
            .iter()
            .zip(row)
            .filter(|(_, value)| !value.is_empty())
        {
            let title = column.title;
            let line = if title.is_empty() {
                format!("{value}\n")
            } else {
                format!("{title}: {value}\n")
            };
            text.push_str(&line);
        }
    }
    text
}

/// The table, no wider than `limit`.
pub fn table(
    columns: &[Column],
    rows: &[Vec<String>],
    limit: Option<usize>,
    glyphs: Glyphs,
) -> Table {
    let mut widths: Vec<usize> = columns.iter().map(|column| width(column.title)).collect();
    for row in rows {
        for (cells, value) in widths.iter_mut().zip(row) {
            *cells = (*cells).max(width(value));
        }
    }
    let shown = match limit {
        Some(limit) => squeeze(columns, &mut widths, limit),
        None => (0..columns.len()).collect(),
    };
    let titles: Vec<String> = columns.iter().map(|one| one.title.to_owned()).collect();
    let mut text = String::new();
    for row in std::iter::once(&titles).chain(rows) {
        let cells = shown.iter().map(|&index| {
            let value = row.get(index).map_or("", String::as_str);
            match columns[index].cells {
                Cells::Left => fit(value, widths[index], glyphs),
                Cells::Right => fit_right(value, widths[index], glyphs),
                Cells::Flexible => {
                    let name = cut_name(value, widths[index], glyphs);
                    fit(&name, widths[index], glyphs)
                }
            }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        let line = limit.map_or_else(|| line.clone(), |limit| cut(&line, limit, glyphs));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let hidden = (0..columns.len()).filter(|index| !shown.contains(index));
    Table {
        text,
        hidden: hidden.map(|index| columns[index].title).collect(),
    }
}

/// The columns that fit: the flexible one is narrowed, then columns go by their rank.
fn squeeze(columns: &[Column], widths: &mut [usize], limit: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    loop {
        let total: usize = shown.iter().map(|&index| widths[index] + 2).sum::<usize>() - 2;
        let over = total.saturating_sub(limit);
        let flexible = shown.iter().find(|&&i| columns[i].cells == Cells::Flexible);
        let spare = flexible.map_or(0, |&index| widths[index].saturating_sub(LEAST));
        let droppable = shown.iter().filter(|&&index| columns[index].rank > 0);
        let worst = droppable.max_by_key(|&&index| columns[index].rank).copied();
        match (over <= spare, flexible, worst) {
            (true, Some(&index), _) => {
                widths[index] -= over;
                return shown;
            }
            (false, _, Some(worst)) => shown.retain(|&index| index != worst),
            _ => return shown,
        }
    }
}
