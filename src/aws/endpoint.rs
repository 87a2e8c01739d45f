//! Endpoint addresses, checked before the SDK sees them: an empty one makes it
//! panic, and a malformed one makes it go to AWS's own endpoint without a word.

use std::ffi::OsString;

use aws_config::SdkConfig;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_types::service_config::ServiceConfigKey;
use url::Url;

use super::call::Service;
use crate::domain::{Failure, FailureKind};

const VARIABLE: &str = "AWS_ENDPOINT_URL";
const IGNORE: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

impl Service {
    /// The service's id in variables and shared files.
    fn id(self) -> &'static str {
        match self {
            Service::Connect => "Connect",
            Service::Cases => "ConnectCases",
            Service::Sts => "STS",
        }
    }
}

/// Checks one address that `name` gave.
pub(super) fn check(name: &str, url: &str) -> Result<(), Failure> {
    let wrong = if url.is_empty() {
        "is set but empty"
    } else {
        match Url::parse(url) {
            // What that repairs, the SDK's own parser refuses much later, or misreads.
            Ok(_) if !is_written_out(url) => "is not an http or https address",
            Ok(url) if !matches!(url.scheme(), "http" | "https") || !url.has_host() => {
                "is not an http or https address"
            }
            Ok(_) => return Ok(()),
            Err(_) => "is not an address",
        }
    };
    // The address itself stays out of the sentence: it may hold a password.
    let failure = Failure::new(
        FailureKind::Usage,
        "The endpoint of AWS makes no sense",
        format!("{name} {wrong}"),
    );
    let hint = "Unset it, or write it like https://host:port.";
    Err(failure.hint(hint))
}

/// Whether the address is one as it stands, without slashes to be added or blanks to be cut.
fn is_written_out(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let has_scheme = ["http://", "https://"].iter().any(|s| lower.starts_with(s));
    has_scheme && !url.contains(char::is_whitespace) && HttpRequest::get(url).is_ok()
}

/// The suffixes of the variables of those that may be asked: the services, and who gives
/// credentials for them. A script's variable for S3 is nobody's business here.
const ASKED: [&str; 6] = [
    "CONNECT",
    "CONNECTCASES",
    "STS",
    "SSO",
    "SSO_OIDC",
    "SIGNIN",
];

/// Checks `AWS_ENDPOINT_URL` and its kin for each service among the variables.
pub(super) fn check_variables(
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<(), Failure> {
    let mut found = Vec::new();
    for (name, value) in variables {
        let name = name.to_string_lossy().into_owned();
        if name == IGNORE && value.eq_ignore_ascii_case("true") {
            return Ok(());
        }
        let of = name.strip_prefix("AWS_ENDPOINT_URL_");
        if name == VARIABLE || of.is_some_and(|service| ASKED.contains(&service)) {
            found.push((name, value));
        }
    }
    found.sort();
    found
        .iter()
        .try_for_each(|(name, value)| check(name, &value.to_string_lossy()))
}

/// Checks what the configuration settled on, the shared files' word included.
pub(super) fn check_loaded(config: &SdkConfig) -> Result<(), Failure> {
    if let Some(url) = config.endpoint_url() {
        check("The endpoint URL", url)?;
    }
    for service in [Service::Connect, Service::Cases, Service::Sts] {
        if let Some(url) = configured(config, service) {
            check(&format!("The endpoint URL of {}", service.id()), &url)?;
        }
    }
    Ok(())
}

/// The address that the configuration names for a service, if it names one.
pub(super) fn configured(config: &SdkConfig, service: Service) -> Option<String> {
    let general = || config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return general();
    }
    let key = ServiceConfigKey::builder()
        .service_id(service.id())
        .env(VARIABLE)
        .profile("endpoint_url")
        .build()
        .ok()?;
    config
        .service_config()
        .and_then(|files| files.load_config(key))
        .or_else(general)
}

/// Where the SDK sends a service's requests: each has types of its own for the same rules.
macro_rules! resolved {
    ($sdk:ident, $config:expr, $endpoint:expr) => {{
        use $sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
        let params = Params::builder()
            .set_region($config.region().map(ToString::to_string))
            .set_endpoint($endpoint)
            .set_use_fips($config.use_fips())
            .set_use_dual_stack($config.use_dual_stack())
            .build()
            .ok()?;
        let endpoint = DefaultResolver::new().resolve_endpoint(&params).await;
        endpoint.ok()?.url().to_owned()
    }};
}

/// The address that the SDK asks for a service, as the configuration has it.
pub(super) async fn address(config: &SdkConfig, service: Service) -> Option<String> {
    let endpoint = configured(config, service);
    Some(match service {
        Service::Connect => resolved!(aws_sdk_connect, config, endpoint),
        Service::Cases => resolved!(aws_sdk_connectcases, config, endpoint),
        Service::Sts => resolved!(aws_sdk_sts, config, endpoint),
    })
}
