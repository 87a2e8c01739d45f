//! Through any sequence of listings, sorts, filters and marks the table says what a plain
//! model says, at once and beside the machine.

use std::collections::BTreeSet;

use attache::app::table::{Arrangement, Column, Filter, Lens, Order, Sort, Table};
use attache::app::{Effect, Step, Ticket, Tickets};
use attache::domain::{Attachment, Creator, FileId, FileKey, FileStatus, Source};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::model::Model;
use crate::app::world::*;

const HEIGHT: usize = 5;

#[derive(Debug, Clone)]
enum Act {
    Bring(Vec<Attachment>),
    Begin,
    End,
    Sort(Sort),
    Words(String),
    Statuses(BTreeSet<FileStatus>),
    Columns(Vec<Column>),
    Later(i64),
    Step(Step),
    Mark,
    MarkAll,
    Unmark,
    /// What is under way is done.
    Answer,
    /// What was under way before answers late.
    LateAnswer,
}

fn lens(minutes: i64) -> Lens {
    Lens {
        now: now() + jiff::SignedDuration::from_mins(minutes),
        zone: TimeZone::UTC,
        people: attache::app::Names::default(),
    }
}

fn files() -> impl Strategy<Value = Attachment> {
    let statuses = prop_oneof![
        Just(FileStatus::Approved),
        Just(FileStatus::Rejected),
        Just(FileStatus::Processing),
        Just(FileStatus::Other("ODD".into())),
    ];
    let names = prop::option::of("[abAB]{0,3}[.]?[xyé]{0,2}");
    let sizes = prop::option::of(0_u64..5_000);
    let ages = prop::option::of(0_i64..200);
    let by = prop::option::of("[ab]{1,2}");
    (0_u8..12, names, statuses, sizes, ages, by).prop_map(|(id, name, status, size, age, by)| {
        Attachment {
            key: FileKey {
                resource: arn(DOMAIN),
                file: FileId::new(&format!("f{id}")),
            },
            source: Source::Case,
            name: name.filter(|name| !name.is_empty()).map(Into::into),
            size,
            created: age.map(|age| now() - jiff::SignedDuration::from_mins(age)),
            created_by: by.map(|by| Creator::ConnectUser(by.as_str().into())),
            use_case: None,
            tags: Vec::new(),
            case: None,
            ..file(&case("1", "A case"), "unused", status, 0)
        }
    })
}

fn acts() -> impl Strategy<Value = Act> {
    let columns = prop::sample::select(Column::ALL.to_vec());
    let sort = (columns.clone(), any::<bool>());
    let word = "[!'^]?[abxAé.]{1,2}[$]?".prop_filter("one sign at a time", |word| {
        let signs_at_both_ends = word.starts_with(['\'', '^', '!']) && word.ends_with('$');
        // An accent is sought as it is only when it is typed.
        !signs_at_both_ends && word.is_ascii()
    });
    let words = prop::collection::vec(word, 0..3).prop_map(|words| words.join(" "));
    let statuses = prop::sample::subsequence(
        vec![
            FileStatus::Approved,
            FileStatus::Processing,
            FileStatus::Rejected,
        ],
        0..3,
    );
    let steps = prop::sample::select(vec![
        Step::Up,
        Step::Down,
        Step::First,
        Step::Last,
        Step::PageDown,
    ]);
    prop_oneof![
        4 => prop::collection::vec(files(), 0..6).prop_map(Act::Bring),
        1 => Just(Act::Begin),
        1 => Just(Act::End),
        2 => sort.prop_map(|(column, descending)| Act::Sort(Sort { column, descending })),
        3 => words.prop_map(Act::Words),
        1 => statuses.prop_map(|list| Act::Statuses(list.into_iter().collect())),
        1 => prop::collection::vec(columns, 1..5).prop_map(Act::Columns),
        1 => (0_i64..120).prop_map(Act::Later),
        3 => steps.prop_map(Act::Step),
        2 => Just(Act::Mark),
        1 => Just(Act::MarkAll),
        1 => Just(Act::Unmark),
        3 => Just(Act::Answer),
        1 => Just(Act::LateAnswer),
    ]
}

