//! What stands next door to a container or a virtual machine and gives its credentials:
//! the container's endpoint, and the machine's metadata. Both are asked without a
//! signature, with a token of their own.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, put};
use serde_json::json;

use super::refusal::typed;
use super::service::Shared;
use super::session::Session;

/// The value that the container's endpoint wants as `Authorization`.
pub(crate) const CONTAINER_TOKEN: &str = "attache-demo-container";
/// The token of the machine's metadata.
const MACHINE_TOKEN: &str = "attache-demo-machine";
/// The role of whatever runs on the machine.
const MACHINE_ROLE: &str = "AttacheMachine";
/// How long the keys last, in seconds.
const LIFE: i64 = 3_600;

/// The paths of both.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    let metadata = "/latest/meta-data";
    let roles = format!("{metadata}/iam/security-credentials");
    Router::new()
        .route("/container/credentials", get(container))
        .route("/latest/api/token", put(machine_token))
        .route(&format!("{metadata}/placement/region"), get(machine_region))
        .route(&format!("{roles}/"), get(machine_role))
        .route(&format!("{roles}/{MACHINE_ROLE}"), get(machine))
}

async fn container(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if !says(&headers, "authorization", CONTAINER_TOKEN) {
        let body = json!({ "code": "AccessDenied", "message": "The token is not known here." });
        let mut response = typed("application/json", body.to_string());
        *response.status_mut() = StatusCode::FORBIDDEN;
        return response;
    }
    credentials(&shared, "AttacheContainer", "container")
}

/// As long as it is asked for, and a request without the word for that is refused.
async fn machine_token(headers: HeaderMap) -> Response {
    let name = "x-aws-ec2-metadata-token-ttl-seconds";
    match headers.get(name) {
        Some(seconds) => ([(name, seconds.clone())], MACHINE_TOKEN).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn machine_region(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    guarded(&headers, || {
        typed("text/plain", shared.world.region.clone())
    })
}

async fn machine_role(headers: HeaderMap) -> Response {
    guarded(&headers, || typed("text/plain", MACHINE_ROLE.to_owned()))
}

async fn machine(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    guarded(&headers, || {
        credentials(&shared, MACHINE_ROLE, "i-0a77ac4e000000000")
    })
}

fn guarded(headers: &HeaderMap, answer: impl FnOnce() -> Response) -> Response {
    if says(headers, "x-aws-ec2-metadata-token", MACHINE_TOKEN) {
        answer()
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

fn says(headers: &HeaderMap, name: &str, value: &str) -> bool {
    headers.get(name).is_some_and(|given| given == value)
}

/// The keys of a session of this role, as both write them.
fn credentials(shared: &Shared, role: &str, name: &str) -> Response {
    let arn = format!("arn:aws:iam::{}:role/{role}", shared.world.account);
    let Some(session) = Session::of_role(&arn, name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keys = session.keys(shared.clock().now(), LIFE);
    let body = json!({
        "Code": "Success",
        "Type": "AWS-HMAC",
        "AccessKeyId": keys.id,
        "SecretAccessKey": keys.secret,
        "Token": keys.token,
        "Expiration": keys.expiration,
        "RoleArn": arn,
    });
    typed("application/json", body.to_string())
}
