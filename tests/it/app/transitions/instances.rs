//! Picking an instance.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Screen, Start};
use attache::domain::{DomainState, InstanceName};

use super::notice;
use crate::app::world::*;

#[test]
fn the_start_asks_who_we_are_and_for_the_instances() {
    let machine = Machine::new(start());
    assert_eq!(machine.state.screen, Screen::Instances);
    assert!(matches!(
        machine.pending[..],
        [Effect::Identify(_), Effect::ListInstances(_, None)]
    ));
}

#[test]
fn a_single_instance_is_not_a_question() {
    let machine = on_cases();
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn two_instances_are_a_question_and_pages_come_by_themselves() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (instance("alpha", false), instance("beta", true));
    let first = page(vec![unasked(a.clone())], Some("more"));
    machine.answer(ticket, Answer::Instances(Ok(first)));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(_, Some(_))));
    let last = page(vec![unasked(b.clone())], None);
    machine.answer(ticket, Answer::Instances(Ok(last)));
    for one in [&a, &b] {
        let ticket = machine
            .waiting(|effect| matches!(effect, Effect::FindDomain(_, asked) if asked.id == one.id));
        let answer = Answer::Domain(one.id.clone(), Ok(one.domain.clone()));
        machine.answer(ticket, answer);
    }
    assert_eq!(machine.state.screen, Screen::Instances);
    let rows: Vec<_> = machine
        .state
        .instances
        .rows()
        .into_iter()
        .map(|row| row.label().to_string())
        .collect();
    assert_eq!(
        rows,
        ["beta", "alpha"],
        "the one without a Cases domain comes last"
    );
    machine.key(Key::Home);
    machine.key(Key::Enter);
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn an_instance_without_cases_says_so_and_stays() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![instance("alpha", false), instance("beta", false)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.key(Key::Enter);
    assert_eq!(machine.state.screen, Screen::Instances);
    assert!(notice(&machine).contains("alpha has no Cases domain"));
}

#[test]
fn typing_narrows_the_instances_and_enter_asks_for_what_is_not_listed() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![instance("alpha", true), instance("beta", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.type_in("bet");
    assert_eq!(machine.state.instances.rows().len(), 1);
    machine.type_in("xyz");
    machine.key(Key::Enter);
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(_), .. }));
}

#[test]
fn a_failed_list_never_blocks_a_typed_id() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(ticket, Answer::Instances(Err(failure())));
    assert_eq!(machine.state.picker_errors().len(), 1);
    machine.send(Message::Paste(
        "00000000-0000-0000-0000-0000000acme1".into(),
    ));
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Ok(instance("acme", true))));
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn esc_on_the_first_screen_calls_off_what_loads_and_nothing_more() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    assert_eq!(machine.key(Key::Esc), [Effect::Cancel(ticket)]);
    assert!(machine.key(Key::Esc).is_empty());
    assert_eq!(machine.state.screen, Screen::Instances);
}

#[test]
fn an_unknown_domain_is_asked_for_when_its_instance_is_taken() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let only = unasked(instance("acme", true));
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![only.clone()], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    machine.answer(ticket, Answer::Domain(only.id.clone(), Err(failure())));
    assert_eq!(
        machine.state.instances.rows()[0].domain,
        DomainState::Unasked
    );
    assert_eq!(machine.state.picker_errors().len(), 1);
    machine.key(Key::Enter);
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
}

#[test]
fn a_name_that_is_not_found_opens_no_other_instance() {
    let mut machine = Machine::new(Start {
        instance: Some(InstanceName::parse("staging").unwrap()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Err(failure())));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let only = vec![instance("production", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(only, None))));
    assert_eq!(machine.state.screen, Screen::Instances);
    assert_eq!(machine.state.errors().len(), 1);
    // F5 asks for the same name again, not only for the list.
    machine.key(Key::F(5));
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(_), .. }));
}

#[test]
fn picking_another_instance_calls_off_the_one_that_was_looked_for() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![unasked(instance("alpha", true)), instance("beta", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.key(Key::Enter);
    let alpha = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.key(Key::Down);
    machine.key(Key::Enter);
    let before = machine.state.clone();
    assert_eq!(
        before.cases.as_ref().unwrap().instance.label().as_str(),
        "beta"
    );
    machine.answer(alpha, Answer::Instance(Ok(instance("alpha", true))));
    assert_eq!(machine.state, before);
}

#[test]
fn a_token_that_leads_to_itself_ends_the_list() {
    let mut machine = Machine::new(start());
    for _ in 0..2 {
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
        let again = vec![instance("alpha", true), instance("beta", true)];
        machine.answer(ticket, Answer::Instances(Ok(page(again, Some("same")))));
    }
    let more = |effect: &Effect| matches!(effect, Effect::ListInstances(..));
    assert!(!machine.pending.iter().any(more));
}

#[test]
fn an_address_of_another_instance_is_looked_for_there() {
    let mut machine = on_cases();
    machine.type_in("some words");
    let address =
        "https://other.my.connect.aws/agent-app-v2/cases/case/0f571724-814f-f09d-0000-000000000000";
    machine.send(Message::Paste(address.into()));
    machine.waiting(
        |effect| matches!(effect, Effect::FindInstance { name: Some(InstanceName::Host(alias)), .. } if alias.raw() == "other"),
    );
    assert_eq!(machine.state.screen, Screen::Instances);
}

#[test]
fn esc_calls_off_the_asking_for_domains() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![
        unasked(instance("alpha", true)),
        unasked(instance("beta", true)),
    ];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.key(Key::Esc);
    assert!(
        !machine
            .pending
            .iter()
            .any(|effect| matches!(effect, Effect::FindDomain(..)))
    );
}
