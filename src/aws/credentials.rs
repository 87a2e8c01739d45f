//! The credentials, asked for apart from the requests: a `credential_process` may wait
//! for a person's second factor, which no request's time limit has room for.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use thiserror::Error;
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::origin::Origin;

/// Credentials that end sooner are asked for anew.
const LEAST_LEFT: Duration = Duration::from_mins(1);

/// One source of credentials and what it gave last. Clones share both.
#[derive(Debug, Clone)]
pub(super) struct Purse {
    source: SharedCredentialsProvider,
    /// How long the source may take.
    patience: Duration,
    origin: Arc<Origin>,
    held: Arc<Mutex<Option<Credentials>>>,
}

/// Why a source gave nothing, and which it was: the SDK's errors do not say.
#[derive(Debug, Error)]
#[error("{origin} gave no credentials")]
pub(super) struct Unfound {
    pub(super) origin: Arc<Origin>,
    #[source]
    pub(super) error: CredentialsError,
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
        }
    }

    /// What is held, else what the source gives. All who ask meanwhile wait for the one
    /// answer, so that nobody is asked for a second factor twice.
    pub(super) async fn get(&self) -> Result<Credentials, CredentialsError> {
        let mut held = self.held.lock().await;
        if let Some(good) = held.as_ref().filter(|held| lasts(held)) {
            return Ok(good.clone());
        }
        let given = timeout(self.patience, self.source.provide_credentials()).await;
        let given = given.unwrap_or_else(|_| {
            let late = CredentialsError::provider_timed_out(self.patience);
            Err(late)
        });
        let given = given.map_err(|error| {
            let origin = Arc::clone(&self.origin);
            CredentialsError::provider_error(Unfound { origin, error })
        })?;
        *held = Some(given.clone());
        Ok(given)
    }

    /// Drops what AWS did not accept: a new sign-in is found by the next request.
    pub(super) async fn forget(&self) {
        *self.held.lock().await = None;
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
