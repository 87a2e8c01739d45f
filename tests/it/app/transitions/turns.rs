//! The sign that turns while something loads.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Motion, Theme};
use attache::view::Glyphs;

use crate::app::world::*;
use crate::screens::states::{all, letters, look, picture};

#[test]
fn it_turns_while_something_loads_and_is_gone_with_that() {
    let mut machine = on_files();
    assert!(!machine.state.turns());
    machine.key(Key::Char('r'));
    for turned in 0..45_u8 {
        assert!(machine.state.turns());
        assert_eq!(machine.state.turned, turned % 20);
        assert_eq!(machine.send(Message::Turn), []);
    }
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert!(!machine.state.turns());
    assert_eq!(
        machine.state.turned, 0,
        "what rests is as if it had never turned"
    );
}

#[test]
fn a_turn_changes_the_sign_alone_and_nothing_is_said_by_it() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    for (glyphs, signs) in [(Glyphs::Unicode, 10), (Glyphs::Ascii, 4)] {
        let look = look(Theme::Auto, glyphs);
        let mut seen = Vec::new();
        for _ in 0..20 {
            let before = letters(&picture(&machine.state, (120, 40), &look));
            machine.send(Message::Turn);
            let after = letters(&picture(&machine.state, (120, 40), &look));
            let pairs = before.chars().zip(after.chars());
            let changed: Vec<_> = pairs.filter(|(was, is)| was != is).collect();
            assert_eq!(changed.len(), 1, "{before}");
            assert!(after.contains(" loading files, Esc stops"), "{after}");
            if !seen.contains(&changed[0].1) {
                seen.push(changed[0].1);
            }
        }
        assert_eq!(seen.len(), signs);
    }
}

/// What the header shows of it is what the machine thinks of it.
#[test]
fn the_sign_stands_where_something_loads_and_nowhere_else() {
    let mut turning = 0;
    for (name, mut state) in all() {
        let mut look = look(Theme::Auto, Glyphs::Unicode);
        let header = |look: &_, state: &_| letters(&picture(state, (120, 40), look));
        let shown = header(&look, &state);
        let first = shown.lines().next().unwrap_or_default();
        assert_eq!(first.contains('⠋'), state.turns(), "{name}: {first}");
        turning += usize::from(state.turns());
        look.looks.motion = Motion::Still;
        state.looks.motion = Motion::Still;
        assert!(!state.turns(), "{name}");
        let still = header(&look, &state);
        let below = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(below(&shown), below(&still), "{name}");
        // The words stay.
        let what = state.waits_for().0.filter(|_| !state.is_on_audit());
        assert!(what.is_none_or(|what| still.contains(what)), "{name}");
        assert!(!still.contains('⠋'), "{name}");
    }
    assert!(turning > 4, "{turning} states in which something loads");
}
