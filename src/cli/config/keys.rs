//! `attache config show --keys`: every key in every place, by the names that the file takes.

use serde_json::{Value, json};

use super::super::args::Format;
use super::super::exit::Exit;
use super::super::output::{Cells, Column, Printer, table};
use crate::app::keys::{Key, Keymap, Mode, Row};
use crate::domain::Failure;
use crate::settings::Config;
use crate::view::Glyphs;

/// An action in a place.
struct Line<'a> {
    mode: Mode,
    row: Row<'a>,
    is_own: bool,
}

/// Prints them.
pub(super) fn run(config: &Config, printer: &Printer, glyphs: Glyphs) -> Result<Exit, Failure> {
    let (keymap, own) = (&config.keymap, Keymap::default());
    let lines: Vec<Line> = Mode::ALL
        .iter()
        .flat_map(|mode| {
            let own = own.bindings(*mode).map(|row| row.keys);
            let rows = keymap.bindings(*mode).zip(own);
            rows.filter(|(row, _)| !row.binding.help.is_empty())
                .map(|(row, own)| Line {
                    mode: *mode,
                    row,
                    is_own: row.keys == own,
                })
                .collect::<Vec<_>>()
        })
        .collect();
    if printer.format() == Format::Json {
        let keys: Vec<Value> = lines.iter().map(value).collect();
        printer.json(&json!({ "Keys": keys }))?;
        return Ok(Exit::Done);
    }
    let column = |title, cells, rank| Column { title, cells, rank };
    let columns = [
        column("PLACE", Cells::Left, 0),
        column("ACTION", Cells::Left, 0),
        column("KEYS", Cells::Left, 0),
        column("FROM", Cells::Left, 2),
        column("WHAT IT DOES", Cells::Flexible, 1),
    ];
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            vec![
                line.mode.name().to_owned(),
                line.row.binding.action.name().to_owned(),
                names(line.row.keys).join(" "),
                whence(line).to_owned(),
                line.row.binding.help.to_owned(),
            ]
        })
        .collect();
    printer.text(&table(&columns, &rows, printer.width(), glyphs).text)?;
    Ok(Exit::Done)
}

fn names(keys: &[Key]) -> Vec<String> {
    keys.iter().map(|key| key.name()).collect()
}

fn whence(line: &Line) -> &'static str {
    if line.is_own { "default" } else { "file" }
}

fn value(line: &Line) -> Value {
    json!({
        "Place": line.mode.name(),
        "Action": line.row.binding.action.name(),
        "Keys": names(line.row.keys),
        "From": whence(line),
        "Help": line.row.binding.help,
    })
}
