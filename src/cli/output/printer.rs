//! Writing to stdout and stderr. A reader that closed the pipe has seen enough: that is success.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{MultiProgress, ProgressDrawTarget};
use serde_json::{Value, json};

use super::super::args::Format;
use super::foot::Foot;
use super::{Column, Table, error_code, labelled, table, to_json};
use crate::domain::{Failure, FailureKind, Problem, SafeText, to_json_line};
use crate::view::Glyphs;

/// How often a second the bars are drawn at most.
const TIMES: u8 = 20;

/// Prints results and failures in the format that was asked for, and above the bars of what
/// runs. Clones share the bars.
#[derive(Debug, Clone)]
pub struct Printer {
    format: Format,
    bars: MultiProgress,
    /// No bars and no tables: lines only.
    plain: bool,
}

#[expect(
    clippy::unused_self,
    reason = "whatever is printed goes through a printer, whether it depends on the format or not"
)]
impl Printer {
    /// A printer of this format.
    pub fn new(format: Format) -> Self {
        let bars = MultiProgress::with_draw_target(ProgressDrawTarget::hidden());
        Self {
            format,
            bars,
            plain: false,
        }
    }

    /// The same, in plain lines only where that is wanted.
    pub fn plainly(self, plain: bool) -> Self {
        Self { plain, ..self }
    }

    /// The bars at the foot of stderr, once it is a terminal on which there can be some, and
    /// the format is for eyes.
    pub fn bars(&self) -> Option<&MultiProgress> {
        if self.format != Format::Table {
            return None;
        }
        self.bars_beside()
    }

    /// The same whatever the format, for a result that is in nobody's way.
    pub fn bars_beside(&self) -> Option<&MultiProgress> {
        if self.plain {
            return None;
        }
        if self.bars.is_hidden()
            && let Some(foot) = Foot::of_stderr()
        {
            let target = ProgressDrawTarget::term_like_with_hz(Box::new(foot), TIMES);
            self.bars.set_draw_target(target);
        }
        (!self.bars.is_hidden()).then_some(&self.bars)
    }

    /// Wipes the bars and shows none from now on.
    pub fn no_bars(&self) {
        // A terminal that is gone shows none either.
        let _ = self.bars.clear();
        self.bars.set_draw_target(ProgressDrawTarget::hidden());
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How wide a table may be: the terminal's width, or without bound into a pipe.
    pub fn width(&self) -> Option<usize> {
        if !io::stdout().is_terminal() {
            return None;
        }
        let (columns, _) = crossterm::terminal::size().ok()?;
        // Some terminals say that they have no columns: they do not know.
        Some(usize::from(columns)).filter(|columns| *columns > 0)
    }

    /// Prints lines of data; each ends with a line break.
    pub fn text(&self, text: &str) -> Result<(), Failure> {
        self.heard(text).map(|_| ())
    }

    /// The same; says whether anybody still reads.
    pub fn heard(&self, text: &str) -> Result<bool, Failure> {
        // The same terminal may show the bars.
        let written = self.bars.suspend(|| {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        });
        match written {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => {
                let what = "The result could not be written";
                Err(Failure::new(FailureKind::Local, what, error.to_string()))
            }
        }
    }

    /// Prints a table, of which no row leaves no line of titles either; returns the titles of the columns that there was no room for.
    pub fn table(
        &self,
        columns: &[Column],
        rows: &[Vec<String>],
        glyphs: Glyphs,
    ) -> Result<Vec<&'static str>, Failure> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        if self.plain {
            self.text(&labelled(columns, rows))?;
            return Ok(Vec::new());
        }
        let Table { text, hidden } = table(columns, rows, self.width(), glyphs);
        self.text(&text)?;
        Ok(hidden)
    }

    /// Prints one JSON document.
    pub fn json(&self, value: &Value) -> Result<(), Failure> {
        self.text(&(to_json(value) + "\n"))
    }

    /// A path as stdout gets it: exact for a program, cleaned for a terminal.
    pub fn path(&self, path: &Path) -> String {
        let path = path.to_string_lossy();
        if io::stdout().is_terminal() {
            SafeText::new(&path).to_string()
        } else {
            path.into_owned()
        }
    }

    /// Says something to the person, beside the data. Nobody may be listening.
    pub fn say(&self, words: &str) {
        let _ = self
            .bars
            .suspend(|| writeln!(io::stderr().lock(), "{words}"));
    }

    /// Says what failed: a sentence, and what repairs it in a line of its own, or in JSON
    /// mode an object.
    pub fn failure(&self, failure: &Failure) {
        match self.format {
            Format::Table | Format::Csv | Format::Html => {
                self.sentence(&failure.to_string(), failure.remedy.as_ref());
            }
            Format::Json => self.say(&to_json(&json!({ "Error": error(failure) }))),
            Format::Ndjson => self.say(&to_json_line(&json!({ "Error": error(failure) }))),
        }
    }

    /// Says what went wrong beside the data, in words whatever the format: the data itself
    /// holds it in the format's own way.
    pub fn problem(&self, problem: &Problem) {
        self.sentence(&problem.sentence(), problem.remedy());
    }

    /// Says why a part is missing, in words whatever the format.
    pub fn aside(&self, failure: &Failure) {
        self.sentence(&failure.to_string(), failure.remedy.as_ref());
    }

    fn sentence(&self, sentence: &str, remedy: Option<&SafeText>) {
        self.say(&format!("attache: {sentence}"));
        if let Some(remedy) = remedy {
            self.say(&format!("  {remedy}"));
        }
    }
}

/// `{Code, Message, Hint, Remedy, RequestId}`; what is not known is left out.
fn error(failure: &Failure) -> Value {
    let mut error = json!({
        "Code": error_code(failure),
        "Message": format!("{}: {}", failure.what.raw(), failure.why.raw()),
    });
    if let Some(hint) = &failure.hint {
        error["Hint"] = json!(hint.raw());
    }
    if let Some(remedy) = &failure.remedy {
        error["Remedy"] = json!(remedy.raw());
    }
    if let Some(id) = &failure.request_id {
        error["RequestId"] = json!(id.raw());
    }
    error
}
