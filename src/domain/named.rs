//! How people name things: what a typed or pasted text means.

use url::Url;

use super::{Arn, CaseId, ContactId, Failure, FailureKind, InstanceId, SafeText};

/// How a person named an instance.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum InstanceName {
    /// Its bare id.
    Id(InstanceId),
    /// Its ARN.
    Arn(Arn),
    /// Its alias, or the start of one.
    Alias(SafeText),
    /// The alias in its workspace's address: whole, so that no other instance is taken for it.
    Host(SafeText),
}

/// How a person named a case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CaseName {
    /// Its ARN, which names the domain too.
    Arn(Arn),
    /// Its id, a UUID.
    Id(CaseId),
    /// An agent-workspace address: the instance's alias and the case's id.
    Workspace {
        /// The first label of the host.
        alias: SafeText,
        /// The first UUID after `case`.
        case: CaseId,
    },
    /// A reference number or words: the service is asked for both.
    Words(SafeText),
}

/// How a person named a contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ContactName {
    /// Its ARN, which names the instance too.
    Arn(Arn),
    /// Its id, of an instance that is named otherwise.
    Id(ContactId),
}

/// How a person named a Connect user: who `mine` is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AgentName {
    /// The user's ARN, which needs no search.
    Arn(Arn),
    /// The name that the user signs in with.
    Name(SafeText),
}

impl InstanceName {
    /// Reads what was typed. Fails on an ARN that is malformed or not an instance's.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(not_a("instance", "nothing was given"));
        }
        if text.starts_with("arn:") {
            let arn = Arn::parse(text).map_err(|error| not_a("instance", &error.to_string()))?;
            return match (arn.service(), arn.instance_id()) {
                ("connect", Some(_)) => Ok(InstanceName::Arn(arn)),
                (service, _) => Err(not_a(
                    "instance",
                    &format!(
                        "this is an ARN of {}; an instance's reads arn:aws:connect:REGION:ACCOUNT:instance/ID",
                        SafeText::new(service)
                    ),
                )),
            };
        }
        if let Some(url) = web_address(text) {
            return Ok(InstanceName::Host(host_alias(&url)));
        }
        if is_uuid(text) {
            return Ok(InstanceName::Id(InstanceId::new(text)));
        }
        Ok(InstanceName::Alias(text.into()))
    }
}

impl CaseName {
    /// Reads what was typed. Fails on an ARN or an address that names no case.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(not_a("case", "nothing was given"));
        }
        if text.starts_with("arn:") {
            let arn = Arn::parse(text).map_err(|error| not_a("case", &error.to_string()))?;
            return match (arn.service(), arn.case_id(), arn.domain_id()) {
                ("cases", Some(_), Some(_)) => Ok(CaseName::Arn(arn)),
                (service, _, _) => Err(not_a(
                    "case",
                    &format!(
                        "this is an ARN of {}; a case's reads arn:aws:cases:REGION:ACCOUNT:domain/ID/case/ID",
                        SafeText::new(service)
                    ),
                )),
            };
        }
        if let Some(url) = web_address(text) {
            let case = case_in_address(&url).ok_or_else(|| {
                not_a("case", "there is no case id after \"case\" in this address")
            })?;
            return Ok(CaseName::Workspace {
                alias: host_alias(&url),
                case,
            });
        }
        if is_uuid(text) {
            return Ok(CaseName::Id(CaseId::new(text)));
        }
        Ok(CaseName::Words(text.into()))
    }

    /// Whether it names one certain case, which a search box should go to at once.
    pub fn is_certain(&self) -> bool {
        !matches!(self, CaseName::Words(_))
    }
}

impl ContactName {
    /// Reads what was typed. Fails on an ARN that is not a contact's, and on words: nothing
    /// can be searched for by them.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.starts_with("arn:") {
            let arn = Arn::parse(text).map_err(|error| not_a("contact", &error.to_string()))?;
            return match arn.contact_id() {
                Some(_) => Ok(ContactName::Arn(arn)),
                None => Err(not_a(
                    "contact",
                    &format!(
                        "this is an ARN of {}; a contact's reads arn:aws:connect:REGION:ACCOUNT:instance/ID/contact/ID",
                        SafeText::new(arn.service())
                    ),
                )),
            };
        }
        // A path would be read as another one with dots for a segment.
        let is_dots = matches!(text, "." | "..");
        let apart = |c: char| c.is_whitespace() || c == '/';
        if text.is_empty() || is_dots || text.contains(apart) {
            return Err(not_a("contact", "it is neither an ARN nor an id"));
        }
        Ok(ContactName::Id(ContactId::new(text)))
    }
}

impl AgentName {
    /// Reads what was typed. Fails on an ARN that is not a Connect user's.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(not_a("agent", "nothing was given"));
        }
        if !text.starts_with("arn:") {
            return Ok(AgentName::Name(text.into()));
        }
        let arn = Arn::parse(text).map_err(|error| not_a("agent", &error.to_string()))?;
        if arn.is_agent() {
            return Ok(AgentName::Arn(arn));
        }
        Err(not_a(
            "agent",
            &format!(
                "this is an ARN of {}; a Connect user's reads arn:aws:connect:REGION:ACCOUNT:instance/ID/agent/ID",
                SafeText::new(arn.service())
            ),
        ))
    }
}

fn not_a(thing: &str, why: &str) -> Failure {
    Failure::new(FailureKind::Usage, format!("That names no {thing}"), why)
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "https" | "http") && url.host_str().is_some()).then_some(url)
}

fn host_alias(url: &Url) -> SafeText {
    let host = url.host_str().unwrap_or_default();
    host.split('.').next().unwrap_or(host).into()
}

/// The first UUID after `case` in the path, the query or the fragment.
fn case_in_address(url: &Url) -> Option<CaseId> {
    let mut after = false;
    url.as_str()
        .split(['/', '?', '&', '=', '#'])
        .find(|segment| {
            let found = after && is_uuid(segment);
            let word = segment.to_ascii_lowercase();
            after = after || word.starts_with("case");
            found
        })
        .map(CaseId::new)
}

/// The first group of a UUID, which is enough for a column; anything else as it is.
pub fn short_id(text: &str) -> &str {
    match text.split_once('-') {
        Some((start, _)) if is_uuid(text) => start,
        _ => text,
    }
}

/// 8-4-4-4-12 hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}
