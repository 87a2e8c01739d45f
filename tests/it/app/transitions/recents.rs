//! The cases that were looked into lately, and cases narrowed to open ones and one's own.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Effect, Message, Start, is_seen};
use attache::domain::{Case, CaseQuery, FileStatus};

use super::notice;
use crate::app::world::*;

/// The rows: the title, whether it is recent, whether it counts.
fn rows(machine: &Machine) -> Vec<(String, bool, bool)> {
    let rows = machine.state.cases.as_ref().unwrap().rows();
    rows.iter()
        .map(|row| {
            let title = row.case.title.as_ref().unwrap().to_string();
            (title, row.recent, row.listed)
        })
        .collect()
}

fn row(title: &str, recent: bool, listed: bool) -> (String, bool, bool) {
    (title.to_owned(), recent, listed)
}

#[test]
fn recent_cases_come_first_and_none_comes_twice() {
    let machine = on_cases_with_recents();
    let wanted = [
        row("Long ago", true, false),
        row("Battery is warm", true, true),
        row("Screen arrived cracked", false, true),
    ];
    assert_eq!(
        rows(&machine),
        wanted,
        "what is listed stands with all that is known of it"
    );
}

#[test]
fn of_many_recent_cases_five_are_shown() {
    let mut machine = on_cases_with_recents();
    machine.key(Key::Esc);
    // Another instance asks anew.
    machine.send(Message::Paste(
        "arn:aws:connect:us-west-2:111122223333:instance/00000000-0000-0000-0000-00000000beef"
            .into(),
    ));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Ok(instance("beta", true))));
    assert!(
        rows(&machine).is_empty(),
        "those of the other instance are gone"
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Recall(..)));
    let many = (0..9).map(|n| recent(&n.to_string(), "Old")).collect();
    machine.answer(ticket, Answer::Recents(many));
    assert_eq!(rows(&machine).len(), 5);
}

#[test]
fn typed_words_keep_the_recent_cases_that_hold_them_until_the_service_answers() {
    let mut machine = on_cases_with_recents();
    machine.type_in("long");
    assert_eq!(rows(&machine), [row("Long ago", true, false)]);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    machine.answer(ticket, Answer::Rested);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    machine.answer(ticket, Answer::Cases(Ok(page(vec![], None))));
    assert_eq!(rows(&machine), []);
}

