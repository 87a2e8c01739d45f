//! The sums of a report, folded from its rows one by one: pure. They count from the time the
//! report was begun, so that going on with one changes none of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::entry::creator_of;
use super::row::Row;
use crate::domain::{FileStatus, SCAN_LIMIT, Sum, Sums};

/// How many uploaders are told apart.
const MOST_UPLOADERS: usize = 10_000;
const OTHERS: &str = "(others)";
const NOBODY: &str = "(not given)";
const DAY: i64 = 24 * 60 * 60;
/// The ages that files are counted by, in days.
const AGES: [(i64, &str); 6] = [
    (1, "under a day"),
    (7, "under 7 days"),
    (30, "under 30 days"),
    (90, "under 90 days"),
    (365, "under a year"),
    (i64::MAX, "a year and older"),
];

/// The sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// When the report was begun.
    pub begun: Timestamp,
    /// All files.
    pub all: Sum,
    /// What could not be read.
    pub errors: u64,
    /// Cases and contacts that were done.
    pub units: u64,
    /// Files that were not wanted.
    pub left_out: u64,
    /// Files that the scanner has for too long.
    pub stuck: u64,
    /// Files outside the instance's present rules.
    pub outside_policy: u64,
    /// By AWS's word for the status.
    pub by_status: BTreeMap<String, Sum>,
    /// By who uploaded them.
    pub by_uploader: BTreeMap<String, Sum>,
    by_age: [Sum; AGES.len()],
    undated: Sum,
}

impl Totals {
    /// Nothing yet.
    pub fn new(begun: Timestamp) -> Self {
        Self {
            begun,
            all: Sum::default(),
            errors: 0,
            units: 0,
            left_out: 0,
            stuck: 0,
            outside_policy: 0,
            by_status: BTreeMap::new(),
            by_uploader: BTreeMap::new(),
            by_age: <[Sum; AGES.len()]>::default(),
            undated: Sum::default(),
        }
    }

    /// One row more.
    pub fn add(&mut self, row: &Row) {
        if row.is_error() {
            self.errors += 1;
            return;
        }
        let size = row.size();
        self.all.add(size);
        let status = row.text("FileStatus").unwrap_or(NOBODY);
        self.by_status
            .entry(status.to_owned())
            .or_default()
            .add(size);
        let uploader = row.uploader().unwrap_or(NOBODY);
        let known = self.by_uploader.contains_key(uploader);
        let room = self.by_uploader.len() < MOST_UPLOADERS;
        let uploader = if known || room { uploader } else { OTHERS };
        self.by_uploader
            .entry(uploader.to_owned())
            .or_default()
            .add(size);
        self.age(row.created()).add(size);
        self.stuck += u64::from(self.is_stuck(row));
        self.outside_policy += u64::from(row.is_outside_policy());
    }

    /// Whether nothing will move this file any more.
    pub fn is_stuck(&self, row: &Row) -> bool {
        row.text("FileStatus") == Some("PROCESSING")
            && row
                .created()
                .is_some_and(|created| self.begun.duration_since(created) > SCAN_LIMIT)
    }

    fn age(&mut self, created: Option<Timestamp>) -> &mut Sum {
        let Some(created) = created else {
            return &mut self.undated;
        };
        let days = self.begun.duration_since(created).as_secs() / DAY;
        let at = AGES.iter().position(|(under, _)| days < *under);
        &mut self.by_age[at.unwrap_or(AGES.len() - 1)]
    }

    /// The sums by age, the youngest first, under words.
    pub fn by_age(&self) -> Vec<(&'static str, Sum)> {
        let ages = AGES.iter().map(|(_, words)| *words).zip(self.by_age);
        let undated = (NOBODY, self.undated);
        let all = ages.chain([undated]);
        all.filter(|(_, sum)| sum.files > 0).collect()
    }

    /// Those who uploaded the most files, the most first.
    pub fn uploaders(&self, most: usize) -> Vec<(&str, Sum)> {
        let mut all: Vec<(&str, Sum)> = self
            .by_uploader
            .iter()
            .map(|(uploader, sum)| (uploader.as_str(), *sum))
            .collect();
        all.sort_by(|(a, one), (b, other)| other.files.cmp(&one.files).then(a.cmp(b)));
        all.truncate(most);
        all
    }

    /// The same for a screen, with so many uploaders.
    pub fn sums(&self, uploaders: usize) -> Sums {
        let of_status = |(word, sum): (&String, &Sum)| {
            let word = if word == NOBODY { "" } else { word };
            (FileStatus::from_service(word), *sum)
        };
        let mut by_status: Vec<(FileStatus, Sum)> = self.by_status.iter().map(of_status).collect();
        by_status.sort_by(|(a, _), (b, _)| a.cmp(b));
        let named = self.uploaders(uploaders);
        let more = self.by_uploader.len() - named.len();
        let of_uploader = |(arn, sum): (&str, Sum)| ((arn != NOBODY).then(|| creator_of(arn)), sum);
        Sums {
            all: self.all,
            by_status,
            by_age: self.by_age(),
            by_uploader: named.into_iter().map(of_uploader).collect(),
            more_uploaders: more as u64,
            stuck: self.stuck,
            outside_rules: self.outside_policy,
            errors: self.errors,
        }
    }

    /// The sums as data.
    pub fn told(&self) -> Value {
        let sums = |sums: &BTreeMap<String, Sum>| {
            let pairs = sums.iter().map(|(word, sum)| (word.clone(), told(*sum)));
            Value::Object(pairs.collect())
        };
        let ages: Vec<Value> = self
            .by_age()
            .into_iter()
            .map(|(age, sum)| json!({ "Age": age, "Files": sum.files, "Bytes": sum.bytes }))
            .collect();
        json!({
            "Files": self.all.files,
            "Bytes": self.all.bytes,
            "Errors": self.errors,
            "CasesAndContacts": self.units,
            "LeftOutByFilter": self.left_out,
            "Stuck": self.stuck,
            "OutsidePolicy": self.outside_policy,
            "ByStatus": sums(&self.by_status),
            "ByAge": ages,
            "ByUploader": sums(&self.by_uploader),
        })
    }
}

fn told(sum: Sum) -> Value {
    json!({ "Files": sum.files, "Bytes": sum.bytes })
}
