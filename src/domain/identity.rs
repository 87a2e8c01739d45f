//! Who is asking, and where: what the header shows.

use super::{Arn, SafeText};

/// The caller as STS sees it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The account's twelve digits.
    pub account: SafeText,
    /// The whole ARN.
    pub arn: SafeText,
}

impl Identity {
    /// The role's or user's name: `SupportAgent` of `…:assumed-role/SupportAgent/m.ito`.
    pub fn role(&self) -> SafeText {
        let Ok(arn) = Arn::parse(self.arn.raw()) else {
            return self.arn.clone();
        };
        let mut segments = arn.resource().raw().split('/');
        match (segments.next(), segments.next()) {
            (Some(_), Some(name)) => name.into(),
            (Some(only), None) => only.into(),
            _ => self.arn.clone(),
        }
    }
}
