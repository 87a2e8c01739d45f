//! The one call to the Security Token Service: who is asking. It is optional:
//! nothing waits for it.

use aws_sdk_sts::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};

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

/// Where the SDK sends this service's requests.
pub(super) async fn address(region: &str, endpoint: Option<String>) -> Option<String> {
    let params = Params::builder()
        .region(region)
        .set_endpoint(endpoint)
        .build()
        .ok()?;
    let endpoint = DefaultResolver::new()
        .resolve_endpoint(&params)
        .await
        .ok()?;
    Some(endpoint.url().to_owned())
}
