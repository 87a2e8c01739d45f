//! How everything looks.

use jiff::tz::TimeZone;

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
}
