//! In which order files stand: by any column, and always the same way.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::{Attachment, FileStatus, by_name};

use super::{Column, Lens};

/// By which column files are sorted, and which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// The largest, latest or last comes first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self::by(Column::Name)
    }
}

/// What files are compared by, in one column.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(i128),
    Status(FileStatus),
    Text(String),
}

impl Sort {
    /// By this column, the smallest first.
    pub fn by(column: Column) -> Self {
        Self {
            column,
            descending: false,
        }
    }

    /// Which of two files stands first. What has no value stands last whichever end comes
    /// first; equal values stand by their names, and no two files are equal.
    pub fn compare(self, a: &Attachment, b: &Attachment, lens: &Lens) -> Ordering {
        let by_name = || by_name(a, b);
        if self.column == Column::Name {
            let names = crate::domain::compare_names(a.title().as_str(), b.title().as_str());
            return self.directed(names).then_with(|| a.key.cmp(&b.key));
        }
        self.compare_values(
            value(self.column, a, lens).as_ref(),
            value(self.column, b, lens).as_ref(),
        )
        .then_with(by_name)
    }

    fn directed(self, ordering: Ordering) -> Ordering {
        if self.descending {
            ordering.reverse()
        } else {
            ordering
        }
    }

    fn compare_values(self, a: Option<&Value>, b: Option<&Value>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => self.directed(a.cmp(b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }

    /// Puts these of the files in order. The same order as comparing them two by two, but
    /// each value is looked up once.
    pub(super) fn sort(self, files: &[Arc<Attachment>], among: &mut Vec<u32>, lens: &Lens) {
        let file = |slot: u32| &*files[slot as usize];
        // The beginning of a name decides in most cases, and lies beside its neighbours.
        let mut heads: Vec<(u128, u32)> = among
            .iter()
            .map(|&slot| (head(file(slot).title().as_str()), slot))
            .collect();
        let by_column = self.column != Column::Name;
        heads.sort_unstable_by(|&(a, x), &(b, y)| {
            let (one, other) = (file(x), file(y));
            let names = a.cmp(&b).then_with(|| {
                crate::domain::compare_names(one.title().as_str(), other.title().as_str())
            });
            let names = if by_column {
                names
            } else {
                self.directed(names)
            };
            names.then_with(|| one.key.cmp(&other.key))
        });
        if !by_column {
            among.clear();
            among.extend(heads.into_iter().map(|(_, slot)| slot));
            return;
        }
        let mut values: Vec<(Option<Value>, u32)> = heads
            .into_iter()
            .map(|(_, slot)| (value(self.column, file(slot), lens), slot))
            .collect();
        values.sort_by(|(a, _), (b, _)| self.compare_values(a.as_ref(), b.as_ref()));
        among.clear();
        among.extend(values.into_iter().map(|(_, slot)| slot));
    }
}

/// The first bytes of a name as it is compared.
fn head(name: &str) -> u128 {
    let mut bytes = [0; 16];
    let mut used = 0;
    let mut buffer = [0; 4];
    'name: for c in name.chars().flat_map(char::to_lowercase) {
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            if used == bytes.len() {
                break 'name;
            }
            bytes[used] = byte;
            used += 1;
        }
    }
    u128::from_be_bytes(bytes)
}

fn value(column: Column, file: &Attachment, lens: &Lens) -> Option<Value> {
    if column.is_empty(file) {
        return None;
    }
    match column {
        Column::Status => Some(Value::Status(file.status.clone())),
        Column::Size | Column::Bytes => file.size.map(|bytes| Value::Number(bytes.into())),
        Column::Created => file.created.map(|then| Value::Number(then.as_nanosecond())),
        // The younger, the smaller.
        Column::Age => file
            .created
            .map(|then| Value::Number(-then.as_nanosecond())),
        _ => Some(Value::Text(column.text(file, lens).to_lowercase())),
    }
}
