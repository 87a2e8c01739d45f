//! A transfer in one line, in as many cells as there are. No terminal here.

use crate::domain::{Progress, plural, size};
use crate::view::Glyphs;
use crate::view::cells::{cut, cut_name, fit, width};

/// The widest and the narrowest bar, in cells.
const BAR: (usize, usize) = (24, 8);
/// The cells of the name, at most.
const NAME: usize = 36;

/// How far all files are together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// Files that are done with.
    pub(super) done: u64,
    /// All of them.
    pub(super) files: u64,
    /// Bytes that are here.
    pub(super) received: u64,
    /// Bytes in all, as far as the sizes are known.
    pub(super) total: u64,
    /// Bytes a second, of all that run.
    pub(super) rate: Option<u64>,
}

/// `invoice.pdf  ████░░░░  1.2 MB of 2.4 MB  3.0 MB/s  4 s left`, in at most `cells` cells.
pub(super) fn of_file(name: &str, now: &Progress, cells: usize, glyphs: Glyphs) -> String {
    let name = cut_name(name, name_cells(cells), glyphs);
    let flow = Flow {
        received: now.received,
        total: now.total,
        rate: now.rate,
    };
    flow.line(&name, cells, glyphs)
}

/// The same of all files together.
pub(super) fn of_all(sum: &Sum, cells: usize, glyphs: Glyphs) -> String {
    let label = format!("{} of {}", sum.done, plural(sum.files, "file", "files"));
    let flow = Flow {
        received: sum.received,
        total: Some(sum.total),
        rate: sum.rate,
    };
    flow.line(&label, cells, glyphs)
}

fn name_cells(cells: usize) -> usize {
    (cells / 3).clamp(1, NAME)
}

/// What flows, and how much of it did.
struct Flow {
    received: u64,
    total: Option<u64>,
    rate: Option<u64>,
}

impl Flow {
    /// The label, the bar and the figures; where there is little room, the last go first.
    fn line(&self, label: &str, cells: usize, glyphs: Glyphs) -> String {
        let mut line = fit(label, name_cells(cells).max(width(label)), glyphs);
        let mut figures = String::new();
        for figure in self.figures() {
            let wide = width(&line) + width(&figures) + width(&figure) + 2;
            if wide > cells {
                break;
            }
            figures.push_str("  ");
            figures.push_str(&figure);
        }
        let room = cells.saturating_sub(width(&line) + width(&figures) + 2);
        let (widest, narrowest) = BAR;
        if let (Some(total), true) = (self.total, room >= narrowest) {
            line.push_str("  ");
            line.push_str(&bar(self.received, total, room.min(widest), glyphs));
        }
        cut(&(line + &figures), cells, glyphs)
    }

    fn figures(&self) -> Vec<String> {
        let mut figures = vec![match self.total {
            Some(total) => format!("{} of {}", size(self.received), size(total)),
            None => size(self.received),
        }];
        let rate = self.rate.filter(|rate| *rate > 0);
        figures.extend(rate.map(|rate| format!("{}/s", size(rate))));
        let left = self.total.map(|total| total.saturating_sub(self.received));
        if let (Some(left), Some(rate)) = (left, rate) {
            figures.push(format!("{} left", time(left.div_ceil(rate))));
        }
        figures
    }
}

fn bar(received: u64, total: u64, cells: usize, glyphs: Glyphs) -> String {
    let (full, rest) = match glyphs {
        Glyphs::Unicode => ("█", "░"),
        Glyphs::Ascii => ("#", "-"),
    };
    let share = u128::from(received.min(total)) * cells as u128;
    let filled = match u128::from(total) {
        // An empty file is here as soon as it is asked for.
        0 => cells,
        total => usize::try_from(share / total).unwrap_or(cells),
    };
    full.repeat(filled) + &rest.repeat(cells - filled)
}

/// `4 s`, `2 min`, `3 h`.
fn time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3_600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress() -> Progress {
        Progress {
            received: 1_200_000,
            total: Some(2_400_000),
            rate: Some(300_000),
            ..Progress::default()
        }
    }

    #[test]
    fn a_line_says_all_that_there_is_room_for() {
        let line = |cells| of_file("invoice.pdf", &progress(), cells, Glyphs::Ascii);
        let bar = "#####------";
        let figures = "1.2 MB of 2.4 MB  300.0 kB/s  4 s left";
        assert_eq!(line(79), format!("{:28}{bar}  {figures}", "invoice.pdf"));
        assert_eq!(line(30), "invoice.p~  1.2 MB of 2.4 MB");
        assert_eq!(line(12), "inv~");
        for cells in 0..200 {
            assert!(width(&line(cells)) <= cells, "{cells}");
        }
    }

    #[test]
    fn the_sum_fits_too_and_an_unknown_size_has_no_bar() {
        let sum = Sum {
            done: 3,
            files: 12,
            received: 5,
            total: 10,
            rate: None,
        };
        for cells in 0..200 {
            assert!(width(&of_all(&sum, cells, Glyphs::Unicode)) <= cells);
        }
        let wide = of_all(&sum, 120, Glyphs::Unicode);
        assert!(wide.starts_with("3 of 12 files") && wide.ends_with("5 B of 10 B"));
        assert!(wide.contains("████████████░░░░░░░░░░░░"), "{wide}");
        let unknown = Progress {
            received: 7,
            ..Progress::default()
        };
        let line = of_file("a.bin", &unknown, 80, Glyphs::Ascii);
        assert_eq!(
            line.split_whitespace().collect::<Vec<_>>(),
            ["a.bin", "7", "B"]
        );
        assert_eq!([time(59), time(61), time(3_601)], ["59 s", "2 min", "2 h"]);
    }
}
