//! What is printed outside the frames to hand a link over, as bytes for a window of a size.
//!
//! All of it fits into the window with a row to spare, so that nothing scrolls away, and the
//! cursor is left at its start: whatever becomes of the window, all of it stays below the
//! cursor, from where it is wiped. No terminal pushes what is below its cursor out of sight,
//! except for tmux, where all of it is shown on a screen that keeps nothing.
//! A window that has become too small meanwhile scrolls below its first row only: what
//! scrolls there is dropped, and does not go where a person could scroll back to.

use crate::domain::cells::{cut, width, wrap};
use crate::domain::{Copied, SafeName, SafeText, SignedLink};
use crate::operations::{Quotes, curl_line};

/// Wipes the sheet.
const WIPE: &str = super::outside::WIPE;

/// Wipes the whole window.
fn wipe_all() -> String {
    format!("\x1b[r\x1b[H{WIPE}")
}

/// Everything that the sheet shows.
pub(super) struct Sheet {
    /// The file, as the table names it.
    pub(super) title: SafeText,
    /// What it is called where it is fetched.
    pub(super) name: SafeName,
    /// The link.
    pub(super) link: SignedLink,
    /// Whether the terminal makes links of text.
    pub(super) clicks: bool,
    /// Whose quotes the line for a shell has.
    pub(super) quotes: Quotes,
    /// What became of the last key.
    pub(super) note: Option<String>,
}

/// What stands in the sheet's first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// So many seconds are left.
    Left(u64),
    /// None are.
    Dead,
    /// A new link is being made.
    Renewed,
}

/// A part of the sheet: what is printed, and how many rows it takes at most.
struct Part {
    text: String,
    rows: usize,
}

impl Sheet {
    /// The bytes that put the sheet into a window of these columns and rows, and how many
    /// rows it takes there.
    pub(super) fn page(&self, (columns, rows): (u16, u16), life: Life) -> (Vec<u8>, usize) {
        let columns = usize::from(columns).max(1);
        let most = usize::from(rows).saturating_sub(1).max(1);
        let mut parts = self.parts(columns, most, life);
        while taken(&parts) > most && parts.len() > 1 {
            parts.pop();
        }
        let lines = taken(&parts);
        let text: Vec<String> = parts.into_iter().map(|part| part.text).collect();
        let text = text.join("\r\n");
        // The rows are there before anything is written into them.
        let room = match lines - 1 {
            0 => String::new(),
            below => format!("{}\x1b[{below}A", "\r\n".repeat(below)),
        };
        let page = format!("{WIPE}{room}\x1b7\x1b[2r\x1b8{text}\x1b[r\x1b8");
        (page.into_bytes(), lines)
    }

    /// The bytes that write the first row anew.
    pub(super) fn first_row(&self, columns: u16, life: Life) -> Vec<u8> {
        let head = self.head(usize::from(columns).max(1), life);
        format!("\r\x1b[K{head}\r").into_bytes()
    }

    /// Never as wide as the window: no terminal breaks it.
    fn head(&self, columns: usize, life: Life) -> String {
        let title = self.title.as_str();
        let text = match life {
            Life::Left(left) => {
                let (minutes, seconds) = (left / 60, left % 60);
                format!("{minutes}:{seconds:02} left for {title}")
            }
            Life::Dead => format!("Dead: the link for {title}"),
            Life::Renewed => format!("A fresh link is made for {title}"),
        };
        cut(&text, columns - 1, "")
    }

    fn parts(&self, columns: usize, most: usize, life: Life) -> Vec<Part> {
        let mut parts = vec![row(self.head(columns, life)), row(String::new())];
        let dead = life == Life::Dead;
        let mut last = Vec::new();
        if let Some(note) = &self.note {
            last.extend(prose(note, columns));
        }
        let keys = if dead {
            "n makes a fresh link (one more request); any other key goes back."
        } else {
            match self.quotes {
                Quotes::Single => {
                    "c copies the link; n makes a fresh one (one more request); w shows the line for Windows' command prompt; any other key goes back and wipes this."
                }
                Quotes::Double => {
                    "c copies the link; n makes a fresh one (one more request); w shows the line for other shells; any other key goes back and wipes this."
                }
            }
        };
        last.extend(prose(keys, columns));
        if !dead {
            let room = most.saturating_sub(taken(&parts) + taken(&last));
            parts.extend(self.ways(columns, room));
        }
        parts.extend(last);
        parts
    }

    /// The ways to the file that there is room for, and what to do where there is none.
    fn ways(&self, columns: usize, room: usize) -> Vec<Part> {
        let url = self.link.reveal().as_str();
        let mut click = if self.clicks {
            let mut click = prose("Click on your machine to download:", columns);
            let name = cut(self.title.as_str(), columns.saturating_sub(3), "");
            click.push(row(format!("  \x1b]8;;{url}\x1b\\{name}\x1b]8;;\x1b\\")));
            click
        } else {
            let mut open = prose("Open on your machine to download:", columns);
            open.push(wrapped(url.to_owned(), columns));
            open
        };
        click.push(row(String::new()));
        let mut curl = prose("Or in a shell there:", columns);
        curl.push(wrapped(
            curl_line(&self.name, &self.link, self.quotes),
            columns,
        ));
        curl.push(row(String::new()));
        let small = "This window is too small for all of the link: make it larger, or press c.";
        let mut small = prose(small, columns);
        small.push(row(String::new()));

        let (all, a_click) = (taken(&click) + taken(&curl), taken(&click) + taken(&small));
        match () {
            () if all <= room => click.into_iter().chain(curl).collect(),
            () if a_click <= room => click.into_iter().chain(small).collect(),
            () if taken(&curl) + taken(&small) <= room => curl.into_iter().chain(small).collect(),
            () => small,
        }
    }
}

/// The bytes that wipe a sheet of so many rows from a window that has this many now.
pub(super) fn wiped(lines: usize, rows: u16) -> Vec<u8> {
    // It may have come when the window was that small already, and scrolled.
    let wipe = if lines < usize::from(rows) {
        WIPE.to_owned()
    } else {
        wipe_all()
    };
    wipe.into_bytes()
}

fn taken(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.rows).sum()
}

fn row(text: String) -> Part {
    Part { text, rows: 1 }
}

/// Sentences, broken here and never by the terminal.
fn prose(text: &str, columns: usize) -> Vec<Part> {
    let lines = wrap(text, columns.saturating_sub(1));
    lines.into_iter().map(row).collect()
}

/// One line that the terminal breaks, so that it is copied as one. Terminals differ in the
/// width of some letters, and a wide one at the end of a row goes to the next.
fn wrapped(text: String, columns: usize) -> Part {
    let unsure = usize::from(!text.is_ascii());
    let rows = width(&text).div_ceil(columns).max(1) + unsure;
    Part { text, rows }
}

/// What is said of a link that was copied.
pub(super) fn copied(copied: Copied) -> String {
    match copied {
        Copied::Clipboard => "The link is on this machine's clipboard.".to_owned(),
        Copied::Sent(None) => "The link was sent to the terminal's clipboard.".to_owned(),
        Copied::Sent(Some(hint)) => {
            format!("The link was sent to the terminal; whether it took it is not known. {hint}")
        }
    }
}
