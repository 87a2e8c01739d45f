//! What is asked for again by itself, and what one hears of it.

use FileStatus::{Approved, Failed, Processing, Rejected};
use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Screen, Tone, is_seen};
use attache::domain::{FailureKind, FileStatus, SCAN_LIMIT};
use jiff::SignedDuration;

use super::{is_poll, list, notice, now_are, poll, quiet, with};
use crate::app::world::*;

#[test]
fn only_what_is_being_scanned_is_asked_for_again() {
    let machine = with(&[
        ("a.pdf", Processing),
        ("b.pdf", Approved),
        ("c.pdf", Processing),
    ]);
    let expected = vec!["a.pdf".to_owned(), "c.pdf".to_owned()];
    assert_eq!(poll(&machine), Some((expected, 0)));
    for settled in [Approved, Rejected, Failed, FileStatus::Drafting] {
        assert_eq!(poll(&with(&[("a.pdf", settled)])), None);
    }
    assert_eq!(poll(&with(&[])), None);
}

#[test]
fn a_poll_that_brings_nothing_shows_nothing_and_the_next_one_waits_longer() {
    let mut machine = with(&[("a.pdf", Processing)]);
    for expected in 0..7 {
        assert_eq!(quiet(&machine), expected);
        let before = machine.state.clone();
        assert!(!now_are(&mut machine, &[("a.pdf", Processing)]));
        let files = |state: &attache::app::State| state.files.clone().unwrap().table;
        assert_eq!(files(&before), files(&machine.state));
        assert_eq!(before.notice, machine.state.notice);
        assert_eq!(before.log, machine.state.log);
    }
}

#[test]
fn a_change_is_said_and_the_row_marks_and_selection_stay() {
    let mut machine = with(&[
        ("a.pdf", Processing),
        ("b.pdf", Processing),
        ("c.pdf", Processing),
    ]);
    machine.key(Key::Down);
    machine.key(Key::Char(' '));
    let selected = machine.state.files.as_ref().unwrap().selected().cloned();
    now_are(&mut machine, &[("a.pdf", Processing)]);
    assert_eq!(quiet(&machine), 1);
    assert!(now_are(&mut machine, &[("a.pdf", Approved)]));
    assert_eq!(
        notice(&machine),
        Some((Tone::Good, "a.pdf is approved now".to_owned()))
    );
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.selected().cloned(), selected);
    assert_eq!(files.marked().count(), 1);
    assert_eq!(files.shown().next().unwrap().status, Approved);
    let rest = vec!["b.pdf".to_owned(), "c.pdf".to_owned()];
    assert_eq!(
        poll(&machine),
        Some((rest, 0)),
        "something moves: look again soon"
    );
    now_are(&mut machine, &[("b.pdf", Rejected), ("c.pdf", Approved)]);
    let told = "2 files settled: 1 approved, 1 rejected".to_owned();
    assert_eq!(notice(&machine), Some((Tone::Bad, told)));
    assert_eq!(poll(&machine), None, "nothing is left to wait for");
}

#[test]
fn each_end_has_its_words() {
    for (status, words) in [
        (Approved, "a.pdf is approved now"),
        (Rejected, "a.pdf was rejected: w says why"),
        (Failed, "a.pdf failed: w says why"),
        (FileStatus::Other("DELETED".into()), "a.pdf is deleted now"),
    ] {
        let mut machine = with(&[("a.pdf", Processing)]);
        now_are(&mut machine, &[("a.pdf", status)]);
        assert_eq!(notice(&machine).unwrap().1, words);
    }
}

#[test]
fn nothing_is_polled_where_nobody_sees_it() {
    let mut machine = with(&[("a.pdf", Processing), ("b.pdf", Approved)]);
    let away = machine.key(Key::Char('c'));
    assert_eq!(machine.state.screen, Screen::Cases);
    assert!(
        away.iter()
            .any(|effect| matches!(effect, Effect::Cancel(_)))
    );
    assert_eq!(poll(&machine), None);
    // A dialog over the files is in nobody's way, but a link on the person's own screen is.
    let mut machine = with(&[("a.pdf", Processing), ("b.pdf", Approved)]);
    machine.key(Key::Char('?'));
    assert!(poll(&machine).is_some());
    machine.key(Key::Esc);
    machine.key(Key::Down);
    machine.key(Key::Char('y'));
    assert!(poll(&machine).is_some());
    machine.key(Key::Char('m'));
    assert_eq!(poll(&machine), None);
    machine.key(Key::Esc);
    assert!(poll(&machine).is_some());
}

#[test]
fn a_listing_takes_the_polls_place_and_one_of_another_case_its_answer() {
    let mut machine = with(&[("a.pdf", Processing)]);
    for _ in 0..3 {
        now_are(&mut machine, &[("a.pdf", Processing)]);
    }
    let late = machine.waiting(is_poll);
    let effects = machine.key(Key::Char('r'));
    assert!(effects.contains(&Effect::Cancel(late)));
    assert_eq!(poll(&machine), None);
    let before = machine.state.clone();
    let case = machine.case();
    let answer = Answer::Polled(Ok(vec![scanned(&case, "a.pdf", Approved)]));
    machine.send(Message::Answered(late, answer));
    assert_eq!(before, machine.state, "a late answer changes nothing");
    list(
        &mut machine,
        &[("a.pdf", Processing), ("new.pdf", Processing)],
    );
    assert_eq!(quiet(&machine), 0);
}

