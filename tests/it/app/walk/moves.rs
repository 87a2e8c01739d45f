//! What may happen next in the small world: every key that means something, and every
//! answer that a request may get.

use std::sync::Arc;

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Caller, Effect, Message, Screen, State};
use attache::domain::{Case, Copied, FileStatus, Opened, Progress, Settled, Unsettled, Whole};

use crate::app::world::*;

/// Everything that may happen next.
pub(super) fn messages(machine: &Machine, wanted: fn(Key) -> bool) -> Vec<Message> {
    let keys = keys(&machine.state).into_iter();
    let mut messages: Vec<Message> = keys.filter(|key| wanted(*key)).map(Message::Key).collect();
    let files = machine.state.files.as_ref();
    let brought = files.map_or(0, |files| files.rows().brought());
    let listing = files.map(|files| &files.listing);
    let is_found = machine
        .state
        .audit
        .as_ref()
        .is_some_and(|audit| audit.tally.cases > 0);
    for effect in &machine.pending {
        let ticket = effect.ticket().unwrap();
        for answer in answers(effect) {
            // A part that came once comes no second time, or the walk would never end.
            let again = match (&answer, listing) {
                (Answer::Files(_), _) => brought > 0,
                (Answer::Findings(_), _) => is_found,
                (Answer::Problems(_), _) => !files.is_some_and(|files| files.problems.none_came()),
                (Answer::Note(_), Some(listing)) => !listing.notes.is_empty(),
                _ => false,
            };
            if !again {
                messages.push(Message::Answered(ticket, answer));
            }
        }
        messages.push(Message::Lost(ticket));
    }
    messages
}

/// The keys that mean something here; text and transfers are kept from growing without end.
fn keys(state: &State) -> Vec<Key> {
    let mut keys: Vec<Key> = state
        .keymap
        .bindings(state.mode())
        .filter_map(|row| row.keys.first().copied())
        .filter(|key| match key {
            Key::Char('s' | 'o' | 'S') if state.dialog.is_none() => state.transfers.list.len() < 2,
            // An audit is begun before a walk, or not at all.
            Key::Char('!') | Key::F(10) => state.audit.is_some(),
            // Another theme changes nothing else; it has its own test.
            Key::Char('T' | 'j' | 'k')
            | Key::F(9)
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::Ctrl('l') => false,
            _ => true,
        })
        .collect();
    let empty = match (state.screen, &state.cases) {
        (Screen::Cases, Some(cases)) => cases.field.text().is_empty(),
        _ => state.instances.field.text().is_empty(),
    };
    if matches!(state.mode(), Mode::Picker | Mode::CasePicker) && empty {
        keys.push(Key::Char('a'));
    }
    let words = state.files.as_ref().map_or("", |files| files.words.text());
    if state.mode() == Mode::Filter && words.is_empty() {
        keys.push(Key::Char('b'));
    }
    keys
}

