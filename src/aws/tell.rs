//! What happens to a request, told to whoever watches and to the log, in the same
//! masked words.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tracing::{debug, info, warn};

use crate::domain::{Activity, Event, SafeText};

/// Where the log files these lines.
const TARGET: &str = "attache::aws";

/// Who is told what happens to the requests.
pub(super) type Watcher = Arc<dyn Fn(Activity) + Send + Sync>;

/// Tells of one request.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) operation: &'static str,
    pub(super) watcher: Option<&'a Watcher>,
}

impl Teller<'_> {
    pub(super) fn tell(&self, event: Event) {
        let operation = self.operation;
        match &event {
            Event::Failed { failure, chain } => {
                let chain: Vec<&str> = chain.iter().map(SafeText::as_str).collect();
                warn!(target: TARGET, operation, cause = chain.join(": "), "{failure}");
            }
            Event::Answered(_) => debug!(target: TARGET, operation, "{event}"),
            waiting => info!(target: TARGET, operation, "{waiting}"),
        }
        if let Some(watcher) = self.watcher {
            let at = Timestamp::now();
            watcher(Activity {
                at,
                operation,
                event,
            });
        }
    }
}

/// Waits for `work`, and calls `late` once when it has taken longer than `after`.
pub(super) async fn noting<F: Future>(
    work: F,
    after: Duration,
    late: impl AsyncFnOnce(),
) -> F::Output {
    let mut work = std::pin::pin!(work);
    if let Ok(done) = tokio::time::timeout(after, &mut work).await {
        return done;
    }
    late().await;
    work.await
}
