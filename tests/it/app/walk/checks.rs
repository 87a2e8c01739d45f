//! What must hold of every state, and of every step.

use attache::app::keys::{Action, Key, Mode};
use attache::app::palette::Palette;
use attache::app::veil::Privacy;
use attache::app::{
    Chooser, Clip, Cursor, Dialog, Effect, FileRequest, Log, Message, PathField, Remote, SaveAs,
    Screen, Stage, State, Ticket, Tickets,
};
use attache::domain::FileStatus;
use attache::view::{self, Glyphs, Look};
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::books;
use super::moves::answers;
use crate::app::world::*;
use crate::screens::states::letters;

/// Sends a message, and checks what must hold of the step itself.
pub(super) fn step(machine: &mut Machine, message: Message) {
    let before = machine.clone();
    let typed = matches!(
        message,
        Message::Key(_) | Message::Mouse(_) | Message::Do(_) | Message::Select(_)
    );
    let answered_by = match &message {
        Message::Answered(ticket, _) | Message::Lost(ticket) => Some(*ticket),
        _ => None,
    };
    let answered = match &message {
        Message::Answered(ticket, answer) => Some((*ticket, answer.clone())),
        _ => None,
    };
    let pressed = match message {
        // While the rows are arranged any key has them stand first.
        Message::Key(key) if before.state.pause.is_none() && !is_arranging(&before.state) => {
            let mode = before.state.mode();
            let action = before.state.keymap.action_for(mode, key);
            action.map(|action| (mode, action))
        }
        _ => None,
    };
    let effects = if let Some((ticket, answer)) = answered {
        machine.answer(ticket, answer)
    } else {
        // Work that died answers no more.
        if let Message::Lost(lost) = message {
            machine
                .pending
                .retain(|effect| effect.ticket() != Some(lost));
        }
        machine.send(message)
    };
    if !typed {
        check_question(&before.state, &machine.state, answered_by);
    }
    check_switch(&before, machine, &effects);
    if let Some((mode, action)) = pressed {
        check_offer(&before.state, (mode, action), &effects, &machine.state);
    }
    check_said(&machine.state);
    for effect in &effects {
        if let Some(request) = wanted(effect) {
            assert_eq!(request.file.status, FileStatus::Approved);
        }
        if let Effect::Cancel(ticket) = effect {
            // Whatever an answer that was called off says now, nobody hears it.
            let called_off = before
                .pending
                .iter()
                .find(|other| other.ticket() == Some(*ticket));
            for late in called_off.into_iter().flat_map(answers) {
                let mut later = machine.state.clone();
                let brings =
                    attache::app::update(&mut later, Message::Answered(*ticket, late.clone()));
                assert!(brings.is_empty(), "{late:?} brought {brings:?}");
                assert_eq!(later, machine.state, "{late:?} changed something");
            }
        }
    }
}

/// What the footer offers does something, or says at least why not; what it leaves out because
/// it would do nothing does nothing.
fn check_offer(before: &State, (mode, action): (Mode, Action), effects: &[Effect], after: &State) {
    let did = !effects.is_empty() || without_words(before) != without_words(after);
    let (offered, does) = (before.can(mode, action), format!("{action:?} in {mode:?}"));
    if !offered {
        assert!(
            !did,
            "{does} is not offered, and did something: {effects:?}"
        );
    } else if is_in_footer(before, mode, action) && !is_a_step(action) {
        let told = after.notice.is_some();
        assert!(did || told, "{does} is offered, and did nothing");
    }
}

/// What leads nowhere at an end, and chooses what may be chosen already.
fn is_a_step(action: Action) -> bool {
    matches!(
        action,
        Action::Move(_) | Action::NextFile | Action::PreviousFile | Action::ColumnSet(_)
    )
}

fn is_arranging(state: &State) -> bool {
    let files = state.files.as_ref();
    files.is_some_and(|files| files.table.arranging().is_some())
}

fn is_in_footer(state: &State, mode: Mode, action: Action) -> bool {
    let mut rows = state.keymap.bindings(mode);
    rows.any(|row| row.binding.action == action && !row.binding.label.is_empty())
}