#[test]
fn a_failure_is_told_once_in_the_log_and_a_lost_login_ends_the_polls_until_r() {
    let mut machine = with(&[("a.pdf", Processing)]);
    let fail = |machine: &mut Machine, kind| {
        let ticket = machine.waiting(is_poll);
        let mut failure = failure();
        failure.kind = kind;
        let answer = Answer::Polled(Err(failure));
        let message = Message::Answered(ticket, answer.clone());
        assert!(!is_seen(&machine.state, &message));
        machine.answer(ticket, answer);
    };
    let before = machine.state.log.len();
    for expected in 1..4 {
        fail(&mut machine, FailureKind::Network);
        assert_eq!(quiet(&machine), expected);
        assert_eq!(machine.state.log.len(), before + 1);
        assert_eq!(notice(&machine), None);
    }
    now_are(&mut machine, &[("a.pdf", Processing)]);
    fail(&mut machine, FailureKind::Throttled);
    assert_eq!(
        machine.state.log.len(),
        before + 2,
        "a new failure after a good answer"
    );
    for kind in [FailureKind::Credentials, FailureKind::Denied] {
        fail(&mut machine, kind);
        assert_eq!(poll(&machine), None);
        machine.key(Key::Down);
        assert_eq!(poll(&machine), None);
        machine.key(Key::Char('r'));
        list(&mut machine, &[("a.pdf", Processing)]);
        assert_eq!(quiet(&machine), 0);
    }
    let ticket = machine.waiting(is_poll);
    machine.pending.clear();
    machine.send(Message::Lost(ticket));
    assert_eq!(
        quiet(&machine),
        1,
        "a task that died is a failure like others"
    );
}

#[test]
fn a_stuck_file_is_polled_no_more_however_old_it_seems_from_the_start() {
    let mut machine = with(&[("a.pdf", Processing)]);
    let limit = now() + SCAN_LIMIT;
    machine.send(Message::Minute(limit - SignedDuration::from_mins(1)));
    now_are(&mut machine, &[("a.pdf", Processing)]);
    assert!(poll(&machine).is_some());
    machine.send(Message::Minute(limit));
    now_are(&mut machine, &[("a.pdf", Processing)]);
    assert_eq!(poll(&machine), None);
    let files = machine.state.files.as_ref().unwrap();
    assert!(files.is_stuck(files.shown().next().unwrap(), machine.state.now));
    // Without a creation time it counts from when it was first seen, also after a refresh.
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let bare = |machine: &mut Machine| {
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let mut file = scanned(&machine.case(), "a.pdf", Processing);
        (file.created, file.created_text) = (None, None);
        machine.answer(ticket, Answer::Files(vec![file]));
        machine.answer(ticket, Answer::Listed(Ok(())));
    };
    bare(&mut machine);
    machine.send(Message::Minute(limit));
    machine.key(Key::Char('r'));
    bare(&mut machine);
    assert!(poll(&machine).is_some());
    machine.send(Message::Minute(limit + SignedDuration::from_secs(1)));
    machine.key(Key::Char('r'));
    bare(&mut machine);
    assert_eq!(poll(&machine), None);
}

#[test]
fn another_profile_takes_the_polls_with_it() {
    let mut machine = with(&[("a.pdf", Processing)]);
    let ticket = machine.waiting(is_poll);
    machine.key(Key::Char('P'));
    let profiles = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    machine.answer(profiles, Answer::Profiles(Ok(vec![profile("audit")])));
    machine.key(Key::Down);
    let effects = machine.key(Key::Enter);
    assert!(effects.contains(&Effect::Cancel(ticket)));
    assert_eq!(poll(&machine), None);
    let words = format!("{:?}", machine.state);
    assert!(!words.contains("Mei Ito") && !words.contains("a.pdf"));
}

#[test]
fn one_hears_of_what_is_over_only_when_that_is_wished() {
    let heard = |effects: &[Effect]| {
        let alerts = effects
            .iter()
            .filter(|one| matches!(one, Effect::Alert(..)));
        alerts.count()
    };
    let mut machine = with(&[
        ("a.pdf", Processing),
        ("b.pdf", Processing),
        ("c.pdf", Approved),
    ]);
    let settle = |machine: &mut Machine, name: &str| {
        let ticket = machine.waiting(is_poll);
        let news = scanned(&machine.case(), name, Approved);
        machine.answer(ticket, Answer::Polled(Ok(vec![news])))
    };
    assert_eq!(heard(&settle(&mut machine, "a.pdf")), 0);
    for (how, rings) in [("bell", 1), ("desktop", 1), ("off", 0)] {
        let effects = machine.key(Key::Char('N'));
        assert_eq!(machine.state.notify.name(), how);
        assert_eq!(heard(&effects), rings, "one hears what it will be like");
        assert!(effects.iter().any(|one| matches!(one, Effect::Keep(..))));
    }
    machine.key(Key::Char('N'));
    let ticket = machine.waiting(is_poll);
    let news = scanned(&machine.case(), "b.pdf", Approved);
    let effects = machine.answer(ticket, Answer::Polled(Ok(vec![news])));
    assert_eq!(heard(&effects), 1);
    // The transfers: once, when the last one has ended by itself.
    machine.key(Key::Char('A'));
    machine.key(Key::Char('s'));
    let saves: Vec<_> = machine
        .pending
        .iter()
        .filter(|one| matches!(one, Effect::Save(..)))
        .filter_map(Effect::ticket)
        .collect();
    assert_eq!(saves.len(), 3);
    let mut rung = Vec::new();
    for save in saves {
        let answer = Answer::Saved(Ok(attache::domain::Settled::Saved(saved("a.pdf"))));
        rung.push(heard(&machine.answer(save, answer)));
    }
    assert_eq!(rung, [0, 0, 1]);
}
