//! Who uploaded a file, and why it is as it is.

use FileStatus::{Approved, Failed, Processing, Rejected};
use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, is_seen};
use attache::domain::FileStatus;

use super::{list, notice, now_are, with};
use crate::app::world::*;

fn is_name(effect: &Effect) -> bool {
    matches!(effect, Effect::Name(..))
}

fn by(machine: &Machine) -> String {
    let files = machine.state.files.as_ref().unwrap();
    let creator = files.shown().next().unwrap().created_by.as_ref().unwrap();
    machine.state.people.label(creator).to_owned()
}

#[test]
fn an_uploader_is_looked_up_once() {
    let mut machine = with(&[("a.pdf", Approved), ("b.pdf", Approved)]);
    assert_eq!(by(&machine), "f00dcafe");
    let ticket = machine.waiting(is_name);
    let answer = Answer::Person(Ok(Some(person())));
    assert!(is_seen(
        &machine.state,
        &Message::Answered(ticket, answer.clone())
    ));
    machine.answer(ticket, answer);
    assert_eq!(by(&machine), "Mei Ito (m.ito)");
    machine.key(Key::Char('r'));
    list(&mut machine, &[("a.pdf", Approved), ("c.pdf", Approved)]);
    assert!(!machine.pending.iter().any(is_name));
}

#[test]
fn who_may_not_look_names_up_is_told_in_the_log_and_asks_no_more() {
    let mut machine = with(&[("a.pdf", Approved)]);
    let before = machine.state.log.len();
    let ticket = machine.waiting(is_name);
    machine.answer(
        ticket,
        Answer::Person(Err(denied("The name could not be read"))),
    );
    assert_eq!(machine.state.log.len(), before + 1);
    assert_eq!(
        (by(&machine).as_str(), notice(&machine)),
        ("f00dcafe", None)
    );
    machine.key(Key::Char('r'));
    list(&mut machine, &[("a.pdf", Approved)]);
    assert!(!machine.pending.iter().any(is_name), "not in this session");
    // What passes is tried again with the next refresh, and not before.
    let mut machine = with(&[("a.pdf", Approved)]);
    let ticket = machine.waiting(is_name);
    machine.answer(ticket, Answer::Person(Err(failure())));
    machine.key(Key::Down);
    assert!(!machine.pending.iter().any(is_name));
    machine.key(Key::Char('r'));
    assert!(machine.pending.iter().any(is_name));
    // Nobody of that name: known to be unknown.
    let ticket = machine.waiting(is_name);
    machine.answer(ticket, Answer::Person(Ok(None)));
    machine.key(Key::Char('r'));
    assert!(!machine.pending.iter().any(is_name));
    assert_eq!(by(&machine), "f00dcafe");
}

fn why(machine: &mut Machine) -> Vec<Effect> {
    machine.key(Key::Char('w'))
}

#[test]
fn why_asks_what_is_not_known_and_each_only_once() {
    let mut machine = with(&[("a.pdf", Rejected), ("b.pdf", Failed)]);
    assert_eq!(machine.state.insights.len(), 0, "nothing is asked before");
    let effects = why(&mut machine);
    assert!(
        matches!(
            effects[..],
            [Effect::FindScanners(..), Effect::ReadRules(..)]
        ),
        "{effects:?}"
    );
    let scanners = machine.waiting(|effect| matches!(effect, Effect::FindScanners(..)));
    machine.answer(scanners, Answer::Scanners(Ok(vec![scanner()])));
    machine.key(Key::Esc);
    machine.key(Key::Down);
    assert_eq!(why(&mut machine), [], "one is known, the other asked for");
    let asked = machine.waiting(|effect| matches!(effect, Effect::ReadRules(..)));
    machine.answer(
        asked,
        Answer::Rules(Err(denied("The rules could not be read"))),
    );
    machine.key(Key::Esc);
    assert_eq!(
        why(&mut machine),
        [],
        "what was refused is not asked for again"
    );
    let effects = machine.key(Key::Char('r'));
    let again = effects.iter().filter(|one| {
        matches!(
            one,
            Effect::FindScanners(..) | Effect::ReadRules(..) | Effect::ListFiles(..)
        )
    });
    assert_eq!(again.count(), 3, "unless a person says so");
}

#[test]
fn what_why_is_about_can_be_copied() {
    let mut machine = with(&[("a.pdf", Rejected)]);
    why(&mut machine);
    let copied = |effects: &[Effect]| match effects {
        [Effect::Copy(_, attache::app::Clip::Text(text))] => text.clone(),
        other => panic!("{other:?}"),
    };
    let scanners = machine.waiting(|effect| matches!(effect, Effect::FindScanners(..)));
    machine.answer(scanners, Answer::Scanners(Ok(vec![scanner()])));
    let text = copied(&machine.key(Key::Char('y')));
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].ends_with("/file/a.pdf") && lines[1].ends_with("/agent/f00dcafe"),
        "{lines:?}"
    );
    assert!(
        lines[2].ends_with(":function:attachment-scanner"),
        "{lines:?}"
    );
    assert_eq!(machine.key(Key::Char('m')), [], "nothing is missing yet");
    let rules = machine.waiting(|effect| matches!(effect, Effect::ReadRules(..)));
    machine.answer(
        rules,
        Answer::Rules(Err(denied("The rules could not be read"))),
    );
    assert!(copied(&machine.key(Key::Char('m'))).contains("\"Effect\":\"Allow\""));
}

#[test]
fn why_follows_the_row_while_it_is_open() {
    let mut machine = with(&[("a.pdf", Processing)]);
    why(&mut machine);
    let text = |machine: &Machine| {
        let Some(attache::app::Dialog::Why(why)) = &machine.state.dialog else {
            panic!("closed");
        };
        let lines = why.lines(&machine.state, 76).into_iter();
        lines.map(|(_, _, line)| line).collect::<Vec<_>>().join(" ")
    };
    assert!(text(&machine).contains("has not answered yet"));
    now_are(&mut machine, &[("a.pdf", Rejected)]);
    let told = text(&machine);
    assert!(told.contains("deleted its content"), "{told}");
}
