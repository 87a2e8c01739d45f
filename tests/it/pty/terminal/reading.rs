//! What of a screen is read.

/// The words on the screen, without frames and line breaks.
pub(super) fn words(screen: &vt100::Screen) -> String {
    let text = screen.contents().replace('│', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What tells a row from its neighbours. Its status may change by itself, and what stands beside
/// the table follows the selection late.
pub(super) fn named(row: &str) -> String {
    let columns = row.chars().count();
    row.chars().take(columns / 3).skip(columns / 7).collect()
}

pub(super) fn selected(screen: &vt100::Screen) -> Option<String> {
    let (rows, columns) = screen.size();
    // A reversed title is short; the selected row reaches across the window.
    let reversed = |row| {
        // Left of what stands beside the table.
        let middle = screen.cell(row, columns.get() / 3);
        middle.is_some_and(vt100::Cell::inverse)
    };
    let row = (0..rows.get()).find(|&row| reversed(row))?;
    screen.rows(0, columns.get()).nth(usize::from(row))
}
