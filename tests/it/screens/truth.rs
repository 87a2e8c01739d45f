//! What the screen says is so, and can be read: no key that does nothing, nothing drawn over
//! something else.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Start, State, Theme};
use attache::domain::{InstanceName, Settled};
use attache::view::Glyphs;

use super::states::{letters, look, picture};
use crate::app::world::*;

fn lines(state: &State, size: (u16, u16)) -> Vec<String> {
    let picture = picture(state, size, &look(Theme::Mono, Glyphs::Unicode));
    letters(&picture).lines().map(str::to_owned).collect()
}

#[test]
fn on_the_first_screen_the_way_back_is_shown_only_while_it_does_something() {
    let mut machine = Machine::new(start());
    let shown = |machine: &Machine| lines(&machine.state, (120, 40))[39].contains("Esc");
    assert!(shown(&machine), "it calls off what is loading");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![instance("acme", false), instance("beta", false)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    assert!(!shown(&machine));
    machine.type_in("a");
    assert!(shown(&machine), "it empties the field");
}

#[test]
fn where_there_is_little_room_a_sentence_stands_alone_in_its_line() {
    let named = InstanceName::parse("nowhere").unwrap();
    let mut machine = Machine::new(Start {
        instance: Some(named),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Err(failure())));
    let lines = lines(&machine.state, (40, 8));
    let whole = "Asking for your instances.";
    assert!(lines.iter().any(|line| line.trim() == whole), "{lines:#?}");
}

#[test]
fn nothing_that_is_said_covers_the_log() {
    let mut machine = on_files();
    machine.key(Key::Home);
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.key(Key::Char('L'));
    machine.answer(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("invoice.pdf")))),
    );
    let lines = lines(&machine.state, (80, 24));
    assert!(lines[22].starts_with('└'), "{lines:#?}");
    assert!(lines[2].contains("Saved invoice.pdf"), "{lines:#?}");
}

/// It opened by itself: its keys stand there once they are taken.
#[test]
fn a_question_shows_its_keys_once_they_are_taken() {
    let mut machine = with_file("invoice.pdf.exe");
    machine.key(Key::Char('o'));
    for size in [(120, 40), (40, 8)] {
        let shown = lines(&machine.state, size).join("\n");
        assert!(shown.contains(".exe"), "{shown}");
        assert!(!shown.contains("open it"), "{shown}");
    }
    machine.pause();
    for size in [(120, 40), (40, 8)] {
        let shown = lines(&machine.state, size).join("\n");
        assert!(shown.contains("y open it"), "{shown}");
    }
}
