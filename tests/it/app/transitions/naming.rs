//! What is typed or pasted leads to what it names, from wherever it stands.

use attache::app::keys::Key;
use attache::app::{Answer, Dialog, Effect, Extent, Message, Screen, Start, Tone};
use attache::domain::{
    CaseName, ContactName, Failure, FailureKind, FileId, Instance, InstanceName,
};

use super::notice;
use crate::app::world::*;

const UUID: &str = "0f571724-814f-f09d-0000-000000000000";
const CONTACT: &str = "arn:aws:connect:us-west-2:111122223333:instance/i/contact/3f2a91c0-0000-0000-0000-000000000000";

fn listed(instances: Vec<Instance>) -> Machine {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Identify(_)));
    machine.answer(ticket, Answer::Caller(caller()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(ticket, Answer::Instances(Ok(page(instances, None))));
    machine
}

fn two_with_cases() -> Vec<Instance> {
    vec![instance("alpha", true), instance("beta", true)]
}

fn one_with_cases() -> Vec<Instance> {
    vec![instance("alpha", false), instance("beta", true)]
}

fn paste(machine: &mut Machine, text: &str) {
    machine.send(Message::Paste(text.into()));
}

fn finding(effect: &Effect) -> bool {
    matches!(effect, Effect::FindInstance { .. })
}

fn not_found() -> Failure {
    Failure::new(
        FailureKind::NotFound,
        "The instance could not be chosen",
        "there is none",
    )
}

#[test]
fn a_reference_goes_to_the_only_instance_that_can_have_it() {
    for typed in [false, true] {
        let mut machine = listed(one_with_cases());
        if typed {
            machine.type_in("10000117");
            machine.key(Key::Enter);
        } else {
            paste(&mut machine, "10000117");
        }
        assert_eq!(machine.state.screen, Screen::Cases);
        let is = |effect: &Effect| matches!(effect, Effect::FindCases(_, _, CaseName::Words(w)) if w.raw() == "10000117");
        machine.waiting(is);
    }
}

#[test]
fn a_reference_that_may_lie_in_several_instances_waits_for_the_choice() {
    let mut machine = listed(two_with_cases());
    paste(&mut machine, "10000117");
    assert_eq!(machine.state.screen, Screen::Instances);
    assert_eq!(notice(&machine), "Choose the instance that 10000117 is in.");
    assert!(machine.state.instances.field.text().is_empty());
    assert_eq!(machine.state.instances.rows().len(), 2);
    machine.key(Key::Enter);
    machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
}

#[test]
fn a_reference_waits_until_the_instances_are_known() {
    let mut machine = Machine::new(start());
    paste(&mut machine, "10000117");
    assert_eq!(machine.state.screen, Screen::Instances);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (instance("alpha", false), instance("beta", true));
    let both = vec![unasked(a.clone()), unasked(b.clone())];
    machine.answer(ticket, Answer::Instances(Ok(page(both, None))));
    for one in [b, a] {
        assert_eq!(
            machine.state.screen,
            Screen::Instances,
            "the other may have cases too"
        );
        let asked = |effect: &Effect| matches!(effect, Effect::FindDomain(_, i) if i.id == one.id);
        let ticket = machine.waiting(asked);
        machine.answer(
            ticket,
            Answer::Domain(one.id.clone(), Ok(one.domain.clone())),
        );
    }
    machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
}

#[test]
fn a_reference_joins_the_instance_that_is_looked_for() {
    let mut machine = Machine::new(Start {
        instance: Some(InstanceName::parse("beta").unwrap()),
        ..start()
    });
    paste(&mut machine, "10000117");
    let ticket = machine.waiting(finding);
    machine.answer(ticket, Answer::Instance(Ok(instance("beta", true))));
    machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
}

#[test]
fn an_id_is_an_instance_first_and_a_case_when_there_is_none() {
    let mut machine = listed(one_with_cases());
    paste(&mut machine, UUID);
    let ticket = machine.waiting(finding);
    let mut denied_too = machine.clone();
    machine.answer(ticket, Answer::Instance(Err(not_found())));
    let by_id = |effect: &Effect| matches!(effect, Effect::FindCases(_, _, CaseName::Id(id)) if id.raw() == UUID);
    machine.waiting(by_id);
    // The list is whole and does not hold it: a refusal means the same.
    denied_too.answer(
        ticket,
        Answer::Instance(Err(denied("It could not be looked up"))),
    );
    denied_too.waiting(by_id);
    // Where the list is not known, a refusal may be about the instance.
    let mut blind = Machine::new(start());
    let list = blind.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    blind.answer(list, Answer::Instances(Err(failure())));
    paste(&mut blind, UUID);
    let ticket = blind.waiting(finding);
    blind.answer(
        ticket,
        Answer::Instance(Err(denied("It could not be looked up"))),
    );
    assert_eq!(blind.state.wanted, None);
    assert!(blind.state.instances.stuck().is_some());
}

#[test]
fn a_listed_instance_is_gone_to_by_its_id_without_asking() {
    let beta = instance("beef", true);
    let mut machine = listed(vec![instance("alpha", true), beta.clone()]);
    paste(&mut machine, "00000000-0000-0000-0000-00000000beef");
    let cases = machine.state.cases.as_ref().unwrap();
    assert_eq!(cases.instance.id, beta.id);
    // From the cases of the other one too.
    machine.key(Key::Esc);
    machine.key(Key::Home);
    machine.key(Key::Enter);
    assert_eq!(
        machine
            .state
            .cases
            .as_ref()
            .unwrap()
            .instance
            .label()
            .as_str(),
        "alpha"
    );
    paste(&mut machine, "00000000-0000-0000-0000-00000000beef");
    assert_eq!(machine.state.cases.as_ref().unwrap().instance.id, beta.id);
}

#[test]
fn a_contact_leads_to_its_files_and_back_to_the_cases_of_its_instance() {
    for (has_domain, back) in [(true, Screen::Cases), (false, Screen::Instances)] {
        for from_cases in [false, true] {
            let mut machine = if from_cases {
                on_cases()
            } else {
                listed(two_with_cases())
            };
            paste(&mut machine, CONTACT);
            let is = |effect: &Effect| {
                matches!(effect, Effect::FindContact(_, None, ContactName::Arn(_)))
            };
            let ticket = machine.waiting(is);
            let found = (instance("gamma", has_domain), contact());
            machine.answer(ticket, Answer::Contact(Ok(Box::new(found))));
            assert_eq!(machine.state.screen, Screen::Files);
            let gamma = instance("gamma", has_domain).id;
            machine.waiting(|effect| matches!(effect, Effect::ListFiles(_, id, query) if *id == gamma && query.subject.case().is_none()));
            machine.key(Key::Esc);
            assert_eq!(machine.state.screen, back);
        }
    }
}

#[test]
fn what_is_found_late_waits_for_a_closed_dialog_and_takes_no_other_screen() {
    let found = || {
        let found = (instance("gamma", true), contact());
        Answer::Contact(Ok(Box::new(found)))
    };
    let is = |effect: &Effect| matches!(effect, Effect::FindContact(..));
    // Over the picker lies the help: its keys are the picker's until it is closed.
    let mut machine = listed(two_with_cases());
    paste(&mut machine, CONTACT);
    let ticket = machine.waiting(is);
    machine.key(Key::F(1));
    machine.answer(ticket, found());
    assert_eq!(machine.state.screen, Screen::Instances);
    assert!(matches!(machine.state.dialog, Some(Dialog::Help(_))));
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Files);
    assert_eq!(machine.state.instances.finding, None);
    // The person began an audit meanwhile: its table is not the contact's.
    let mut machine = listed(two_with_cases());
    paste(&mut machine, CONTACT);
    let ticket = machine.waiting(is);
    machine.key(Key::F(10));
    assert!(machine.state.is_on_audit());
    machine.answer(ticket, found());
    assert!(machine.state.is_on_audit());
    let table = &machine.state.files.as_ref().unwrap().extent;
    assert!(matches!(table, Extent::Domain(..)), "{table:?}");
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Instances);
    assert_eq!(machine.state.instances.finding, None);
}

