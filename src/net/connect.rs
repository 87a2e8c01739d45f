//! Builds the connectors, and picks the way out by the request's host: directly to this
//! machine and its neighbour services, through the environment's proxies to all others.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, TlsContext, rustls_provider::CryptoMode};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use url::Url;

use super::Timings;
use super::address::goes_directly;
use super::names::Names;
use super::trust::{Source, TrustError, nobody, trusted};

/// The HTTP client that every SDK client shares. It reads no certificate before the first
/// request that needs one, and keeps one pool of connections for each set of time limits
/// that the SDK asks for.
pub fn http_client() -> SharedHttpClient {
    let make = |proxy: Proxy, trust: TlsContext| {
        Builder::new().build_with_connector_fn(move |settings, components| {
            connector(proxy(), trust.clone(), settings, components)
        })
    };
    SharedHttpClient::new(SdkClient {
        ways: Arc::new(Ways::new(make)),
    })
}

/// The connector of downloads, of the same kind as the SDK's.
pub(super) fn download_connector(timings: &Timings) -> SharedHttpConnector {
    let settings = HttpConnectorSettings::builder()
        .connect_timeout(timings.connect)
        .read_timeout(timings.answer)
        .build();
    let make = move |proxy: Proxy, trust: TlsContext| {
        SharedHttpConnector::new(connector(proxy(), trust, Some(&settings), None))
    };
    SharedHttpConnector::new(Downloads {
        ways: Ways::new(make),
    })
}

fn connector(
    proxy: ProxyConfig,
    trust: TlsContext,
    settings: Option<&HttpConnectorSettings>,
    components: Option<&RuntimeComponents>,
) -> Connector {
    let mut builder = Connector::builder().proxy_config(proxy);
    builder.set_connector_settings(settings.cloned());
    builder.set_sleep_impl(components.and_then(RuntimeComponents::sleep_impl));
    builder
        .tls_provider(Provider::rustls(CryptoMode::Ring))
        .tls_context(trust)
        .build_with_resolver(Names)
}

type Proxy = fn() -> ProxyConfig;
type Make<T> = Box<dyn Fn(Proxy, TlsContext) -> T + Send + Sync>;

/// The ways out of this process, each made when it is first taken.
struct Ways<T> {
    make: Make<T>,
    /// To this machine without TLS: needs no certificate, and so no file.
    plain: T,
    /// All others, with the authorities that they trust.
    secured: Mutex<Option<(Source, Secured<T>)>>,
}

#[derive(Clone)]
struct Secured<T> {
    direct: T,
    proxied: T,
}

impl<T: Clone> Ways<T> {
    fn new(make: impl Fn(Proxy, TlsContext) -> T + Send + Sync + 'static) -> Self {
        Self {
            plain: make(ProxyConfig::disabled, nobody()),
            make: Box::new(make),
            secured: Mutex::default(),
        }
    }

    /// The way to this address. A person with `HTTP_PROXY` set and no `NO_PROXY` still
    /// reaches a server on this machine.
    fn to(&self, address: &str) -> Result<T, TrustError> {
        let url = Url::parse(address).ok();
        let direct = url.as_ref().is_some_and(goes_directly);
        if direct && url.is_some_and(|url| url.scheme() == "http") {
            return Ok(self.plain.clone());
        }
        let secured = self.secured()?;
        Ok(if direct {
            secured.direct
        } else {
            secured.proxied
        })
    }

    /// Made anew when other authorities are named. A failure is not kept: the file may
    /// be there the next time.
    fn secured(&self) -> Result<Secured<T>, TrustError> {
        let mut held = self.secured.lock().unwrap_or_else(PoisonError::into_inner);
        let source = Source::now();
        if let Some((from, secured)) = &*held
            && *from == source
        {
            return Ok(secured.clone());
        }
        let trust = trusted(&source)?;
        let secured = Secured {
            direct: (self.make)(ProxyConfig::disabled, trust.clone()),
            proxied: (self.make)(ProxyConfig::from_env, trust),
        };
        *held = Some((source, secured.clone()));
        Ok(secured)
    }
}

impl<T> fmt::Debug for Ways<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ways")
    }
}

#[derive(Debug)]
struct SdkClient {
    ways: Arc<Ways<SharedHttpClient>>,
}

impl HttpClient for SdkClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(SdkConnector {
            ways: Arc::clone(&self.ways),
            settings: settings.clone(),
            components: components.clone(),
        })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.ways.plain.connector_metadata()
    }
}

/// What one set of time limits goes through. The connectors themselves are cached in the
/// clients, so that this costs nothing to make again.
#[derive(Debug)]
struct SdkConnector {
    ways: Arc<Ways<SharedHttpClient>>,
    settings: HttpConnectorSettings,
    components: RuntimeComponents,
}

impl HttpConnector for SdkConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self.ways.to(request.uri()) {
            Ok(client) => client
                .http_connector(&self.settings, &self.components)
                .call(request),
            Err(error) => untrusted(error),
        }
    }
}

#[derive(Debug)]
struct Downloads {
    ways: Ways<SharedHttpConnector>,
}

impl HttpConnector for Downloads {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self.ways.to(request.uri()) {
            Ok(connector) => connector.call(request),
            Err(error) => untrusted(error),
        }
    }
}

/// Nobody to ask, since nobody could be believed.
fn untrusted(error: TrustError) -> HttpConnectorFuture {
    HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())))
}
