//! How everything looks.

use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;

use crate::app::Looks;

use super::Glyphs;
use super::theme::Palette;

/// How everything looks: what the state's choice of a theme leaves open, and the colours of
/// that choice.
#[derive(Debug, Clone)]
pub struct Look {
    /// The signs.
    pub glyphs: Glyphs,
    /// The person's time zone.
    pub zone: TimeZone,
    /// The colours.
    pub(super) theme: Palette,
}

impl Look {
    /// With these signs, and times in this zone.
    pub fn new(glyphs: Glyphs, zone: TimeZone) -> Self {
        let theme = Palette::of(Looks::default());
        Self {
            glyphs,
            zone,
            theme,
        }
    }

    /// The same in the theme that the state chose.
    pub(super) fn wearing(&self, looks: Looks) -> Self {
        Self {
            theme: Palette::of(looks),
            ..self.clone()
        }
    }

    /// Puts what was drawn on the theme's paper, in signs that the terminal has: the brackets
    /// around what cannot be seen are ours, too.
    pub(super) fn develop(&self, buffer: &mut Buffer) {
        self.theme.develop(buffer);
        if self.glyphs == Glyphs::Unicode {
            return;
        }
        for cell in &mut buffer.content {
            match cell.symbol() {
                "\u{27e8}" => cell.set_symbol("<"),
                "\u{27e9}" => cell.set_symbol(">"),
                _ => continue,
            };
        }
    }
}
