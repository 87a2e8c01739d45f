//! Picking a case, by the list, by words and by name.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Screen, Start};
use attache::domain::{CaseName, FileStatus, InstanceName};

use super::notice;
use crate::app::world::*;

#[test]
fn the_command_line_leads_straight_to_the_files() {
    let wanted = CaseName::parse(&format!("{DOMAIN}/case/c1")).unwrap();
    let mut machine = Machine::new(Start {
        case: Some(wanted),
        ..start()
    });
    let is_by_domain = |effect: &Effect| matches!(effect, Effect::FindInstance { domain: Some(d), .. } if d.raw() == DOMAIN);
    let ticket = machine.waiting(is_by_domain);
    machine.answer(ticket, Answer::Instance(Ok(instance("acme", true))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    let found = vec![case("100001", "Screen")];
    machine.answer(ticket, Answer::FoundCases(Ok(page(found, None))));
    assert_eq!(machine.state.screen, Screen::Files);
    machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    // And back to a picker that fills itself only now.
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Cases);
    machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
}

#[test]
fn a_search_waits_for_the_fingers_and_asks_once() {
    let mut machine = on_cases();
    machine.type_in("warm");
    assert!(
        !machine
            .pending
            .iter()
            .any(|effect| matches!(effect, Effect::ListCases(..)))
    );
    assert_eq!(
        machine.state.cases.as_ref().unwrap().rows().len(),
        1,
        "what is loaded answers at once"
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    machine.answer(ticket, Answer::Rested);
    let ticket = machine.waiting(
        |effect| matches!(effect, Effect::ListCases(_, _, query, None) if query.term == Some("warm".into())),
    );
    machine.answer(
        ticket,
        Answer::Cases(Ok(page(vec![case("100009", "Warm too")], None))),
    );
    let rows = machine.state.cases.as_ref().unwrap().rows();
    let titles: Vec<_> = rows.iter().map(|row| row.case.label()).collect();
    assert_eq!(
        titles,
        ["100009 Warm too"],
        "what the service found, and nothing else"
    );
    assert_eq!(
        machine.state.screen,
        Screen::Cases,
        "typing alone never jumps"
    );
}

#[test]
fn a_reference_number_is_asked_for_by_name() {
    let mut machine = on_cases();
    machine.type_in("10000117");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    machine.answer(ticket, Answer::Rested);
    machine.waiting(|effect| matches!(effect, Effect::FindCases(_, _, CaseName::Words(_))));
}

#[test]
fn a_pasted_reference_lands_on_its_case_and_a_shared_one_asks_which() {
    let mut machine = on_cases();
    machine.send(Message::Paste(" 10000117\n".into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    let mut shared = machine.clone();
    machine.answer(
        ticket,
        Answer::FoundCases(Ok(page(vec![case("10000117", "One")], None))),
    );
    assert_eq!(machine.state.screen, Screen::Files);
    let two = vec![case("10000117", "One"), case("x", "Two")];
    shared.answer(ticket, Answer::FoundCases(Ok(page(two, None))));
    assert_eq!(shared.state.screen, Screen::Cases);
    assert_eq!(shared.state.cases.as_ref().unwrap().rows().len(), 2);
}

#[test]
fn a_case_that_is_not_there_is_said_by_name() {
    let mut machine = on_cases();
    machine.send(Message::Paste("10000404".into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    machine.answer(ticket, Answer::FoundCases(Ok(page(vec![], None))));
    assert!(
        notice(&machine).contains("10000404"),
        "{}",
        notice(&machine)
    );
}

#[test]
fn further_cases_are_asked_for_when_the_cursor_comes_near_them() {
    let mut machine = on_cases();
    machine.key(Key::F(5));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let many: Vec<_> = (0..100)
        .map(|n| case(&format!("r{n:03}"), "Title"))
        .collect();
    machine.answer(ticket, Answer::Cases(Ok(page(many, Some("next")))));
    machine.key(Key::Down);
    assert!(
        machine.pending.is_empty(),
        "far from the end nothing is asked"
    );
    machine.key(Key::End);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, Some(_))));
    machine.key(Key::Down);
    machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    machine.answer(
        ticket,
        Answer::Cases(Ok(page(vec![case("r100", "Last")], None))),
    );
    assert_eq!(machine.state.cases.as_ref().unwrap().rows().len(), 101);
    let selected = machine.state.cases.as_ref().unwrap().selected().unwrap();
    assert_eq!(
        selected.label(),
        "r099 Title",
        "the cursor stays on its case"
    );
}

#[test]
fn files_stand_by_name_ignoring_case_and_the_counts_are_theirs() {
    let machine = on_files();
    let files = machine.state.files.as_ref().unwrap();
    let names: Vec<_> = files.shown().map(|row| row.title().to_string()).collect();
    assert_eq!(names, ["invoice.pdf", "Scan.jpg", "warranty.docx"]);
    assert_eq!(files.rows().counts()[&FileStatus::Approved], 1);
    assert_eq!(files.rows().bytes(), 2_092_000);
}

#[test]
fn a_case_of_another_domain_is_looked_for_in_its_own_instance() {
    let mut machine = on_cases();
    machine.send(Message::Paste(
        "arn:aws:cases:us-west-2:111122223333:domain/other/case/c9".into(),
    ));
    machine.waiting(|effect| {
        matches!(
            effect,
            Effect::FindInstance {
                domain: Some(_),
                ..
            }
        )
    });
}

#[test]
fn a_page_of_cases_that_failed_is_asked_for_again_where_it_failed() {
    let mut machine = on_cases();
    machine.key(Key::F(5));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let first = vec![case("1", "One")];
    machine.answer(ticket, Answer::Cases(Ok(page(first, Some("two")))));
    machine.key(Key::Down);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, Some(_))));
    machine.answer(ticket, Answer::Cases(Err(failure())));
    assert_eq!(machine.state.cases.as_ref().unwrap().rows().len(), 1);
    machine.key(Key::F(5));
    machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, Some(_))));
}

