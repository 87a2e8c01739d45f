//! How a transfer goes, in columns: the less important ones give way in a narrow window.

use crate::app::Stage;
use crate::app::totals::{duration, percent_of, seconds_left};
use crate::domain::{Progress, size};

use super::Glyphs;
use super::cells::{fit, fit_right};

/// A column of a transfer that runs.
struct Part {
    text: String,
    cells: usize,
    /// The smaller, the longer it stays.
    rank: u8,
    /// Numbers stand at the right of their cells.
    right: bool,
}

/// The cells of a bar.
const BAR: usize = 10;

/// `████░░░░░░  45 %  540.0 kB of 1.2 MB   3.2 MB/s  12 s left  link 43 s  again 2`, in at
/// most so many cells.
pub(super) fn columns(progress: Progress, cells: usize, glyphs: Glyphs) -> String {
    let parts = parts(progress, glyphs);
    let mut shown: Vec<&Part> = parts.iter().collect();
    let needs = |shown: &[&Part]| shown.iter().map(|part| part.cells + 2).sum::<usize>();
    while shown.len() > 1 && needs(&shown) > cells + 2 {
        let least = shown.iter().enumerate().max_by_key(|(_, part)| part.rank);
        let Some((place, _)) = least else { break };
        shown.remove(place);
    }
    let texts: Vec<String> = shown
        .into_iter()
        .map(|part| {
            if part.right {
                fit_right(&part.text, part.cells, glyphs)
            } else {
                fit(&part.text, part.cells, glyphs)
            }
        })
        .collect();
    texts.join("  ")
}

fn parts(progress: Progress, glyphs: Glyphs) -> [Part; 7] {
    let percent = percent_of(progress);
    let done = percent.map_or(0, |percent| {
        usize::try_from(percent).unwrap_or(0) * BAR / 100
    });
    let bytes = match progress.total {
        Some(total) => format!("{} of {}", size(progress.received), size(total)),
        None => size(progress.received),
    };
    let told =
        |value: Option<u64>, words: &dyn Fn(u64) -> String| value.map_or(String::new(), words);
    let part = |text: String, cells, rank, right| Part {
        text,
        cells,
        rank,
        right,
    };
    [
        part(told(percent, &|_| glyphs.bar(done, BAR)), BAR, 6, false),
        part(told(percent, &|percent| format!("{percent} %")), 5, 0, true),
        part(bytes, 20, 1, true),
        part(
            told(progress.rate, &|rate| format!("{}/s", size(rate))),
            10,
            3,
            true,
        ),
        part(
            told(seconds_left(progress), &|left| {
                format!("{} left", duration(left))
            }),
            11,
            2,
            true,
        ),
        part(
            told(progress.link_left, &|left| {
                format!("link {}", duration(left))
            }),
            10,
            5,
            false,
        ),
        part(
            told(
                (progress.retries > 0).then_some(progress.retries.into()),
                &|again| format!("again {again}"),
            ),
            8,
            4,
            false,
        ),
    ]
}

/// `45 %  9.0 MB of 20.0 MB`, for a line that has other things to say.
pub(super) fn flow(progress: Progress) -> String {
    let received = size(progress.received);
    match (percent_of(progress), progress.total) {
        (Some(percent), Some(total)) => format!("{percent} %  {received} of {}", size(total)),
        _ => received,
    }
}

/// What a transfer waits for before bytes flow.
pub(super) fn waits(stage: &Stage) -> &'static str {
    match stage {
        Stage::Queued => "waits for its turn",
        _ => "asking for a link",
    }
}
