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

    /// The person's own name: the session's of an assumed role, or the user's. Connect users
    /// who sign in by SAML have the same one. None for the account's root.
    pub fn login(&self) -> Option<SafeText> {
        let arn = Arn::parse(self.arn.raw()).ok()?;
        let (kind, rest) = arn.resource().raw().split_once('/')?;
        let name = match kind {
            "assumed-role" => rest.split_once('/')?.1,
            "user" | "federated-user" => rest.rsplit('/').next()?,
            _ => return None,
        };
        SafeText::given(name)
    }
}