#[test]
fn a_huge_paste_costs_nothing_and_is_cut() {
    let mut machine = on_cases();
    machine.send(Message::Paste("x".repeat(5_000_000)));
    let field = &machine.state.cases.as_ref().unwrap().field;
    assert_eq!(field.text().chars().count(), 2_048);
}

#[test]
fn emptying_the_field_brings_the_list() {
    let mut machine = Machine::new(Start {
        instance: Some(InstanceName::parse("acme").unwrap()),
        case: Some(CaseName::parse("404404").unwrap()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Ok(instance("acme", true))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    machine.answer(ticket, Answer::FoundCases(Err(failure())));
    machine.key(Key::Ctrl('u'));
    machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, None)));
}

#[test]
fn an_instance_pasted_among_the_cases_leads_to_its_own() {
    let mut machine = on_cases();
    let arn =
        "arn:aws:connect:us-west-2:111122223333:instance/00000000-0000-0000-0000-0000000beta0";
    machine.send(Message::Paste(arn.into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Ok(instance("beta", true))));
    assert_eq!(machine.state.screen, Screen::Cases);
    let cases = machine.state.cases.as_ref().unwrap();
    assert_eq!(cases.instance.label().as_str(), "beta");
    assert!(machine.state.instances.field.text().is_empty());
}

#[test]
fn the_errors_of_a_picker_can_be_read_to_their_end() {
    let mut machine = on_cases();
    machine.key(Key::F(5));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let long = failure().hint("word ".repeat(400).as_str());
    machine.answer(ticket, Answer::Cases(Err(long)));
    machine.key(Key::Tab);
    for _ in 0..500 {
        machine.key(Key::Down);
    }
    let lines = machine.state.error_lines();
    let seen = machine.state.error_offset + machine.state.regions().bottom_rows();
    assert_eq!(seen, lines.len(), "the last line is on the screen");
    machine.key(Key::Esc);
    machine.type_in("x");
    assert_eq!(machine.state.cases.as_ref().unwrap().field.text(), "x");
}

#[test]
fn line_breaks_part_words_but_not_an_arn() {
    let mut machine = on_cases();
    machine.send(Message::Paste("two\nlines".into()));
    assert_eq!(
        machine.state.cases.as_ref().unwrap().field.text(),
        "two lines"
    );
    machine.send(Message::Paste(format!("{DOMAIN}/ca\n  se/c1")));
    let field = machine.state.cases.as_ref().unwrap().field.text();
    assert_eq!(field, format!("{DOMAIN}/case/c1"));
}
