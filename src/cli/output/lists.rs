//! A result that is one document of several lists, printed item by item as they are found.

use serde_json::Value;

use super::Printer;
use crate::domain::{Failure, to_json};

/// A document of lists, one behind the other.
#[derive(Debug)]
pub struct Lists<'a> {
    printer: &'a Printer,
    names: &'static [&'static str],
    /// How many lists are begun, and whether the last one has an item.
    begun: usize,
    filled: bool,
}

impl<'a> Lists<'a> {
    /// One whose lists have these names.
    pub fn new(printer: &'a Printer, names: &'static [&'static str]) -> Self {
        Self {
            printer,
            names,
            begun: 0,
            filled: false,
        }
    }

    /// Prints one more item of this list, which is the one before or a later one; says whether
    /// anybody still reads.
    pub fn add(&mut self, list: usize, value: &Value) -> Result<bool, Failure> {
        let mut text = self.until(list + 1);
        let between = if self.filled { ",\n    " } else { "\n    " };
        self.filled = true;
        text.push_str(between);
        text.push_str(&to_json(value).replace('\n', "\n    "));
        self.printer.heard(&text)
    }

    /// Prints what is left of it: the lists that have nothing.
    pub fn end(mut self) -> Result<(), Failure> {
        let mut text = self.until(self.names.len());
        text.push_str(self.closed());
        text.push_str("\n}\n");
        self.printer.text(&text)
    }

    /// So many lists begun.
    fn until(&mut self, count: usize) -> String {
        let mut text = String::new();
        while self.begun < count {
            let before = match self.begun {
                0 => "{".to_owned(),
                _ => format!("{},", self.closed()),
            };
            let name = self.names.get(self.begun).copied().unwrap_or_default();
            for part in [before.as_str(), "\n  \"", name, "\": ["] {
                text.push_str(part);
            }
            self.begun += 1;
            self.filled = false;
        }
        text
    }

    /// How the last one ends.
    fn closed(&self) -> &'static str {
        if self.filled { "\n  ]" } else { "]" }
    }
}
