//! What is drawn as a key can be pressed with the mouse, and does what the key does.

use std::collections::HashSet;

use attache::app::keys::{Action, Key, Keymap, Wish};
use attache::app::{Dialog, Effect, Message, State, Step, Theme, update};
use attache::view::{Glyphs, action_at};
use ratatui::buffer::Buffer;

use super::states::{Wearing, all, look, picture};
use crate::app::world::*;

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (50, 15), (40, 8)];

/// Every state in every window, with its picture.
fn everywhere(glyphs: Glyphs, mut check: impl FnMut(&str, &State, &Wearing, &Buffer)) {
    let look = look(Theme::Auto, glyphs);
    for size in SIZES {
        for (name, mut state) in all() {
            let (columns, rows) = size;
            update(&mut state, Message::Resize { columns, rows });
            state.looks = look.looks;
            let drawn = picture(&state, size, &look);
            check(&format!("{name} {size:?}"), &state, &look, &drawn);
        }
    }
}

fn row(drawn: &Buffer, y: u16) -> Vec<&str> {
    (0..drawn.area.width)
        .map(|x| drawn[(x, y)].symbol())
        .collect()
}

/// Where this text stands in a row.
fn place(row: &[&str], text: &str) -> Option<u16> {
    let whole: String = row.concat();
    let at = whole.find(text)?;
    let cells = whole[..at].chars().count();
    u16::try_from(cells).ok()
}

fn named(key: Key, glyphs: Glyphs) -> String {
    let name = key.to_string();
    match glyphs {
        Glyphs::Unicode => name,
        Glyphs::Ascii => name
            .replace('←', "Left")
            .replace('→', "Right")
            .replace('↑', "Up")
            .replace('↓', "Down"),
    }
}

/// The keys that the last line shows, read off the picture.
fn shown(state: &State, drawn: &Buffer, glyphs: Glyphs) -> Vec<(u16, Action)> {
    let mode = state.mode();
    let row = row(drawn, drawn.area.height - 1);
    let hints = state
        .keymap
        .bindings(mode)
        .filter(|row| state.shows(mode, row.binding.action));
    let found = hints.filter_map(|hint| {
        let key = named(*hint.keys.first()?, glyphs);
        let label = hint.binding.label;
        let x = place(&row, &format!(" {key} {label} "))?;
        (!label.is_empty() && hint.binding.action != Action::Move(Step::Down))
            .then_some((x + 1, hint.binding.action))
    });
    found.collect()
}

#[test]
fn every_key_of_the_footer_can_be_pressed_and_its_word_as_well() {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        let mut pressed = 0;
        everywhere(glyphs, |name, state, look, drawn| {
            let y = drawn.area.height - 1;
            for (x, action) in shown(state, drawn, glyphs) {
                for at in [x, x + 2] {
                    assert_eq!(
                        action_at(state, &look.look, (at, y)),
                        Some(action),
                        "{name}"
                    );
                }
                pressed += 1;
            }
        });
        assert!(pressed > 500, "{pressed} keys");
    }
}

#[test]
fn a_press_on_a_key_does_what_the_key_does() {
    everywhere(Glyphs::Unicode, |name, state, look, drawn| {
        let [large, _, small, _] = SIZES;
        if ![large, small].contains(&state.size) {
            return;
        }
        let mut seen = HashSet::new();
        // The questions stand around the middle, the keys in the last row.
        let last = drawn.area.height - 1;
        let rows = if is_question(state) {
            0..=last
        } else {
            last..=last
        };
        for y in rows {
            for x in 0..drawn.area.width {
                let Some(action) = action_at(state, &look.look, (x, y)) else {
                    continue;
                };
                if !seen.insert(action) {
                    continue;
                }
                let key = state.keymap.key(state.mode(), action);
                let key = key.unwrap_or_else(|| panic!("{name}: {action:?} has no key"));
                let (mut by_key, mut by_mouse) = (state.clone(), state.clone());
                let key_effects = update(&mut by_key, Message::Key(key));
                let mouse_effects = update(&mut by_mouse, Message::Do(action));
                assert_eq!(key_effects, mouse_effects, "{name}: {action:?}");
                assert!(
                    by_key == by_mouse,
                    "{name}: {action:?} is not what {key} does"
                );
            }
        }
        // Nothing is taken before it was seen.
        if state.pause.is_some() || state.regions().too_small() {
            assert!(seen.is_empty(), "{name}: {seen:?}");
        }
    });
}

