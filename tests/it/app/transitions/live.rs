//! Files that are being scanned change by themselves, and their uploaders get names.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Screen, Tone, is_seen};
use attache::domain::{Attachment, FailureKind, FileStatus, SCAN_LIMIT};
use jiff::SignedDuration;

use crate::app::world::*;

/// The machine on a case with files that were uploaded a minute ago.
fn with(files: &[(&str, FileStatus)]) -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    list(&mut machine, files);
    machine
}

/// Answers the listing under way.
fn list(machine: &mut Machine, files: &[(&str, FileStatus)]) {
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let files = files.iter();
    let files = files.map(|(name, status)| scanned(&case, name, status.clone()));
    machine.answer(ticket, Answer::Files(files.collect()));
    machine.answer(ticket, Answer::Listed(Ok(())));
}

fn is_poll(effect: &Effect) -> bool {
    matches!(effect, Effect::Poll { .. })
}

/// What the poll under way asks for, and how many before it were in vain.
fn poll(machine: &Machine) -> Option<(Vec<String>, u32)> {
    let polls: Vec<&Effect> = machine.pending.iter().filter(|one| is_poll(one)).collect();
    assert!(polls.len() <= 1, "{polls:?}");
    let Effect::Poll { files, quiet, .. } = polls.first()? else {
        return None;
    };
    let names = files.iter().map(|one| one.key.file.raw());
    let names = names.map(|id| id.trim_start_matches("id-of-").to_owned());
    Some((names.collect(), *quiet))
}

fn quiet(machine: &Machine) -> u32 {
    poll(machine).expect("a poll").1
}

/// The files that are asked for, as they are now.
fn now_are(machine: &mut Machine, files: &[(&str, FileStatus)]) -> bool {
    let case = machine.case();
    let files = files.iter();
    let files: Vec<Attachment> = files
        .map(|(name, status)| scanned(&case, name, status.clone()))
        .collect();
    let ticket = machine.waiting(is_poll);
    let answer = Answer::Polled(Ok(files));
    let seen = is_seen(&machine.state, &Message::Answered(ticket, answer.clone()));
    machine.answer(ticket, answer);
    seen
}

fn notice(machine: &Machine) -> Option<(Tone, String)> {
    let notice = machine.state.notice.as_ref()?;
    Some((notice.tone, notice.text.to_string()))
}

use FileStatus::{Approved, Failed, Processing, Rejected};

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
