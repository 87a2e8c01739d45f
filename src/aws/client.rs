//! The handle that everything is asked through. It loads its configuration on first use,
//! so that the first frame never waits for a file or a network, and again after AWS has
//! refused the login. How a request is made is the business of `ask`.

use std::fmt;
use std::sync::Arc;

use aws_config::SdkConfig;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use tokio::sync::{Mutex, OnceCell};

use super::call::{Call, Service};
use super::config::{self, AwsSettings, Loaded};
use super::credentials::Purse;
use super::endpoint;
use super::origin::Origin;
use super::pace::{Gates, Pacing, Urgency};
use super::tell::{Teller, Watcher};
use super::timings::Timings;
use crate::domain::{Activity, Event, Failure, Identity, LoginChoice, SafeText};

/// AWS, as one login in one Region. Clones share everything.
#[derive(Clone)]
pub struct Aws {
    pub(super) inner: Arc<Inner>,
    pub(super) urgency: Urgency,
    watcher: Option<Watcher>,
}

pub(super) struct Inner {
    pub(super) settings: AwsSettings,
    http: SharedHttpClient,
    pub(super) timings: Timings,
    /// They outlive a reload: AWS's buckets do not care who asks for the account.
    pub(super) gates: Gates,
    /// What is loaded is replaced as a whole; who uses the old one keeps it.
    clients: Mutex<Arc<OnceCell<Arc<Clients>>>>,
}

/// The SDK's clients, once the configuration is known, and what belongs to their login.
pub(super) struct Clients {
    pub(super) connect: aws_sdk_connect::Client,
    pub(super) cases: aws_sdk_connectcases::Client,
    pub(super) sts: aws_sdk_sts::Client,
    pub(super) purse: Option<Purse>,
    pub(super) origin: Origin,
    /// Who asks, once that was asked.
    pub(super) identity: OnceCell<Identity>,
    pub(super) region: String,
    pub(super) config: SdkConfig,
}

impl Aws {
    /// Remembers the settings; no file is read and nothing is sent yet.
    #[must_use]
    pub fn new(settings: AwsSettings, http: SharedHttpClient) -> Self {
        Self::with_timings(settings, http, Timings::default())
    }

    /// The same with other time limits.
    #[must_use]
    pub fn with_timings(settings: AwsSettings, http: SharedHttpClient, timings: Timings) -> Self {
        let gates = Gates::new(settings.pacing.clone());
        Self {
            inner: Arc::new(Inner {
                settings,
                http,
                timings,
                gates,
                clients: Mutex::default(),
            }),
            urgency: Urgency::Person,
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

    /// The same for work that nobody waits for: it lets what a person waits for go
    /// first, and takes at most half of each quota unless the settings say otherwise.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self {
            urgency: Urgency::Background,
            ..self.clone()
        }
    }

    /// Another login or Region. Nothing that this one holds is taken over, but where its
    /// requests go: an endpoint that was given stays.
    #[must_use]
    pub fn switched(&self, choice: &LoginChoice) -> Self {
        let settings = self.inner.settings.switched(choice);
        Self::with_timings(settings, self.inner.http.clone(), self.inner.timings)
    }

    /// Forgets the loaded configuration and its credentials: the next request reads the
    /// files anew. Requests under way keep what they have.
    pub async fn reload(&self) {
        *self.inner.clients.lock().await = Arc::default();
    }

    /// How fast AWS is asked.
    pub fn pacing(&self) -> &Pacing {
        &self.inner.settings.pacing
    }

    /// The profile that was named, here or by `AWS_PROFILE`.
    pub async fn profile(&self) -> Option<SafeText> {
        match self.clients().await {
            Ok(clients) => clients.origin.profile.as_deref().map(SafeText::new),
            Err(_) => self.inner.settings.login.profile().map(SafeText::new),
        }
    }

    /// The Region that requests go to.
    pub async fn region(&self) -> Result<SafeText, Failure> {
        Ok(self.clients().await?.region.as_str().into())
    }

    /// Tells whoever watches what happens to a request that others make with what was had
    /// here: a download by a link, under S3's name of it.
    pub fn tell(&self, operation: &'static str, event: Event) {
        let watcher = self.watcher.as_ref();
        Teller { operation, watcher }.tell(event);
    }

    pub(super) fn teller(&self, call: &Call) -> Teller<'_> {
        Teller {
            operation: call.operation,
            watcher: self.watcher.as_ref(),
        }
    }

    /// A load that failed is tried again by the next who asks.
    pub(super) async fn clients(&self) -> Result<Arc<Clients>, Failure> {
        let cell = Arc::clone(&*self.inner.clients.lock().await);
        // Seldom, and large: not a part of every request's state.
        Box::pin(cell.get_or_try_init(|| self.load()))
            .await
            .cloned()
    }

    /// Drops the clients that turned out to be no good, unless they are replaced already.
    pub(super) async fn forget(&self, clients: &Arc<Clients>) {
        if let Some(purse) = &clients.purse {
            purse.forget();
        }
        let mut cell = self.inner.clients.lock().await;
        if cell.get().is_some_and(|held| Arc::ptr_eq(held, clients)) {
            *cell = Arc::default();
        }
    }

    async fn load(&self) -> Result<Arc<Clients>, Failure> {
        let Inner {
            settings,
            http,
            timings,
            ..
        } = &*self.inner;
        let Loaded {
            config,
            region,
            origin,
            purse,
        } = config::load(settings, http, timings).await?;
        Ok(Arc::new(Clients {
            connect: aws_sdk_connect::Client::new(&config),
            cases: aws_sdk_connectcases::Client::new(&config),
            sts: aws_sdk_sts::Client::new(&config),
            purse,
            origin,
            identity: OnceCell::new(),
            region,
            config,
        }))
    }
}

impl Clients {
    /// The host of a service, for a person whose request did not get there.
    pub(super) async fn host(&self, service: Service) -> Option<String> {
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
