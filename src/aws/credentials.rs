//! The credentials, asked for apart from the requests: a `credential_process` may wait
//! for a person's second factor, which no request's time limit has room for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use thiserror::Error;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::origin::Origin;

/// Credentials that end sooner are asked for anew.
const LEAST_LEFT: Duration = Duration::from_mins(1);
/// What was given just now is good for the request that it was asked for, however soon it
/// ends: the source would have nothing better, and may ask a person each time.
const JUST_NOW: Duration = Duration::from_secs(10);

/// One source of credentials and what it gave last. Clones share both.
#[derive(Debug, Clone)]
pub(super) struct Purse {
    source: SharedCredentialsProvider,
    /// How long the source may take.
    patience: Duration,
    origin: Arc<Origin>,
    held: Arc<Mutex<Held>>,
    /// How often the source has failed.
    failures: Arc<AtomicU64>,
}

/// What the source said last.
#[derive(Debug, Default)]
struct Held {
    given: Option<(Credentials, Instant)>,
    failed: Option<Arc<CredentialsError>>,
}

/// Why a source gave nothing, and which it was: the SDK's errors do not say.
#[derive(Debug, Error)]
#[error("{origin} gave no credentials")]
pub(super) struct Unfound {
    pub(super) origin: Arc<Origin>,
    #[source]
    pub(super) error: Arc<CredentialsError>,
}

impl Purse {
    pub(super) fn new(
        source: SharedCredentialsProvider,
        patience: Duration,
        origin: Origin,
    ) -> Self {
        Self {
            source,
            patience,
            origin: Arc::new(origin),
            held: Arc::default(),
            failures: Arc::default(),
        }
    }

    /// What is held, else what the source gives. All who ask meanwhile wait for the one
    /// answer, be it a failure, so that nobody is asked for a second factor twice.
    pub(super) async fn get(&self) -> Result<Credentials, CredentialsError> {
        let failures = self.failures.load(Ordering::Relaxed);
        let mut held = self.held.lock().await;
        if let Some(good) = held.good() {
            return Ok(good);
        }
        let meanwhile = self.failures.load(Ordering::Relaxed) != failures;
        if let Some(error) = held.failed.as_ref().filter(|_| meanwhile) {
            return Err(self.unfound(error));
        }
        let given = timeout(self.patience, self.source.provide_credentials()).await;
        let given = given.unwrap_or_else(|_| {
            let late = CredentialsError::provider_timed_out(self.patience);
            Err(late)
        });
        match given {
            Ok(given) => {
                held.given = Some((given.clone(), Instant::now()));
                held.failed = None;
                Ok(given)
            }
            Err(error) => {
                self.failures.fetch_add(1, Ordering::Relaxed);
                Err(self.unfound(held.failed.insert(Arc::new(error))))
            }
        }
    }

    fn unfound(&self, error: &Arc<CredentialsError>) -> CredentialsError {
        CredentialsError::provider_error(Unfound {
            origin: Arc::clone(&self.origin),
            error: Arc::clone(error),
        })
    }

    /// Drops what AWS did not accept: a new sign-in is found by the next request. While
    /// the source is being asked there is nothing to drop, and nobody to wait for.
    pub(super) fn forget(&self) {
        if let Ok(mut held) = self.held.try_lock() {
            held.given = None;
        }
    }
}

impl Held {
    fn good(&self) -> Option<Credentials> {
        let (given, at) = self.given.as_ref()?;
        (lasts(given) || at.elapsed() < JUST_NOW).then(|| given.clone())
    }
}

impl ProvideCredentials for Purse {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.get())
    }
}

fn lasts(credentials: &Credentials) -> bool {
    let soon = SystemTime::now() + LEAST_LEFT;
    credentials.expiry().is_none_or(|end| end > soon)
}