fn is_question(state: &State) -> bool {
    matches!(
        state.dialog,
        Some(
            Dialog::Quit
                | Dialog::Switch(_)
                | Dialog::Forget
                | Dialog::EndAudit
                | Dialog::Conflict(_)
                | Dialog::Doubt(_)
                | Dialog::Copy(_)
                | Dialog::Elsewhere(..)
        )
    )
}

#[test]
fn every_answer_of_a_question_can_be_pressed() {
    let mut answered: HashSet<Action> = HashSet::new();
    everywhere(Glyphs::Unicode, |name, state, look, drawn| {
        let asks = is_question(state);
        if !asks || state.pause.is_some() {
            return;
        }
        // In a low window it covers the last row, too.
        let last = drawn.area.height;
        let cells = (0..last).flat_map(|y| (0..drawn.area.width).map(move |x| (x, y)));
        let inside: HashSet<Action> = cells
            .filter_map(|cell| action_at(state, &look.look, cell))
            .collect();
        assert!(inside.len() > 1, "{name}: {inside:?}");
        // Each stands where its key is drawn.
        for &action in &inside {
            let key = state.keymap.key(state.mode(), action).unwrap().to_string();
            let drawn_at = (0..last)
                .flat_map(|y| (0..drawn.area.width).map(move |x| (x, y)))
                .any(|(x, y)| {
                    let end =
                        (x + u16::try_from(key.chars().count()).unwrap()).min(drawn.area.width);
                    let text: String = (x..end).map(|x| drawn[(x, y)].symbol()).collect();
                    text == key && action_at(state, &look.look, (x, y)) == Some(action)
                });
            assert!(drawn_at, "{name}: {action:?}");
        }
        answered.extend(inside);
    });
    for action in [Action::Yes, Action::No, Action::Save, Action::HandOver] {
        assert!(answered.contains(&action), "{action:?} in {answered:?}");
    }
}

#[test]
fn both_arrows_of_the_footer_lead_their_way() {
    let machine = on_files();
    for (glyphs, up, down) in [(Glyphs::Unicode, 1, 2), (Glyphs::Ascii, 2, 5)] {
        let look = look(Theme::Auto, glyphs).look;
        let at = |x| action_at(&machine.state, &look, (x, 39));
        assert_eq!(at(up), Some(Action::Move(Step::Up)), "{glyphs:?}");
        assert_eq!(at(down), Some(Action::Move(Step::Down)), "{glyphs:?}");
        assert_eq!(at(0), None);
    }
    let look = look(Theme::Auto, Glyphs::Unicode).look;
    assert_eq!(
        action_at(&machine.state, &look, (5, 20)),
        None,
        "rows are no keys"
    );
}

/// With the keys of one's own, too.
#[test]
fn a_key_of_ones_own_is_pressed_where_it_is_drawn() {
    let mut machine = on_files();
    let wish = Wish {
        mode: Some("files".to_owned()),
        action: "save".to_owned(),
        keys: vec!["f4".to_owned(), "ctrl-s".to_owned()],
    };
    machine.state.keymap = std::sync::Arc::new(Keymap::with(&[wish]).unwrap());
    let look = look(Theme::Auto, Glyphs::Unicode);
    let drawn = picture(&machine.state, (120, 40), &look);
    let found = shown(&machine.state, &drawn, Glyphs::Unicode);
    let (x, action) = found
        .iter()
        .find(|(_, action)| *action == Action::Save)
        .unwrap();
    assert_eq!(
        action_at(&machine.state, &look.look, (*x, 39)),
        Some(*action)
    );
    let effects = machine.send(Message::Do(*action));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save(..))),
        "{effects:?}"
    );
}
