//! What a key costs on the audit screen, in front of as many files of many cases as a large
//! domain has; and what it costs to take them in. `cargo bench --bench desk`; with `-- --quick`
//! in a minute.

mod rows;

use std::hint::black_box;

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message};
use attache::domain::{Attachment, CaseId, CaseTag, Findings, Whole};
use attache::view::{self, Glyphs, Look};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use rows::Machine;

const ROWS: usize = 100_000;
/// How many files a case has.
const A_CASE: usize = 8;
/// How many rows an audit hands on together.
const TOGETHER: usize = 1_000;

/// The rows of an audit, as they come, in parts.
fn parts() -> Vec<Findings> {
    let Some(case) = rows::case() else {
        return Vec::new();
    };
    let now = Machine::new().state.now;
    let mut files = rows::files(&case, ROWS, now);
    for (number, few) in files.chunks_mut(A_CASE).enumerate() {
        let id = CaseId::new(&format!("5c1d0f6e-9d39-4a44-8c0b-{number:012x}"));
        let arn = case.arn.domain().map(|domain| domain.case(&id));
        let title = format!("Screen arrived cracked {number}");
        let tag = CaseTag::given(
            Some(format!("{}", 100_000 + number).as_str().into()),
            Some(title.as_str().into()),
        );
        for file in few {
            if let Some(arn) = &arn {
                file.key.resource = arn.clone();
            }
            file.case.clone_from(&tag);
        }
    }
    let parts = files.chunks(TOGETHER);
    parts
        .map(|part: &[Attachment]| Findings {
            files: part.to_vec(),
            ..Findings::default()
        })
        .collect()
}

/// On an audit that was begun on a small case, and has found nothing yet.
fn begun() -> Machine {
    let mut machine = Machine::with_files(A_CASE);
    machine.key(Key::Char('!'));
    machine
}

/// The audit finds all of it.
fn finds(machine: &mut Machine, parts: Vec<Findings>) {
    let audit = machine
        .pending
        .iter()
        .find(|effect| matches!(effect, Effect::Audit(..)));
    let Some(ticket) = audit.and_then(Effect::ticket) else {
        return;
    };
    for part in parts {
        let answer = Answer::Findings(Box::new(part));
        machine.send(Message::Answered(ticket, answer));
    }
    machine.send(Message::Answered(
        ticket,
        Answer::Audited(Ok(Whole::default())),
    ));
}

/// One key, and the frame after it.
fn keys(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(format!("audit: key and frame, {ROWS} rows"));
    let look = Look::new(Glyphs::Unicode, TimeZone::UTC);
    let mut terminal = match Terminal::new(TestBackend::new(120, 40)) {
        Ok(terminal) => terminal,
        Err(error) => match error {},
    };
    let mut machine = begun();
    finds(&mut machine, parts());
    for (name, there, back) in [
        ("move", Key::Down, Key::Up),
        ("page", Key::PageDown, Key::PageUp),
        ("end", Key::End, Key::Home),
        ("mark", Key::Char(' '), Key::Up),
        ("details", Key::Char('d'), Key::Char('d')),
        ("totals", Key::Char('#'), Key::Esc),
    ] {
        let mut turn = false;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                turn = !turn;
                machine.key(if turn { there } else { back });
                let drawn = terminal.draw(|frame| view::draw(&machine.state, &look, frame));
                black_box(drawn.is_ok());
            });
        });
    }
    group.finish();
}

/// All of it, in parts.
fn coming(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("audit: rows come");
    group.sample_size(10);
    let parts = parts();
    group.bench_function(format!("{ROWS} in parts of {TOGETHER}"), |bencher| {
        bencher.iter_batched(
            || (begun(), parts.clone()),
            |(mut machine, parts)| {
                finds(&mut machine, parts);
                machine
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, keys, coming);
criterion_main!(benches);
