//! Looking at a file without a desktop, and handing it over to another machine.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Effect, Message};

use super::notice;
use crate::app::world::*;

fn without_a_desktop() -> Machine {
    let mut machine = on_files();
    machine.state.no_desktop = Some("this is an SSH session".into());
    machine
}

#[test]
fn without_a_desktop_a_menu_says_what_else() {
    for (key, wanted) in [('p', "Preview("), ('s', "Save("), ('m', "HandOver(")] {
        let mut machine = without_a_desktop();
        assert!(machine.key(Key::Char('o')).is_empty());
        assert_eq!(machine.state.mode(), Mode::Elsewhere);
        let effects = machine.key(Key::Char(key));
        assert_eq!(effects.len(), 1);
        assert!(
            format!("{:?}", effects[0]).starts_with(wanted),
            "{effects:?}"
        );
    }
    let mut machine = without_a_desktop();
    machine.key(Key::Char('o'));
    assert!(machine.key(Key::Esc).is_empty());
    assert_eq!(machine.state.mode(), Mode::Files);
    // A file that cannot be had is explained instead of asked about.
    machine.key(Key::Down);
    machine.key(Key::Char('o'));
    assert!(machine.state.dialog.is_none());
    assert!(notice(&machine).contains("still being scanned"));
}

#[test]
fn while_a_link_is_made_nothing_else_has_the_keys() {
    let mut machine = on_files();
    machine.key(Key::Char('y'));
    machine.key(Key::Char('m'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::HandOver(..)));
    assert_eq!(machine.state.mode(), Mode::HandingOver);
    assert!(machine.key(Key::Char('s')).is_empty());
    let mut off = machine.clone();
    assert_eq!(off.key(Key::Esc), [Effect::Cancel(ticket)]);
    let before = off.state.clone();
    off.send(Message::Answered(ticket, Answer::HandedOver(Ok(()))));
    assert_eq!(off.state, before);
    machine.answer(ticket, Answer::HandedOver(Err(failure())));
    assert_eq!(machine.state.mode(), Mode::Files);
    assert!(notice(&machine).contains("could not be asked"));
}
