//! The lines of the help. They stand here and not in the view because scrolling must know
//! how many there are.

use super::table::{Binding, Mode, bindings};
use crate::domain::cells::wrap;

/// The cells of a line's keys, with the blanks around them, where there is room for them.
const HELP_KEYS: u16 = 18;

/// The help for the keys of `mode` in a pane that is `cells` wide: the row of the key table
/// on the first line of each, and a part of what it says.
pub fn help_lines(mode: Mode, cells: u16) -> Vec<(Option<&'static Binding>, String)> {
    let rest = usize::from(cells.saturating_sub(keys_cells(cells) + 1));
    let explained = bindings(mode).filter(|binding| !binding.help.is_empty());
    explained
        .flat_map(|binding| {
            let parts = wrap(binding.help, rest).into_iter().enumerate();
            parts.map(move |(place, part)| ((place == 0).then_some(binding), part))
        })
        .collect()
}

/// The cells of the keys in a pane that is `cells` wide.
pub fn keys_cells(cells: u16) -> u16 {
    HELP_KEYS.min(cells / 3)
}
