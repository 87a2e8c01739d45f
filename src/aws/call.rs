//! The API calls as data: what each is called, how often it may be made, what it needs in
//! a policy, and what to say when it fails. Not how they are made.

use super::pace::Quota;

/// The services that this program talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Service {
    /// Amazon Connect.
    Connect,
    /// Amazon Connect Cases.
    Cases,
    /// The Security Token Service.
    Sts,
}

/// One API call. Calls of the same operation share a limiter.
#[derive(Debug, PartialEq)]
pub(super) struct Call {
    /// Who answers it.
    pub(super) service: Service,
    /// AWS's name of the operation.
    pub(super) operation: &'static str,
    /// How often it may be made: what AWS publishes, with a burst of [`BURST`] at most.
    pub(super) quota: Quota,
    /// The IAM actions that it needs.
    pub(super) actions: &'static [&'static str],
    /// What a policy has to allow them on.
    pub(super) on: Resource,
    /// The sentence for its failure.
    pub(super) what: &'static str,
    /// What to do when the thing is not there.
    pub(super) missing: &'static str,
}

/// What an IAM policy names for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    /// Nothing in particular, as `*`.
    Any,
    /// A Connect instance.
    Instance,
    /// The attached files of an instance.
    Files,
    /// The contacts of an instance.
    Contacts,
    /// The users of an instance.
    Users,
    /// A Cases domain, and what is in it.
    Domain,
}

/// The most requests at once, though AWS publishes more for some: the bucket belongs to
/// the whole account.
pub(super) const BURST: f64 = 5.0;

/// A published rate, and the burst that is used of it.
const fn rate(rate: f64) -> Quota {
    Quota { rate, burst: BURST }
}

const CHECK_INSTANCE: &str =
    "Check the instance's id, and the region: each instance lives in one region.";
const CHECK_CASE: &str = "Check the case's id, and that it belongs to this instance.";
const NEW_FILE: &str =
    "Is the file new? It can take a minute until Connect knows it everywhere: try again.";

pub(super) const LIST_INSTANCES: Call = Call {
    service: Service::Connect,
    operation: "ListInstances",
    quota: rate(2.0),
    actions: &["connect:ListInstances", "ds:DescribeDirectories"],
    on: Resource::Any,
    what: "The instances could not be listed",
    missing: CHECK_INSTANCE,
};
pub(super) const LIST_INTEGRATION_ASSOCIATIONS: Call = Call {
    service: Service::Connect,
    operation: "ListIntegrationAssociations",
    quota: rate(25.0),
    actions: &[
        "connect:ListIntegrationAssociations",
        "connect:DescribeInstance",
    ],
    on: Resource::Instance,
    what: "The instance's Cases domain could not be looked up",
    missing: CHECK_INSTANCE,
};
pub(super) const LIST_CONTACT_REFERENCES: Call = Call {
    service: Service::Connect,
    operation: "ListContactReferences",
    quota: rate(10.0),
    actions: &["connect:ListContactReferences"],
    on: Resource::Contacts,
    what: "The files of a contact could not be listed",
    missing: "The contact may be older than Connect keeps contacts.",
};
pub(super) const DESCRIBE_CONTACT: Call = Call {
    service: Service::Connect,
    operation: "DescribeContact",
    quota: rate(10.0),
    actions: &["connect:DescribeContact"],
    on: Resource::Contacts,
    what: "The contact could not be read",
    missing: "Check the contact's id, and that it is of this instance.",
};
pub(super) const SEARCH_USERS: Call = Call {
    service: Service::Connect,
    operation: "SearchUsers",
    quota: rate(2.0),
    actions: &["connect:SearchUsers"],
    on: Resource::Instance,
    what: "The Connect user could not be looked up",
    missing: CHECK_INSTANCE,
};
/// Who scans the files hangs on an instance as its Cases domain does.
pub(super) const FIND_SCANNERS: Call = Call {
    what: "Who scans the files could not be looked up",
    ..LIST_INTEGRATION_ASSOCIATIONS
};
pub(super) const DESCRIBE_FILES_CONFIGURATION: Call = Call {
    service: Service::Connect,
    operation: "DescribeAttachedFilesConfiguration",
    quota: rate(2.0),
    actions: &["connect:DescribeAttachedFilesConfiguration"],
    on: Resource::Instance,
    what: "The rules for uploads could not be read",
    missing: CHECK_INSTANCE,
};
pub(super) const DESCRIBE_USER: Call = Call {
    service: Service::Connect,
    operation: "DescribeUser",
    quota: rate(2.0),
    actions: &["connect:DescribeUser"],
    on: Resource::Users,
    what: "The name of a Connect user could not be read",
    missing: "The user may have been deleted.",
};
pub(super) const BATCH_GET_METADATA: Call = Call {
    service: Service::Connect,
    operation: "BatchGetAttachedFileMetadata",
    quota: rate(2.0),
    actions: &["connect:BatchGetAttachedFileMetadata"],
    on: Resource::Files,
    what: "The details of the files could not be read",
    missing: NEW_FILE,
};
pub(super) const GET_ATTACHED_FILE: Call = Call {
    service: Service::Connect,
    operation: "GetAttachedFile",
    quota: rate(2.0),
    actions: &["connect:GetAttachedFile"],
    on: Resource::Files,
    what: "The file could not be read",
    missing: NEW_FILE,
};
pub(super) const GET_LINK: Call = Call {
    what: "The download link could not be made",
    ..GET_ATTACHED_FILE
};
pub(super) const LIST_DOMAINS: Call = Call {
    service: Service::Cases,
    operation: "ListDomains",
    quota: rate(2.0),
    actions: &["cases:ListDomains"],
    on: Resource::Any,
    what: "The Cases domains could not be listed",
    missing: "Check the region.",
};
pub(super) const SEARCH_CASES: Call = Call {
    service: Service::Cases,
    operation: "SearchCases",
    quota: rate(2.0),
    actions: &["cases:SearchCases"],
    on: Resource::Domain,
    what: "The cases could not be listed",
    missing: "Check the Cases domain, and the region.",
};
pub(super) const GET_CASE: Call = Call {
    service: Service::Cases,
    operation: "GetCase",
    quota: rate(4.0),
    actions: &["cases:GetCase"],
    on: Resource::Domain,
    what: "The case could not be read",
    missing: CHECK_CASE,
};
pub(super) const SEARCH_RELATED_ITEMS: Call = Call {
    service: Service::Cases,
    operation: "SearchRelatedItems",
    quota: rate(2.0),
    actions: &["cases:SearchRelatedItems"],
    on: Resource::Domain,
    what: "The files of the case could not be listed",
    missing: CHECK_CASE,
};
/// AWS publishes no quota of its own for it, so it is taken for one of the scarce ones.
pub(super) const SEARCH_ALL_RELATED_ITEMS: Call = Call {
    service: Service::Cases,
    operation: "SearchAllRelatedItems",
    quota: rate(2.0),
    actions: &["cases:SearchAllRelatedItems"],
    on: Resource::Domain,
    what: "The files of the Cases domain could not be listed",
    missing: "Check the Cases domain, and the region.",
};
/// AWS publishes no quota of its own for it; nothing here asks it often.
pub(super) const GET_CALLER_IDENTITY: Call = Call {
    service: Service::Sts,
    operation: "GetCallerIdentity",
    quota: rate(10.0),
    actions: &["sts:GetCallerIdentity"],
    on: Resource::Any,
    what: "Who is asking could not be looked up",
    missing: "Check the region.",
};
