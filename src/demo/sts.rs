//! The Security Token Service's one operation here, in AWS's query protocol: who the
//! caller is. Every caller is the same sample role.

use axum::response::Response;

use super::refusal::{Answer, Refusal, escape, typed};
use super::service::Call;
use axum::http::StatusCode;

pub(crate) fn get_caller_identity(call: &Call) -> Answer<Response> {
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&call.body)
        .into_owned()
        .collect();
    let value = |name: &str| {
        form.iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    };
    match (value("Action"), value("Version")) {
        (Some("GetCallerIdentity"), Some("2011-06-15")) => {}
        (None, _) => {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "MissingAction",
                "The request has no Action.",
            ));
        }
        (Some(action), version) => {
            let message = format!(
                "Could not find operation {action} for version {}",
                version.unwrap_or("NO_VERSION_SPECIFIED")
            );
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "InvalidAction",
                message,
            ));
        }
    }
    let world = &call.shared.world;
    let body = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  \
         <GetCallerIdentityResult>\n    <Arn>{}</Arn>\n    <UserId>{}</UserId>\n    <Account>{}</Account>\n  \
         </GetCallerIdentityResult>\n  <ResponseMetadata>\n    <RequestId>{}</RequestId>\n  \
         </ResponseMetadata>\n</GetCallerIdentityResponse>\n",
        escape(&world.caller_arn),
        escape(&world.caller_id),
        escape(&world.account),
        call.request_id,
    );
    Ok(typed("text/xml", body))
}
