//! After a switch nothing of the old identity can be seen, from whichever screen it was made.

use attache::app::keys::{Key, Mode};
use attache::app::{Effect, Message, State, Theme, update};
use attache::view::Glyphs;

use super::states::{all, letters, look, picture};

/// What only the old identity knew.
const OLD: [&str; 8] = [
    "SupportAgent",
    "111122223333",
    "3333",
    "us-west-2",
    "acme",
    "1000",
    "invoice",
    "error",
];

fn press(state: &mut State, key: Key) -> Vec<Effect> {
    update(state, Message::Key(key))
}

#[test]
fn nothing_of_the_old_identity_is_on_the_screen() {
    let look = look(Theme::Auto, Glyphs::Unicode);
    let mut switched = 0;
    for (name, mut state) in all() {
        for key in [Key::Char('P'), Key::F(2)] {
            let picker = matches!(state.mode(), Mode::Picker | Mode::CasePicker);
            if state.mode() != Mode::Login && (picker == (key == Key::F(2))) {
                press(&mut state, key);
            }
        }
        if state.mode() != Mode::Login {
            continue;
        }
        let mut effects = press(&mut state, Key::Enter);
        if state.mode() == Mode::Question {
            effects = press(&mut state, Key::Char('y'));
        }
        let is_switch = |effect: &Effect| matches!(effect, Effect::Switch(_));
        assert!(effects.iter().any(is_switch), "{name}: {effects:?}");
        switched += 1;
        for size in [(120, 40), (80, 24), (40, 8)] {
            let text = letters(&picture(&state, size, &look));
            for old in OLD {
                assert!(!text.contains(old), "{name}: {old} in\n{text}");
            }
        }
    }
    assert!(switched > 20, "only {switched}");
}
