//! Who "mine" is: the Connect user of the person who asks.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::Mutex;

use crate::aws::Aws;
use crate::domain::{AgentName, Arn, Failure, FailureKind, InstanceId, SafeText};

const WHAT: &str = "Your own cases could not be told from the others";
pub(super) const BY_NAME: &str =
    "Say who you are with --agent: the name or the ARN of your Connect user.";
const BY_ARN: &str = "Say who you are with --agent and the ARN of your Connect user.";

/// Who "mine" is. Looked up when first needed, and known from then on; clones share that.
#[derive(Debug, Clone, Default)]
pub struct Agent {
    name: Option<AgentName>,
    /// An instance has users of its own.
    known: Arc<Mutex<HashMap<InstanceId, Arn>>>,
}

impl Agent {
    /// The user of this name; without one, the user that is called as the caller's session.
    pub fn new(name: Option<AgentName>) -> Self {
        Self {
            name,
            known: Arc::default(),
        }
    }

    /// The same for another login: what was looked up for the old one is forgotten.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Self::new(self.name.clone())
    }

    /// The user's ARN.
    pub(super) async fn arn(&self, aws: &Aws, instance: &InstanceId) -> Result<Arn, Failure> {
        let name = match &self.name {
            Some(AgentName::Arn(arn)) => return of_instance(arn, instance),
            Some(AgentName::Name(name)) => Some(name.clone()),
            None => None,
        };
        // Held while it is looked up, so that two pages do not ask twice.
        let mut known = self.known.lock().await;
        if let Some(arn) = known.get(instance) {
            return Ok(arn.clone());
        }
        let name = match name {
            Some(name) => name,
            None => login(aws).await?,
        };
        let found = aws.agent(instance, &name).await;
        let found = found.map_err(|failure| match failure.kind {
            FailureKind::Denied => failure.while_doing(WHAT).or(BY_ARN),
            _ => failure.while_doing(WHAT),
        })?;
        let Some(arn) = found else {
            let why = format!("the instance {instance} has no user \"{name}\"");
            return Err(Failure::new(FailureKind::NotFound, WHAT, why).hint(BY_NAME));
        };
        known.insert(instance.clone(), arn.clone());
        Ok(arn)
    }
}

/// The name that the caller's session has.
async fn login(aws: &Aws) -> Result<SafeText, Failure> {
    let caller = aws.identity().await;
    let caller = caller.map_err(|failure| failure.while_doing(WHAT).or(BY_NAME))?;
    caller.login().ok_or_else(|| {
        let why = format!("the caller {} is no person's session", caller.arn);
        Failure::new(FailureKind::NotFound, WHAT, why).hint(BY_NAME)
    })
}

fn of_instance(agent: &Arn, instance: &InstanceId) -> Result<Arn, Failure> {
    if agent.instance_id().as_ref() == Some(instance) {
        return Ok(agent.clone());
    }
    let why = format!("the user {agent} is not of the instance {instance}");
    Err(Failure::new(FailureKind::Usage, WHAT, why).hint(BY_NAME))
}
