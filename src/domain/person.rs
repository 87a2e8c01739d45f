//! A Connect user by name.

use super::{Arn, Creator, SafeText};

/// A Connect user, as far as the service told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person {
    /// First and last name, or the one of them that there is.
    pub name: Option<SafeText>,
    /// What the user signs in with.
    pub login: Option<SafeText>,
}

impl Person {
    /// `Mei Ito (m.ito)`, or the one of them that there is; nothing when nothing is known.
    pub fn label(&self) -> Option<SafeText> {
        match (&self.name, &self.login) {
            (Some(name), Some(login)) => Some(format!("{} ({})", name.raw(), login.raw()).into()),
            (one, other) => one.clone().or_else(|| other.clone()),
        }
    }
}

impl Creator {
    /// The ARN of the Connect user, when it is one that can be asked for.
    pub fn user(&self) -> Option<Arn> {
        match self {
            Creator::ConnectUser(arn) => Arn::parse(arn.raw()).ok().filter(Arn::is_agent),
            Creator::AwsIdentity(_) | Creator::Unknown => None,
        }
    }
}
