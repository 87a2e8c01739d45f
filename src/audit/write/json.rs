//! A report as one JSON document, in the shape of the API's own answers: files, errors, and
//! what was summed up. Written row by row.

use std::io::{self, Write};

use super::{Rows, Summary};
use crate::domain::to_json_line;

pub(super) fn write(rows: &mut Rows<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"Files\":[")?;
    list(rows, false, out)?;
    out.write_all(b"],\n\"Errors\":[")?;
    list(rows, true, out)?;
    let summary = to_json_line(&summary.told());
    writeln!(out, "],\n\"Summary\":{summary}}}")
}

fn list(rows: &mut Rows<'_>, errors: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut first = true;
    rows.each(|row| {
        if row.is_error() != errors {
            return Ok(());
        }
        let between = if std::mem::replace(&mut first, false) {
            "\n"
        } else {
            ",\n"
        };
        write!(out, "{between}{}", to_json_line(&row.value()))
    })
}