#[test]
fn a_case_is_remembered_once_its_files_are_on_the_screen() {
    let mut machine = on_cases_with_recents();
    machine.key(Key::End);
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let mut failed = machine.clone();
    let remembers = |effect: &Effect| matches!(effect, Effect::Remember(..));
    assert!(
        !failed
            .answer(ticket, Answer::Listed(Err(failure())))
            .iter()
            .any(remembers)
    );
    let effects = machine.answer(ticket, Answer::Listed(Ok(())));
    let [Effect::Remember(ticket, _, remembered)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(remembered.title, Some("Screen arrived cracked".into()));
    let told = Message::Answered(*ticket, Answer::Remembered);
    assert!(!is_seen(&machine.state, &told), "nothing is drawn for it");
    machine.answer(*ticket, Answer::Remembered);
    // Once a visit.
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    assert_eq!(machine.answer(ticket, Answer::Listed(Ok(()))), []);
    machine.key(Key::Esc);
    assert_eq!(rows(&machine)[0], row("Screen arrived cracked", true, true));
}

#[test]
fn a_contact_is_no_recent_case() {
    let mut machine = on_cases_with_recents();
    machine.send(Message::Paste(contact().arn.raw().into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindContact(..)));
    let found = (instance("acme", true), contact());
    machine.answer(ticket, Answer::Contact(Ok(Box::new(found))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    assert_eq!(machine.answer(ticket, Answer::Listed(Ok(()))), []);
}

#[test]
fn forgetting_asks_first() {
    let mut machine = on_cases_with_recents();
    machine.key(Key::F(7));
    assert_eq!(machine.state.mode(), Mode::Question);
    let mut kept = machine.clone();
    kept.key(Key::Char('n'));
    assert_eq!(rows(&kept).len(), 3);
    machine.key(Key::Char('y'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Forget(_)));
    let mut failed = machine.clone();
    machine.answer(ticket, Answer::Forgotten(Ok(())));
    assert_eq!(rows(&machine).iter().filter(|row| row.1).count(), 0);
    assert!(notice(&machine).contains("forgotten"));
    failed.answer(ticket, Answer::Forgotten(Err(failure())));
    assert_eq!(rows(&failed).len(), 3);
    assert!(notice(&failed).contains("refused"));
}

#[test]
fn switched_off_nothing_is_asked_and_nothing_kept() {
    let machine = on_files();
    let any = |effect: &Effect| matches!(effect, Effect::Recall(..) | Effect::Remember(..));
    assert!(!machine.pending.iter().any(any));
    assert!(machine.state.cases.as_ref().unwrap().recents.is_empty());
    let on = Start {
        recents: true,
        ..start()
    };
    assert!(Machine::new(on).state.recents);
}

/// What the service is asked for now.
fn asked(machine: &Machine) -> CaseQuery {
    let asked = machine.pending.iter().find_map(|effect| match effect {
        Effect::ListCases(_, _, query, None) => Some(query.clone()),
        _ => None,
    });
    asked.unwrap()
}

#[test]
fn toggles_hold_for_the_list_and_for_the_words() {
    let mut machine = on_cases_with_recents();
    machine.key(Key::F(3));
    assert_eq!((asked(&machine).open, asked(&machine).mine), (true, false));
    assert_eq!(rows(&machine), [], "nothing is shown that may be closed");
    machine.key(Key::F(4));
    assert_eq!((asked(&machine).open, asked(&machine).mine), (true, true));
    machine.type_in("warm");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    let all = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    machine.answer(all, Answer::Cases(Ok(page(vec![], None))));
    machine.answer(ticket, Answer::Rested);
    let query = asked(&machine);
    assert_eq!(
        (query.term, query.open, query.mine),
        (Some("warm".into()), true, true)
    );
    // A toggle keeps what was typed, and asks for it under the new rule.
    machine.key(Key::F(4));
    let query = asked(&machine);
    assert_eq!(
        (query.term, query.open, query.mine),
        (Some("warm".into()), true, false)
    );
    assert_eq!(machine.state.cases.as_ref().unwrap().field.text(), "warm");
}

#[test]
fn when_nobody_knows_who_i_am_the_key_leads_back() {
    let mut machine = on_cases();
    machine.key(Key::F(4));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    machine.answer(ticket, Answer::Cases(Err(failure())));
    assert_eq!(machine.state.error_count(), 1);
    machine.key(Key::F(4));
    assert_eq!(machine.state.error_count(), 0);
    assert_eq!(asked(&machine), CaseQuery::default());
}

#[test]
fn a_case_of_which_nothing_was_seen_is_not_remembered() {
    let mut machine = on_cases_with_recents();
    machine.key(Key::Enter);
    machine.key(Key::Char('+'));
    machine.type_in("no-such-file");
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    machine.answer(ticket, Answer::Problems(vec![problem(&case)]));
    let mut seen = machine.clone();
    assert_eq!(machine.answer(ticket, Answer::Listed(Ok(()))), []);
    let files = vec![file(&case, "a.pdf", FileStatus::Approved, 1)];
    seen.answer(ticket, Answer::Files(files));
    let effects = seen.answer(ticket, Answer::Listed(Ok(())));
    assert!(matches!(effects[..], [Effect::Remember(..)]));
}

#[test]
fn a_case_that_was_named_by_its_id_alone_keeps_the_title_it_had() {
    let mut machine = on_cases_with_recents();
    let known = case("99", "Long ago");
    machine.send(Message::Paste(known.arn.raw().into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    let bare = Case::bare(known.arn.clone(), known.id.clone());
    machine.answer(ticket, Answer::FoundCases(Ok(page(vec![bare], None))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let effects = machine.answer(ticket, Answer::Listed(Ok(())));
    let [Effect::Remember(_, _, remembered)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(*remembered, recent("99", "Long ago"));
    machine.key(Key::Esc);
    machine.key(Key::Esc);
    assert_eq!(rows(&machine)[0], row("Long ago", true, false));
}

#[test]
fn what_is_forgotten_does_not_come_back_with_a_late_answer() {
    let mut machine = cases_of(Start {
        recents: true,
        ..start()
    });
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine.key(Key::Esc);
    let late = machine.waiting(|effect| matches!(effect, Effect::Recall(..)));
    machine.key(Key::F(7));
    machine.key(Key::Char('y'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Forget(_)));
    machine.answer(ticket, Answer::Forgotten(Ok(())));
    machine.answer(late, Answer::Recents(vec![recent("99", "Long ago")]));
    assert!(rows(&machine).iter().all(|row| !row.1));
}
