//! The doctor: what it finds, what it makes of partial permissions, and how it ends.

mod account;
mod command;
#[cfg(unix)]
mod faults;
mod named;
mod permissions;
mod policy;
mod stations;

use attache::aws::Aws;
use attache::domain::{AgentName, CaseName, ContactName, FileId, InstanceName};
use attache::net::{Timings, Transport};
use attache::operations::doctor::{Asked, Check, Status, Told, examine};
use jiff::Timestamp;

/// Who is named to the doctor.
#[derive(Default)]
struct Named<'a> {
    instance: Option<&'a str>,
    case: Option<&'a str>,
    contact: Option<&'a str>,
    file: Option<&'a str>,
    agent: Option<&'a str>,
}

/// Every check of an examination, in its order.
async fn checks(aws: &Aws, named: Named<'_>) -> Vec<Check> {
    let transport = Transport::new(&Timings::default());
    let instance = named
        .instance
        .map(|text| InstanceName::parse(text).unwrap());
    let case = named.case.map(|text| CaseName::parse(text).unwrap());
    let contact = named.contact.map(|text| ContactName::parse(text).unwrap());
    let agent = named.agent.map(|text| AgentName::parse(text).unwrap());
    let file_ids: Vec<FileId> = named.file.map(FileId::new).into_iter().collect();
    let asked = Asked {
        aws,
        transport: &transport,
        instance: instance.as_ref(),
        case: case.as_ref(),
        contact: contact.as_ref(),
        domain: None,
        file_ids: &file_ids,
        agent: agent.as_ref(),
        clock: Timestamp::now,
    };
    let mut found = Vec::new();
    examine(&asked, vec![Check::ok("Proxy", "none")], |told| {
        if let Told::Done(check) = told {
            found.push(check);
        }
    })
    .await;
    let order: Vec<&str> = found.iter().map(|check| check.name).collect();
    assert_eq!(order, ORDER);
    found
}

/// Every check that asks AWS, in the order of the way to the files.
const ORDER: [&str; 23] = [
    "Credentials",
    "Identity",
    "Clock",
    "Region",
    "Proxy",
    "Endpoint",
    "Instance",
    "Domain",
    "ListInstances",
    "ListIntegrationAssociations",
    "ListDomains",
    "SearchCases",
    "GetCase",
    "SearchUsers",
    "SearchRelatedItems",
    "SearchAllRelatedItems",
    "ListContactReferences",
    "DescribeContact",
    "BatchGetAttachedFileMetadata",
    "GetAttachedFile",
    "Bucket",
    "DescribeAttachedFilesConfiguration",
    "DescribeUser",
];

#[track_caller]
fn check<'a>(checks: &'a [Check], name: &str) -> &'a Check {
    checks.iter().find(|check| check.name == name).unwrap()
}

/// The checks that did not simply go well, with what came of them.
fn not_ok(checks: &[Check]) -> Vec<(&str, Status)> {
    let found = checks.iter().filter(|check| check.status != Status::Ok);
    found.map(|check| (check.name, check.status)).collect()
}

/// Whether the main job would work.
fn works(checks: &[Check]) -> bool {
    !checks.iter().any(Check::stands_in_the_way)
}
