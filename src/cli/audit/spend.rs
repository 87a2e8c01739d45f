//! What an audit spends of the quotas: its requests, counted as they are answered.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::audit::Spent;
use crate::aws::Aws;
use crate::cli::delays;
use crate::cli::output::Printer;
use crate::domain::{Activity, Event};

/// Of one operation nothing more is said for so long: an outage has thousands of retries.
const SELDOM: Duration = Duration::from_mins(1);

/// Whether it is time to say something of this operation.
fn seldom(said: &Mutex<BTreeMap<&'static str, Instant>>, operation: &'static str) -> bool {
    let now = Instant::now();
    let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
    let last = said.get(operation);
    let due = last.is_none_or(|last| now.duration_since(*last) > SELDOM);
    if due {
        said.insert(operation, now);
    }
    due
}

/// The requests so far; clones count together.
#[derive(Clone)]
pub(super) struct Spend {
    counts: Arc<Mutex<Spent>>,
    printer: Printer,
}

impl Spend {
    pub(super) fn new(printer: &Printer) -> Self {
        Self {
            counts: Arc::default(),
            printer: printer.clone(),
        }
    }

    /// The same AWS, its requests counted; what delays one is said, but for the waiting that
    /// belongs to the pace.
    pub(super) fn watch(&self, aws: &Aws) -> Aws {
        let counts = Arc::clone(&self.counts);
        let say = delays::teller(self.printer.clone());
        let said = Mutex::<BTreeMap<&'static str, Instant>>::default();
        aws.watched(move |activity: Activity| {
            {
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                counts.count(&activity);
            }
            if activity.event.delays()
                && !matches!(activity.event, Event::Paced(_))
                && seldom(&said, activity.operation)
            {
                say(activity);
            }
        })
    }

    pub(super) fn counts(&self) -> Spent {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.clone()
    }
}
