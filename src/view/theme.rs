//! Colours by meaning, glyphs by meaning. The terminal's own sixteen colours and its
//! own background, so that it is readable wherever its user's shell is.

use jiff::tz::TimeZone;
use ratatui::style::{Color, Modifier, Style};

use crate::app::veil::Veil;
use crate::domain::FileStatus;

/// How everything looks.
#[derive(Debug, Clone)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
    /// The person's time zone.
    pub zone: TimeZone,
}

/// Which colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours.
    Auto,
    /// None at all: bold, dim and reverse only.
    Mono,
}

/// Which signs are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Signs of any Unicode font; none of a patched one.
    Unicode,
    /// ASCII only, for consoles that know nothing else.
    Ascii,
}

impl Theme {
    fn colour(self, colour: Color) -> Style {
        match self {
            Theme::Auto => Style::new().fg(colour),
            Theme::Mono => Style::new(),
        }
    }

    /// The program's name, titles, keys.
    pub fn accent(self) -> Style {
        self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// The title of the pane that has the keys: reversed, so that it needs no colour.
    pub fn focused(self) -> Style {
        self.accent().add_modifier(Modifier::REVERSED)
    }

    /// What matters less. Dim, which every background can show.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Column titles.
    pub fn title(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The selected row: reversed, so that it needs no colour.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The frame of the pane that has the keys, or of one that has not.
    pub fn frame(self, focused: bool) -> Style {
        if focused {
            self.colour(Color::Cyan)
        } else {
            self.faint()
        }
    }

    /// Good news.
    pub fn good(self) -> Style {
        self.colour(Color::Green)
    }

    /// Something to wait for.
    pub fn waiting(self) -> Style {
        self.colour(Color::Yellow)
    }

    /// Bad news.
    pub fn bad(self) -> Style {
        self.colour(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// The letters that a filter found. Underlined, so that it needs no colour and stays
    /// in sight in the selected row.
    pub fn matched(self) -> Style {
        self.colour(Color::Yellow)
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// A row that nothing will move any more; a word says so too.
    pub fn stuck(self) -> Style {
        self.colour(Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// What stands in place of something hidden, and the sign that things are hidden.
    pub fn private(self) -> Style {
        self.faint()
    }

    /// What has just come or just changed; a sign or a word says so too.
    pub fn fresh(self) -> Style {
        self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// What is only told: a note, neither good nor bad.
    pub fn note(self) -> Style {
        self.colour(Color::Cyan)
    }

    /// A key that can be pressed, in the footer, a menu, the palette.
    pub fn key(self) -> Style {
        self.accent()
    }

    /// What a fact is called, before the fact.
    pub fn label(self) -> Style {
        self.faint()
    }

    /// The name of a field in a file's text, such as a key of JSON or a column of CSV.
    pub fn field(self) -> Style {
        self.colour(Color::Cyan)
    }

    /// A number, a truth or a null in a file's text.
    pub fn literal(self) -> Style {
        self.colour(Color::Green)
    }

    /// A style on the selected row: what tells without a colour stays, since a colour would
    /// turn into a coloured block where the row is reversed.
    pub fn on_selected(self, style: Style) -> Style {
        let kept = style.add_modifier & (Modifier::BOLD | Modifier::UNDERLINED);
        Style::new().add_modifier(kept)
    }

    /// A file's status. Its glyph and its word say the same.
    pub fn status(self, status: &FileStatus) -> Style {
        match status {
            FileStatus::Approved => self.colour(Color::Green),
            FileStatus::Processing => self.colour(Color::Yellow),
            FileStatus::Rejected => self.colour(Color::Red),
            FileStatus::Failed => self.colour(Color::Magenta),
            // The plain blue of most terminals cannot be read on black.
            FileStatus::Drafting => self.colour(Color::LightBlue),
            FileStatus::Other(_) => Style::new(),
        }
    }
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

    /// In front of what flows to this machine.
    pub fn down(self) -> &'static str {
        match self {
            Glyphs::Unicode => "↓",
            Glyphs::Ascii => "v",
        }
    }
}
