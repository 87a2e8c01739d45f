//! How far an audit is, on stderr: one line at the foot of a terminal, else a line now and
//! then.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::{Instant, interval};

use super::spend::Spend;
use crate::audit::Progress;
use crate::aws::Pacing;
use crate::cli::output::{Printer, cells};
use crate::domain::cells::cut;
use crate::domain::plural;
use crate::view::Glyphs;

/// How often a bar is drawn.
const OFTEN: Duration = Duration::from_millis(250);
/// How long a bar is.
const STEPS: u32 = 20;
/// How often a line is said where there is no bar.
const SELDOM: Duration = Duration::from_mins(1);

/// How far it was when this process began.
struct Before {
    files: u64,
    share: Option<f64>,
}

/// Shows how far it is, until it is dropped.
pub(super) struct Show<'a> {
    pub(super) printer: &'a Printer,
    pub(super) spend: &'a Spend,
    pub(super) pacing: &'a Pacing,
    pub(super) places: u32,
    pub(super) logins: u32,
    pub(super) glyphs: Glyphs,
    pub(super) bar: bool,
}

impl Show<'_> {
    /// Never comes back: whoever is done drops it.
    pub(super) async fn run(&self, progress: &Progress) {
        let bar = self.bar.then(|| self.printer.bars_beside()).flatten();
        let bar = bar.map(|bars| Line(bars.add(line())));
        let begun = Instant::now();
        let mut before = Before {
            files: progress.files(),
            share: None,
        };
        let mut ticks = interval(if bar.is_some() { OFTEN } else { SELDOM });
        ticks.tick().await;
        loop {
            ticks.tick().await;
            before.share = before.share.or_else(|| progress.share());
            let words = self.words(progress, begun.elapsed(), &before);
            match &bar {
                Some(Line(line)) => {
                    let words = format!("{}{words}", self.drawn(progress));
                    line.set_message(cut(&words, cells(), self.glyphs.cut()));
                }
                None => self.printer.say(&format!("attache: {words}")),
            }
        }
    }

    /// A bar as long as the part that is done, as far as anybody can tell.
    fn drawn(&self, progress: &Progress) -> String {
        let (done, open) = match self.glyphs {
            Glyphs::Unicode => ("█", "░"),
            Glyphs::Ascii => ("#", "."),
        };
        match progress.share().filter(|_| self.places == 1) {
            Some(share) => {
                let filled = (0..STEPS)
                    .filter(|step| f64::from(*step) < share * f64::from(STEPS))
                    .count();
                let rest = STEPS as usize - filled;
                format!("{}{} ", done.repeat(filled), open.repeat(rest))
            }
            None => String::new(),
        }
    }

    /// `1,200 files of 150 cases · 8.1 files/s · 48 % of the quota · 2 throttled · about 12 min left`
    fn words(&self, progress: &Progress, took: Duration, before: &Before) -> String {
        let counts = self.spend.counts();
        let files = progress.files();
        let mut parts = vec![format!(
            "{} of {}",
            plural(files, "file", "files"),
            plural(progress.units(), "case", "cases")
        )];
        let seconds = took.as_secs_f64();
        if seconds > 1.0 {
            let files = files.saturating_sub(before.files);
            let files = u32::try_from(files).unwrap_or(u32::MAX);
            parts.push(format!("{:.1} files/s", f64::from(files) / seconds));
        }
        if let Some(share) = counts.share(self.pacing, took, self.logins) {
            parts.push(format!("{share:.0} % of the quota"));
        }
        if progress.errors() > 0 {
            parts.push(format!("{} unreadable", progress.errors()));
        }
        if counts.throttled > 0 {
            parts.push(format!("{} throttled", counts.throttled));
        }
        let share = progress.share().filter(|_| self.places == 1);
        if let (Some(done), Some(first)) = (share, before.share) {
            // What was done before this process says nothing of how fast it goes.
            let more = done - first;
            if more > 0.01 {
                let left = left(seconds * (1.0 - done) / more);
                parts.push(format!("about {left} left"));
            }
        }
        parts.join(" · ")
    }
}

/// A bar that goes with whoever shows it.
struct Line(ProgressBar);

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn line() -> ProgressBar {
    let bar = ProgressBar::no_length();
    match ProgressStyle::with_template("{msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn left(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{s:.0} s"),
        s if s < 5_400.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3_600.0),
    }
}
