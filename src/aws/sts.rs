//! The one call to the Security Token Service: who is asking. It is optional:
//! nothing waits for it. The answer is kept for as long as the login is.

use super::Aws;
use super::call::GET_CALLER_IDENTITY;
use crate::domain::{Failure, Identity, SafeText};

impl Aws {
    /// Who is asking, by `GetCallerIdentity`: asked once for each login that was loaded,
    /// and again only after a failure.
    pub async fn identity(&self) -> Result<Identity, Failure> {
        // Without clients the request below tells why.
        let Ok(clients) = self.clients().await else {
            return self.ask_identity().await;
        };
        let known = clients.identity.get_or_try_init(|| self.ask_identity());
        known.await.cloned()
    }

    async fn ask_identity(&self) -> Result<Identity, Failure> {
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
