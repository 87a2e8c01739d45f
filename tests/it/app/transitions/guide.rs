//! The first run: nothing to ask with is no error among others, and every way on is a key.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Dialog, Effect, Message, Screen};
use attache::domain::{Failure, FailureKind, Lack};

use crate::app::world::*;

pub(crate) fn lacking(lack: Lack) -> Failure {
    let (kind, why) = match lack {
        Lack::Credentials => (FailureKind::Credentials, "no AWS credentials were found"),
        Lack::Region => (FailureKind::Usage, "nothing names an AWS region"),
    };
    Failure::new(kind, "The instances could not be listed", why)
        .hint("Set a login up with `aws configure sso`.")
        .lacking(lack)
}

/// On the first screen, with nothing to ask with.
pub(crate) fn first_run(lack: Lack) -> Machine {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(ticket, Answer::Instances(Err(lacking(lack))));
    machine
}

#[test]
fn what_is_expired_is_told_as_before() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let expired = Failure::new(FailureKind::Credentials, "No", "the sign-in has expired");
    machine.answer(ticket, Answer::Instances(Err(expired)));
    assert_eq!(machine.state.mode(), Mode::Picker);
    assert!(
        machine.state.regions().bottom.is_some(),
        "the error is seen"
    );
}

#[test]
fn each_way_on_is_a_key() {
    for lack in [Lack::Credentials, Lack::Region] {
        let machine = first_run(lack);
        assert_eq!(machine.state.mode(), Mode::Guide);
        let pressed = |key: Key| {
            let mut machine = machine.clone();
            (machine.key(key), machine)
        };
        assert_eq!(pressed(Key::Char('d')).0, [Effect::Demo]);
        let chooser = pressed(Key::Char('p')).1;
        assert!(matches!(chooser.state.dialog, Some(Dialog::Login(_))));
        let again = pressed(Key::Char('r')).1;
        assert_eq!(again.state.mode(), Mode::Picker, "it asks again");
        again
            .pending
            .iter()
            .find(|effect| matches!(effect, Effect::ListInstances(..)))
            .expect("the instances are asked for");
        assert_eq!(pressed(Key::Char('q')).0, [Effect::Quit]);
        assert!(matches!(
            pressed(Key::Char('?')).1.state.dialog,
            Some(Dialog::Help(_))
        ));
    }
}

#[test]
fn who_wants_to_type_can_and_esc_leads_back_to_the_guide() {
    let mut machine = first_run(Lack::Credentials);
    machine.key(Key::Char('t'));
    assert_eq!(machine.state.mode(), Mode::Picker);
    machine.type_in("arn");
    assert_eq!(machine.state.instances.field.text(), "arn");
    machine.key(Key::Esc);
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Guide);
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Instances);
    assert_eq!(machine.state.mode(), Mode::Guide);
}

#[test]
fn a_pasted_arn_names_the_region_that_was_lacking() {
    let mut machine = first_run(Lack::Region);
    let id = "0f571724-814f-4f09-8d6e-1a2b3c4d5e6f";
    let arn = format!("arn:aws:connect:eu-test-1:111122223333:instance/{id}");
    let effects = machine.send(Message::Paste(arn));
    let switched = effects.iter().any(|effect| {
        matches!(effect, Effect::Switch(choice) if choice.region.as_ref().is_some_and(|region| region.raw() == "eu-test-1"))
    });
    assert!(switched, "{effects:?}");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::FindInstance { .. })),
        "{effects:?}"
    );
}

#[test]
fn credentials_that_come_later_end_it() {
    let mut machine = first_run(Lack::Credentials);
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![instance("acme", true), instance("beta", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    assert_eq!(machine.state.mode(), Mode::Picker);
    assert_eq!(machine.state.guide(), None);
}
