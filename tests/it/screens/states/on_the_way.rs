//! What is on its way, and what delays it.

use std::time::Duration;

use attache::app::keys::Key;
use attache::app::{Answer, Effect};
use attache::domain::{Event, Progress, Settled};

use super::Named;
use crate::app::world::*;

/// Recent and narrowed cases, what delays a request, and the log.
pub(super) fn on_the_way() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_cases_with_recents();
    all.push(("cases_recent", machine.state.clone()));
    let mut forget = machine.clone();
    forget.key(Key::F(7));
    all.push(("forget", forget.state));
    machine.key(Key::F(3));
    machine.key(Key::F(4));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let open = vec![case("100002", "Battery is warm")];
    machine.answer(ticket, Answer::Cases(Ok(page(open, None))));
    all.push(("cases_narrowed", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let again = Event::Again {
        why: "throttled".into(),
        wait: Duration::from_secs(2),
    };
    machine.answer(ticket, Answer::Activity(activity(again)));
    all.push(("files_throttled", machine.state.clone()));
    let failed = Event::Failed {
        failure: Box::new(denied("The files of the case could not be searched")),
        chain: vec!["service error".into(), "AccessDeniedException".into()],
    };
    machine.answer(ticket, Answer::Activity(activity(failed)));
    machine.key(Key::Char('L'));
    all.push(("log", machine.state));
    all
}

pub(super) fn transfers() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    let progress = Progress {
        received: 540_000,
        total: Some(1_200_000),
        rate: Some(66_000),
        link_left: Some(43),
        retries: 2,
        links: 1,
        ..Progress::default()
    };
    machine.answer(ticket, Answer::Progress(progress));
    all.push(("saving", machine.state.clone()));
    let mut quit = machine.clone();
    quit.key(Key::Char('q'));
    all.push(("quit", quit.state));
    machine.key(Key::Char('o'));
    let open = machine.waiting(|effect| matches!(effect, Effect::Open(..)));
    machine.answer(open, Answer::Opened(Err(failure())));
    machine.key(Key::Char('t'));
    all.push(("transfers", machine.state.clone()));
    machine.answer(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("invoice.pdf")))),
    );
    all.push(("saved", machine.state));
    all
}
