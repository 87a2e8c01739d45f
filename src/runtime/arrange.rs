//! Brings many rows into order beside the machine, which stays usable meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::app::table::Arrangement;

/// Says that nobody waits any more, as soon as whoever waited is gone.
struct CallOff(Arc<AtomicBool>);

impl Drop for CallOff {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The rows that are shown, in their order. Called off, the work stops soon.
pub(super) async fn arranged(work: Arrangement) -> Vec<u32> {
    let call_off = CallOff(Arc::default());
    let called_off = Arc::clone(&call_off.0);
    let done =
        tokio::task::spawn_blocking(move || work.work(|| called_off.load(Ordering::Relaxed)));
    let shown = match done.await.map_err(tokio::task::JoinError::try_into_panic) {
        Ok(shown) => shown,
        // Whoever waits is told that the work was lost.
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        // The program ends.
        Err(Err(_)) => std::future::pending().await,
    };
    drop(call_off);
    shown
}
