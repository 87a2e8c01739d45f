//! Patience that counts only the time in which this program ran. One that was stopped, on a
//! machine that slept, say, has heard nothing meanwhile, and that is nobody's silence.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use tokio::time::sleep;

/// Into so many looks the time is divided; a stop costs one of them at most.
const LOOKS: u32 = 8;

/// What comes of the work within this time of being awake; nothing when the time is over.
pub(super) async fn within<T>(patience: Duration, work: impl Future<Output = T>) -> Option<T> {
    let look = patience / LOOKS;
    while_looking(work, || sleep(look)).await
}

async fn while_looking<T, L: Future<Output = ()>>(
    work: impl Future<Output = T>,
    mut look: impl FnMut() -> L,
) -> Option<T> {
    let mut work = pin!(work);
    for _ in 0..LOOKS {
        tokio::select! {
            biased;
            done = &mut work => return Some(done),
            () = look() => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::future::{pending, poll_fn, ready};
    use std::task::Poll;

    /// Work that is done once so many looks were taken.
    async fn done_at(looks: &Cell<u32>, at: u32) {
        poll_fn(|_| {
            if looks.get() >= at {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    #[tokio::test]
    async fn silence_ends_it_after_all_looks() {
        let looks = Cell::new(0);
        let look = || {
            looks.set(looks.get() + 1);
            ready(())
        };
        assert_eq!(while_looking(pending::<()>(), look).await, None);
        assert_eq!(looks.get(), LOOKS);
    }

    #[tokio::test]
    async fn a_stop_is_one_look_however_long_it_is() {
        // The program is stopped in the middle of one: the next ones come one by one again.
        let looks = Cell::new(0);
        let look = || {
            looks.set(looks.get() + 1);
            ready(())
        };
        assert_eq!(
            while_looking(done_at(&looks, LOOKS - 1), look).await,
            Some(())
        );
        assert_eq!(looks.get(), LOOKS - 1);
    }
}
