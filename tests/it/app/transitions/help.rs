//! The help is narrowed by words, and Esc leads back step by step.

use attache::app::Dialog;
use attache::app::keys::{HelpLine, Key, Mode, help_lines};

use crate::app::world::*;

fn explained(machine: &Machine) -> Vec<&'static str> {
    let Some(Dialog::Help(helping)) = &machine.state.dialog else {
        panic!("no help");
    };
    let lines = help_lines(
        &machine.state.keymap,
        helping.mode,
        60,
        helping.field.text(),
    );
    let actions = lines.into_iter().filter_map(|line| match line {
        HelpLine::Action(row, _) => Some(row.binding.action.name()),
        _ => None,
    });
    actions.collect()
}

#[test]
fn words_narrow_it_and_esc_widens_it_again() {
    let mut machine = on_files();
    machine.key(Key::Char('?'));
    let all = explained(&machine).len();
    machine.key(Key::Char('/'));
    assert_eq!(machine.state.mode(), Mode::HelpSearch);
    machine.type_in("desktop");
    assert_eq!(explained(&machine), ["open"]);
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Help);
    assert_eq!(explained(&machine), ["open"]);
    machine.key(Key::Esc);
    assert_eq!(explained(&machine).len(), all);
    machine.key(Key::Esc);
    assert_eq!(machine.state.dialog, None);
}

#[test]
fn a_key_is_found_by_its_name() {
    let mut machine = on_cases();
    machine.key(Key::F(1));
    machine.key(Key::Char('/'));
    machine.type_in("f3");
    assert_eq!(explained(&machine), ["open-only"]);
    machine.key(Key::Esc);
    assert!(explained(&machine).len() > 5, "Esc shows all keys again");
    machine.key(Key::Char('/'));
    machine.type_in("zzz");
    assert!(explained(&machine).is_empty());
}
