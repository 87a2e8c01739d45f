//! The operations by the names that people set quotas for.

use super::call::{
    BATCH_GET_METADATA, Call, GET_ATTACHED_FILE, GET_CALLER_IDENTITY, GET_CASE, GET_LINK,
    LIST_CONTACT_REFERENCES, LIST_DOMAINS, LIST_INSTANCES, LIST_INTEGRATION_ASSOCIATIONS,
    SEARCH_CASES, SEARCH_RELATED_ITEMS,
};

/// Every call that this program makes.
const ALL: [&Call; 11] = [
    &LIST_INSTANCES,
    &LIST_INTEGRATION_ASSOCIATIONS,
    &LIST_CONTACT_REFERENCES,
    &BATCH_GET_METADATA,
    &GET_ATTACHED_FILE,
    &GET_LINK,
    &LIST_DOMAINS,
    &SEARCH_CASES,
    &GET_CASE,
    &SEARCH_RELATED_ITEMS,
    &GET_CALLER_IDENTITY,
];

/// AWS's names of the operations that this program uses, in order and each once.
pub fn operations() -> Vec<&'static str> {
    let mut names: Vec<&str> = ALL.iter().filter_map(|call| operation(call)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The operation of a call is named like the first action that it needs.
fn operation(call: &Call) -> Option<&'static str> {
    let action = call.action.split_whitespace().next()?;
    let (_, operation) = action.split_once(':')?;
    Some(operation)
}
