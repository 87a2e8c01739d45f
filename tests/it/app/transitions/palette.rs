//! The palette finds an action by its words and does it as its key would.

use attache::app::keys::{Action, Key};
use attache::app::palette::Goal;
use attache::app::{Answer, Dialog, Effect, Screen};

use crate::app::world::*;

fn shown(machine: &Machine) -> Vec<String> {
    let Some(Dialog::Palette(palette)) = &machine.state.dialog else {
        panic!("no palette");
    };
    let entries = machine.state.palette_entries(palette.field.text());
    entries.iter().map(|entry| entry.name.to_string()).collect()
}

#[test]
fn words_lead_to_an_action_and_enter_does_it() {
    let mut machine = on_files();
    machine.key(Key::Char(':'));
    machine.type_in("download");
    assert_eq!(shown(&machine)[0], "save");
    let effects = machine.key(Key::Enter);
    assert!(matches!(effects[..], [Effect::Save(..)]), "{effects:?}");
    assert_eq!(machine.state.dialog, None);
}

#[test]
fn it_does_what_the_key_does() {
    for (words, key) in [
        ("errors", 'e'),
        ("refresh", 'r'),
        ("details", 'd'),
        ("profile", 'P'),
        ("mark all", 'A'),
        ("help", '?'),
    ] {
        let (mut by_key, mut by_words) = (on_files(), on_files());
        by_key.key(Key::Char(key));
        by_words.key(Key::Ctrl('p'));
        by_words.type_in(words);
        by_words.key(Key::Enter);
        by_words.state.lately.clear();
        assert_eq!(by_key.state, by_words.state, "{words}");
    }
}

#[test]
fn names_go_before_explanations_and_letters_may_be_missing() {
    let mut machine = on_files();
    machine.key(Key::Char(':'));
    machine.type_in("mrkap");
    assert_eq!(shown(&machine)[0], "mark approved");
    machine.key(Key::Ctrl('u'));
    machine.type_in("clipboard json");
    assert!(shown(&machine).contains(&"copy json".to_owned()));
    machine.key(Key::Ctrl('u'));
    machine.type_in("no such thing as this");
    assert!(shown(&machine).is_empty());
    assert!(machine.key(Key::Enter).is_empty());
    assert!(machine.state.dialog.is_some());
    machine.key(Key::Esc);
    assert_eq!(machine.state.dialog, None);
}

#[test]
fn what_is_not_possible_is_left_out() {
    let mut machine = on_files();
    machine.key(Key::Char(':'));
    assert!(!shown(&machine).contains(&"unmark".to_owned()));
    machine.key(Key::Esc);
    machine.key(Key::Char(' '));
    machine.key(Key::Char(':'));
    assert!(shown(&machine).contains(&"unmark".to_owned()));
}

#[test]
fn what_was_chosen_last_stands_first() {
    let mut machine = on_files();
    for words in ["errors", "log"] {
        machine.key(Key::Char(':'));
        machine.type_in(words);
        machine.key(Key::Enter);
        machine.key(Key::Esc);
    }
    machine.key(Key::Char(':'));
    assert_eq!(shown(&machine)[..2], ["log", "errors"]);
    assert_eq!(machine.state.lately[0], Goal::Act(Action::Log));
}

#[test]
fn it_opens_over_the_pickers_and_leads_to_a_known_case() {
    let mut machine = on_cases();
    machine.key(Key::Ctrl('p'));
    machine.type_in("open only");
    machine.key(Key::Enter);
    assert!(machine.state.cases.as_ref().unwrap().open);
    let mut machine = on_files();
    let here = machine.case().label().clone();
    machine.key(Key::Char(':'));
    machine.type_in("case");
    let cases: Vec<String> = shown(&machine);
    let other = cases.iter().find(|name| name.starts_with("case ")).cloned();
    let other = other.expect("another case is known");
    assert!(!other.contains(&here), "{other} is this one");
    machine.key(Key::Ctrl('u'));
    machine.type_in(&other);
    machine.key(Key::Enter);
    assert_eq!(machine.state.screen, Screen::Files);
    assert!(other.contains(&machine.case().label().clone()));
}

/// What comes while it is open changes what is possible, not what is selected.
#[test]
fn the_selection_stays_on_its_action() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.key(Key::Char(':'));
    for _ in 0..6 {
        machine.key(Key::Down);
    }
    let selected = |machine: &Machine| {
        let Some(Dialog::Palette(palette)) = &machine.state.dialog else {
            panic!("no palette");
        };
        shown(machine)[palette.cursor.index()].clone()
    };
    let before = selected(&machine);
    let case = machine.case();
    machine.answer(ticket, Answer::Problems(vec![problem(&case)]));
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert_eq!(selected(&machine), before);
}
