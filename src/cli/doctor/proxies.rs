//! Proxies and certificates, as the environment has them. Of a proxy's address only the
//! host is told: it often holds a password.

use std::ffi::OsString;
use std::path::Path;

use url::Url;

use crate::domain::{Failure, FailureKind, SafeText};
use crate::operations::doctor::Check;

const PROXIES: [&str; 3] = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
const EXCEPT: &str = "NO_PROXY";
const BUNDLES: [&str; 2] = ["AWS_CA_BUNDLE", "SSL_CERT_FILE"];

/// Makes these checks.
pub(super) fn proxies(env: impl Fn(&str) -> Option<OsString>) -> Vec<Check> {
    let value = |name: &str| {
        let value = env(name)?.to_string_lossy().trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    vec![proxy(&value), certificates(&value)]
}

fn proxy(value: &impl Fn(&str) -> Option<String>) -> Check {
    const NAME: &str = "Proxy";
    // Each in capitals and in small letters; either is read.
    let either = |name: &str| {
        let small = name.to_lowercase();
        let found = value(&small).map(|value| (small, value));
        found.or_else(|| Some((name.to_owned(), value(name)?)))
    };
    let mut told = Vec::new();
    for (name, value) in PROXIES.into_iter().filter_map(either) {
        let Some(host) = host(&value) else {
            let why = format!("{name} is not an address");
            let failure = Failure::new(FailureKind::Usage, "The proxy makes no sense", why);
            return Check::failed(NAME, &failure).hint("Write it like http://HOST:PORT.");
        };
        told.push(format!("{name} is {host}"));
    }
    if told.is_empty() {
        return Check::ok(NAME, "none");
    }
    told.extend(either(EXCEPT).map(|(name, value)| format!("{name} is {value}")));
    Check::ok(NAME, told.join(", "))
}

/// The host and the port of a proxy, which may be written without a scheme.
fn host(value: &str) -> Option<String> {
    let whole = if value.contains("://") {
        value.to_owned()
    } else {
        format!("http://{value}")
    };
    let url = Url::parse(&whole).ok()?;
    let host = SafeText::new(url.host_str()?);
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_string(),
    })
}

fn certificates(value: &impl Fn(&str) -> Option<String>) -> Check {
    const NAME: &str = "Certificates";
    let found = BUNDLES
        .into_iter()
        .find_map(|name| Some((name, value(name)?)));
    let Some((name, path)) = found else {
        return Check::ok(NAME, "the system's");
    };
    if Path::new(&path).is_file() {
        return Check::ok(NAME, format!("those of {path}, from {name}"));
    }
    let why = format!("{name} names {path}, which is no file");
    let what = "The certificates cannot be read";
    let failure = Failure::new(FailureKind::Local, what, why);
    Check::failed(NAME, &failure).hint("Name a file of certificates in PEM, or unset it.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::doctor::Status;

    fn told(set: &[(&str, &str)]) -> Vec<(Status, String)> {
        let env = |name: &str| {
            let found = set.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let checks = proxies(env).into_iter();
        checks
            .map(|check| (check.status, check.detail.to_string()))
            .collect()
    }

    #[test]
    fn a_proxy_is_told_by_its_host_alone() {
        for value in [
            "http://me:s3cret@proxy.test:3128/x?y=s3cret",
            "me:s3cret@proxy.test:3128",
        ] {
            let told = &told(&[("HTTPS_PROXY", value), ("no_proxy", ".local")])[0];
            assert_eq!(told.0, Status::Ok);
            assert_eq!(told.1, "HTTPS_PROXY is proxy.test:3128, no_proxy is .local");
        }
        let broken = &told(&[("https_proxy", "http://s3cret@")])[0];
        assert_eq!(broken.0, Status::Failed);
        assert!(!broken.1.contains("s3cret"), "{}", broken.1);
        assert_eq!(told(&[])[0], (Status::Ok, "none".to_owned()));
    }

    #[test]
    fn certificates_that_are_not_there_are_told() {
        let missing = &told(&[("AWS_CA_BUNDLE", "/nowhere/ca.pem")])[1];
        assert_eq!(missing.0, Status::Failed);
        assert!(missing.1.contains("/nowhere/ca.pem"), "{}", missing.1);
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert_eq!(told(&[("SSL_CERT_FILE", here)])[1].0, Status::Ok);
    }
}
