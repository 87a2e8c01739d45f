//! One check as lines for eyes: a sign and a word, the name, what was found, what to do.

use crate::domain::cells::wrap;
use crate::operations::doctor::{Check, Status};
use crate::view::Glyphs;
use crate::view::cells::fit;

/// The cells of the sign and the word, of the longest name, and before what follows below.
const STATUS: usize = 11;
const NAME: usize = 36;
const BELOW: usize = 4;
/// Fewer cells than these are too narrow for sentences beside the name.
const LEAST: usize = 30;
/// More lines than these beside the name are a thin column that nobody likes to read.
const MOST_LINES: usize = 3;

/// How wide the lines are, and with which signs.
pub(super) struct Page {
    /// The terminal's width; without bound into a pipe.
    pub(super) width: Option<usize>,
    pub(super) glyphs: Glyphs,
}

impl Page {
    /// The titles of the columns.
    pub(super) fn titles(&self) -> String {
        let (status, name) = (self.cell("STATUS", STATUS), self.cell("CHECK", NAME));
        format!("{status}{name}DETAIL\n")
    }

    /// The lines of one check.
    pub(super) fn check(&self, check: &Check) -> String {
        let status = format!("{} {}", self.sign(check.status), word(check.status));
        let mut text = self.cell(&status, STATUS) + &self.cell(check.name, NAME);
        let beside = STATUS + NAME;
        let room = self.width.map(|width| width.saturating_sub(beside));
        let indent = match room {
            Some(room) if room < LEAST || wrap(check.detail.as_str(), room).len() > MOST_LINES => {
                text.truncate(text.trim_end().len());
                text.push('\n');
                text.push_str(&self.block(check.detail.as_str(), BELOW));
                BELOW
            }
            _ => {
                let block = self.block(check.detail.as_str(), beside);
                text.push_str(block.trim_start());
                beside
            }
        };
        if let Some(hint) = &check.hint {
            let arrow = match self.glyphs {
                Glyphs::Unicode => "→",
                Glyphs::Ascii => "->",
            };
            text.push_str(&self.block(&format!("{arrow} {hint}"), indent));
        }
        // To be copied, so it is not broken into lines.
        if let Some(remedy) = &check.remedy {
            let margin = " ".repeat(BELOW);
            text.extend([margin.as_str(), remedy.as_str(), "\n"]);
        }
        text
    }

    fn block(&self, text: &str, indent: usize) -> String {
        let cells = self
            .width
            .map_or(usize::MAX, |width| width.saturating_sub(indent));
        let lines = wrap(text, cells);
        let margin = " ".repeat(indent);
        let parts = lines
            .iter()
            .flat_map(|line| [margin.as_str(), line.as_str(), "\n"]);
        parts.collect()
    }

    fn cell(&self, text: &str, cells: usize) -> String {
        fit(text, cells, self.glyphs)
    }

    fn sign(&self, status: Status) -> &'static str {
        match (status, self.glyphs) {
            (Status::Ok, Glyphs::Unicode) => "✓",
            (Status::Ok, Glyphs::Ascii) => "+",
            (Status::Warning, _) => "!",
            (Status::Failed, Glyphs::Unicode) => "✗",
            (Status::Failed, Glyphs::Ascii) => "x",
            (Status::Skipped, _) => "-",
        }
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Ok => "Ok",
        Status::Warning => "Warning",
        Status::Failed => "Failed",
        Status::Skipped => "Skipped",
    }
}