/// The table, its model, and the work that is under way.
struct Bench {
    table: Table,
    model: Model,
    tickets: Tickets,
    pending: Option<(Ticket, Arrangement)>,
    late: Option<(Ticket, Arrangement)>,
}

impl Bench {
    fn new(at_once: usize) -> Self {
        let order = Order {
            sort: Sort::default(),
            filter: Filter::default(),
            columns: vec![Column::Name, Column::Status],
            lens: lens(0),
        };
        Self {
            table: Table::new(order).arranging_at_once(at_once),
            model: Model::default(),
            tickets: Tickets::default(),
            pending: None,
            late: None,
        }
    }

    fn arrange(&mut self, change: impl FnOnce(&mut Order)) {
        let mut order = self.table.order().clone();
        change(&mut order);
        let effects = self.table.arrange(order, &mut self.tickets);
        self.take(effects);
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Arrange(ticket, work) => self.pending = Some((ticket, *work)),
                Effect::Cancel(ticket) => {
                    let late = self.pending.take().unwrap();
                    assert_eq!(late.0, ticket, "called off is what is under way");
                    self.late = Some(late);
                }
                other => panic!("{other:?}"),
            }
        }
        let awaited = self.pending.as_ref().map(|(ticket, _)| *ticket);
        assert_eq!(self.table.arranging(), awaited);
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Bring(files) => {
                for file in &files {
                    self.model.brought.insert(file.key.clone());
                    self.model.files.insert(file.key.clone(), file.clone());
                }
                self.table.bring(files);
            }
            Act::Begin => {
                self.model.brought.clear();
                self.table.begin();
            }
            Act::End => {
                let Model {
                    files,
                    brought,
                    marks,
                    ..
                } = &mut self.model;
                files.retain(|key, _| brought.contains(key));
                marks.retain(|key| brought.contains(key));
                brought.clear();
                self.table.keep_brought();
            }
            Act::Sort(sort) => self.arrange(|order| order.sort = sort),
            Act::Words(words) => self.arrange(|order| order.filter.words = words),
            Act::Statuses(statuses) => self.arrange(|order| order.filter.statuses = statuses),
            Act::Columns(columns) => self.arrange(|order| order.columns = columns),
            Act::Later(minutes) => self.arrange(|order| order.lens = lens(minutes)),
            Act::Step(step) => {
                self.table.step(step, HEIGHT);
                self.model.chosen = self.table.selected().map(|file| file.key.clone());
            }
            Act::Mark => {
                if let Some(key) = self.table.selected().map(|file| file.key.clone())
                    && !self.model.marks.remove(&key)
                {
                    self.model.marks.insert(key);
                }
                self.table.toggle_mark();
            }
            Act::MarkAll => {
                let shown = self.table.shown().map(|file| file.key.clone());
                self.model.marks.extend(shown);
                self.table.mark(|_| true);
            }
            Act::Unmark => {
                self.model.marks.clear();
                self.table.unmark();
            }
            Act::Answer => {
                if let Some((ticket, work)) = self.pending.take() {
                    let shown = work.work(|| false);
                    let effects = self.table.arranged(ticket, shown, &mut self.tickets);
                    self.take(effects.expect("it was waited for"));
                }
            }
            Act::LateAnswer => {
                if let Some((ticket, work)) = self.late.take() {
                    let shown = work.work(|| false);
                    assert_eq!(self.table.arranged(ticket, shown, &mut self.tickets), None);
                }
            }
        }
        self.table.settle(HEIGHT);
        // A file that went is not found again when it comes back.
        let Model { files, chosen, .. } = &mut self.model;
        chosen.take_if(|key| !files.contains_key(key));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_table_says_what_the_model_says(
        acts in prop::collection::vec(acts(), 1..40),
        at_once in prop::sample::select(vec![0_usize, 4, 1_000]),
    ) {
        let mut bench = Bench::new(at_once);
        for act in acts {
            let what = format!("{act:?}");
            bench.act(act);
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                bench.model.check(&bench.table);
            }));
            prop_assert!(outcome.is_ok(), "after {what}");
        }
        // In the end the rows stand as they were wished to.
        for _ in 0..3 {
            bench.act(Act::Answer);
        }
        prop_assert_eq!(bench.table.order(), bench.table.stands());
        bench.model.check(&bench.table);
    }
}
