//! What happens on the way of the requests: what delays them, and the log.

use std::time::Duration;

use attache::app::keys::{Key, Mode};
use attache::app::log::index_of;
use attache::app::{Answer, Dialog, Effect, Message, is_seen};
use attache::domain::Event;

use crate::app::world::*;

fn again() -> Event {
    Event::Again {
        why: "throttled".into(),
        wait: Duration::from_secs(2),
    }
}

fn answered() -> Event {
    Event::Answered(Duration::from_millis(120))
}

fn loading() -> (Machine, attache::app::Ticket) {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    (machine, ticket)
}

#[test]
fn what_delays_a_request_is_known_until_it_goes_on() {
    let (mut machine, ticket) = loading();
    machine.answer(ticket, Answer::Activity(activity(again())));
    assert_eq!(machine.state.delay(ticket), Some(&again()));
    machine.answer(ticket, Answer::Activity(activity(answered())));
    assert_eq!(machine.state.delay(ticket), None);
    machine.answer(ticket, Answer::Activity(activity(Event::SigningIn)));
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert!(
        machine.state.delays.is_empty(),
        "what is answered is not late"
    );
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Activity(activity(again())));
    machine.key(Key::Esc);
    assert!(machine.state.delays.is_empty(), "nor what is called off");
}

#[test]
fn nobody_is_told_of_what_nobody_waits_for() {
    let (mut machine, ticket) = loading();
    machine.answer(ticket, Answer::Listed(Ok(())));
    let before = machine.state.clone();
    machine.send(Message::Answered(
        ticket,
        Answer::Activity(activity(again())),
    ));
    assert_eq!(machine.state, before);
}

#[test]
fn a_line_of_the_log_is_not_seen_unless_the_log_is_open() {
    let (mut machine, ticket) = loading();
    let message = |event| Message::Answered(ticket, Answer::Activity(activity(event)));
    assert!(!is_seen(&machine.state, &message(answered())));
    assert!(is_seen(&machine.state, &message(again())));
    machine.send(message(again()));
    assert!(
        is_seen(&machine.state, &message(answered())),
        "the delay goes"
    );
    machine.send(message(answered()));
    machine.key(Key::Char('L'));
    assert!(is_seen(&machine.state, &message(answered())));
}

fn text(machine: &Machine) -> Vec<String> {
    let lines = machine.state.log.lines(100).into_iter();
    lines.map(|line| line.text).collect()
}

#[test]
fn the_log_tells_requests_errors_with_their_causes_and_notices() {
    let (mut machine, ticket) = loading();
    machine.answer(ticket, Answer::Activity(activity(again())));
    let failed = Event::Failed {
        failure: Box::new(failure()),
        chain: vec!["dispatch failure".into(), "connection refused".into()],
    };
    machine.answer(ticket, Answer::Activity(activity(failed)));
    machine.answer(ticket, Answer::Listed(Err(failure())));
    machine.key(Key::Down);
    machine.key(Key::Char('s'));
    let lines = text(&machine);
    assert_eq!(lines[0], "SearchRelatedItems: throttled, again in 2.0 s");
    assert!(lines[1].starts_with("SearchRelatedItems: The service could not be asked"));
    assert!(
        lines.contains(&"caused by: connection refused".to_owned()),
        "{lines:#?}"
    );
    let told = lines
        .iter()
        .filter(|line| line.contains("could not be asked"));
    assert_eq!(
        told.count(),
        1,
        "an error that its request has told of is told once"
    );
    assert!(
        lines.last().unwrap().contains("cannot be saved"),
        "{lines:#?}"
    );
    // An error of which no request told is in it too.
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Err(denied("Another thing"))));
    assert!(
        text(&machine)
            .iter()
            .any(|line| line.starts_with("Another thing"))
    );
}

#[test]
fn the_log_opens_at_the_newest_and_what_is_read_stands_still() {
    let (mut machine, ticket) = loading();
    for _ in 0..80 {
        machine.answer(ticket, Answer::Activity(activity(answered())));
    }
    machine.key(Key::Char('L'));
    assert_eq!(machine.state.mode(), Mode::Log);
    let place = |machine: &Machine| match machine.state.dialog {
        Some(Dialog::Log(place)) => place,
        _ => panic!("the log is open"),
    };
    let regions = machine.state.regions();
    let height = usize::from(regions.inside(regions.log()).height);
    let lines = machine.state.log.lines(100);
    assert_eq!(index_of(&lines, place(&machine)) + height, lines.len());
    machine.key(Key::Up);
    let read = place(&machine);
    for _ in 0..40 {
        machine.answer(ticket, Answer::Activity(activity(answered())));
    }
    assert_eq!(place(&machine), read);
    // Five hundred are kept; what is read stays until it goes itself.
    for _ in 0..410 {
        machine.answer(ticket, Answer::Activity(activity(answered())));
    }
    let lines = machine.state.log.lines(100);
    assert_eq!((machine.state.log.len(), lines.len()), (500, 500));
    assert_eq!(lines[index_of(&lines, read)].place, read);
    machine.key(Key::End);
    let lines = machine.state.log.lines(100);
    assert_eq!(index_of(&lines, place(&machine)) + height, lines.len());
    machine.key(Key::Char('L'));
    assert_eq!(machine.state.dialog, None);
}
