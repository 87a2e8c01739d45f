//! Rows as lines of csv. No cell can act on a spreadsheet that opens it: what could be read
//! as a formula begins with an apostrophe.

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

/// A cell that is no formula.
fn guarded(cell: String) -> String {
    if cell.trim_start().starts_with(FORMULA) {
        return format!("'{cell}");
    }
    cell
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
}
