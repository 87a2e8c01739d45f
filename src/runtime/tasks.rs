//! The work that runs: one task for each ticket, each of which answers or is known to be lost.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::{AbortHandle, Id, JoinSet};

use crate::app::{Effect, Message, Ticket};

use super::perform::{Answers, Perform};

/// The tasks that run.
pub(super) struct Tasks {
    set: JoinSet<()>,
    tickets: HashMap<Id, Ticket>,
    handles: HashMap<Ticket, AbortHandle>,
    inbox: UnboundedSender<Message>,
}

impl Tasks {
    /// No tasks yet; their answers go to `inbox`. The inbox has no bound: what a task
    /// sends is bounded by what it was asked for, and a part must never be dropped.
    pub(super) fn new(inbox: UnboundedSender<Message>) -> Self {
        Self {
            set: JoinSet::new(),
            tickets: HashMap::new(),
            handles: HashMap::new(),
            inbox,
        }
    }

    /// Begins the work of a numbered effect.
    pub(super) fn begin(&mut self, ticket: Ticket, effect: Effect, performer: &impl Perform) {
        let performer = performer.clone();
        let inbox = self.inbox.clone();
        let answers = Answers::new(ticket, inbox.clone());
        let handle = self.set.spawn(async move {
            let answer = performer.perform(effect, answers).await;
            // Nobody listens any more once the shell has left.
            let _ = inbox.send(Message::Answered(ticket, answer));
        });
        self.tickets.insert(handle.id(), ticket);
        self.handles.insert(ticket, handle);
    }

    /// Calls the work off; what it holds is dropped, temporary files among it.
    pub(super) fn cancel(&mut self, ticket: Ticket) {
        if let Some(handle) = self.handles.remove(&ticket) {
            handle.abort();
        }
    }

    /// Waits for a task to end, and says so when it ended without an answer. Pending
    /// while nothing runs.
    pub(super) async fn ended(&mut self) -> Option<Message> {
        let Some(ended) = self.set.join_next_with_id().await else {
            return std::future::pending().await;
        };
        let (id, panicked) = match ended {
            Ok((id, ())) => (id, false),
            Err(error) => (error.id(), error.is_panic()),
        };
        let ticket = self.tickets.remove(&id)?;
        self.handles.remove(&ticket);
        panicked.then_some(Message::Lost(ticket))
    }

    /// Calls everything off and waits until it has cleaned up, but not for ever.
    pub(super) async fn leave(mut self, limit: Duration) {
        self.set.abort_all();
        let all_gone = async { while self.set.join_next().await.is_some() {} };
        // A task that does not end in time is left to the end of the process.
        let _ = tokio::time::timeout(limit, all_gone).await;
    }
}
