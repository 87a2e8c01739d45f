//! Which operation a method and a path name, as AWS's service models write them.
//! What the operation then does, and whether the caller may, is decided elsewhere.

use axum::http::Method;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// The AWS services behind the one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// Amazon Connect.
    Connect,
    /// Amazon Connect Cases.
    Cases,
    /// Security Token Service.
    Sts,
    /// S3: only the objects behind links.
    Bucket,
}

impl Service {
    /// The name in a credential scope.
    pub(crate) fn signing_name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Cases => "cases",
            Self::Sts => "sts",
            Self::Bucket => "s3",
        }
    }
}

/// Everything that can be asked; the names are AWS's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub(crate) enum Operation {
    ListInstances,
    ListIntegrationAssociations,
    BatchGetAttachedFileMetadata,
    GetAttachedFile,
    DescribeAttachedFilesConfiguration,
    ListAttachedFilesConfigurations,
    ListContactReferences,
    DescribeContact,
    DescribeUser,
    SearchUsers,
    ListDomains,
    GetDomain,
    ListFields,
    SearchCases,
    GetCase,
    SearchRelatedItems,
    SearchAllRelatedItems,
    GetCallerIdentity,
    AssumeRole,
    AssumeRoleWithWebIdentity,
    GetObject,
}

impl Operation {
    /// AWS's name of it.
    pub(crate) fn name(self) -> String {
        format!("{self:?}")
    }

    /// The operation of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// The service it belongs to.
    pub(crate) fn service(self) -> Service {
        match self {
            Self::ListInstances
            | Self::ListIntegrationAssociations
            | Self::BatchGetAttachedFileMetadata
            | Self::GetAttachedFile
            | Self::DescribeAttachedFilesConfiguration
            | Self::ListAttachedFilesConfigurations
            | Self::ListContactReferences
            | Self::DescribeContact
            | Self::DescribeUser
            | Self::SearchUsers => Service::Connect,
            Self::ListDomains
            | Self::GetDomain
            | Self::ListFields
            | Self::SearchCases
            | Self::GetCase
            | Self::SearchRelatedItems
            | Self::SearchAllRelatedItems => Service::Cases,
            Self::GetCallerIdentity | Self::AssumeRole | Self::AssumeRoleWithWebIdentity => {
                Service::Sts
            }
            Self::GetObject => Service::Bucket,
        }
    }
}

impl Operation {
    /// Whether it is asked without a signature: what comes with the request is the proof.
    pub(crate) fn goes_unsigned(self) -> bool {
        matches!(self, Self::GetObject | Self::AssumeRoleWithWebIdentity)
    }
}

/// The bucket that links point into, and so the first segment of their path.
pub(crate) const BUCKET: &str = "attache-demo-bucket";

/// An operation and the decoded words of its path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) operation: Operation,
    pub(crate) words: Vec<String>,
}

/// Finds the operation for a method and the decoded segments of a path (without the leading empty one).
pub(crate) fn route(method: &Method, segments: &[&str]) -> Option<Route> {
    use Operation as O;
    if segments.first() == Some(&BUCKET) {
        // Every method: S3 tells a wrong one by the signature, not by the route.
        let key = segments.get(1..).unwrap_or_default().join("/");
        return Some(Route {
            operation: O::GetObject,
            words: vec![key],
        });
    }
    let get = method == Method::GET;
    let post = method == Method::POST;
    let (operation, words): (_, &[&str]) = match segments {
        [""] if post => (O::GetCallerIdentity, &[]),
        ["instance"] if get => (O::ListInstances, &[]),
        ["instance", id, "integration-associations"] if get => {
            (O::ListIntegrationAssociations, &[id])
        }
        ["attached-files", id] if post => (O::BatchGetAttachedFileMetadata, &[id]),
        ["attached-files", id, file] if get => (O::GetAttachedFile, &[id, file]),
        ["attached-files-configurations", id] if get => (O::ListAttachedFilesConfigurations, &[id]),
        ["attached-files-configurations", id, scope] if get => {
            (O::DescribeAttachedFilesConfiguration, &[id, scope])
        }
        ["contact", "references", id, contact] if get => (O::ListContactReferences, &[id, contact]),
        ["contacts", id, contact] if get => (O::DescribeContact, &[id, contact]),
        ["users", id, user] if get => (O::DescribeUser, &[id, user]),
        ["search-users"] if post => (O::SearchUsers, &[]),
        ["domains-list"] if post => (O::ListDomains, &[]),
        ["domains", domain] if post => (O::GetDomain, &[domain]),
        ["domains", domain, "fields-list"] if post => (O::ListFields, &[domain]),
        ["domains", domain, "cases-search"] if post => (O::SearchCases, &[domain]),
        ["domains", domain, "related-items-search"] if post => {
            (O::SearchAllRelatedItems, &[domain])
        }
        ["domains", domain, "cases", case] if post => (O::GetCase, &[domain, case]),
        ["domains", domain, "cases", case, "related-items-search"] if post => {
            (O::SearchRelatedItems, &[domain, case])
        }
        _ => return None,
    };
    Some(Route {
        operation,
        words: words.iter().map(|&word| word.to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_belongs_to_one_method() {
        assert!(route(&Method::GET, &["instance"]).is_some());
        assert!(route(&Method::POST, &["instance"]).is_none());
        assert!(route(&Method::GET, &["domains-list"]).is_none());
        assert!(route(&Method::GET, &[""]).is_none());
        assert!(
            route(
                &Method::GET,
                &["instance", "i", "integration-associations", "x"]
            )
            .is_none()
        );
    }

    #[test]
    fn a_link_keeps_its_whole_key() {
        let found = route(&Method::HEAD, &[BUCKET, "connect", "a", "b"]);
        assert_eq!(
            found.map(|route| route.words),
            Some(vec!["connect/a/b".to_owned()])
        );
    }
}
