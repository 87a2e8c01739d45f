//! What the person at a command is told while a request takes longer than usual.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::domain::{Activity, Event};

use super::output::Printer;

/// A shorter wait for the quota is not worth a word.
const WORTH_A_WORD: Duration = Duration::from_secs(1);
/// How long nothing more is said of the waits of the same operation.
const SILENCE: SignedDuration = SignedDuration::from_secs(5);

/// Says on stderr what delays a request: `attache: SearchCases: throttled, again in 2.0 s`.
pub(super) fn teller(printer: Printer) -> impl Fn(Activity) + Send + Sync + 'static {
    let said = Mutex::new(Said::default());
    move |activity| {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = said.line(&activity) {
            printer.say(&line);
        }
    }
}

/// When a wait for the quota was last told, for each operation.
#[derive(Debug, Default)]
pub struct Said {
    paced: HashMap<&'static str, Timestamp>,
}

impl Said {
    /// What there is to say of this, if anything.
    pub fn line(&mut self, activity: &Activity) -> Option<String> {
        let Activity {
            at,
            operation,
            event,
        } = activity;
        if !event.delays() {
            return None;
        }
        if let Event::Paced(wait) = event {
            let last = self.paced.get(operation);
            let again = last.is_some_and(|last| at.duration_since(*last) < SILENCE);
            if *wait < WORTH_A_WORD || again {
                return None;
            }
            self.paced.insert(operation, *at);
        }
        Some(format!("attache: {operation}: {event}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64, operation: &'static str, event: Event) -> Activity {
        Activity {
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second),
            operation,
            event,
        }
    }

    #[test]
    fn what_delays_is_said_and_waits_for_the_quota_not_too_often() {
        let paced = |seconds: f64| Event::Paced(Duration::from_secs_f64(seconds));
        let again = || Event::Again {
            why: "throttled".into(),
            wait: Duration::from_secs(2),
        };
        let throttled = Some("attache: SearchCases: throttled, again in 2.0 s");
        let wait = Some("attache: GetCase: keeping to the quota, 1.5 s");
        let table = [
            (at(0, "SearchCases", again()), throttled),
            (at(0, "SearchCases", again()), throttled),
            (at(0, "GetCase", Event::Answered(Duration::ZERO)), None),
            (at(0, "GetCase", paced(0.9)), None),
            (at(1, "GetCase", paced(1.5)), wait),
            (at(5, "GetCase", paced(1.5)), None),
            (at(6, "GetCase", paced(1.5)), wait),
            (
                at(6, "SearchCases", paced(1.0)),
                Some("attache: SearchCases: keeping to the quota, 1.0 s"),
            ),
        ];
        let mut said = Said::default();
        for (activity, line) in table {
            assert_eq!(said.line(&activity).as_deref(), line, "{activity:?}");
        }
    }
}
