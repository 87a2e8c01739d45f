//! What an audit was, beside its rows: when, how, by whom, what it adds up to, and what it
//! does not see.

use serde_json::{Value, json};

use super::super::ask::Method;
use super::super::totals::Totals;
use super::Names;
use crate::domain::{Failure, SCAN_LIMIT, SafeText, grouped, plural, size};

/// How many uploaders are named for eyes.
const NAMED: usize = 5;

/// What an audit was.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The sums.
    pub totals: Totals,
    /// The places, in words, and how each was walked.
    pub places: Vec<(SafeText, Method)>,
    /// The places that stopped on their way, and why.
    pub failed: Vec<(SafeText, Failure)>,
    /// What uploaders are called.
    pub names: Names,
    /// Who asked, when that is known.
    pub caller: Option<SafeText>,
    /// Contacts that were listed.
    pub contacts: usize,
    /// Whether only some files were wanted.
    pub filtered: bool,
    /// Whether the rules for attachments could be read.
    pub policy: bool,
    /// Whether it was written before the audit came to its end.
    pub partial: bool,
}

impl Summary {
    /// What an audit like this does not see.
    pub fn unseen(&self) -> Vec<String> {
        let mut unseen = Vec::new();
        if self.partial {
            let early = "the cases that were not read yet: the audit had not come to its end";
            unseen.push(early.to_owned());
        }
        if self.contacts == 0 {
            unseen.push("the files of contacts: list them with --contacts-file".to_owned());
        } else {
            let listed = plural(
                self.contacts as u64,
                "contact that was",
                "contacts that were",
            );
            unseen.push(format!(
                "the files of contacts other than the {listed} listed"
            ));
        }
        unseen.push("uploads that no case holds any more".to_owned());
        if self
            .places
            .iter()
            .any(|(_, method)| *method == Method::WholeDomain)
        {
            let lag = "what the search does not know yet: AWS promises neither completeness nor \
                       freshness of SearchAllRelatedItems; --by-case asks every case";
            unseen.push(lag.to_owned());
        }
        if !self.policy {
            unseen.push(
                "whether files are outside the present rules, which could not be read".to_owned(),
            );
        }
        for (place, _) in &self.failed {
            unseen.push(format!("what {place} has beyond where its audit stopped"));
        }
        if self.filtered {
            unseen.push("the files that the filter leaves out".to_owned());
        }
        unseen
    }

    /// The same as data.
    pub fn told(&self) -> Value {
        let places: Vec<Value> = self
            .places
            .iter()
            .map(|(place, method)| {
                json!({ "Place": place.raw(), "Method": method.word(), "Order": method.order() })
            })
            .collect();
        let mut told = json!({
            "Begun": self.totals.begun.to_string(),
            "Places": places,
            "StuckAfterSeconds": SCAN_LIMIT.as_secs(),
            "Totals": self.totals.told(),
            "NotSeen": self.unseen(),
        });
        if self.partial {
            told["Partial"] = json!(true);
        }
        if let Some(caller) = &self.caller {
            told["Caller"] = json!(caller.raw());
        }
        if !self.failed.is_empty() {
            let failed = self.failed.iter().map(
                |(place, failure)| json!({ "Place": place.raw(), "Message": failure.to_string() }),
            );
            told["Failed"] = failed.collect();
        }
        if !self.names.is_empty() {
            let names = self.names.each();
            let names = names.map(|(arn, name)| (arn.to_owned(), json!(name.raw())));
            told["UploaderNames"] = Value::Object(names.collect());
        }
        told
    }

    /// The same for eyes.
    pub fn lines(&self) -> Vec<String> {
        let totals = &self.totals;
        let files = plural(totals.all.files, "file", "files");
        let units = match self.contacts {
            0 => plural(totals.units, "case", "cases"),
            _ => format!("{} and contacts", plural(totals.units, "case", "cases")),
        };
        let mut lines = vec![format!("{files} of {units}, {}", size(totals.all.bytes))];
        let statuses = totals.by_status.iter();
        let statuses: Vec<String> = statuses
            .map(|(status, sum)| format!("{} {}", SafeText::new(status), grouped(sum.files)))
            .collect();
        push(&mut lines, "by status", &statuses);
        let ages: Vec<String> = totals
            .by_age()
            .into_iter()
            .map(|(age, sum)| format!("{age} {}", grouped(sum.files)))
            .collect();
        push(&mut lines, "by age", &ages);
        let uploaders: Vec<String> = totals
            .uploaders(NAMED)
            .into_iter()
            .map(|(arn, sum)| format!("{} {}", self.names.of(arn), grouped(sum.files)))
            .collect();
        push(&mut lines, "most by", &uploaders);
        let counts = [
            ("stuck", totals.stuck),
            ("outside the present rules", totals.outside_policy),
            ("left out by the filter", totals.left_out),
            ("could not be read", totals.errors),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| format!("{what} {}", grouped(count)))
            .collect();
        push(&mut lines, "beside", &counts);
        for (place, method) in &self.places {
            lines.push(format!("{place}: by {}, {}", method.word(), method.order()));
        }
        for (place, failure) in &self.failed {
            lines.push(format!("{place}: stopped on its way: {}", failure.why));
        }
        lines.push(format!("not seen: {}", self.unseen().join("; ")));
        lines
    }
}

fn push(lines: &mut Vec<String>, what: &str, words: &[String]) {
    if !words.is_empty() {
        lines.push(format!("{what}: {}", words.join(" · ")));
    }
}