#[test]
fn the_command_line_may_name_a_contact() {
    let mut machine = Machine::new(Start {
        contact: Some(ContactName::parse(CONTACT).unwrap()),
        ..start()
    });
    machine.waiting(|effect| matches!(effect, Effect::FindContact(..)));
    machine.key(Key::Esc);
    // An id alone is asked for in the instance that is chosen, which needs no Cases domain.
    let mut machine = Machine::new(Start {
        contact: Some(ContactName::parse("c-1").unwrap()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(ticket, Answer::Instances(Ok(page(one_with_cases(), None))));
    machine.key(Key::End);
    machine.key(Key::Enter);
    machine.waiting(|effect| {
        matches!(
            effect,
            Effect::FindContact(_, Some(InstanceName::Arn(_)), _)
        )
    });
}

#[test]
fn what_lies_in_another_region_is_refused_where_one_is() {
    for text in [
        "arn:aws:connect:eu-central-1:111122223333:instance/i",
        "arn:aws:connect:eu-central-1:111122223333:instance/i/contact/c",
        "arn:aws:cases:eu-central-1:111122223333:domain/d",
        "arn:aws:cases:eu-central-1:111122223333:domain/d/case/c",
    ] {
        for mut machine in [listed(two_with_cases()), on_cases()] {
            let (screen, pending) = (machine.state.screen, machine.pending.clone());
            paste(&mut machine, text);
            assert_eq!((machine.state.screen, &machine.pending), (screen, &pending));
            assert_eq!(machine.state.notice.as_ref().unwrap().tone, Tone::Bad);
            let said = notice(&machine);
            assert!(
                said.contains("eu-central-1") && said.contains("F2"),
                "{said}"
            );
        }
    }
}

#[test]
fn the_domain_that_is_known_goes_along_with_a_named_instance() {
    let other = "arn:aws:cases:us-west-2:111122223333:domain/other";
    let with = |case: Option<&str>, domain: Option<&str>| {
        Machine::new(Start {
            instance: Some(InstanceName::parse("beta").unwrap()),
            case: case.map(|case| CaseName::parse(case).unwrap()),
            domain: domain.map(arn),
            ..start()
        })
    };
    let asked = |machine: &Machine, wanted: &str| {
        machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(_), domain: Some(d), .. } if d.raw() == wanted));
    };
    asked(&with(Some(&format!("{DOMAIN}/case/c1")), None), DOMAIN);
    asked(&with(Some("100001"), Some(other)), other);
    asked(&with(None, Some(other)), other);
    // The case's own domain is the one that counts.
    asked(
        &with(Some(&format!("{DOMAIN}/case/c1")), Some(other)),
        DOMAIN,
    );
}