/// The state without what is only said, and what every key leaves behind.
fn without_words(state: &State) -> State {
    let mut state = state.clone();
    state.notice = None;
    state.leaving = false;
    state.tickets = Tickets::default();
    state.log = Log::default();
    if let Some(files) = &mut state.files
        && files.selected().is_some()
    {
        files.table.choose();
    }
    state
}

/// What was said tells no name where names are hidden, whichever files it was about.
fn check_said(state: &State) {
    let said = state.notice.as_ref().map(|notice| &notice.text);
    let Some(hidden) = said.and_then(|text| state.log.hidden(text)) else {
        return;
    };
    // Where it lies is not known to be about this file: in this world all are saved as one.
    let hidden = hidden.as_str().replace("/Downloads/a.pdf", "");
    let rows = state.files.iter().flat_map(|files| files.rows().files());
    let moved = state.transfers.list.iter().map(|one| one.errand.file());
    for file in rows.map(|file| &**file).chain(moved) {
        let name = file.name.as_ref().map_or("", |name| name.as_str());
        assert!(name.is_empty() || !hidden.contains(name), "{hidden}");
    }
}

/// The file that an effect asks for.
fn wanted(effect: &Effect) -> Option<&FileRequest> {
    match effect {
        Effect::Save(_, request) => Some(&request.file),
        Effect::Open(_, request) => Some(&request.file),
        Effect::HandOver(_, request)
        | Effect::Preview(_, request)
        | Effect::Copy(_, Clip::Link(request)) => Some(request),
        _ => None,
    }
}

/// An answer closes only the dialog that waited for it, and opens one only where none is:
/// then it is the question of a transfer.
fn check_question(before: &State, after: &State, answered: Option<Ticket>) {
    let (was, is) = (asked(before), asked(after));
    if was == is {
        return;
    }
    let waited =
        matches!(before.dialog, Some(Dialog::HandingOver(ticket, _)) if Some(ticket) == answered);
    assert!(
        was.is_none() || waited,
        "an answer closed or replaced a question: {was:?} became {is:?}"
    );
    assert!(
        matches!(is, None | Some(Dialog::Conflict(_) | Dialog::Doubt(_))),
        "an answer opened {is:?}"
    );
}

/// The question over the screen; which profiles there are to choose from is no part of it.
fn asked(state: &State) -> Option<Dialog> {
    match state.dialog.clone() {
        Some(Dialog::Login(chooser)) => Some(Dialog::Login(Box::new(Chooser {
            profiles: Remote::default(),
            cursor: Cursor::default(),
            ..*chooser
        }))),
        // What was asked for is filled in.
        Some(Dialog::SaveAs(save_as)) => Some(Dialog::SaveAs(Box::new(SaveAs {
            path: PathField::default(),
            ..*save_as
        }))),
        Some(Dialog::Export(_)) => Some(Dialog::Export(PathField::default())),
        Some(Dialog::Totals(_)) => Some(Dialog::Totals(0)),
        Some(Dialog::Why(why)) => Some(Dialog::Why(Box::new(attache::app::Why {
            offset: 0,
            ..*why
        }))),
        // What is possible changes under it.
        Some(Dialog::Palette(palette)) => Some(Dialog::Palette(Box::new(Palette {
            cursor: Cursor::default(),
            entries: Vec::new(),
            ..*palette
        }))),
        dialog => dialog,
    }
}

/// After a switch all that was under way is called off, and nothing of the old identity
/// is left.
fn check_switch(before: &Machine, machine: &Machine, effects: &[Effect]) {
    let place = effects
        .iter()
        .position(|effect| matches!(effect, Effect::Switch(_)));
    let Some(place) = place else {
        return;
    };
    let (before_it, after_it) = (&effects[..place], &effects[place + 1..]);
    for pending in before.pending.iter().filter_map(Effect::ticket) {
        assert!(
            before_it.contains(&Effect::Cancel(pending)),
            "{pending:?} goes on"
        );
    }
    assert!(
        matches!(
            after_it,
            [Effect::Identify(_), Effect::ListInstances(_, None)]
        ),
        "{after_it:?}"
    );
    let words = format!("{:?}", machine.state);
    for old in OLD {
        assert!(!words.contains(old), "{old} is still in {words}");
    }
}

