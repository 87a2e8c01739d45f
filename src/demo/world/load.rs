//! Reads the embedded data into the model: checks that everything it names exists and
//! counts its offsets from the world's day. The sample is a value; nothing is served here.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use thiserror::Error;

use super::shelf::shelf;
use super::when::{midnight, offset};
use super::{
    Blob, Contact, Domain, Field, Instance, Integration, Policy, User, World, asset, case, raw,
};
use crate::demo::sign::uuid_of;

/// What is wrong with the data of a world.
#[derive(Debug, Error)]
pub enum WorldError {
    /// A file is not the JSON that is expected of it.
    #[error("{file}: {source}")]
    Json {
        /// The name of the file, without its folder and extension.
        file: &'static str,
        /// What the reader stumbled over.
        source: serde_json::Error,
    },
    /// A time is not an offset such as `-3d4h`.
    #[error("{0:?} is not an offset such as -3d4h")]
    Offset(String),
    /// Something is named that the data does not hold.
    #[error("there is no {what} {name:?}")]
    Unknown {
        /// What kind of thing was named.
        what: &'static str,
        /// The name that was given.
        name: String,
    },
}

/// What the readers of the parts need of the whole.
pub(super) struct Context<'a> {
    midnight: Timestamp,
    pub(super) account: &'a raw::Account,
    pub(super) blobs: &'a HashMap<String, Blob>,
}

impl Context<'_> {
    /// The time at an offset from the world's midnight.
    pub(super) fn time(&self, text: &str) -> Result<Timestamp, WorldError> {
        let wrong = || WorldError::Offset(text.to_owned());
        let offset = offset(text).ok_or_else(wrong)?;
        self.midnight.checked_add(offset).map_err(|_| wrong())
    }

    /// An ARN of this account and region.
    pub(super) fn arn(&self, service: &str, resource: &str) -> String {
        let raw::Account {
            partition,
            region,
            number: account,
            ..
        } = self.account;
        format!("arn:{partition}:{service}:{region}:{account}:{resource}")
    }

    /// The session of an assumed role of this account.
    pub(super) fn session(&self, role: &str, session: &str) -> String {
        let raw::Account {
            partition,
            number: account,
            ..
        } = self.account;
        format!("arn:{partition}:sts::{account}:assumed-role/{role}/{session}")
    }
}

impl World {
    /// The sample world of the day of `now`, from the data built into the program.
    pub fn sample(now: Timestamp) -> Result<Self, WorldError> {
        let instances = asset::INSTANCES
            .iter()
            .map(|&(file, text)| {
                let mut instance: raw::Instance = read(file, text)?;
                let cases = std::mem::take(&mut instance.cases);
                Ok((instance, Box::new(cases.into_iter()) as Cases))
            })
            .collect::<Result<Vec<_>, _>>()?;
        assemble(now, None, instances)
    }
}

/// The cases of an instance, read one after the other: there may be more than should lie
/// here as data at a time.
pub(super) type Cases = Box<dyn Iterator<Item = raw::Case>>;

/// The world of the sample's account with these instances and their cases, in its Region or in
/// another one.
pub(super) fn assemble(
    now: Timestamp,
    region: Option<&str>,
    instances: Vec<(raw::Instance, Cases)>,
) -> Result<World, WorldError> {
    let mut account: raw::Account = read("account", asset::ACCOUNT)?;
    if let Some(region) = region {
        region.clone_into(&mut account.region);
    }
    let blobs = blobs(&account)?;
    let context = Context {
        midnight: midnight(now),
        account: &account,
        blobs: &blobs,
    };
    let instances = instances
        .into_iter()
        .map(|(raw, cases)| instance(&raw, cases, &context))
        .collect::<Result<_, _>>()?;
    let caller_arn = context.session(&account.caller.role, &account.caller.session);
    Ok(World {
        caller_id: format!("{}:{}", account.caller.id, account.caller.session),
        caller_arn,
        partition: account.partition,
        region: account.region,
        account: account.number,
        instances,
        blobs,
    })
}

fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, WorldError> {
    serde_json::from_str(text).map_err(|source| WorldError::Json { file, source })
}

fn blobs(account: &raw::Account) -> Result<HashMap<String, Blob>, WorldError> {
    let blob = |(name, content): (&String, &raw::Content)| {
        let content_type = content.media_type.clone();
        let blob = match content.generated {
            Some(length) => Blob::generated(content.seed, length, content_type),
            None => Blob::embedded(
                asset::content(name).ok_or_else(|| unknown("content", name))?,
                content_type,
            ),
        };
        Ok((name.clone(), blob))
    };
    account.contents.iter().map(blob).collect()
}

pub(super) fn unknown(what: &'static str, name: &str) -> WorldError {
    WorldError::Unknown {
        what,
        name: name.to_owned(),
    }
}