/// Everything that a request may answer.
#[expect(
    clippy::too_many_lines,
    reason = "a flat list of effects, each with what it may answer"
)]
pub(super) fn answers(effect: &Effect) -> Vec<Answer> {
    let acme = instance("acme", true);
    let the_case = || case("100001", "Screen");
    match effect {
        Effect::Identify(_) => vec![
            Answer::Caller(caller()),
            Answer::Caller(Caller {
                identity: None,
                ..caller()
            }),
        ],
        Effect::ListInstances(..) => vec![
            Answer::Instances(Ok(page(vec![unasked(acme)], None))),
            Answer::Instances(Err(failure())),
        ],
        Effect::FindDomain(_, instance) => vec![
            Answer::Domain(instance.id.clone(), Ok(acme.domain)),
            Answer::Domain(instance.id.clone(), Err(failure())),
        ],
        Effect::FindInstance { .. } => vec![
            note(),
            Answer::Instance(Ok(acme)),
            Answer::Instance(Ok(instance("bare", false))),
            Answer::Instance(Err(failure())),
        ],
        Effect::ListCases(_, _, _, None) => vec![
            Answer::Cases(Ok(page(vec![the_case()], Some("more")))),
            Answer::Cases(Err(failure())),
        ],
        Effect::ListCases(_, _, _, Some(_)) => vec![
            Answer::Cases(Ok(page(vec![case("100002", "Last")], None))),
            Answer::Cases(Err(failure())),
        ],
        Effect::FindCases(..) => vec![
            note(),
            Answer::FoundCases(Ok(page(vec![the_case()], None))),
            Answer::FoundCases(Ok(page(vec![], None))),
            Answer::FoundCases(Err(failure())),
        ],
        Effect::ListFiles(_, _, query) => match query.subject.case() {
            Some(case) => of_case(case),
            None => vec![
                note(),
                Answer::Listed(Ok(())),
                Answer::Listed(Err(failure())),
            ],
        },
        Effect::FindContact(..) => vec![
            Answer::Contact(Ok(Box::new((unasked(acme), contact())))),
            Answer::Contact(Err(failure())),
        ],
        Effect::Poll { files, .. } => polled(files),
        Effect::Name(..) => vec![
            Answer::Person(Ok(Some(person()))),
            Answer::Person(Ok(None)),
            Answer::Person(Err(failure())),
            Answer::Person(Err(denied("The name could not be read"))),
        ],
        Effect::FindScanners(..) => vec![
            Answer::Scanners(Ok(vec![scanner()])),
            Answer::Scanners(Ok(vec![])),
            Answer::Scanners(Err(denied("Who scans could not be looked up"))),
        ],
        Effect::ReadRules(..) => vec![
            Answer::Rules(Ok(Some(rules()))),
            Answer::Rules(Ok(None)),
            Answer::Rules(Err(failure())),
        ],
        Effect::Alert(..) => vec![Answer::Alerted],
        Effect::Recall(..) => vec![
            Answer::Recents(vec![recent("99", "Long ago")]),
            Answer::Recents(vec![]),
        ],
        Effect::Remember(..) => vec![Answer::Remembered],
        Effect::Forget(_) => vec![Answer::Forgotten(Ok(())), Answer::Forgotten(Err(failure()))],
        Effect::ListProfiles(_) => vec![
            Answer::Profiles(Ok(vec![profile("audit")])),
            Answer::Profiles(Err(failure())),
        ],
        Effect::Save(..) => vec![
            Answer::Progress(Progress {
                received: 1,
                total: Some(2),
                ..Progress::default()
            }),
            Answer::Progress(Progress::default()),
            Answer::Saved(Ok(Settled::Saved(saved("a.pdf")))),
            Answer::Saved(Ok(Settled::Already(saved("a.pdf")))),
            Answer::Saved(Ok(Settled::Conflict(there("a.pdf")))),
            Answer::Saved(Err(failure())),
        ],
        Effect::Open(..) => vec![
            Answer::Opened(Ok(Opened::HandedOver)),
            Answer::Opened(Ok(Opened::Doubtful(risk()))),
            Answer::Opened(Err(failure())),
        ],
        Effect::HandOver(..) => vec![
            Answer::HandedOver(Ok(())),
            Answer::HandedOver(Err(failure())),
        ],
        Effect::Preview(..) => vec![
            Answer::Previewed(Ok(Arc::new(preview(true)))),
            Answer::Previewed(Err(failure())),
        ],
        Effect::Copy(..) => vec![
            Answer::Copied(Ok(Copied::Clipboard)),
            Answer::Copied(Err(failure())),
        ],
        Effect::Complete(..) => vec![
            Answer::Completions(vec![]),
            Answer::Completions(vec!["/home/m.ito/Downloads/a/".to_owned()]),
            Answer::Completions(vec!["/home/b/".to_owned(), "/home/c/".to_owned()]),
        ],
        Effect::Audit(..) => vec![
            Answer::Findings(Box::new(findings())),
            note(),
            Answer::Audited(Ok(Whole::default())),
            Answer::Audited(Err(failure())),
        ],
        Effect::ExportAudit(..) => vec![
            Answer::Exported(Ok("/home/m.ito/audit.csv".into())),
            Answer::Exported(Err(failure())),
        ],
        Effect::Keep(..) => vec![Answer::Kept(Ok(())), Answer::Kept(Err(failure()))],
        Effect::Rest(_) => vec![Answer::Rested],
        Effect::Arrange(_, work) => vec![Answer::Arranged(work.work(|| false))],
        Effect::Switch(_)
        | Effect::Cancel(_)
        | Effect::Redraw
        | Effect::Mouse(_)
        | Effect::Suspend
        | Effect::Demo
        | Effect::Quit => {
            vec![]
        }
    }
}

/// Nothing new, each end that a file can come to, and what may go wrong.
fn polled(files: &[Unsettled]) -> Vec<Answer> {
    let all = |status: &FileStatus| {
        let case = case("100001", "Screen");
        let files = files.iter().map(|one| {
            let name = one.key.file.raw().trim_start_matches("id-of-");
            scanned(&case, name, status.clone())
        });
        Answer::Polled(Ok(files.collect()))
    };
    vec![
        all(&FileStatus::Processing),
        all(&FileStatus::Approved),
        all(&FileStatus::Rejected),
        Answer::Polled(Ok(Vec::new())),
        Answer::Polled(Err(failure())),
        Answer::Polled(Err(denied("The files could not be read"))),
    ]
}

fn note() -> Answer {
    Answer::Note("It is done in another way.".into())
}

fn of_case(case: &Case) -> Vec<Answer> {
    vec![
        Answer::Files(vec![
            file(case, "a.pdf", FileStatus::Approved, 1),
            file(case, "b.pdf", FileStatus::Rejected, 1),
        ]),
        Answer::Problems(vec![problem(case)]),
        Answer::Listed(Ok(())),
        Answer::Listed(Err(failure())),
    ]
}
