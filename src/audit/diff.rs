//! What changed between two audits: pure over their rows. Rows are joined by the file's ARN,
//! or by what a row without one has instead.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use serde_json::{Map, Value, json};

use super::row::{Row, columns};
use crate::domain::SafeText;

/// The members that are compared.
const COMPARED: [&str; 3] = ["FileStatus", "FileSizeInBytes", "FileName"];

/// What changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diff {
    /// Files that are only in the newer one.
    pub new: Vec<Row>,
    /// Files that are only in the older one.
    pub gone: Vec<Row>,
    /// Files that differ: the older and the newer row.
    pub changed: Vec<(Row, Row)>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    /// The same as data: of a changed file the newer row, and under `Was` what it was.
    pub fn told(&self) -> Value {
        let rows = |rows: &[Row]| rows.iter().map(Row::value).collect::<Vec<_>>();
        let changed = self.changed.iter();
        let changed: Vec<Value> = changed.map(|(old, new)| changed_value(old, new)).collect();
        json!({ "New": rows(&self.new), "Gone": rows(&self.gone), "Changed": changed })
    }
}

/// A changed file as data.
fn changed_value(old: &Row, new: &Row) -> Value {
    let mut value = new.value();
    let before = old.value();
    let was = COMPARED
        .iter()
        .filter(|name| old.value()[**name] != value[**name]);
    let was: Map<String, Value> = was
        .map(|name| ((*name).to_owned(), before[*name].clone()))
        .collect();
    value["Was"] = Value::Object(was);
    value
}

/// What changed from the older to the newer rows. What could not be read in either is no
/// change: nobody knows.
pub fn diff(old: Vec<Row>, new: Vec<Row>) -> Diff {
    let mut left = keyed(old);
    let mut diff = Diff::default();
    for (key, row) in keyed(new) {
        match (left.remove(&key), row.is_error()) {
            (None, false) => diff.new.push(row),
            (Some(old), false) if !old.is_error() && differs(&old, &row) => {
                diff.changed.push((old, row));
            }
            _ => {}
        }
    }
    diff.gone = left.into_values().filter(|row| !row.is_error()).collect();
    diff
}

fn keyed(rows: Vec<Row>) -> BTreeMap<String, Row> {
    let rows = rows.into_iter();
    rows.map(|row| (key(&row), row)).collect()
}

/// The end of the file's ARN with what it hangs on: an error has no ARN of its file.
fn key(row: &Row) -> String {
    let resource = row.text("AssociatedResourceArn").unwrap_or_default();
    let file = row.text("FileId").unwrap_or_default();
    match (row.text("FileArn"), file) {
        (Some(arn), "") => arn.to_owned(),
        _ => format!("{file} of {resource}"),
    }
}

fn differs(old: &Row, new: &Row) -> bool {
    let (old, new) = (old.value(), new.value());
    // A csv has texts where the others have numbers.
    let text = |value: &Value| match value {
        // And shows what is invisible.
        Value::String(text) => SafeText::new(text).as_str().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    COMPARED
        .iter()
        .any(|name| text(&old[*name]) != text(&new[*name]))
}

/// The rows of a finished audit in ndjson, csv or json, whichever it is.
pub fn read_rows(mut from: impl BufRead) -> io::Result<Vec<Row>> {
    let bad = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why.to_owned());
    let mut text = String::new();
    from.read_to_string(&mut text)?;
    let text = text.trim_start_matches('\u{FEFF}');
    if text.starts_with("FileId,") {
        return csv_rows(text).ok_or_else(|| bad("its lines are no csv of an audit"));
    }
    if text.starts_with("<!DOCTYPE") {
        return Err(bad(
            "it is a page for browsers; compare ndjson, json or csv",
        ));
    }
    let whole: Option<Value> = serde_json::from_str(text).ok();
    if let Some(Value::Object(mut document)) = whole.filter(|whole| whole.get("Files").is_some()) {
        let mut rows = Vec::new();
        for name in ["Files", "Errors"] {
            let list = document.remove(name).unwrap_or_default();
            let list = list.as_array().cloned().unwrap_or_default();
            rows.extend(list.into_iter().filter_map(Row::read));
        }
        return Ok(rows);
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let value = serde_json::from_str(line).ok();
            let row = value.and_then(Row::read);
            row.ok_or_else(|| bad("a line of it is no row of an audit"))
        })
        .collect()
}

fn csv_rows(text: &str) -> Option<Vec<Row>> {
    let mut lines = csv_cells(text)?.into_iter();
    let names = lines.next()?;
    let known = columns(true);
    if !names.iter().all(|name| known.contains(&name.as_str())) {
        return None;
    }
    let row = |cells: Vec<String>| {
        let pairs = names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        // What was guarded for a spreadsheet is itself again.
        let plain = |cell: String| match cell.strip_prefix('\'') {
            Some(rest)
                if rest
                    .trim_start()
                    .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) =>
            {
                rest.to_owned()
            }
            _ => cell,
        };
        let members = pairs.map(|(name, cell)| (name.clone(), json!(plain(cell))));
        Row::of(members.collect())
    };
    Some(lines.map(row).collect())
}

/// The cells of a csv, line by line; none when a quote is never closed.
pub(super) fn csv_cells(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            other => cell.push(other),
        }
    }
    if quoted {
        return None;
    }
    if !cell.is_empty() || !line.is_empty() {
        line.push(cell);
        lines.push(line);
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, status: &str) -> Row {
        let value = json!({
            "FileId": id, "FileArn": format!("arn:x/file/{id}"), "FileStatus": status,
            "AssociatedResourceArn": "arn:case",
        });
        Row::read(value).unwrap()
    }

    #[test]
    fn what_is_new_gone_and_changed_is_told() {
        let old = vec![
            row("a", "PROCESSING"),
            row("b", "APPROVED"),
            row("c", "APPROVED"),
        ];
        let new = vec![
            row("d", "APPROVED"),
            row("c", "APPROVED"),
            row("a", "REJECTED"),
        ];
        let found = diff(old.clone(), new);
        assert_eq!(found.new, [row("d", "APPROVED")]);
        assert_eq!(found.gone, [row("b", "APPROVED")]);
        assert_eq!(
            found.changed,
            [(row("a", "PROCESSING"), row("a", "REJECTED"))]
        );
        let told = found.told();
        assert_eq!(
            told["Changed"][0]["Was"],
            json!({ "FileStatus": "PROCESSING" })
        );
        assert!(diff(old.clone(), old).is_empty());
    }

    #[test]
    fn what_could_not_be_read_is_no_change() {
        let error = json!({ "FileId": "a", "AssociatedResourceArn": "arn:case", "ErrorCode": "X" });
        let error = Row::read(error).unwrap();
        let file = row("a", "APPROVED");
        assert!(diff(vec![file.clone()], vec![error.clone()]).is_empty());
        assert!(diff(vec![error], vec![file]).is_empty());
    }
}
