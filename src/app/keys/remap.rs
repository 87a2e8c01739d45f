//! Other keys than the table's, as the configuration file gives them. All of what it says is
//! checked before any of it holds: no key may mean two things in one mode, and nobody may lock
//! the way out.

use super::action::Action;
use super::key::Key;
use super::keymap::Keymap;
use super::mode::Mode;
use super::table::{Binding, TABLE};
use crate::domain::OnConflict;

/// What the person wants of one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Only there; else wherever the action is possible.
    pub mode: Option<String>,
    /// The action, by its name.
    pub action: String,
    /// Its keys from now on, by their names.
    pub keys: Vec<String>,
}

/// Why a wish cannot be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Which of the wishes it is.
    pub wish: usize,
    /// What is wrong with it.
    pub why: String,
}

/// A wish whose words are understood.
struct Read {
    wish: usize,
    mode: Option<Mode>,
    action: Action,
    keys: Vec<Key>,
}

impl Keymap {
    /// The table with these wishes in it, or all that is wrong with them.
    pub fn with(wishes: &[Wish]) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut read = Vec::new();
        for (place, wish) in wishes.iter().enumerate() {
            match understand(place, wish) {
                Ok(one) => read.push(one),
                Err(whys) => {
                    mistakes.extend(whys.into_iter().map(|why| Mistake { wish: place, why }));
                }
            }
        }
        let mut keymap = Keymap::default();
        let mut placed = Vec::new();
        for mode in Mode::ALL {
            // What is said of a mode goes before what is said of all.
            let (own, general): (Vec<&Read>, Vec<_>) = read
                .iter()
                .filter(|one| one.mode.is_none_or(|only| only == *mode))
                .partition(|one| one.mode.is_some());
            let general = general
                .into_iter()
                .filter(|one| own.iter().all(|other| other.action != one.action));
            let granted: Vec<(usize, Action)> = general
                .chain(own.iter().copied())
                .filter(|one| keymap.grant(*mode, one))
                .map(|one| (one.wish, one.action))
                .collect();
            placed.extend(keymap.clashes(*mode, &granted));
            placed.extend(keymap.locked(*mode, &granted));
        }
        // Of one wish the first place in which it goes wrong is enough.
        placed.sort_by_key(|mistake| mistake.wish);
        placed.dedup_by_key(|mistake| mistake.wish);
        mistakes.extend(placed);
        mistakes.sort_by_key(|mistake| mistake.wish);
        if mistakes.is_empty() {
            return Ok(keymap);
        }
        Err(mistakes)
    }

    /// Gives the action its keys in this mode; whether that changes anything there.
    fn grant(&mut self, mode: Mode, wish: &Read) -> bool {
        let fits = |key: &Key| !(mode.types() && key.is_for_text());
        let keys: Vec<Key> = wish.keys.iter().copied().filter(fits).collect();
        // Keys that type here leave the action those that it has.
        if keys.is_empty() && !wish.keys.is_empty() {
            return false;
        }
        let Some(rows) = self.rows_mut(mode) else {
            return false;
        };
        let mut rows = rows
            .iter_mut()
            .filter(|row| row.binding.action == wish.action);
        let Some(first) = rows.next() else {
            return false;
        };
        first.keys = keys;
        rows.for_each(|row| row.keys.clear());
        self.changed();
        true
    }

    /// Keys that mean two things in this mode.
    fn clashes(&self, mode: Mode, granted: &[(usize, Action)]) -> Vec<Mistake> {
        let wish_of = |action: Action| {
            let mut wishes = granted.iter().filter(|(_, other)| *other == action);
            wishes.next().map(|(wish, _)| *wish)
        };
        let mut mistakes = Vec::new();
        let all: Vec<(Key, Action)> = self
            .bindings(mode)
            .flat_map(|row| row.keys.iter().map(move |key| (*key, row.binding.action)))
            .collect();
        for (place, (key, action)) in all.iter().enumerate() {
            let earlier = all[..place].iter().find(|(other, _)| other == key);
            let Some((_, other)) = earlier.filter(|(_, other)| other != action) else {
                continue;
            };
            let (mine, theirs) = (wish_of(*action), wish_of(*other));
            // It is told of what was written last.
            let (wish, mine, theirs) = if mine >= theirs {
                (mine, action, other)
            } else {
                (theirs, other, action)
            };
            if let Some(wish) = wish {
                let why = format!(
                    "the key `{}` of `{}` means `{}` already in `{}`; give that one other keys, too",
                    key.name(),
                    mine.name(),
                    theirs.name(),
                    mode.name()
                );
                mistakes.push(Mistake { wish, why });
            }
        }
        mistakes
    }

    /// The ways out that a wish has closed in this mode.
    fn locked(&self, mode: Mode, granted: &[(usize, Action)]) -> Vec<Mistake> {
        let closed = granted
            .iter()
            .filter(|(_, action)| is_essential(*action) && self.key(mode, *action).is_none());
        closed
            .map(|(wish, action)| Mistake {
                wish: *wish,
                why: format!(
                    "`{}` must keep a key in `{}`, or nobody finds the way",
                    action.name(),
                    mode.name()
                ),
            })
            .collect()
    }
}

