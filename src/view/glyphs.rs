//! Glyphs by meaning. None of a patched font; and where there is no Unicode, ASCII.

use crate::app::veil::Veil;
use crate::domain::FileStatus;

/// Which signs are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Signs of any Unicode font; none of a patched one.
    Unicode,
    /// ASCII only, for consoles that know nothing else.
    Ascii,
}

impl Glyphs {
    /// What stands in the place of what is hidden.
    pub fn veil(self) -> Veil {
        match self {
            Glyphs::Unicode => Veil {
                name: "●●●●●",
                cut: "…",
            },
            Glyphs::Ascii => Veil {
                name: "*****",
                cut: "~",
            },
        }
    }

    /// The sign of a status.
    pub fn status(self, status: &FileStatus) -> &'static str {
        match (self, status) {
            (Glyphs::Unicode, FileStatus::Approved) => "✓",
            (Glyphs::Unicode, FileStatus::Processing) => "…",
            (Glyphs::Unicode, FileStatus::Rejected) => "✗",
            (Glyphs::Unicode, FileStatus::Drafting) => "✎",
            (Glyphs::Ascii, FileStatus::Approved) => "+",
            (Glyphs::Ascii, FileStatus::Processing) => "~",
            (Glyphs::Ascii, FileStatus::Rejected) => "x",
            (Glyphs::Ascii, FileStatus::Drafting) => "*",
            (_, FileStatus::Failed) => "!",
            (_, FileStatus::Other(_)) => "?",
        }
    }

    /// The sign of a file that nothing will move any more.
    pub fn stuck(self) -> &'static str {
        match self {
            Glyphs::Unicode => "‖",
            Glyphs::Ascii => "#",
        }
    }

    /// In front of a case that was looked into lately.
    pub fn recent(self) -> &'static str {
        match self {
            Glyphs::Unicode => "↺",
            Glyphs::Ascii => "*",
        }
    }

    /// Beside what holds now.
    pub fn current(self) -> &'static str {
        match self {
            Glyphs::Unicode => "●",
            Glyphs::Ascii => "*",
        }
    }

    /// Between the steps of the way here.
    pub fn step(self) -> &'static str {
        match self {
            Glyphs::Unicode => "›",
            Glyphs::Ascii => ">",
        }
    }

    /// Between facts of one kind.
    pub fn dot(self) -> &'static str {
        match self {
            Glyphs::Unicode => "·",
            Glyphs::Ascii => "-",
        }
    }

    /// In front of the selected row.
    pub fn cursor(self) -> &'static str {
        match self {
            Glyphs::Unicode => "▌",
            Glyphs::Ascii => ">",
        }
    }

    /// Beside the title of the column that the rows are sorted by.
    pub fn ascending(self) -> &'static str {
        match self {
            Glyphs::Unicode => "▲",
            Glyphs::Ascii => "^",
        }
    }

    /// The same, when the largest comes first.
    pub fn descending(self) -> &'static str {
        match self {
            Glyphs::Unicode => "▼",
            Glyphs::Ascii => "v",
        }
    }

    /// In front of what is chosen, or not, in a menu.
    pub fn chosen(self, chosen: bool) -> &'static str {
        match (self, chosen) {
            (Glyphs::Unicode, true) => "■",
            (Glyphs::Unicode, false) => "□",
            (Glyphs::Ascii, true) => "[x]",
            (Glyphs::Ascii, false) => "[ ]",
        }
    }

    /// What is cut off ends with this.
    pub fn cut(self) -> &'static str {
        match self {
            Glyphs::Unicode => "…",
            Glyphs::Ascii => "~",
        }
    }

    /// Between an old name and a new one.
    pub fn becomes(self) -> &'static str {
        match self {
            Glyphs::Unicode => "→",
            Glyphs::Ascii => ">",
        }
    }

    /// Beside a file that is here.
    pub fn here(self) -> &'static str {
        match self {
            Glyphs::Unicode => "▪",
            Glyphs::Ascii => "=",
        }
    }

    /// A bar of so many cells, of which some are done.
    pub fn bar(self, done: usize, cells: usize) -> String {
        let (full, empty) = match self {
            Glyphs::Unicode => ("█", "░"),
            Glyphs::Ascii => ("#", "."),
        };
        let done = done.min(cells);
        full.repeat(done) + &empty.repeat(cells - done)
    }

    /// What turns while something loads, after so many turns.
    pub fn turning(self, turned: u8) -> &'static str {
        let signs: &[&str] = match self {
            Glyphs::Unicode => &["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
            Glyphs::Ascii => &["|", "/", "-", "\\"],
        };
        signs[usize::from(turned) % signs.len()]
    }

    /// In front of what flows to this machine.
    pub fn down(self) -> &'static str {
        match self {
            Glyphs::Unicode => "↓",
            Glyphs::Ascii => "v",
        }
    }
}
