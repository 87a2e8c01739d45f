//! Whether a person's own cases can be told from the others.

use super::Check;
use super::cases::{ALLOWED, MADE_UP};
use super::examiner::{Examiner, Told};
use crate::domain::{AgentName, InstanceId, SafeText};
use crate::operations::agent::BY_NAME;

pub(super) const NAME: &str = "SearchUsers";
const NOTE: &str = "only needed for your own cases (F4, --mine)";

/// Makes this check: the user that a listing of one's own cases would look for.
pub(super) async fn users<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    instance: &InstanceId,
) {
    let aws = examiner.asked.aws;
    let name = match examiner.asked.agent {
        Some(AgentName::Arn(_)) => {
            examiner.done(Check::skipped(NAME, "not needed where --agent is an ARN"));
            return;
        }
        Some(AgentName::Name(name)) => Some(name.clone()),
        // Why not is told by another check.
        None => aws.identity().await.ok().and_then(|who| who.login()),
    };
    let wanted = name.clone().unwrap_or_else(|| SafeText::new(MADE_UP));
    let answer = examiner.ask(NAME, aws.agent(instance, &wanted)).await;
    examiner.done(match (answer, name) {
        (Ok(Some(_)), Some(name)) => Check::ok(NAME, format!("allowed; you are {name}")),
        (Ok(None), Some(name)) => {
            let detail = format!("{NOTE}: the instance has no user \"{name}\"");
            Check::warning(NAME, detail).hint(BY_NAME)
        }
        (Ok(_), None) => Check::ok(NAME, ALLOWED),
        (Err(failure), _) => Check::failed(NAME, &failure).bearable(NOTE),
    });
}