#[test]
fn a_domain_leads_to_its_instance() {
    let mut machine = listed(one_with_cases());
    paste(&mut machine, DOMAIN);
    assert_eq!(
        machine
            .state
            .cases
            .as_ref()
            .unwrap()
            .instance
            .label()
            .as_str(),
        "beta"
    );
    // Pasted among its own cases it shows all of them.
    machine.type_in("x");
    paste(&mut machine, DOMAIN);
    assert!(
        machine
            .state
            .cases
            .as_ref()
            .unwrap()
            .field
            .text()
            .is_empty()
    );
    let other = "arn:aws:cases:us-west-2:111122223333:domain/other";
    paste(&mut machine, other);
    assert_eq!(machine.state.screen, Screen::Instances);
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: None, domain: Some(d), .. } if d.raw() == other));
}

#[test]
fn files_that_were_named_are_those_of_the_first_screen() {
    let mut machine = Machine::new(Start {
        file_ids: vec![FileId::new("f1")],
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![instance("acme", true)], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let cases = vec![case("100001", "Screen"), case("100002", "Battery")];
    machine.answer(ticket, Answer::Cases(Ok(page(cases, None))));
    for named in [1, 0] {
        machine.key(Key::Enter);
        let is = |effect: &Effect| matches!(effect, Effect::ListFiles(_, _, query) if query.ids.len() == named);
        let ticket = machine.waiting(is);
        machine.answer(ticket, Answer::Listed(Ok(())));
        machine.key(Key::Esc);
        machine.key(Key::Down);
    }
}

#[test]
fn a_pasted_reference_takes_the_place_of_what_stands_there() {
    let mut machine = on_cases();
    paste(&mut machine, "10000001");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    machine.answer(ticket, Answer::FoundCases(Ok(page(vec![], None))));
    paste(&mut machine, "10000002");
    let is = |effect: &Effect| matches!(effect, Effect::FindCases(_, _, CaseName::Words(w)) if w.raw() == "10000002");
    machine.waiting(is);

    let mut machine = listed(two_with_cases());
    machine.type_in("alp");
    paste(&mut machine, "10000002");
    assert_eq!(notice(&machine), "Choose the instance that 10000002 is in.");
}

#[test]
fn esc_calls_off_what_was_pasted_and_empties_the_field_at_once() {
    let mut machine = listed(two_with_cases());
    paste(&mut machine, UUID);
    machine.waiting(finding);
    machine.key(Key::Esc);
    assert!(machine.state.instances.field.text().is_empty());
    assert!(machine.pending.is_empty(), "{:?}", machine.pending);
    assert!(notice(&machine).starts_with("Called off"));
}
