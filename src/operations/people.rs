//! What the creators of files are called. Optional: nothing waits for it.

use crate::aws::Aws;
use crate::domain::{Arn, Failure, Person};

/// What the Connect user of this ARN is called; none when there is no such user any more, or
/// when it is the ARN of something else, which nobody is asked for.
pub async fn person(aws: &Aws, user: &Arn) -> Result<Option<Person>, Failure> {
    match (user.instance_id(), user.user_id()) {
        (Some(instance), Some(id)) => aws.person(&instance, &id).await,
        _ => Ok(None),
    }
}
