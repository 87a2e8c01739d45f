//! Builds the connectors, and picks the direct or the proxied one by the request's host.

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, TlsContext, rustls_provider::CryptoMode};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use url::Url;

use super::{Timings, is_loopback};

/// The HTTP client that every SDK client shares. It reads no certificate before the first
/// request, and keeps one pool of connections for each set of time limits that the SDK
/// asks for.
pub fn http_client() -> SharedHttpClient {
    SharedHttpClient::new(SdkClient {
        direct: smithy_client(ProxyConfig::disabled),
        proxied: smithy_client(ProxyConfig::from_env),
    })
}

/// The connector of downloads, of the same kind as the SDK's.
pub(super) fn download_connector(timings: &Timings) -> SharedHttpConnector {
    let settings = HttpConnectorSettings::builder()
        .connect_timeout(timings.connect)
        .read_timeout(timings.answer)
        .build();
    let of = |proxy| SharedHttpConnector::new(connector(proxy, Some(&settings), None));
    SharedHttpConnector::new(ByHost {
        direct: of(ProxyConfig::disabled()),
        proxied: of(ProxyConfig::from_env()),
    })
}

/// The certificate authorities that are trusted: the system's.
fn trust() -> TlsContext {
    // The one place where AWS_CA_BUNDLE and SSL_CERT_FILE will be added.
    TlsContext::default()
}

fn smithy_client(proxy: fn() -> ProxyConfig) -> SharedHttpClient {
    Builder::new().build_with_connector_fn(move |settings, components| {
        connector(proxy(), settings, components)
    })
}

fn connector(
    proxy: ProxyConfig,
    settings: Option<&HttpConnectorSettings>,
    components: Option<&RuntimeComponents>,
) -> Connector {
    let mut builder = Connector::builder().proxy_config(proxy);
    builder.set_connector_settings(settings.cloned());
    builder.set_sleep_impl(components.and_then(RuntimeComponents::sleep_impl));
    builder
        .tls_provider(Provider::rustls(CryptoMode::Ring))
        .tls_context(trust())
        .build()
}

#[derive(Debug)]
struct SdkClient {
    direct: SharedHttpClient,
    proxied: SharedHttpClient,
}

impl HttpClient for SdkClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        // Both are cached inside, by their time limits; the pair costs nothing to make again.
        SharedHttpConnector::new(ByHost {
            direct: self.direct.http_connector(settings, components),
            proxied: self.proxied.http_connector(settings, components),
        })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.proxied.connector_metadata()
    }
}

/// Sends loopback requests directly and all others as the environment's proxies say: a
/// person with `HTTP_PROXY` set and no `NO_PROXY` still reaches a server on this machine.
#[derive(Debug)]
struct ByHost {
    direct: SharedHttpConnector,
    proxied: SharedHttpConnector,
}

impl HttpConnector for ByHost {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let local = Url::parse(request.uri()).is_ok_and(|url| is_loopback(&url));
        if local {
            self.direct.call(request)
        } else {
            self.proxied.call(request)
        }
    }
}
