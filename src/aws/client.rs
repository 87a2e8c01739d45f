//! The handle that everything is asked through. It loads its configuration once, on
//! first use, so that the first frame never waits for a file or a network.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use tokio::sync::OnceCell;

use super::call::{Call, Service};
use super::config::{self, AwsSettings, Loaded};
use super::credentials::Purse;
use super::endpoint;
use super::origin::Origin;
use super::refuse::{self, Asked, Refused};
use super::refuse_login::Login;
use crate::domain::{Activity, Failure, FailureKind, LoginChoice, SafeText};

/// How long the way to the credentials may take: a person may be looking for a token.
const PATIENCE: Duration = Duration::from_mins(2);

/// AWS, as one login in one Region. Clones share everything.
#[derive(Clone)]
pub struct Aws {
    inner: Arc<Inner>,
    #[expect(dead_code, reason = "the limiter will tell of its waits")]
    watcher: Option<Watcher>,
}

/// Who is told what happens to the requests.
type Watcher = Arc<dyn Fn(Activity) + Send + Sync>;

struct Inner {
    settings: AwsSettings,
    http: SharedHttpClient,
    patience: Duration,
    clients: OnceCell<Clients>,
}

/// The SDK's clients, once the configuration is known.
pub(super) struct Clients {
    pub(super) connect: aws_sdk_connect::Client,
    pub(super) cases: aws_sdk_connectcases::Client,
    pub(super) sts: aws_sdk_sts::Client,
    pub(super) purse: Option<Purse>,
    pub(super) origin: Origin,
    config: SdkConfig,
    region: String,
}

impl Aws {
    /// Remembers the settings; no file is read and nothing is sent yet.
    #[must_use]
    pub fn new(settings: AwsSettings, http: SharedHttpClient) -> Self {
        Self::with_patience(settings, http, PATIENCE)
    }

    /// The same with another limit for the way to the credentials.
    #[must_use]
    pub fn with_patience(
        settings: AwsSettings,
        http: SharedHttpClient,
        patience: Duration,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                settings,
                http,
                patience,
                clients: OnceCell::new(),
            }),
            watcher: None,
        }
    }

    /// The same, telling `by` what happens to the requests that are made with it.
    #[must_use]
    pub fn watched(&self, by: impl Fn(Activity) + Send + Sync + 'static) -> Self {
        Self {
            watcher: Some(Arc::new(by)),
            ..self.clone()
        }
    }

    /// Another login or Region. Nothing that this one holds is taken over, but where its
    /// requests go: an endpoint that was given stays.
    #[must_use]
    pub fn switched(&self, choice: &LoginChoice) -> Self {
        let settings = self.inner.settings.switched(choice);
        Self::with_patience(settings, self.inner.http.clone(), self.inner.patience)
    }

    /// The profile that was named, or chosen.
    pub fn profile(&self) -> Option<SafeText> {
        self.inner.settings.login.profile().map(SafeText::new)
    }

    /// The Region that requests go to.
    pub async fn region(&self) -> Result<SafeText, Failure> {
        Ok(self.clients().await?.region.as_str().into())
    }

    /// Makes one request: the one place that every call passes.
    pub(super) async fn ask<T, E, F>(
        &self,
        call: &'static Call,
        request: impl Fn(&Clients) -> F + Send + Sync,
    ) -> Result<T, Failure>
    where
        E: Refused,
        F: Future<Output = Result<T, refuse::Error<E>>> + Send,
    {
        let clients = self.clients().await?;
        let profile = self.inner.settings.login.profile();
        if let Some(purse) = &clients.purse {
            // Before the request, whose time runs from its start.
            let found = Box::pin(purse.get()).await;
            found.map_err(|error| Login::failed(&error, profile).failure(call.what))?;
        }
        match request(clients).await {
            Ok(answer) => Ok(answer),
            Err(error) => {
                let asked = Asked {
                    call,
                    host: clients.host(call.service).await,
                    profile,
                    origin: &clients.origin,
                };
                let failure = refuse::failure(&asked, &error);
                if let (FailureKind::Credentials, Some(purse)) = (failure.kind, &clients.purse) {
                    purse.forget().await;
                }
                Err(failure)
            }
        }
    }

    /// A load that failed is tried again by the next who asks.
    pub(super) async fn clients(&self) -> Result<&Clients, Failure> {
        let load = || async {
            let Inner {
                settings,
                http,
                patience,
                ..
            } = &*self.inner;
            let Loaded {
                config,
                region,
                origin,
                purse,
            } = config::load(settings, http, *patience).await?;
            Ok(Clients {
                connect: aws_sdk_connect::Client::new(&config),
                cases: aws_sdk_connectcases::Client::new(&config),
                sts: aws_sdk_sts::Client::new(&config),
                purse,
                origin,
                config,
                region,
            })
        };
        // Once in a program's life, and large: not a part of every request's state.
        Box::pin(self.inner.clients.get_or_try_init(load)).await
    }
}

impl Clients {
    /// The host of a service, for a person whose request did not get there.
    async fn host(&self, service: Service) -> Option<String> {
        let address = endpoint::address(&self.config, service).await?;
        let url = url::Url::parse(&address).ok()?;
        let host = url.host_str()?;
        Some(match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        })
    }
}

impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aws")
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}
