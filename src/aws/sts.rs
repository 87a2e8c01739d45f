//! The one call to the Security Token Service: who is asking. It is optional:
//! nothing waits for it.

use super::Aws;
use super::call::GET_CALLER_IDENTITY;
use crate::domain::{Failure, Identity, SafeText};

impl Aws {
    /// Who is asking, by `GetCallerIdentity`.
    pub async fn identity(&self) -> Result<Identity, Failure> {
        let answer = self
            .ask(&GET_CALLER_IDENTITY, |aws| {
                aws.sts.get_caller_identity().send()
            })
            .await?;
        Ok(Identity {
            account: SafeText::new(answer.account().unwrap_or_default()),
            arn: SafeText::new(answer.arn().unwrap_or_default()),
        })
    }
}
