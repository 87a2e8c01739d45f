//! Rows as lines of csv, and lines of csv as cells. No cell can act on a spreadsheet that opens
//! it: what could be read as a formula begins with an apostrophe, which a reader takes away.

use std::io::{self, Write};

use super::super::row::Row;

/// What begins a formula in one spreadsheet or another, wide forms included.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// One line: the cells quoted where they have to be.
pub fn csv_line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells = cells.into_iter();
    let cells: Vec<String> = cells.map(|cell| quoted(cell.as_ref())).collect();
    cells.join(",") + "\r\n"
}

/// A row under these names.
pub fn csv_row(row: &Row, names: &[&str]) -> String {
    csv_line(names.iter().map(|name| guarded(row.cell(name))))
}

/// The line of names.
pub fn write_csv_head(out: &mut dyn Write, names: &[&str]) -> io::Result<()> {
    out.write_all(csv_line(names).as_bytes())
}

/// The cells of a line as they were before they were guarded; none when a quote is never closed.
pub(in crate::audit) fn csv_cells(line: &str) -> Option<Vec<String>> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut letters = line.chars().peekable();
    let mut quoted = false;
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    let plain = |cell: String| unguarded(&cell).to_owned();
    (!quoted).then(|| cells.into_iter().map(plain).collect())
}

/// A cell that is no formula.
fn guarded(cell: String) -> String {
    if acts(&cell) {
        return format!("'{cell}");
    }
    cell
}

/// The cell that was guarded.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if acts(rest) => rest,
        _ => cell,
    }
}

/// Whether it is a formula, or looks as if it was one that is guarded: a name may begin with
/// an apostrophe of its own, which has to stay.
fn acts(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'').trim_start();
    bare.starts_with(FORMULA)
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_cell_is_a_formula_and_nothing_acts_on_a_terminal() {
        let names = [
            "=1+1",
            "@x",
            "-2",
            "+3",
            " =x",
            "＝SUM(1)",
            "\t=x",
            "a\u{1b}[31m\n\"b\",c",
        ];
        for name in names {
            let row = Row::read(json!({ "FileName": name })).unwrap();
            let line = csv_row(&row, &["FileName", "FileId"]);
            let cell = line.trim_start_matches('"');
            assert!(!cell.trim_start().starts_with(FORMULA), "{line}");
            let printable = |c: char| !c.is_control();
            assert!(line.trim_end().chars().all(printable), "{line:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again_as_it_was() {
        let names = [
            "plain.pdf",
            "=1+1",
            "'=1+1",
            "''=1+1",
            "' =x",
            "＠x",
            "'quoted'",
            "'",
            "a\"b\"\"",
            "a,b",
            " spaces ",
            "-",
            "",
        ];
        for name in names {
            let row = Row::read(json!({ "FileName": name, "FileId": "x" })).unwrap();
            let line = csv_row(&row, &["FileName", "FileId"]);
            let cells = csv_cells(line.trim_end()).unwrap();
            assert_eq!(cells, [name, "x"], "{line}");
        }
        assert_eq!(csv_cells("a,\"b"), None);
    }
}
