//! Which certificate authorities are trusted: the system's, or those that the
//! environment names in their place. Nothing here connects.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use aws_smithy_http_client::tls::{TlsContext, TrustStore};
use rustls::RootCertStore;
use rustls_native_certs::{CertificateResult, load_certs_from_paths, load_native_certs};

use crate::domain::{Failure, FailureKind};

/// The variable of AWS's own tools. It goes first and replaces the system's store.
const AWS_BUNDLE: &str = "AWS_CA_BUNDLE";
/// OpenSSL's variables. Either replaces the system's store.
const SSL: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// Why there is nobody whose word could be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct TrustError {
    why: String,
    hint: &'static str,
}

impl TrustError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        self.hint
    }

    /// The words for a person.
    pub fn failure(&self, what: &str) -> Failure {
        Failure::new(FailureKind::Usage, what, self.why.as_str()).hint(self.hint)
    }
}

/// The bundle that the shared files name for the profile in use. Whom to trust is the
/// process's own: requests and downloads ask for it in places that share nothing else.
static CONFIGURED: RwLock<Option<PathBuf>> = RwLock::new(None);

/// Takes over the `ca_bundle` of the shared files, which stands behind `AWS_CA_BUNDLE`.
pub fn configure_trust(bundle: Option<&str>) {
    let bundle = bundle.filter(|path| !path.is_empty()).map(PathBuf::from);
    *CONFIGURED.write().unwrap_or_else(PoisonError::into_inner) = bundle;
}

/// Where the authorities are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    System,
    /// What names it, and the file or folder that it names.
    Bundle(&'static str, PathBuf),
    /// OpenSSL's variables that are set.
    Ssl(Vec<(&'static str, OsString)>),
}

impl Source {
    /// What the environment and the shared files say now.
    pub(super) fn now() -> Self {
        let configured = CONFIGURED.read().unwrap_or_else(PoisonError::into_inner);
        Self::of(|name| env::var_os(name), configured.as_deref())
    }

    /// An empty variable says nothing.
    fn of(variable: impl Fn(&str) -> Option<OsString>, configured: Option<&Path>) -> Self {
        let set = |name: &'static str| {
            let value = variable(name).filter(|value| !value.is_empty())?;
            Some((name, value))
        };
        if let Some((name, path)) = set(AWS_BUNDLE) {
            return Source::Bundle(name, path.into());
        }
        if let Some(path) = configured {
            return Source::Bundle("ca_bundle in the shared files", path.to_owned());
        }
        let ssl: Vec<_> = SSL.into_iter().filter_map(set).collect();
        if ssl.is_empty() {
            Source::System
        } else {
            Source::Ssl(ssl)
        }
    }

    fn read(&self) -> CertificateResult {
        match self {
            Source::System | Source::Ssl(_) => load_native_certs(),
            Source::Bundle(_, path) if path.is_dir() => load_certs_from_paths(None, Some(path)),
            Source::Bundle(_, path) => load_certs_from_paths(Some(path), None),
        }
    }

    /// The words for an empty hand.
    fn nothing(&self, read: &CertificateResult) -> TrustError {
        let set: Vec<(&str, &OsStr)> = match self {
            Source::System => {
                return TrustError {
                    why: "this machine's store of certificates is empty".to_owned(),
                    hint: "Install the system's ca-certificates, or name a bundle with AWS_CA_BUNDLE.",
                };
            }
            Source::Bundle(name, path) => vec![(name, path.as_os_str())],
            Source::Ssl(set) => set.iter().map(|(name, path)| (*name, &**path)).collect(),
        };
        let named: Vec<String> = set
            .iter()
            .map(|(name, path)| format!("{name} names {}", Path::new(path).display()))
            .collect();
        let why = read.errors.iter().find_map(unreadable);
        let why = why.map_or_else(
            || "which holds no certificate in PEM form".to_owned(),
            |error| format!("which cannot be read: {error}"),
        );
        TrustError {
            why: format!("{}, {why}", named.join(" and ")),
            hint: "Unset the variable, or let it name a file of PEM certificates.",
        }
    }
}

fn unreadable(error: &rustls_native_certs::Error) -> Option<String> {
    match &error.kind {
        rustls_native_certs::ErrorKind::Io { inner, .. } => Some(inner.to_string()),
        _ => None,
    }
}

/// Whether somebody is trusted, as the environment has it now; for an answer before the
/// first request. The system's own store is not looked into.
pub fn check_trust() -> Result<(), TrustError> {
    match Source::now() {
        Source::System => Ok(()),
        named => trusted(&named).map(|_| ()),
    }
}

/// Trusts nobody: for what goes without TLS.
pub(super) fn nobody() -> TlsContext {
    context(TrustStore::empty())
}

/// Reads the authorities. Only what can be one is handed on: on the rest the connector
/// would panic.
pub(super) fn trusted(source: &Source) -> Result<TlsContext, TrustError> {
    let read = source.read();
    let mut known = RootCertStore::empty();
    let mut store = TrustStore::empty();
    for certificate in &read.certs {
        if known.add(certificate.clone()).is_ok() {
            store.add_pem_certificate(pem(certificate));
        }
    }
    if known.is_empty() {
        return Err(source.nothing(&read));
    }
    Ok(context(store))
}

fn context(store: TrustStore) -> TlsContext {
    // The builder has nothing to refuse: it looks at no certificate.
    let built = TlsContext::builder().with_trust_store(store).build();
    built.unwrap_or_default()
}

fn pem(certificate: &[u8]) -> String {
    let text = aws_smithy_types::base64::encode(certificate);
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    for (at, letter) in text.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str("\n-----END CERTIFICATE-----\n");
    pem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundle_of_aws_goes_before_those_of_openssl_and_an_empty_variable_is_none() {
        type Set = &'static [(&'static str, &'static str)];
        let of = |set: Set, configured: Option<&str>| {
            let variable = |name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            };
            Source::of(variable, configured.map(Path::new))
        };
        let both: Set = &[("AWS_CA_BUNDLE", "/a"), ("SSL_CERT_FILE", "/b")];
        let ssl: Set = &[("AWS_CA_BUNDLE", ""), ("SSL_CERT_FILE", "/b")];
        assert_eq!(of(&[], None), Source::System);
        assert_eq!(of(&[("AWS_CA_BUNDLE", "")], None), Source::System);
        let aws = Source::Bundle("AWS_CA_BUNDLE", "/a".into());
        assert_eq!(of(both, Some("/c")), aws);
        let files = Source::Bundle("ca_bundle in the shared files", "/c".into());
        assert_eq!(of(ssl, Some("/c")), files);
        let openssl = Source::Ssl(vec![("SSL_CERT_FILE", "/b".into())]);
        assert_eq!(of(ssl, None), openssl);
    }
}
