//! The Security Token Service in AWS's query protocol: who the caller is, and sessions of
//! roles. A session's token says whose it is, so that nothing of it is kept here; every
//! caller without such a token is the same sample role.

use axum::http::StatusCode;
use axum::response::Response;

use super::refusal::{Answer, Refusal, escape, typed};
use super::route::{Operation, Service};
use super::service::Call;
use super::session::{Session, owner};

const VERSION: &str = "2011-06-15";

/// The shortest session and the longest, in seconds.
const DURATIONS: std::ops::RangeInclusive<i64> = 900..=43_200;
const DEFAULT_DURATION: i64 = 3_600;

/// The operation that the form in the body names, where the route leads to this service.
pub(crate) fn named(routed: Operation, body: &[u8]) -> Answer<Operation> {
    if routed.service() != Service::Sts {
        return Ok(routed);
    }
    let form = Form::read(body);
    let bad = |code, message: String| Err(Refusal::new(StatusCode::BAD_REQUEST, code, message));
    let version = form.value("Version").unwrap_or("NO_VERSION_SPECIFIED");
    match form.value("Action") {
        None => bad("MissingAction", "The request has no Action.".to_owned()),
        Some("GetCallerIdentity") if version == VERSION => Ok(Operation::GetCallerIdentity),
        Some("AssumeRole") if version == VERSION => Ok(Operation::AssumeRole),
        Some("AssumeRoleWithWebIdentity") if version == VERSION => {
            Ok(Operation::AssumeRoleWithWebIdentity)
        }
        Some(action) => bad(
            "InvalidAction",
            format!("Could not find operation {action} for version {version}"),
        ),
    }
}

pub(crate) fn get_caller_identity(call: &Call) -> Response {
    let world = &call.shared.world;
    let (arn, id) = match owner(call.headers()) {
        Some(session) => (session.arn(), session.id()),
        None => (world.caller_arn.clone(), world.caller_id.clone()),
    };
    let result = format!(
        "<Arn>{}</Arn><UserId>{}</UserId><Account>{}</Account>",
        escape(&arn),
        escape(&id),
        escape(arn.split(':').nth(4).unwrap_or(&world.account)),
    );
    answer(call, "GetCallerIdentity", &result)
}

pub(crate) fn assume_role(call: &Call) -> Answer<Response> {
    let form = Form::read(&call.body);
    let result = session(call, &form)?;
    Ok(answer(call, "AssumeRole", &result))
}

pub(crate) fn assume_role_with_web_identity(call: &Call) -> Answer<Response> {
    let form = Form::read(&call.body);
    // Any token opens every role, but one there must be.
    let token = form.wanted("WebIdentityToken")?;
    if token.len() < 4 {
        let message = "The web identity token that was passed is too short.";
        return Err(Refusal::invalid(Service::Sts, message));
    }
    let result = session(call, &form)?;
    let result = format!(
        "{result}<SubjectFromWebIdentityToken>system:serviceaccount:attache:demo\
         </SubjectFromWebIdentityToken><Provider>attache-demo</Provider><Audience>attache</Audience>"
    );
    Ok(answer(call, "AssumeRoleWithWebIdentity", &result))
}

/// The part that both ways to a role share: its credentials and whose they are.
fn session(call: &Call, form: &Form) -> Answer<String> {
    let role = form.wanted("RoleArn")?;
    let name = form.wanted("RoleSessionName")?;
    let Some(session) = Session::of_role(role, name) else {
        let message = format!("{role} is invalid");
        return Err(Refusal::invalid(Service::Sts, message));
    };
    let seconds = match form.value("DurationSeconds").map(str::parse) {
        None => DEFAULT_DURATION,
        Some(Ok(seconds)) if DURATIONS.contains(&seconds) => seconds,
        Some(_) => {
            let message = "DurationSeconds must be from 900 to 43200.";
            return Err(Refusal::invalid(Service::Sts, message));
        }
    };
    let keys = session.keys(call.now, seconds);
    Ok(format!(
        "<Credentials><AccessKeyId>{}</AccessKeyId><SecretAccessKey>{}</SecretAccessKey>\
         <SessionToken>{}</SessionToken><Expiration>{}</Expiration></Credentials>\
         <AssumedRoleUser><Arn>{}</Arn><AssumedRoleId>{}</AssumedRoleId></AssumedRoleUser>",
        keys.id,
        keys.secret,
        keys.token,
        keys.expiration,
        escape(&session.arn()),
        escape(&session.id()),
    ))
}

fn answer(call: &Call, name: &str, result: &str) -> Response {
    let body = format!(
        "<{name}Response xmlns=\"https://sts.amazonaws.com/doc/{VERSION}/\">\n  \
         <{name}Result>{result}</{name}Result>\n  <ResponseMetadata>\n    \
         <RequestId>{}</RequestId>\n  </ResponseMetadata>\n</{name}Response>\n",
        call.request_id,
    );
    typed("text/xml", body)
}

/// The fields of a form.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(body: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(body).into_owned().collect())
    }

    fn value(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        fields.find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    fn wanted(&self, name: &str) -> Answer<&str> {
        let value = self.value(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| {
            let message = format!(
                "Value null at '{name}' failed to satisfy constraint: Member must not be null"
            );
            Refusal::invalid(Service::Sts, message)
        })
    }
}
