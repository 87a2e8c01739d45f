//! Amazon Resource Names, parsed and built; partition, region and account are
//! always taken from an ARN that the service gave.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use thiserror::Error;

use super::{CaseId, ContactId, DomainId, FileId, InstanceId, SafeText, UserId};

/// `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
#[derive(Clone)]
pub struct Arn(Arc<Parts>);

/// An ARN and its parts; one ARN is held by many.
#[derive(Debug, Clone)]
struct Parts {
    whole: SafeText,
    partition: SafeText,
    service: SafeText,
    region: SafeText,
    account: SafeText,
    resource: SafeText,
}

/// Why a text is not an ARN.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArnError {
    /// It does not have the six parts of an ARN.
    #[error("an ARN has six parts, arn:partition:service:region:account:resource")]
    Parts,
    /// A part holds a character that no ARN holds.
    #[error("an ARN holds no spaces and no control characters")]
    Characters,
}

impl fmt::Debug for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Arn").field(&self.0.whole).finish()
    }
}

// The parts follow from the whole, so only the whole is compared.
impl PartialEq for Arn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.whole == other.0.whole
    }
}

impl Eq for Arn {}

impl Hash for Arn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.whole.hash(state);
    }
}

impl PartialOrd for Arn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Arn {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.whole.cmp(&other.0.whole)
    }
}

impl Arn {
    /// Parses an ARN; the region and the account may be empty, as in IAM's.
    pub fn parse(text: &str) -> Result<Self, ArnError> {
        let text = text.trim();
        let mut parts = text.splitn(6, ':');
        let mut next = || parts.next().ok_or(ArnError::Parts);
        let (head, partition, service) = (next()?, next()?, next()?);
        let (region, account, resource) = (next()?, next()?, next()?);
        if head != "arn" || partition.is_empty() || service.is_empty() || resource.is_empty() {
            return Err(ArnError::Parts);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(ArnError::Characters);
        }
        Ok(Self(Arc::new(Parts {
            whole: text.into(),
            partition: partition.into(),
            service: service.into(),
            region: region.into(),
            account: account.into(),
            resource: resource.into(),
        })))
    }

    /// The ARN as it was given, for a request.
    pub fn raw(&self) -> &str {
        self.0.whole.raw()
    }

    /// The ARN as a person sees it.
    pub fn shown(&self) -> &SafeText {
        &self.0.whole
    }

    /// `connect`, `cases`, `sts`…
    pub fn service(&self) -> &str {
        self.0.service.raw()
    }

    /// The Region's code, such as `us-west-2`.
    pub fn region(&self) -> &SafeText {
        &self.0.region
    }

    /// The account's twelve digits.
    pub fn account(&self) -> &SafeText {
        &self.0.account
    }

    /// All after the account.
    pub fn resource(&self) -> &SafeText {
        &self.0.resource
    }

    /// The instance's id, when it is the ARN of an instance or of something in one.
    pub fn instance_id(&self) -> Option<InstanceId> {
        self.named("connect", "instance").map(InstanceId::new)
    }

    /// The contact's id, when it is a contact's ARN.
    pub fn contact_id(&self) -> Option<ContactId> {
        self.named("connect", "contact").map(ContactId::new)
    }

    /// The file's id: all after `/file/`, since an id may hold anything.
    pub fn file_id(&self) -> Option<FileId> {
        let (_, id) = self.0.resource.raw().split_once("/file/")?;
        (self.service() == "connect" && !id.is_empty()).then(|| FileId::new(id))
    }

    /// The Cases domain's id, when it is the ARN of a domain or of something in one.
    pub fn domain_id(&self) -> Option<DomainId> {
        self.named("cases", "domain").map(DomainId::new)
    }

    /// The case's id, when it is a case's ARN.
    pub fn case_id(&self) -> Option<CaseId> {
        self.named("cases", "case").map(CaseId::new)
    }

    /// The ARN of a case of this domain. The search calls return ids only.
    #[must_use]
    pub fn case(&self, case: &CaseId) -> Self {
        let domain = self.domain_id().unwrap_or_else(|| DomainId::new(""));
        self.sibling(
            "cases",
            &format!("domain/{}/case/{}", domain.raw(), case.raw()),
        )
    }

    /// The ARN of the domain that this case lies in.
    pub fn domain(&self) -> Option<Self> {
        let domain = self.domain_id()?;
        Some(self.sibling("cases", &format!("domain/{}", domain.raw())))
    }

    /// The ARN of the instance that this lies in.
    pub fn instance(&self) -> Option<Self> {
        let instance = self.instance_id()?;
        Some(self.sibling("connect", &format!("instance/{}", instance.raw())))
    }

    /// The ARN of an instance of the same account, in this Region; an identity's ARN names
    /// none.
    #[must_use]
    pub fn instance_in(&self, region: &SafeText, instance: &InstanceId) -> Self {
        let here = Self(Arc::new(Parts {
            region: region.clone(),
            ..Parts::clone(&self.0)
        }));
        here.sibling("connect", &format!("instance/{}", instance.raw()))
    }

    /// Whether it is the ARN of a Connect user, which people call an agent.
    pub fn is_agent(&self) -> bool {
        self.user_id().is_some()
    }

    /// The Connect user's id, when it is a user's ARN.
    pub fn user_id(&self) -> Option<UserId> {
        self.named("connect", "agent").map(UserId::new)
    }

    /// The ARN of a contact of this instance.
    pub fn contact(&self, contact: &ContactId) -> Option<Self> {
        let instance = self.instance_id()?;
        let resource = format!("instance/{}/contact/{}", instance.raw(), contact.raw());
        Some(self.sibling("connect", &resource))
    }

    fn sibling(&self, service: &str, resource: &str) -> Self {
        let (partition, region) = (self.0.partition.raw(), self.0.region.raw());
        let account = self.0.account.raw();
        Self(Arc::new(Parts {
            whole: format!("arn:{partition}:{service}:{region}:{account}:{resource}").into(),
            partition: self.0.partition.clone(),
            service: service.into(),
            region: self.0.region.clone(),
            account: self.0.account.clone(),
            resource: resource.into(),
        }))
    }

    /// The segment after the segment `kind` of the resource.
    fn named(&self, service: &str, kind: &str) -> Option<&str> {
        if self.service() != service {
            return None;
        }
        let mut segments = self.0.resource.raw().split('/');
        while let (Some(key), Some(value)) = (segments.next(), segments.next()) {
            if key == kind && !value.is_empty() {
                return Some(value);
            }
        }
        None
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.whole.fmt(f)
    }
}
