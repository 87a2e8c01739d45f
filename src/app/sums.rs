//! What the files of an audit add up to, in lines: by status, by age, by uploader.

use crate::domain::{Creator, FileStatus, Sum, Sums, grouped, plural};

use super::State;
use super::audit::Audit;

/// A line of the totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// What the lines below it are about.
    Title(&'static str),
    /// A part of all files.
    Part {
        /// What they have in common.
        label: String,
        /// Their status, where it is that.
        status: Option<FileStatus>,
        /// How many, and their bytes.
        sum: Sum,
    },
    /// A sentence.
    Text(String),
    /// Nothing.
    Gap,
}

/// The totals of the audit, in lines.
pub fn lines(state: &State, audit: &Audit) -> Vec<Line> {
    let sums = &audit.sums;
    let mut lines = vec![Line::Part {
        label: "All".to_owned(),
        status: None,
        sum: sums.all,
    }];
    lines.extend(sentences(sums).into_iter().map(Line::Text));
    let statuses = sums.by_status.iter();
    let statuses = statuses.map(|(status, sum)| (status.label().to_owned(), Some(status), *sum));
    part(&mut lines, "By status", statuses);
    let ages = sums.by_age.iter();
    let ages = ages.map(|(age, sum)| ((*age).to_owned(), None, *sum));
    part(&mut lines, "By age", ages);
    let uploaders = sums.by_uploader.iter();
    let uploaders = uploaders.map(|(by, sum)| (uploader(state, by.as_ref()), None, *sum));
    part(&mut lines, "By uploader", uploaders);
    if sums.more_uploaders > 0 {
        let more = plural(sums.more_uploaders, "uploader", "uploaders");
        lines.push(Line::Text(format!("and {more} more")));
    }
    lines
}

fn part<'a>(
    lines: &mut Vec<Line>,
    title: &'static str,
    parts: impl Iterator<Item = (String, Option<&'a FileStatus>, Sum)>,
) {
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return;
    }
    lines.extend([Line::Gap, Line::Title(title)]);
    lines.extend(parts.map(|(label, status, sum)| Line::Part {
        label,
        status: status.cloned(),
        sum,
    }));
}

fn uploader(state: &State, by: Option<&Creator>) -> String {
    by.map_or("not given", |by| state.people.label(by))
        .to_owned()
}

/// What an auditor should not have to look for.
fn sentences(sums: &Sums) -> Vec<String> {
    let counts = [
        (sums.stuck, "stuck: being scanned for too long"),
        (sums.outside_rules, "outside the present rules for uploads"),
        (sums.errors, "could not be read; the errors pane says why"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts
        .map(|(count, what)| format!("{} {what}", grouped(count)))
        .collect()
}