fn instance(
    raw: &raw::Instance,
    cases: Cases,
    context: &Context<'_>,
) -> Result<Instance, WorldError> {
    let arn = context.arn("connect", &format!("instance/{}", raw.id));
    let users: Vec<User> = raw
        .users
        .iter()
        .map(|user| self::user(user, &arn))
        .collect();
    let created = context.time(&raw.created)?;
    let mut instance = Instance {
        id: raw.id.clone(),
        alias: raw.alias.clone(),
        created,
        integrations: Vec::new(),
        policies: policies(raw, created),
        domain: None,
        contacts: HashMap::new(),
        users,
        arn,
    };
    for contact in &raw.contacts {
        let contact = self::contact(contact, &instance, context)?;
        instance.contacts.insert(contact.id.clone(), contact);
    }
    if let Some(domain) = &raw.domain {
        instance.domain = Some(self::domain(domain, (raw, cases), &instance, context)?);
    }
    instance.integrations = integrations(raw, &instance, context);
    Ok(instance)
}

fn user(raw: &raw::User, instance: &str) -> User {
    User {
        id: raw.id.clone(),
        arn: format!("{instance}/agent/{}", raw.id),
        name: raw.name.clone(),
        first: raw.first.clone(),
        last: raw.last.clone(),
    }
}

fn policies(raw: &raw::Instance, modified: Timestamp) -> BTreeMap<String, Policy> {
    raw.policies
        .iter()
        .map(|(scope, policy)| {
            let policy = Policy {
                bytes: policy.bytes,
                extensions: policy.extensions.clone(),
                modified,
            };
            (scope.clone(), policy)
        })
        .collect()
}

fn integrations(
    raw: &raw::Instance,
    instance: &Instance,
    context: &Context<'_>,
) -> Vec<Integration> {
    let domain = instance
        .domain
        .iter()
        .map(|domain| ("CASES_DOMAIN", domain.arn.clone()));
    let scanner = raw.scanner.iter().map(|name| {
        (
            "FILE_SCANNER",
            context.arn("lambda", &format!("function:{name}")),
        )
    });
    domain
        .chain(scanner)
        .map(|(kind, arn)| Integration {
            id: uuid_of(&[&instance.id, kind]),
            kind: kind.to_owned(),
            arn,
        })
        .collect()
}

fn contact(
    raw: &raw::Contact,
    instance: &Instance,
    context: &Context<'_>,
) -> Result<Contact, WorldError> {
    Ok(Contact {
        id: raw.id.clone(),
        arn: format!("{}/contact/{}", instance.arn, raw.id),
        channel: raw.channel.clone(),
        name: raw.name.clone(),
        at: context.time(&raw.at)?,
        denied: raw.denied,
        shelf: shelf(&raw.files, &[], instance, context)?,
    })
}

/// The fields that every domain has, and their types.
const SYSTEM_FIELDS: [(&str, &str, &str); 13] = [
    ("assigned_queue", "Assigned queue", "SingleSelect"),
    ("assigned_user", "Assigned user", "User"),
    ("case_id", "Case Id", "Text"),
    ("case_reason", "Case reason", "SingleSelect"),
    ("created_by", "Created by", "User"),
    ("created_datetime", "Date/Time opened", "DateTime"),
    ("customer_id", "Customer Id", "Text"),
    ("last_closed_datetime", "Date/Time closed", "DateTime"),
    ("last_updated_datetime", "Date/Time updated", "DateTime"),
    ("reference_number", "Reference number", "Text"),
    ("status", "Status", "SingleSelect"),
    ("summary", "Summary", "Text"),
    ("title", "Title", "Text"),
];

fn domain(
    raw: &raw::Domain,
    (whole, cases): (&raw::Instance, Cases),
    instance: &Instance,
    context: &Context<'_>,
) -> Result<Domain, WorldError> {
    let field = |id: &str, name: &str, kind: &str, system| Field {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        system,
    };
    let system = SYSTEM_FIELDS.map(|(id, name, kind)| field(id, name, kind, true));
    let custom = raw
        .fields
        .iter()
        .map(|(name, custom)| field(&custom.id, name, &custom.kind, false));
    let mut domain = Domain {
        id: raw.id.clone(),
        arn: context.arn("cases", &format!("domain/{}", raw.id)),
        name: raw.name.clone(),
        template: raw.template.clone(),
        created: instance.created,
        fields: system.into_iter().chain(custom).collect(),
        cases: Vec::new(),
        index: HashMap::new(),
    };
    for case in cases {
        let case = case::case(&case, whole, &domain, instance, context)?;
        domain.index.insert(case.id.clone(), domain.cases.len());
        domain.cases.push(case);
    }
    Ok(domain)
}
