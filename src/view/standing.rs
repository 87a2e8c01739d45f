//! How a file stands: its status by sign, word and colour, and a word of our own for those
//! that nothing will move any more.

use ratatui::style::Style;

use crate::app::State;
use crate::domain::{Attachment, STUCK};

use super::Look;

/// Sign and word, and their colour.
pub(super) fn status(state: &State, file: &Attachment, look: &Look) -> (String, Style) {
    let files = state.files.as_ref();
    if files.is_some_and(|files| files.is_stuck(file, state.now)) {
        return (
            format!("{} {STUCK}", look.glyphs.stuck()),
            look.theme.stuck(),
        );
    }
    let glyph = look.glyphs.status(&file.status);
    let text = format!("{glyph} {}", file.status.label());
    (text, look.theme.status(&file.status))
}
