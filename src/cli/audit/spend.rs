//! What an audit spends of the quotas: its requests, counted as they are answered.

use std::sync::{Arc, Mutex, PoisonError};

use crate::audit::Spent;
use crate::aws::Aws;
use crate::cli::delays;
use crate::cli::output::Printer;
use crate::domain::{Activity, Event};

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
        aws.watched(move |activity: Activity| {
            {
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                counts.count(&activity);
            }
            if !matches!(activity.event, Event::Paced(_)) {
                say(activity);
            }
        })
    }

    pub(super) fn counts(&self) -> Spent {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.clone()
    }
}
