//! The program is stopped and goes on.

use attache::app::keys::{Action, Key};
use attache::app::{Effect, Message, parting};

use super::notice;
use crate::app::world::*;

#[test]
fn ctrl_z_suspends_from_everywhere() {
    for (name, state) in crate::screens::states::all() {
        let mut after = state;
        let effects = attache::app::update(&mut after, Message::Key(Key::Ctrl('z')));
        assert_eq!(effects, [Effect::Suspend], "{name}");
    }
}

#[test]
fn what_runs_is_said_to_pause_and_to_go_on() {
    let mut machine = on_files();
    assert_eq!(parting(&machine.state), "fg brings attache back.");
    let went_on = Message::WentOn {
        columns: 70,
        rows: 20,
    };
    machine.send(went_on.clone());
    assert_eq!(machine.state.size, (70, 20));
    assert_eq!(notice(&machine), "");
    machine.key(Key::Char('s'));
    assert!(parting(&machine.state).contains("1 transfer is paused"));
    machine.send(went_on);
    assert_eq!(notice(&machine), "1 transfer was paused and goes on.");
    machine.send(Message::Stayed);
    assert!(
        notice(&machine).contains("no shell"),
        "{}",
        notice(&machine)
    );
}

#[test]
fn a_word_does_what_its_key_does_and_nothing_that_is_not_there() {
    let mut by_key = on_files();
    let mut by_word = on_files();
    by_key.key(Key::Char('d'));
    by_word.send(Message::Do(Action::Details));
    assert_eq!(by_key.state, by_word.state);
    // On this screen nothing is taken, and no transfer is called off.
    let before = by_word.state.clone();
    for action in [Action::Take, Action::CancelAll, Action::Yes] {
        assert_eq!(by_word.send(Message::Do(action)), []);
        assert_eq!(by_word.state, before);
    }
    let rows = on_files().state.files.unwrap().table.shown_count();
    by_word.send(Message::Select(rows - 1));
    let table = &by_word.state.files.as_ref().unwrap().table;
    assert_eq!(table.cursor().index(), rows - 1);
    by_word.send(Message::Select(rows));
    assert_eq!(notice(&by_word), format!("There is no row {}.", rows + 1));
}