/// What must be within reach wherever it is possible.
fn is_essential(action: Action) -> bool {
    matches!(
        action,
        Action::Leave
            | Action::Help
            | Action::Back
            | Action::Yes
            | Action::No
            | Action::Take
            | Action::Settle(OnConflict::Skip)
    )
}

fn understand(wish: usize, words: &Wish) -> Result<Read, Vec<String>> {
    let mut wrong = Vec::new();
    let mode = words.mode.as_deref().map(|name| {
        let known = Mode::ALL.iter().map(|mode| mode.name());
        Mode::named(name).ok_or_else(|| unknown("place", name, known))
    });
    let mode = mode.transpose().unwrap_or_else(|why| {
        wrong.push(why);
        None
    });
    let action = Action::named(&words.action);
    if action.is_none() {
        let known = TABLE.iter().map(|row| row.action.name());
        wrong.push(unknown("action", &words.action, known));
    }
    let mut keys = Vec::new();
    for name in &words.keys {
        match Key::parse(name) {
            Ok(key) if keys.contains(&key) => {}
            Ok(key) => keys.push(key),
            Err(why) => wrong.push(why),
        }
    }
    if let (Some(mode), Some(action)) = (mode, action) {
        wrong.extend(misplaced(mode, action, &keys));
    }
    match action {
        Some(action) if wrong.is_empty() => Ok(Read {
            wish,
            mode,
            action,
            keys,
        }),
        _ => Err(wrong),
    }
}

/// What a wish for one mode cannot mean there.
fn misplaced(mode: Mode, action: Action, keys: &[Key]) -> Option<String> {
    let known = |row: &Binding| row.action == action && row.modes.contains(&mode);
    if !TABLE.iter().any(known) {
        return Some(format!(
            "there is no `{}` in `{}`",
            action.name(),
            mode.name()
        ));
    }
    let typing = keys.iter().find(|key| key.is_for_text());
    let typing = typing.filter(|_| mode.types())?;
    Some(format!(
        "the key `{}` types or edits in `{}`",
        typing.name(),
        mode.name()
    ))
}

fn unknown(what: &str, name: &str, known: impl Iterator<Item = &'static str>) -> String {
    let near = known
        .map(|other| (distance(name, other), other))
        .min()
        .filter(|(far, other)| *far <= other.len().max(6) / 3);
    match near {
        Some((_, other)) => format!("unknown {what} `{name}`; did you mean `{other}`?"),
        None => format!("unknown {what} `{name}`; `attache config show --keys` lists them"),
    }
}

/// How many letters one must change, add or leave out to come from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (place, other) in to.iter().enumerate() {
            let change = corner + usize::from(letter != *other);
            corner = row[place + 1];
            row[place + 1] = change.min(corner + 1).min(row[place] + 1);
        }
    }
    row[to.len()]
}
