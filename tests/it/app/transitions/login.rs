//! Another profile, another Region: the chooser and the switch.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Dialog, Effect, Message, Screen};
use attache::domain::LoginChoice;

use super::notice;
use crate::app::world::*;

/// The chooser over the files' screen, with three profiles.
fn choosing() -> Machine {
    let mut machine = on_files();
    machine.key(Key::Char('P'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    let profiles = ["audit", "support", "sandbox"].map(profile).into();
    machine.answer(ticket, Answer::Profiles(Ok(profiles)));
    machine
}

fn switched(effects: &[Effect]) -> LoginChoice {
    let choice = effects.iter().find_map(|effect| match effect {
        Effect::Switch(choice) => Some(choice.clone()),
        _ => None,
    });
    choice.unwrap()
}

#[test]
fn a_profile_and_a_region_are_chosen() {
    let mut machine = choosing();
    machine.type_in("su");
    machine.key(Key::Tab);
    machine.type_in("EU-central-1 ");
    let choice = switched(&machine.key(Key::Enter));
    assert_eq!(choice.profile, Some("support".into()));
    assert_eq!(choice.region, Some("eu-central-1".into()));
    assert_eq!(machine.state.login, choice);
    assert_eq!(machine.state.screen, Screen::Instances);
    assert!(matches!(
        machine.pending[..],
        [Effect::Identify(_), Effect::ListInstances(_, None)]
    ));
}

#[test]
fn the_profile_that_asks_now_is_selected_and_arrows_lead_to_others() {
    let mut machine = on_files();
    machine.state.caller.as_mut().unwrap().profile = Some("support".into());
    machine.key(Key::Char('P'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    let profiles = ["audit", "support", "sandbox"].map(profile).into();
    machine.answer(ticket, Answer::Profiles(Ok(profiles)));
    let mut same = machine.clone();
    assert_eq!(
        switched(&same.key(Key::Enter)).profile,
        Some("support".into())
    );
    machine.key(Key::Down);
    assert_eq!(
        switched(&machine.key(Key::Enter)).profile,
        Some("sandbox".into())
    );
}

#[test]
fn without_a_list_a_profile_can_be_typed_and_no_profile_chosen() {
    let mut machine = on_files();
    machine.key(Key::Char('P'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    machine.answer(ticket, Answer::Profiles(Err(failure())));
    let mut none = machine.clone();
    assert_eq!(switched(&none.key(Key::Enter)), LoginChoice::default());
    machine.send(Message::Paste("elsewhere\n".into()));
    assert_eq!(
        switched(&machine.key(Key::Enter)).profile,
        Some("elsewhere".into())
    );
}

#[test]
fn what_is_no_region_is_refused_in_place() {
    let mut machine = choosing();
    machine.key(Key::Tab);
    machine.type_in("us west");
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Login);
    assert!(notice(&machine).contains("no Region's code"));
}

#[test]
fn leaving_the_chooser_changes_nothing_and_calls_off_the_asking() {
    let mut machine = on_cases();
    let before = machine.state.clone();
    machine.key(Key::F(2));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    assert_eq!(machine.key(Key::Esc), [Effect::Cancel(ticket)]);
    assert_eq!(machine.state.screen, before.screen);
    assert_eq!(machine.state.cases, before.cases);
    // Asked for again after a failure.
    machine.key(Key::F(2));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    machine.answer(ticket, Answer::Profiles(Err(failure())));
    machine.key(Key::F(5));
    machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
}

#[test]
fn a_switch_asks_first_while_transfers_run() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let save = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.key(Key::Char('P'));
    machine.key(Key::Enter);
    assert!(matches!(machine.state.dialog, Some(Dialog::Switch(_))));
    assert!(
        machine
            .pending
            .iter()
            .all(|effect| matches!(effect, Effect::Save(..)))
    );
    let mut stays = machine.clone();
    stays.key(Key::Char('n'));
    assert_eq!(stays.state.transfers.running(), 1);
    let effects = machine.key(Key::Char('y'));
    assert_eq!(effects[0], Effect::Cancel(save));
    assert!(machine.state.transfers.list.is_empty());
}

#[test]
fn a_late_answer_of_the_old_identity_changes_nothing() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let listing = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.key(Key::Char('P'));
    let effects = machine.key(Key::Enter);
    assert!(effects.contains(&Effect::Cancel(listing)));
    let before = machine.state.clone();
    let case = case("100001", "Screen arrived cracked");
    for late in [
        Answer::Files(vec![file(
            &case,
            "x",
            attache::domain::FileStatus::Approved,
            1,
        )]),
        Answer::Listed(Err(failure())),
        Answer::Note("late".into()),
    ] {
        machine.send(Message::Answered(listing, late));
    }
    machine.send(Message::Lost(listing));
    assert_eq!(machine.state, before);
}

#[test]
fn a_profile_that_no_file_lists_is_kept_while_only_the_region_changes() {
    for answer in [Ok(vec![profile("audit")]), Err(failure())] {
        let mut machine = on_files();
        machine.state.caller.as_mut().unwrap().profile = Some("support".into());
        machine.key(Key::Char('P'));
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
        machine.answer(ticket, Answer::Profiles(answer));
        machine.key(Key::Tab);
        machine.type_in("eu-west-1");
        let choice = switched(&machine.key(Key::Enter));
        assert_eq!(choice.profile, Some("support".into()));
    }
}
