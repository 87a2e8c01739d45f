//! What goes on from a typed path.

use ratatui::style::Style;

use crate::app::{MOST_LISTED, PathField};

use super::Look;
use super::cells::cut_name;

/// The candidates, each a line of at most `cells` cells; without any, `hint`.
pub(super) fn candidates(
    path: &PathField,
    hint: &str,
    cells: usize,
    look: &Look,
) -> Vec<(String, Style)> {
    let mut lines: Vec<(String, Style)> = path
        .candidates
        .iter()
        .take(MOST_LISTED)
        .map(|path| {
            let path = cut_name(path.as_str(), cells, look.glyphs);
            (path, look.theme.accent())
        })
        .collect();
    let more = path.candidates.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        lines.push((format!("and {more} more"), look.theme.faint()));
    }
    if path.candidates.is_empty() {
        let hint = if path.completing.is_some() {
            "Reading the folder."
        } else {
            hint
        };
        lines.push((hint.to_owned(), look.theme.faint()));
    }
    lines
}
