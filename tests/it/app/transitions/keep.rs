//! Settings that are kept for the next time.

use attache::app::{Answer, Effect, Setting};

use crate::app::world::*;

fn keep(machine: &mut Machine) {
    let effect = machine.state.keep(Setting::Mouse(true));
    machine.pending.push(effect);
}

#[test]
fn what_was_kept_is_not_spoken_of() {
    let mut machine = on_files();
    keep(&mut machine);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Keep(..)));
    assert!(machine.state.awaited().contains(&ticket));
    machine.answer(ticket, Answer::Kept(Ok(())));
    assert_eq!(machine.state.notice, None);
    assert!(!machine.state.awaited().contains(&ticket));
}

#[test]
fn that_nothing_can_be_kept_is_said_once() {
    let mut machine = on_files();
    for said in [true, false] {
        keep(&mut machine);
        let ticket = machine.waiting(|effect| matches!(effect, Effect::Keep(..)));
        machine.answer(ticket, Answer::Kept(Err(failure())));
        assert_eq!(machine.state.notice.take().is_some(), said);
    }
}
