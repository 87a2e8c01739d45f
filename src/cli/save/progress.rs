//! How far the transfers are, on stderr: bars at the foot of a terminal, else a line at each
//! quarter of a long one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::output::{Printer, cells};
use crate::domain::{Attachment, Progress, SafeText, size};
use crate::view::Glyphs;

use super::line::{Sum, of_all, of_file};
use super::plan::{Planned, Step};

/// A shorter file is told only when it is here, in bytes.
const LONG: u64 = 4_000_000;

/// Shows all transfers of a run.
pub(super) struct Show {
    printer: Printer,
    glyphs: Glyphs,
    /// None where nothing can be drawn over.
    bars: Option<(MultiProgress, ProgressBar)>,
    all: Mutex<All>,
}

/// How far all are.
struct All {
    sum: Sum,
    running: HashMap<usize, Progress>,
}

impl Show {
    /// Begins to show what is saved by this plan.
    pub(super) fn new(context: &Context, planned: &[Planned]) -> Self {
        let coming: Vec<&Planned> = planned
            .iter()
            .filter(|one| matches!(one.step, Step::Save(_)))
            .collect();
        let sum = Sum {
            files: coming.len() as u64,
            total: coming.iter().filter_map(|one| one.file.size).sum(),
            ..Sum::default()
        };
        let bars = context.printer.bars().filter(|_| !coming.is_empty());
        Self {
            printer: context.printer.clone(),
            glyphs: context.glyphs,
            bars: bars.map(|bars| (bars.clone(), bars.add(line()))),
            all: Mutex::new(All {
                sum,
                running: HashMap::new(),
            }),
        }
    }

    /// Shows one transfer, until the value is dropped.
    pub(super) fn track(&self, index: usize, file: &Attachment) -> Track<'_> {
        Track {
            show: self,
            index,
            title: file.title().clone(),
            bar: None,
            told: 0,
            goes_on: false,
        }
    }

    fn change(&self, change: impl FnOnce(&mut All)) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut all);
        if let Some((_, total)) = &self.bars {
            let mut sum = all.sum;
            sum.received += all.running.values().map(|one| one.received).sum::<u64>();
            sum.total = sum.total.max(sum.received);
            sum.rate = all
                .running
                .values()
                .filter_map(|one| one.rate)
                .reduce(|a, b| a + b);
            total.set_message(of_all(&sum, cells(), self.glyphs));
        }
    }
}

impl Drop for Show {
    fn drop(&mut self) {
        if let Some((_, total)) = &self.bars {
            total.finish_and_clear();
        }
    }
}

/// One transfer.
pub(super) struct Track<'a> {
    show: &'a Show,
    index: usize,
    title: SafeText,
    bar: Option<ProgressBar>,
    /// The quarters that were told.
    told: u64,
    /// That it goes on from an earlier attempt was told.
    goes_on: bool,
}

impl Track<'_> {
    /// It is so far by now. The first time it has a slot.
    pub(super) fn progress(&mut self, now: Progress) {
        self.show.change(|all| {
            all.running.insert(self.index, now);
        });
        let in_words = self.show.printer.format() == Format::Table;
        if in_words && now.resumed > 0 && !self.goes_on {
            self.goes_on = true;
            let (title, here) = (&self.title, size(now.resumed));
            let words = format!("{title}: going on after the {here} of an earlier attempt");
            self.show.printer.say(&words);
            // The quarters that lay here already are no news.
            let _ = quarter(&self.title, &now, &mut self.told);
        }
        if let Some((bars, total)) = &self.show.bars {
            let bar = self
                .bar
                .get_or_insert_with(|| bars.insert_before(total, line()));
            let title = self.title.as_str();
            bar.set_message(of_file(title, &now, cells(), self.show.glyphs));
        } else if in_words && let Some(words) = quarter(&self.title, &now, &mut self.told) {
            self.show.printer.say(&words);
        }
    }
}

impl Drop for Track<'_> {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
            if let Some((bars, _)) = &self.show.bars {
                bars.remove(&bar);
            }
        }
        self.show.change(|all| {
            let ended = all.running.remove(&self.index);
            all.sum.received += ended.map_or(0, |ended| ended.received);
            all.sum.done += 1;
        });
    }
}

/// What is said of a long transfer that has come another quarter further.
fn quarter(title: &SafeText, now: &Progress, told: &mut u64) -> Option<String> {
    let total = now.total.filter(|total| *total >= LONG)?;
    let quarters = now.received.saturating_mul(4) / total;
    if quarters <= *told || quarters >= 4 {
        return None;
    }
    *told = quarters;
    Some(format!("{title}: {} % of {}", quarters * 25, size(total)))
}

/// A bar is a line of our own words; the library only puts it where it belongs.
fn line() -> ProgressBar {
    let bar = ProgressBar::no_length();
    match ProgressStyle::with_template("{msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_transfer_is_told_three_times_at_most() {
        let now = |received| Progress {
            received,
            total: Some(8_000_000),
            ..Progress::default()
        };
        let title = "a.bin".into();
        let mut told = 0;
        let mut said = |received| quarter(&title, &now(received), &mut told);
        assert_eq!(said(1_999_999), None);
        assert_eq!(said(2_000_000).unwrap(), "a.bin: 25 % of 8.0 MB");
        assert_eq!(said(3_000_000), None);
        assert_eq!(said(7_000_000).unwrap(), "a.bin: 75 % of 8.0 MB");
        assert_eq!(said(8_000_000), None);
        let short = Progress {
            total: Some(100),
            received: 50,
            ..Progress::default()
        };
        assert_eq!(quarter(&title, &short, &mut 0), None);
    }
}
