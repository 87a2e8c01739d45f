//! The colours of a theme as the terminal can show them, by what they mean.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::app::{Depth, Looks, Theme};
use crate::domain::FileStatus;

use super::depth::{of_16, of_256};
use super::inks::{Ink, Inks};
use super::tables::{AUTO, DARK, DEUTERANOPIA, HIGH_CONTRAST, LIGHT, MONO};

/// A theme at a depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    inks: &'static Inks,
    depth: Depth,
}

impl Palette {
    /// The colours of this choice.
    pub fn of(looks: Looks) -> Self {
        let depth = looks.colours();
        let inks = match (looks.theme, depth) {
            (_, Depth::Off) | (Theme::Mono, _) => &MONO,
            // The plain Linux console is black, its dim letters cannot be read, and it has no
            // light paper.
            (Theme::Auto | Theme::Light | Theme::Dark, Depth::Eight) | (Theme::Dark, _) => &DARK,
            (Theme::Auto, _) => &AUTO,
            (Theme::Light, _) => &LIGHT,
            (Theme::HighContrast, _) => &HIGH_CONTRAST,
            (Theme::Deuteranopia, _) => &DEUTERANOPIA,
        };
        Self { inks, depth }
    }

    fn style(self, ink: Ink) -> Style {
        match self.colour(ink) {
            // The terminal's own, which is also everybody's else.
            Color::Reset => Style::new(),
            colour => Style::new().fg(colour),
        }
    }

    fn colour(self, ink: Ink) -> Color {
        match self.depth {
            Depth::Off => Color::Reset,
            Depth::Eight | Depth::Sixteen => ink.basic,
            Depth::Many => of_256(ink.full),
            Depth::Full => ink.full,
        }
    }

    /// What has no other meaning, whatever it stands on.
    pub fn text(self) -> Style {
        let style = self.style(self.inks.text);
        style.remove_modifier(Modifier::DIM)
    }

    /// The program's name, the pane that has the keys.
    pub fn accent(self) -> Style {
        self.style(self.inks.accent).add_modifier(Modifier::BOLD)
    }

    /// The title of the pane that has the keys: reversed, so that it needs no colour.
    pub fn focused(self) -> Style {
        self.accent().add_modifier(Modifier::REVERSED)
    }

    /// What matters less.
    pub fn faint(self) -> Style {
        let style = self.style(self.inks.faint);
        if self.inks.dims {
            style.add_modifier(Modifier::DIM)
        } else {
            style
        }
    }

    /// Titles of columns and panes; on a frame, too, which has another colour.
    pub fn title(self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }

    /// The selected row: reversed, so that it needs no colour.
    pub fn selected(self) -> Style {
        self.text().add_modifier(Modifier::REVERSED)
    }

    /// A style on the selected row: what tells without a colour stays, since a colour would
    /// turn into a coloured block where the row is reversed.
    pub fn on_selected(self, style: Style) -> Style {
        let kept = style.add_modifier & (Modifier::BOLD | Modifier::UNDERLINED);
        Style::new().add_modifier(kept)
    }

    /// The mark in front of the selected row: beside what is reversed, not in it.
    pub fn cursor(self) -> Style {
        self.accent().remove_modifier(Modifier::REVERSED)
    }

    /// The frame of the pane that has the keys, or of one that has not.
    pub fn frame(self, focused: bool) -> Style {
        if focused {
            return self.style(self.inks.accent);
        }
        let style = self.style(self.inks.frame);
        if self.inks.dims {
            style.add_modifier(Modifier::DIM)
        } else {
            style
        }
    }

    /// Good news.
    pub fn good(self) -> Style {
        self.style(self.inks.good)
    }

    /// Something to wait for.
    pub fn waiting(self) -> Style {
        self.style(self.inks.waiting)
    }

    /// Bad news.
    pub fn bad(self) -> Style {
        self.style(self.inks.bad).add_modifier(Modifier::BOLD)
    }

    /// The letters that a filter found. Underlined, so that it needs no colour and stays
    /// in sight in the selected row.
    pub fn matched(self) -> Style {
        self.style(self.inks.matched)
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// A row that nothing will move any more; a word says so too.
    pub fn stuck(self) -> Style {
        self.style(self.inks.failed).add_modifier(Modifier::BOLD)
    }

    /// What stands in place of something hidden, and the sign that things are hidden.
    pub fn private(self) -> Style {
        self.faint()
    }

    /// What has just come or just changed; a sign or a word says so too.
    pub fn fresh(self) -> Style {
        self.accent()
    }

    /// What is only told: a note, neither good nor bad.
    pub fn note(self) -> Style {
        self.style(self.inks.accent)
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
        self.style(self.inks.accent)
    }

    /// A number, a truth or a null in a file's text.
    pub fn literal(self) -> Style {
        self.style(self.inks.good)
    }

    /// A file's status. Its glyph and its word say the same.
    pub fn status(self, status: &FileStatus) -> Style {
        let inks = self.inks;
        self.style(match status {
            FileStatus::Approved => inks.good,
            FileStatus::Processing => inks.waiting,
            FileStatus::Rejected => inks.bad,
            FileStatus::Failed => inks.failed,
            FileStatus::Drafting => inks.drafting,
            FileStatus::Other(_) => inks.text,
        })
    }

    /// Whether there are enough colours for a picture.
    pub fn mixes(self) -> bool {
        matches!(self.depth, Depth::Many | Depth::Full)
    }

    /// Puts what was drawn on the theme's paper: what nobody gave a colour gets the theme's
    /// own, and no colour stays that the terminal or the person does not want.
    pub fn develop(self, buffer: &mut Buffer) {
        let (text, paper) = (self.colour(self.inks.text), self.colour(self.inks.paper));
        for cell in &mut buffer.content {
            cell.fg = self.shown(cell.fg, text);
            cell.bg = self.shown(cell.bg, paper);
        }
    }

    /// A cell's colour as the terminal can show it. Only a picture's are none of a theme.
    fn shown(self, colour: Color, none: Color) -> Color {
        match (self.depth, colour) {
            (Depth::Off, _) | (_, Color::Reset) => none,
            (Depth::Many, Color::Rgb(..)) => of_256(colour),
            (Depth::Eight | Depth::Sixteen, Color::Rgb(..)) => of_16(colour),
            _ => colour,
        }
    }
}
