//! The lines of the help. They stand here and not in the view because scrolling must know
//! how many there are.

use super::group::Group;
use super::keymap::{Keymap, Row};
use super::mode::Mode;
use crate::domain::cells::wrap;

/// The cells of a line's keys, with the blanks around them, where there is room for them.
const HELP_KEYS: u16 = 18;

/// A line of the help.
#[derive(Debug, Clone)]
pub enum HelpLine<'a> {
    /// What the lines below it have in common.
    Title(&'static str),
    /// An action, and how its explanation begins.
    Action(Row<'a>, String),
    /// How it goes on.
    More(String),
}

/// The help for the keys of `mode` in a pane that is `cells` wide: of the actions that hold
/// all of these words, each in its group.
pub fn help_lines<'a>(
    keymap: &'a Keymap,
    mode: Mode,
    cells: u16,
    words: &str,
) -> Vec<HelpLine<'a>> {
    let rest = usize::from(cells.saturating_sub(keys_cells(cells) + 1));
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let explained: Vec<Row<'a>> = keymap
        .bindings(mode)
        .filter(|row| !row.binding.help.is_empty() && !row.keys.is_empty())
        .filter(|row| holds(row, &words))
        .collect();
    let mut lines = Vec::new();
    for group in Group::ALL {
        let mut rows = explained
            .iter()
            .filter(|row| row.binding.action.group() == group)
            .peekable();
        if rows.peek().is_some() {
            lines.push(HelpLine::Title(group.title()));
        }
        for row in rows {
            let parts = wrap(row.binding.help, rest).into_iter().enumerate();
            lines.extend(parts.map(|(place, part)| match place {
                0 => HelpLine::Action(*row, part),
                _ => HelpLine::More(part),
            }));
        }
    }
    lines
}

/// Whether all words are in what is known of an action: its keys, names and explanation.
fn holds(row: &Row, words: &[String]) -> bool {
    let action = row.binding.action;
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    let text = format!(
        "{} {} {} {} {}",
        keys.join(" "),
        action.name(),
        row.binding.label,
        row.binding.help,
        action.synonyms()
    );
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The cells of the keys in a pane that is `cells` wide.
pub fn keys_cells(cells: u16) -> u16 {
    HELP_KEYS.min(cells / 3)
}
