//! A plain model of the table: everything is counted and compared anew each time.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use attache::app::table::{Column, Lens, Order, Table};
use attache::domain::{Attachment, FileKey};

/// What the table must agree with.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) files: BTreeMap<FileKey, Attachment>,
    pub(super) brought: BTreeSet<FileKey>,
    pub(super) marks: BTreeSet<FileKey>,
    /// The file that the person chose, if it was not left since.
    pub(super) chosen: Option<FileKey>,
}

impl Model {
    /// The keys that are shown in this order.
    pub(super) fn shown(&self, order: &Order) -> Vec<FileKey> {
        let mut files: Vec<&Attachment> = self
            .files
            .values()
            .filter(|file| passes(file, order))
            .collect();
        files.sort_by(|a, b| compare(a, b, order));
        files.into_iter().map(|file| file.key.clone()).collect()
    }

    /// Whether the table is as it must be.
    pub(super) fn check(&self, table: &Table) {
        let shown: Vec<FileKey> = table.shown().map(|file| file.key.clone()).collect();
        assert_eq!(shown, self.shown(table.stands()));
        for file in table.shown() {
            assert_eq!(&self.files[&file.key], file, "a row is out of date");
        }
        let rows = table.rows();
        assert_eq!(rows.len(), self.files.len());
        let mut counts = BTreeMap::new();
        for file in self.files.values() {
            *counts.entry(file.status.clone()).or_insert(0) += 1;
        }
        assert_eq!(*rows.counts(), counts);
        assert_eq!(
            rows.bytes(),
            self.files
                .values()
                .filter_map(|file| file.size)
                .sum::<u64>()
        );
        let marked: BTreeSet<FileKey> = table.marked().map(|file| file.key.clone()).collect();
        assert_eq!(marked, self.marks);
        assert_eq!(table.marks().len(), self.marks.len());
        let sizes = self.marks.iter().filter_map(|key| self.files[key].size);
        assert_eq!(table.marks().bytes(), sizes.sum::<u64>());
        let hidden = self.marks.iter().filter(|key| !shown.contains(key));
        assert_eq!(table.hidden_marks(), hidden.count());
        if let Some(chosen) = self.chosen.as_ref().filter(|key| shown.contains(key)) {
            assert_eq!(
                &table.selected().unwrap().key,
                chosen,
                "the selection left its file"
            );
        }
        assert!(shown.is_empty() || table.selected().is_some());
    }
}

/// The promised order, said in the plainest way.
fn compare(a: &Attachment, b: &Attachment, order: &Order) -> Ordering {
    let name = |file: &Attachment| {
        let lower: String = file
            .title()
            .as_str()
            .chars()
            .flat_map(char::to_lowercase)
            .collect();
        lower
    };
    let names = name(a).cmp(&name(b));
    let directed = |ordering: Ordering| {
        if order.sort.descending {
            ordering.reverse()
        } else {
            ordering
        }
    };
    let last = |a_empty: bool, b_empty: bool| a_empty.cmp(&b_empty);
    let first = match order.sort.column {
        Column::Name => directed(names),
        Column::Status => directed(a.status.cmp(&b.status)),
        Column::Size | Column::Bytes => {
            last(a.size.is_none(), b.size.is_none()).then_with(|| directed(a.size.cmp(&b.size)))
        }
        Column::Created => last(a.created.is_none(), b.created.is_none())
            .then_with(|| directed(a.created.cmp(&b.created))),
        Column::Age => last(a.created.is_none(), b.created.is_none())
            .then_with(|| directed(b.created.cmp(&a.created))),
        column => {
            let text = |file: &Attachment| column.text(file, &order.lens).to_lowercase();
            let (a, b) = (text(a), text(b));
            last(a.is_empty(), b.is_empty()).then_with(|| directed(a.cmp(&b)))
        }
    };
    first.then(names).then_with(|| a.key.cmp(&b.key))
}

/// Whether a file passes the filter: its words are those of [`super::words`].
fn passes(file: &Attachment, order: &Order) -> bool {
    let statuses = &order.filter.statuses;
    let words = order.filter.words.split_whitespace();
    (statuses.is_empty() || statuses.contains(&file.status))
        && words
            .into_iter()
            .all(|word| fits(word, file, &order.columns, &order.lens))
}

fn fits(word: &str, file: &Attachment, columns: &[Column], lens: &Lens) -> bool {
    let (without, rest) = match word.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let found = columns
        .iter()
        .any(|column| holds(&column.text(file, lens), rest, without));
    found != without
}

/// Whether a cell holds a word; without the sign of an end or of exactness its letters may
/// stand apart.
fn holds(cell: &str, word: &str, exact: bool) -> bool {
    let smart = word.chars().any(char::is_uppercase);
    let fold = |text: &str| {
        if smart {
            text.to_owned()
        } else {
            text.to_lowercase()
        }
    };
    let cell = fold(cell);
    if let Some(start) = word.strip_prefix('^') {
        return cell.starts_with(&fold(start));
    }
    if let Some(end) = word.strip_suffix('$') {
        return cell.ends_with(&fold(end));
    }
    if let Some(part) = word.strip_prefix('\'') {
        return cell.contains(&fold(part));
    }
    if exact {
        return cell.contains(&fold(word));
    }
    let mut letters = cell.chars();
    fold(word)
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}
