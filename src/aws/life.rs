//! What may be told of the credentials: where they come from and when they end. Nothing
//! of the credentials themselves.

use jiff::Timestamp;

use super::Aws;
use super::refuse_login::Login;
use crate::domain::{Failure, SafeText};

const WHAT: &str = "The credentials could not be loaded";

/// What may be told of the credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialsLife {
    /// Where they come from: `the keys of the profile base`.
    pub source: SafeText,
    /// The ARN of the role that they are traded for, as the profile has it.
    pub role: Option<SafeText>,
    /// When they end; none when they do not, or do not say so.
    pub expires: Option<Timestamp>,
}

impl Aws {
    /// Has the credentials loaded, and tells where they come from and when they end.
    pub async fn credentials_life(&self) -> Result<CredentialsLife, Failure> {
        let clients = self.clients().await?;
        let origin = &clients.origin;
        let expiry = match &clients.purse {
            Some(purse) => {
                let found = Box::pin(purse.get()).await;
                let found = found.map_err(|error| {
                    Login::failed(&error, origin.profile.as_deref()).failure(WHAT)
                })?;
                found.expiry()
            }
            None => None,
        };
        let role = origin.role.as_ref().map(|role| role.arn.as_str());
        Ok(CredentialsLife {
            source: origin.to_string().into(),
            role: role.map(SafeText::new),
            expires: expiry.and_then(|end| Timestamp::try_from(end).ok()),
        })
    }
}