/// What only the old identity knew, and what was typed while it asked.
const OLD: [&str; 9] = [
    "111122223333",
    "SupportAgent",
    "acme",
    "case-",
    "Screen",
    "Long ago",
    "a.pdf",
    "refused",
    "us-west-2",
];

/// What must hold of every state.
pub(super) fn check(machine: &Machine) {
    if machine.quit {
        return;
    }
    let Machine { state, pending, .. } = machine;
    let mut awaited = state.awaited();
    let mut asked: Vec<_> = pending.iter().filter_map(Effect::ticket).collect();
    awaited.sort();
    asked.sort();
    assert_eq!(
        awaited, asked,
        "what is waited for is what is under way: {state:#?}"
    );
    if let Some(files) = &state.files {
        assert!(files.table.shown_count() == 0 || files.selected().is_some());
    }
    if let Some(cases) = &state.cases {
        assert!(cases.rows().is_empty() || cases.selected().is_some());
    }
    check_transfers(state);
    let mut rows = state.keymap.bindings(state.mode());
    assert!(rows.any(|row| !row.binding.label.is_empty()));
    draw(state);
    // From everywhere Esc leads back to the first screen, and Ctrl-C twice leaves.
    let mut back = machine.clone();
    for _ in 0..8 {
        if back.state.pause.is_some() {
            back.pause();
        }
        back.key(Key::Esc);
    }
    assert_eq!(
        (back.state.screen, &back.state.dialog),
        (Screen::Instances, &None)
    );
    let mut out = machine.clone();
    out.key(Key::Ctrl('c'));
    out.key(Key::Ctrl('c'));
    assert!(out.quit);
}

/// A transfer that waits is waited for, and a question about one is about one that asks.
fn check_transfers(state: &State) {
    let awaited = state.awaited();
    books::check(state);
    for one in &state.transfers.list {
        assert_eq!(one.stage.is_running(), awaited.contains(&one.ticket));
        assert_eq!(one.errand.file().status, FileStatus::Approved);
    }
    let of = |id: &Ticket| state.transfers.get(*id).map(|one| &one.stage);
    match &state.dialog {
        Some(Dialog::Conflict(id)) => assert!(matches!(of(id), Some(Stage::Conflict(_)))),
        Some(Dialog::Doubt(id)) => assert!(matches!(of(id), Some(Stage::Doubtful(_)))),
        // Who types is asked afterwards.
        None if state.screen == Screen::Files && !state.mode().types() => {
            assert_eq!(state.transfers.asking(), 0);
        }
        _ => {}
    }
    let asks = matches!(state.dialog, Some(Dialog::Conflict(_) | Dialog::Doubt(_)));
    assert!(state.pause.is_none() || asks, "a pause before no question");
    if let Some(files) = &state.files {
        assert_eq!(
            files.marked().count(),
            files.table.marks().len(),
            "a mark of no file"
        );
    }
    let words = format!("{state:?}");
    assert!(
        !words.contains("X-Amz-") && !words.contains("https://"),
        "{words}"
    );
}

/// On a screen that others see nothing is called by its name, but what is typed.
fn check_private(state: &State, drawn: &str) {
    if state.privacy == Privacy::Private {
        for name in ["a.pdf", "b.exe", "c.pdf", "Screen arrived", "m.ito", "Mei"] {
            assert!(!drawn.contains(name), "{name} in\n{drawn}");
        }
    }
}

fn draw(state: &State) {
    let look = Look::new(Glyphs::Unicode, TimeZone::UTC);
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).unwrap();
    terminal
        .draw(|frame| view::draw(state, &look, frame))
        .unwrap();
    check_private(state, &letters(terminal.backend().buffer()));
}
