//! When the picture is drawn anew: at once for what a person did or waits for, and now and
//! then for how far transfers are, however many of them report. Over a slow line every frame
//! costs.

use std::future::pending;
use std::pin::Pin;
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::app::{Answer, Message};

/// How far the picture is behind the state.
#[derive(Default)]
enum Behind {
    /// It shows everything.
    Not,
    /// Only in how far transfers are; it is drawn when this is over.
    Barely(Pin<Box<Sleep>>),
    /// It is drawn before anything else is waited for.
    #[default]
    Far,
}

/// Whether the picture must be drawn anew. The first one must.
pub(super) struct Picture {
    behind: Behind,
    /// How long what transfers report may wait for its frame.
    patience: Duration,
}

impl Picture {
    pub(super) fn new(patience: Duration) -> Self {
        Self {
            behind: Behind::default(),
            patience,
        }
    }

    /// The state has changed visibly, by this.
    pub(super) fn changed_by(&mut self, message: &Message) {
        if !matches!(message, Message::Answered(_, Answer::Progress(_))) {
            self.changed();
        } else if matches!(self.behind, Behind::Not) {
            self.behind = Behind::Barely(Box::pin(sleep(self.patience)));
        }
    }

    /// Something has changed that is not to be waited for.
    pub(super) fn changed(&mut self) {
        self.behind = Behind::Far;
    }

    /// Whether it must be drawn now.
    pub(super) fn is_due(&self) -> bool {
        matches!(self.behind, Behind::Far)
    }

    /// It was drawn.
    pub(super) fn drawn(&mut self) {
        self.behind = Behind::Not;
    }

    /// Waits until what transfers reported is to be drawn; pending when they reported nothing.
    pub(super) async fn falls_due(&mut self) {
        match &mut self.behind {
            Behind::Barely(patience) => patience.as_mut().await,
            Behind::Not | Behind::Far => pending().await,
        }
        self.behind = Behind::Far;
    }
}
