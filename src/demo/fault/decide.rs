//! What befalls a call: pure over the rules and how many calls each has seen.

use std::collections::HashMap;

use super::super::route::Operation;
use super::faults::Faults;
use super::rule::{Per, Then};

/// How many calls of each operation, or requests of each link or file, each rule has been
/// asked about.
#[derive(Debug, Default)]
pub(crate) struct Tally(HashMap<(usize, Operation, String), u64>);

/// What a rule asks of a call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) operation: Operation,
    /// Whether only a part of a content is asked for.
    pub(super) ranged: bool,
    /// What tells this link from all others; empty for other calls.
    pub(super) link: &'a str,
    /// What tells this content from all others; empty for other calls.
    pub(super) file: &'a str,
}

impl Faults {
    /// What happens to the next call, in order; `names` says whether the call names an id. A rule does not count the calls that an earlier one has ended.
    pub(super) fn decide(
        &self,
        tally: &mut Tally,
        asked: Asked<'_>,
        names: impl Fn(&str) -> bool,
    ) -> Vec<Then> {
        let mut thens = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let meant = rule.only.as_deref().is_none_or(&names)
                && rule.ranged.is_none_or(|ranged| ranged == asked.ranged);
            if !rule.is_about(asked.operation) || !meant {
                continue;
            }
            let counted = match rule.per {
                Per::Operation => "",
                Per::Link => asked.link,
                Per::File => asked.file,
            };
            let key = (at, asked.operation, counted.to_owned());
            let number = tally.0.entry(key).or_default();
            *number = number.saturating_add(1);
            if rule.strikes(*number) {
                thens.push(rule.then.clone());
                if rule.then.ends() {
                    break;
                }
            }
        }
        thens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(rules: &str) -> Faults {
        Faults::parse(&format!("{{\"rules\": {rules}}}")).unwrap()
    }

    fn call(operation: Operation) -> Asked<'static> {
        Asked {
            operation,
            ranged: false,
            link: "",
            file: "",
        }
    }

    /// What happens to the first `calls` calls of an operation.
    fn told(faults: &Faults, operation: Operation, calls: usize) -> Vec<String> {
        let mut tally = Tally::default();
        let decide = |_| {
            format!(
                "{:?}",
                faults.decide(&mut tally, call(operation), |_| false)
            )
        };
        (0..calls).map(decide).collect()
    }

    #[test]
    fn a_rule_strikes_from_one_call_to_another() {
        for (rule, struck) in [
            (r#"[{"on": "GetCase", "then": "hang"}]"#, [1, 1, 1, 1]),
            (
                r#"[{"on": "GetCase", "times": 2, "then": "hang"}]"#,
                [1, 1, 0, 0],
            ),
            (
                r#"[{"on": "GetCase", "from": 3, "then": "hang"}]"#,
                [0, 0, 1, 1],
            ),
            (
                r#"[{"on": "GetCase", "from": 2, "times": 2, "then": "hang"}]"#,
                [0, 1, 1, 0],
            ),
            (
                r#"[{"on": ["ListFields", "GetCase"], "times": 1, "then": "hang"}]"#,
                [1, 0, 0, 0],
            ),
            (r#"[{"on": "*", "times": 3, "then": "hang"}]"#, [1, 1, 1, 0]),
            (r#"[{"on": "ListFields", "then": "hang"}]"#, [0, 0, 0, 0]),
        ] {
            let expected = struck.map(|struck| if struck == 1 { "[Hang]" } else { "[]" });
            assert_eq!(
                told(&faults(rule), Operation::GetCase, 4),
                expected,
                "{rule}"
            );
        }
    }

    #[test]
    fn each_operation_is_counted_by_itself() {
        let faults = faults(r#"[{"on": "*", "times": 1, "then": "throttled"}]"#);
        let mut tally = Tally::default();
        for operation in [Operation::GetCase, Operation::ListFields] {
            assert_eq!(
                faults.decide(&mut tally, call(operation), |_| false),
                [Then::Throttled]
            );
            assert_eq!(faults.decide(&mut tally, call(operation), |_| false), []);
        }
    }

    #[test]
    fn links_are_struck_only_when_they_are_named() {
        let every = faults(r#"[{"on": "*", "then": "reset"}]"#);
        assert_eq!(told(&every, Operation::GetObject, 1), ["[]"]);
        assert_eq!(told(&every, Operation::GetCallerIdentity, 1), ["[Reset]"]);
        let links = faults(r#"[{"on": "GetObject", "then": "reset"}]"#);
        assert_eq!(told(&links, Operation::GetObject, 1), ["[Reset]"]);
        assert_eq!(told(&links, Operation::GetCase, 1), ["[]"]);
    }

    #[test]
    fn an_id_narrows_a_rule_and_other_calls_do_not_count() {
        let faults = faults(r#"[{"on": "GetCase", "only": "c-1", "times": 1, "then": "denied"}]"#);
        let mut tally = Tally::default();
        let mut decide = |named: &'static str| {
            faults.decide(&mut tally, call(Operation::GetCase), |id| id == named)
        };
        assert_eq!(decide("c-2"), []);
        assert_eq!(decide("c-1"), [Then::Denied]);
        assert_eq!(decide("c-1"), []);
    }

    #[test]
    fn changes_add_up_and_an_end_is_the_end() {
        let faults = faults(
            r#"[{"on": "*", "then": {"slow": 5}}, {"on": "*", "times": 1, "then": "expired"},
                {"on": "*", "times": 1, "then": "denied"}, {"on": "*", "then": "lost"}]"#,
        );
        // The second rule ended the first call, so the third still has its one call before it.
        assert_eq!(
            told(&faults, Operation::GetCase, 3),
            ["[Slow(5), Expired]", "[Slow(5), Denied]", "[Slow(5), Lost]"]
        );
    }

    #[test]
    fn requests_of_links_and_files_are_counted_by_themselves() {
        let faults = faults(
            r#"[{"on": "GetObject", "per": "link", "from": 2, "then": "expired"},
                {"on": "GetObject", "per": "file", "times": 1, "then": {"cut": 1}},
                {"on": "GetObject", "range": true, "then": "ignore-range"}]"#,
        );
        let mut tally = Tally::default();
        let mut decide = |link, file, ranged| {
            let asked = Asked {
                ranged,
                link,
                file,
                ..call(Operation::GetObject)
            };
            faults.decide(&mut tally, asked, |_| false)
        };
        assert_eq!(decide("l1", "f1", false), [Then::Cut(1)]);
        assert_eq!(decide("l1", "f1", true), [Then::Expired]);
        assert_eq!(decide("l2", "f1", true), [Then::IgnoreRange]);
        assert_eq!(decide("l3", "f2", false), [Then::Cut(1)]);
        assert_eq!(decide("l3", "f2", false), [Then::Expired]);
    }
}
