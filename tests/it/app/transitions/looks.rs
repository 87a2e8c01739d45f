//! Choosing a theme while the browser runs.

use attache::app::keys::Key;
use attache::app::{Answer, Depth, Effect, Looks, Motion, Setting, Start, State, Theme};
use attache::domain::{Failure, FailureKind};

use crate::app::world::*;

#[test]
fn a_key_goes_through_the_themes_and_keeps_each() {
    let mut machine = on_files();
    let mut seen = Vec::new();
    for _ in Theme::ALL {
        machine.key(Key::Char('T'));
        let theme = machine.state.looks.theme;
        let kept = |effect: &Effect| matches!(effect, Effect::Keep(_, Setting::Theme(kept)) if *kept == theme);
        let ticket = machine.waiting(kept);
        machine.answer(ticket, Answer::Kept(Ok(())));
        let said = machine.state.notice.as_ref().unwrap().text.to_string();
        assert!(said.contains(theme.name()), "{said}");
        seen.push(theme);
    }
    assert_eq!(seen.last(), Some(&Theme::Auto), "once around");
    seen.rotate_right(1);
    assert_eq!(seen, Theme::ALL);
}

#[test]
fn a_theme_that_cannot_be_kept_holds_all_the_same() {
    let mut machine = on_files();
    machine.key(Key::Char('T'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Keep(..)));
    let failure = Failure::new(FailureKind::Local, "It could not be kept", "read-only");
    machine.answer(ticket, Answer::Kept(Err(failure)));
    assert_eq!(machine.state.looks.theme, Theme::Dark);
}

#[test]
fn without_colours_there_is_nothing_to_choose_and_that_is_said() {
    let mut machine = on_files();
    machine.state.looks.depth = Depth::Off;
    machine.key(Key::Char('T'));
    assert_eq!(machine.state.looks.theme, Theme::Auto);
    let said = machine.state.notice.as_ref().unwrap().text.to_string();
    assert!(said.contains("NO_COLOR"), "{said}");
    assert!(machine.pending.is_empty());
}

#[test]
fn the_theme_outlives_a_switch_of_profiles() {
    let looks = Looks {
        theme: Theme::Light,
        depth: Depth::Many,
        motion: Motion::Still,
    };
    let mut machine = Machine::new(Start { looks, ..start() });
    machine.key(Key::F(2));
    machine.key(Key::Enter);
    assert_eq!(machine.state.looks, looks);
    let fresh = State::new(start());
    assert_ne!(machine.state.identifying, fresh.identifying, "it switched");
}

#[test]
fn every_theme_has_a_name_of_its_own() {
    for theme in Theme::ALL {
        assert_eq!(Theme::named(theme.name()), Some(theme));
    }
    assert_eq!(Theme::named("purple"), None);
}
