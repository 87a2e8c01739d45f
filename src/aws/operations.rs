//! The operations by the names that people set quotas for.

use super::call::{
    BATCH_GET_METADATA, Call, DESCRIBE_CONTACT, DESCRIBE_FILES_CONFIGURATION, DESCRIBE_USER,
    GET_ATTACHED_FILE, GET_CALLER_IDENTITY, GET_CASE, GET_LINK, LIST_CONTACT_REFERENCES,
    LIST_DOMAINS, LIST_INSTANCES, LIST_INTEGRATION_ASSOCIATIONS, SEARCH_ALL_RELATED_ITEMS,
    SEARCH_CASES, SEARCH_RELATED_ITEMS, SEARCH_USERS,
};
use super::pace::{Pacing, Quota};

/// Every call that this program makes.
const ALL: [&Call; 16] = [
    &LIST_INSTANCES,
    &LIST_INTEGRATION_ASSOCIATIONS,
    &LIST_CONTACT_REFERENCES,
    &DESCRIBE_CONTACT,
    &DESCRIBE_FILES_CONFIGURATION,
    &DESCRIBE_USER,
    &SEARCH_USERS,
    &BATCH_GET_METADATA,
    &GET_ATTACHED_FILE,
    &GET_LINK,
    &LIST_DOMAINS,
    &SEARCH_CASES,
    &GET_CASE,
    &SEARCH_RELATED_ITEMS,
    &SEARCH_ALL_RELATED_ITEMS,
    &GET_CALLER_IDENTITY,
];

/// AWS's names of the operations that this program uses, in order and each once.
pub fn operations() -> Vec<&'static str> {
    let mut names: Vec<&str> = ALL.iter().map(|call| call.operation).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What this operation is allowed at this pace; none for a name that is not known.
pub fn quota(operation: &str, pacing: &Pacing) -> Option<Quota> {
    let call = ALL.iter().find(|call| call.operation == operation)?;
    Some(pacing.quota(call.operation, call.quota))
}
