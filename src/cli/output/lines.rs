//! Results that are a line for each thing, printed as they come: ndjson and csv.

use serde_json::Value;

use super::super::args::Format;
use super::Printer;
use crate::audit::{Row, csv_row, write_csv_head};
use crate::domain::{Failure, to_json_line};

/// A result in lines, of JSON or of csv under one line of names.
#[derive(Debug)]
pub struct Lines<'a> {
    printer: &'a Printer,
    names: &'static [&'static str],
    begun: bool,
    read: bool,
}

impl<'a> Lines<'a> {
    /// One whose lines have members of these names, in this order.
    pub fn new(printer: &'a Printer, names: &'static [&'static str]) -> Self {
        Self {
            printer,
            names,
            begun: false,
            read: true,
        }
    }

    /// Whether the format that was asked for has lines.
    pub fn wanted(printer: &Printer) -> bool {
        matches!(printer.format(), Format::Ndjson | Format::Csv)
    }

    /// Prints a line for each of these objects, at once; says whether anybody still reads
    /// them. The names of a csv come with the first call, also when it has no object.
    pub fn add(&mut self, values: impl IntoIterator<Item = Value>) -> Result<bool, Failure> {
        if !self.read {
            return Ok(false);
        }
        let csv = self.printer.format() == Format::Csv;
        let mut text = Vec::new();
        if csv && !self.begun {
            // Writing into memory cannot fail.
            let _ = write_csv_head(&mut text, self.names);
        }
        self.begun = true;
        for value in values {
            if !csv {
                text.extend_from_slice((to_json_line(&value) + "\n").as_bytes());
            } else if let Some(row) = Row::read(value) {
                text.extend_from_slice(csv_row(&row, self.names).as_bytes());
            }
        }
        self.read = self.printer.heard(&String::from_utf8_lossy(&text))?;
        Ok(self.read)
    }
}
