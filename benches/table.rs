//! What a key costs in front of many files: the machine and the picture, without a terminal;
//! and what a filter and a sort cost by themselves. `cargo bench --bench table`; with
//! `-- --quick` in a minute.

mod rows;

use std::hint::black_box;

use attache::app::keys::Key;
use attache::app::table::{Column, Filter, Order, Sort, Table};
use attache::app::{Effect, Tickets};
use attache::view::{self, Glyphs, Look};
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use rows::Machine;

const ROWS: [usize; 3] = [1_000, 10_000, 100_000];

fn look() -> Look {
    Look::new(Glyphs::Unicode, TimeZone::UTC)
}

/// One key, and the frame after it.
fn keys(criterion: &mut Criterion) {
    for count in ROWS {
        let mut group = criterion.benchmark_group(format!("key and frame, {count} rows"));
        let look = look();
        let mut terminal = match Terminal::new(TestBackend::new(120, 40)) {
            Ok(terminal) => terminal,
            Err(error) => match error {},
        };
        let mut frame = |machine: &Machine| {
            let drawn = terminal.draw(|frame| view::draw(&machine.state, &look, frame));
            black_box(drawn.is_ok());
        };
        for (name, there, back) in [
            ("move", Key::Down, Key::Up),
            ("page", Key::PageDown, Key::PageUp),
            ("end", Key::End, Key::Home),
            ("mark", Key::Char(' '), Key::Up),
            ("details", Key::Enter, Key::Enter),
        ] {
            let mut machine = Machine::with_files(count);
            let mut turn = false;
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    turn = !turn;
                    machine.key(if turn { there } else { back });
                    frame(&machine);
                });
            });
        }
        let mut machine = Machine::with_files(count);
        machine.key(Key::Char('/'));
        for key in "invpd".chars() {
            machine.key(Key::Char(key));
        }
        let mut turn = false;
        group.bench_function("a letter of the filter, its work included", |bencher| {
            bencher.iter(|| {
                turn = !turn;
                machine.key(if turn { Key::Char('f') } else { Key::Backspace });
                frame(&machine);
            });
        });
        group.finish();
    }
}

/// A whole listing, in parts of a hundred.
fn listing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("listing");
    group.sample_size(10);
    for count in ROWS {
        let machine = Machine::at_a_case();
        let Some(case) = rows::case() else { return };
        let files = rows::files(&case, count, machine.state.now);
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter_batched(
                || (Machine::at_a_case(), files.clone()),
                |(mut machine, files)| {
                    machine.list(files);
                    machine
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// A filter and a sort by themselves, over a hundred thousand rows.
fn arranging(criterion: &mut Criterion) {
    let Some(case) = rows::case() else { return };
    let state = Machine::new().state;
    let (now, lens) = (state.now, state.lens());
    let order = |sort: Sort, words: &str| Order {
        sort,
        filter: Filter {
            words: words.to_owned(),
            ..Filter::default()
        },
        columns: vec![
            Column::Status,
            Column::Name,
            Column::Size,
            Column::Age,
            Column::By,
            Column::Source,
        ],
        lens: lens.clone(),
    };
    let usual = order(Sort::default(), "");
    let mut table = Table::new(usual.clone());
    table.bring(rows::files(&case, 100_000, now));
    let mut group = criterion.benchmark_group("arranging 100000 rows");
    group.sample_size(10);
    for (name, wanted) in [
        ("filter i", order(Sort::default(), "i")),
        ("filter inv", order(Sort::default(), "inv")),
        ("filter inv pdf", order(Sort::default(), "inv pdf")),
        ("filter xyz, nothing", order(Sort::default(), "xyz")),
        (
            "sort by name, descending",
            order(
                Sort {
                    column: Column::Name,
                    descending: true,
                },
                "",
            ),
        ),
        ("sort by size", order(Sort::by(Column::Size), "")),
        ("sort by status", order(Sort::by(Column::Status), "")),
        ("sort by by", order(Sort::by(Column::By), "")),
    ] {
        let mut table = table.clone();
        let effects = table.arrange(wanted, &mut Tickets::default());
        let Some(Effect::Arrange(_, work)) = effects.into_iter().next() else {
            continue;
        };
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(work.work(|| false)));
        });
    }
    group.finish();
}

criterion_group!(benches, keys, listing, arranging);
criterion_main!(benches);
