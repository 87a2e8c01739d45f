//! Carries out what was decided for one call, in time: delays, silence, broken
//! connections, refusals, and the changes to a good answer.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header;
use axum::response::Response;
use jiff::SignedDuration;
use serde_json::Value;
use tokio::time::sleep;

use super::super::line::Line;
use super::super::refusal::{Answer, typed};
use super::super::route::Operation;
use super::super::service::{Call, Shared};
use super::body::{self, End};
use super::decide::Asked;
use super::rule::Then;
use super::{Faults, Tally, distort, page, refuse};

/// What befalls one call.
#[derive(Debug, Default)]
pub(crate) struct Struck(Vec<Then>);

impl Struck {
    /// Decides, and counts the call.
    pub(crate) fn by(faults: &Faults, tally: &mut Tally, call: &Call) -> Self {
        let link = call.query("X-Amz-Signature").unwrap_or_default();
        let asked = Asked {
            operation: call.operation,
            ranged: call.headers().contains_key(header::RANGE),
            link,
            file: if link.is_empty() { "" } else { call.word(0) },
        };
        Self(faults.decide(tally, asked, |id| names(call, id)))
    }

    /// Whether the range that the call asks for is not looked at.
    pub(crate) fn ignores_range(&self) -> bool {
        self.0.contains(&Then::IgnoreRange)
    }

    /// Which version of its object the call meets: 0 is the one of the world.
    pub(crate) fn version(&self, next: impl FnOnce() -> u64) -> u64 {
        if self.0.contains(&Then::Changing) {
            return next().saturating_add(2);
        }
        self.0.contains(&Then::Changed).into()
    }

    /// How far the server's clock is off for this call.
    pub(crate) fn skew(&self) -> Option<SignedDuration> {
        let skews = self.0.iter().filter_map(|then| match then {
            Then::Skew(seconds) => Some(SignedDuration::from_secs(*seconds)),
            _ => None,
        });
        skews.reduce(SignedDuration::saturating_add)
    }

    /// What happens before or instead of an answer; nothing lets the call go on.
    pub(crate) async fn instead(&self, call: &Call, line: &Line) -> Answer<Option<Response>> {
        for then in &self.0 {
            if let Some(refusal) = refuse::refusal(then, call) {
                return Err(refusal);
            }
            match then {
                Then::Slow(ms) => {
                    // The server's end does not wait for it.
                    tokio::select! {
                        () = sleep(Duration::from_millis(*ms)) => {}
                        () = call.shared.ended() => {}
                    }
                }
                Then::Hang => {
                    call.shared.ended().await;
                    broken(line).await;
                }
                Then::Reset | Then::Unreachable => broken(line).await,
                Then::Garbage => return Ok(Some(page::garbage())),
                Then::Html(status) => return Ok(Some(page::gateway(*status))),
                Then::Redirect(to) => return Ok(Some(page::redirect(to))),
                Then::Elsewhere => {
                    let empty = refuse::empty(call.operation);
                    return Ok(empty.map(|list| typed("application/json", list.to_string())));
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// What happens to the JSON of a good answer.
    pub(crate) fn distort(&self, operation: Operation, answer: &mut Value) {
        for then in &self.0 {
            distort::distort(then, operation, answer);
        }
    }

    /// What happens to a whole answer on its way.
    pub(crate) async fn spoil(
        &self,
        mut response: Response,
        shared: &Arc<Shared>,
        line: &Line,
    ) -> Response {
        for then in &self.0 {
            response = match then {
                Then::Truncated => body::truncated(response).await,
                Then::SlowBody(by) => body::trickling(response, *by),
                Then::Cut(after) => body::ended(response, *after, End::Close(line.clone())),
                Then::ResetAfter(after) => body::ended(response, *after, End::Reset(line.clone())),
                Then::Stall(after) => {
                    body::ended(response, *after, End::Silence(Arc::clone(shared)))
                }
                Then::Longer(by) => body::longer(response, *by),
                Then::Unsized => body::without(response, &header::CONTENT_LENGTH),
                Then::WrongRange(shift) => body::shifted(response, *shift),
                Then::Etag(tag) => body::tagged(response, tag),
                _ => response,
            };
        }
        response
    }
}

/// Resets the connection; what waits on it ends with it.
async fn broken(line: &Line) {
    line.reset();
    pending::<()>().await;
}

/// Whether a call names an id: in its path, in the ARN of its resource, or among its files.
fn names(call: &Call, id: &str) -> bool {
    let within = |text: &str| text.split(['/', ':']).any(|part| part == id);
    let listed = |list: &Value| {
        let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().any(|item| item == id)
    };
    call.words.iter().any(|word| word == id || within(word))
        || call.query.iter().any(|(_, value)| within(value))
        || call.member("InstanceId") == *id
        || listed(&call.member("FileIds"))
}
