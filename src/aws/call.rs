//! The API calls as data: what each is called in a policy, and what to say when it
//! fails. Not how they are made.

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

/// One API call. A limiter for each will hang on this.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// Who answers it.
    pub(super) service: Service,
    /// The IAM actions that it needs, as a person would say them.
    pub(super) action: &'static str,
    /// The sentence for its failure.
    pub(super) what: &'static str,
    /// What to do when the thing is not there.
    pub(super) missing: &'static str,
}

const CHECK_INSTANCE: &str =
    "Check the instance's id, and the region: each instance lives in one region.";
const CHECK_CASE: &str = "Check the case's id, and that it belongs to this instance.";
const NEW_FILE: &str =
    "Is the file new? It can take a minute until Connect knows it everywhere: try again.";

pub(super) const LIST_INSTANCES: Call = Call {
    service: Service::Connect,
    action: "connect:ListInstances and ds:DescribeDirectories",
    what: "The instances could not be listed",
    missing: CHECK_INSTANCE,
};
pub(super) const LIST_INTEGRATION_ASSOCIATIONS: Call = Call {
    service: Service::Connect,
    action: "connect:ListIntegrationAssociations and connect:DescribeInstance",
    what: "The instance's Cases domain could not be looked up",
    missing: CHECK_INSTANCE,
};
pub(super) const LIST_CONTACT_REFERENCES: Call = Call {
    service: Service::Connect,
    action: "connect:ListContactReferences",
    what: "The files of a contact could not be listed",
    missing: "The contact may be older than Connect keeps contacts.",
};
pub(super) const DESCRIBE_CONTACT: Call = Call {
    service: Service::Connect,
    action: "connect:DescribeContact",
    what: "The contact could not be read",
    missing: "Check the contact's id, and that it is of this instance.",
};
pub(super) const SEARCH_USERS: Call = Call {
    service: Service::Connect,
    action: "connect:SearchUsers",
    what: "The Connect user could not be looked up",
    missing: CHECK_INSTANCE,
};
pub(super) const BATCH_GET_METADATA: Call = Call {
    service: Service::Connect,
    action: "connect:BatchGetAttachedFileMetadata",
    what: "The details of the files could not be read",
    missing: NEW_FILE,
};
pub(super) const GET_ATTACHED_FILE: Call = Call {
    service: Service::Connect,
    action: "connect:GetAttachedFile",
    what: "The file could not be read",
    missing: NEW_FILE,
};
pub(super) const GET_LINK: Call = Call {
    service: Service::Connect,
    action: "connect:GetAttachedFile",
    what: "The download link could not be made",
    missing: NEW_FILE,
};
pub(super) const LIST_DOMAINS: Call = Call {
    service: Service::Cases,
    action: "cases:ListDomains",
    what: "The Cases domains could not be listed",
    missing: "Check the region.",
};
pub(super) const SEARCH_CASES: Call = Call {
    service: Service::Cases,
    action: "cases:SearchCases",
    what: "The cases could not be listed",
    missing: "Check the Cases domain, and the region.",
};
pub(super) const GET_CASE: Call = Call {
    service: Service::Cases,
    action: "cases:GetCase",
    what: "The case could not be read",
    missing: CHECK_CASE,
};
pub(super) const SEARCH_RELATED_ITEMS: Call = Call {
    service: Service::Cases,
    action: "cases:SearchRelatedItems",
    what: "The files of the case could not be listed",
    missing: CHECK_CASE,
};
pub(super) const GET_CALLER_IDENTITY: Call = Call {
    service: Service::Sts,
    action: "sts:GetCallerIdentity",
    what: "Who is asking could not be looked up",
    missing: "Check the region.",
};
