//! Rows for eyes, one line each, as they come: the widths are fixed, since nobody knows what
//! is still to come.

use super::super::row::Row;
use crate::domain::{cells, size};

const STATUS: usize = 11;
const SIZE: usize = 9;
const CREATED: usize = 10;
/// The least that a name is worth showing with.
const NAME: usize = 20;
const SIGN: &str = "…";

/// The line of titles.
pub(super) fn head(width: usize) -> String {
    line_of(["STATUS", "SIZE", "CREATED", "CASE", "NAME"], width)
}

/// A row.
pub(super) fn line(row: &Row, width: usize) -> String {
    let case = match row.cell("CaseReference") {
        reference if !reference.is_empty() => reference,
        _ => row.cell("CaseId"),
    };
    if row.is_error() {
        let what = format!("{}: {}", row.cell("FileId"), row.cell("ErrorCode"));
        return line_of(["UNREADABLE", "", "", &case, &what], width);
    }
    let created: String = row.cell("CreationTime").chars().take(CREATED).collect();
    let size = row.size().map_or(String::new(), size);
    let (status, name) = (row.cell("FileStatus"), row.cell("FileName"));
    line_of([&status, &size, &created, &case, &name], width)
}

fn line_of([status, size, created, case, name]: [&str; 5], width: usize) -> String {
    let left = |text: &str, room: usize| {
        let text = cells::cut(text, room, SIGN);
        let gap = room.saturating_sub(cells::width(&text));
        text + &" ".repeat(gap)
    };
    let size = cells::cut(size, SIZE, SIGN);
    let size = " ".repeat(SIZE.saturating_sub(cells::width(&size))) + &size;
    let start = format!(
        "{}  {size}  {}",
        left(status, STATUS),
        left(created, CREATED)
    );
    let case_room = 36.min(width.saturating_sub(cells::width(&start) + NAME + 4));
    let start = match case_room {
        0..12 => start,
        room => format!("{start}  {}", left(case, room)),
    };
    let room = width.saturating_sub(cells::width(&start) + 2).max(NAME);
    let line = format!("{start}  {}", cells::cut_name(name, room, SIGN));
    cells::cut(line.trim_end(), width.max(1), SIGN) + "\n"
}
