//! Answers that no AWS service gives: a proxy's page, garbage, a way to somewhere else.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::super::refusal::typed;

/// Marks a response as somebody else's, who knows nothing of AWS's request ids.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Foreign;

/// The page of a gateway between the client and AWS.
pub(super) fn gateway(status: u16) -> Response {
    let (title, text) = match status {
        407 => (
            "Proxy Authentication Required",
            "Sign in to the proxy first.",
        ),
        200..=399 => ("Sign in", "Sign in to the guest network to go on."),
        400..=499 => ("Blocked", "This category of sites is blocked by policy."),
        _ => (
            "Bad Gateway",
            "The gateway got no good answer from upstream.",
        ),
    };
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>{title} - Example Web Gateway</title></head>\n\
         <body><h1>{title}</h1><p>{text}</p></body></html>\n"
    );
    let mut response = typed("text/html; charset=utf-8", page);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    if status == 407 {
        let challenge = HeaderValue::from_static("Basic realm=\"Example Web Gateway\"");
        response
            .headers_mut()
            .insert(header::PROXY_AUTHENTICATE, challenge);
    }
    response.extensions_mut().insert(Foreign);
    response
}

/// Status 200 with something that is no JSON.
pub(super) fn garbage() -> Response {
    typed(
        "application/json",
        "\u{1}\u{2}this is not JSON}{".to_owned(),
    )
}

/// Status 307 to somewhere else.
pub(super) fn redirect(to: &str) -> Response {
    let page = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>TemporaryRedirect</Code>\
                <Message>Please re-send this request to the specified temporary endpoint.</Message></Error>";
    let mut response = typed("application/xml", page.to_owned());
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}
