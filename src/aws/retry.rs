//! Which failures are worth another attempt, and how long to wait before it. Nothing is
//! sent or slept here.

use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;

use super::pace::Outcome;
use super::reach::Reach;
use super::refuse::{self, Refused, kind_of};
use super::refuse_login::causes;
use super::timings::Timings;
use crate::domain::FailureKind;

/// The first attempt counts too.
const MOST_ATTEMPTS: u32 = 4;

/// A failure after which another attempt makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Again {
    /// Why it failed, in a word or two.
    pub(super) why: String,
    /// How long the server wants to be left alone.
    after: Option<Duration>,
    /// Whether nobody listened, which a short wait changes or nothing does.
    refused: bool,
}

impl Again {
    /// Reads an error. A hang, a name that is not known, a refusal for good and an answer
    /// that cannot be read would only be the same again.
    pub(super) fn read<E: Refused>(error: &refuse::Error<E>) -> Option<Self> {
        let after = error.raw_response().and_then(retry_after);
        let again = |why: &str| {
            let why = why.to_owned();
            Some(Self {
                why,
                after,
                refused: false,
            })
        };
        match error {
            SdkError::ServiceError(refused) => {
                let status = refused.raw().status().as_u16();
                match kind_of(&refuse::code(refused.raw(), refused.err()), status) {
                    FailureKind::Throttled => again("throttled"),
                    _ if status >= 500 => again(&format!("fault of the service ({status})")),
                    _ => None,
                }
            }
            SdkError::DispatchFailure(failure) if failure.is_timeout() => None,
            SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => {
                match Reach::read(&causes(error)) {
                    Reach::Broken => again("connection reset"),
                    Reach::Refused => again("connection refused").map(|again| Self {
                        refused: true,
                        ..again
                    }),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The program itself had stopped, and heard no answer.
    pub(super) fn after_a_stop() -> Self {
        Self {
            why: "attache was stopped meanwhile".to_owned(),
            after: None,
            refused: false,
        }
    }

    /// How long to wait before the next attempt, `tried` of them having failed; `None`
    /// when it was the last. `luck` lies between 0 and 1 and spreads those who failed together.
    pub(super) fn wait(&self, tried: u32, timings: &Timings, luck: f64) -> Option<Duration> {
        if self.refused {
            return (tried < 2).then_some(timings.refused);
        }
        if tried >= MOST_ATTEMPTS {
            return None;
        }
        let most = timings.backoff * 2_u32.saturating_pow(tried.saturating_sub(1));
        Some(most.mul_f64(luck).max(self.after.unwrap_or_default()))
    }
}

/// What the limiter learns from an error.
pub(super) fn outcome<E: Refused>(error: &refuse::Error<E>) -> Outcome {
    match error {
        SdkError::ServiceError(refused) => {
            let status = refused.raw().status().as_u16();
            match kind_of(&refuse::code(refused.raw(), refused.err()), status) {
                FailureKind::Throttled => Outcome::Throttled(retry_after(refused.raw())),
                _ => Outcome::Answered,
            }
        }
        SdkError::ResponseError(_) => Outcome::Answered,
        _ => Outcome::Lost,
    }
}

/// The server's wish in seconds. A date would need its clock, and AWS sends none.
fn retry_after(raw: &HttpResponse) -> Option<Duration> {
    let seconds: u32 = raw.headers().get("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.into()))
}
