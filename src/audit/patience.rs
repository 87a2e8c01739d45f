//! Waiting for a person who has to sign in again, when there is one.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

use crate::aws::Aws;
use crate::domain::{Failure, FailureKind};

/// Tells a person why it waits; comes back with whether to try again.
pub type Asker = Arc<dyn Fn(Failure) -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// Waits for a new sign-in, once for all who run into the old one's end.
#[derive(Default)]
pub struct Patience {
    asker: Option<Asker>,
    waits: Mutex<()>,
    signed_in: AtomicU64,
}

impl Patience {
    /// Nobody is there: an end of the credentials is the end.
    pub fn none() -> Self {
        Self::default()
    }

    /// Somebody is there to be asked.
    pub fn with(asker: Asker) -> Self {
        Self {
            asker: Some(asker),
            ..Self::default()
        }
    }

    /// Does `work`, and does it again after each new sign-in.
    pub(super) async fn with_login<T>(
        &self,
        aws: &Aws,
        work: impl AsyncFn() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        loop {
            let seen = self.signed_in.load(Ordering::SeqCst);
            match work().await {
                Err(failure) if failure.kind == FailureKind::Credentials => {
                    if !self.again(aws, seen, &failure).await {
                        return Err(failure);
                    }
                }
                done => return done,
            }
        }
    }

    async fn again(&self, aws: &Aws, seen: u64, failure: &Failure) -> bool {
        let Some(asker) = &self.asker else {
            return false;
        };
        let _only_one = self.waits.lock().await;
        if self.signed_in.load(Ordering::SeqCst) != seen {
            // Somebody has waited already, and there was a new sign-in: perhaps this one, too.
            aws.reload().await;
            return true;
        }
        let again = asker(failure.clone()).await;
        if again {
            aws.reload().await;
            self.signed_in.fetch_add(1, Ordering::SeqCst);
        }
        again
    }
}
