//! Answers that no AWS service gives, and bodies that do not come as they should: a
//! proxy's page, garbage, half an answer, a trickle, a cut.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::{Stream, StreamExt as _, stream};
use tokio::task::yield_now;
use tokio::time::sleep;

use super::super::refusal::typed;
use super::rule::Trickle;

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

/// The first half of an answer, as if it were all of it.
pub(super) async fn truncated(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    // Our own answers are whole and small, but for contents, whose half is none.
    let whole = axum::body::to_bytes(body, 64 << 20)
        .await
        .unwrap_or_default();
    head.headers.remove(header::CONTENT_LENGTH);
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(head, Body::from(half))
}

/// The same answer, some bytes at a time.
pub(super) fn trickling(response: Response, by: Trickle) -> Response {
    response.map(|body| {
        let pieces = body.into_data_stream().flat_map(move |piece| {
            let mut rest = piece.unwrap_or_default();
            stream::iter(std::iter::from_fn(move || {
                let piece = rest.split_to(by.bytes.min(rest.len()));
                (!piece.is_empty()).then_some(piece)
            }))
        });
        Body::from_stream(pieces.then(move |piece| async move {
            sleep(Duration::from_millis(by.ms)).await;
            Ok::<_, io::Error>(piece)
        }))
    })
}

/// The same answer, whose connection ends after so many bytes of the body.
pub(super) fn cut(response: Response, after: u64) -> Response {
    response.map(|body| Body::from_stream(cut_off(body.into_data_stream(), after)))
}

fn cut_off(
    pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static,
    after: u64,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let start = (
        Box::pin(pieces),
        usize::try_from(after).unwrap_or(usize::MAX),
    );
    stream::unfold(Some(start), |state| async {
        let (mut pieces, left) = state?;
        if left == 0 {
            // A moment for what was sent to leave, before the error drops the connection.
            for _ in 0..8 {
                yield_now().await;
            }
            return Some((Err(io::ErrorKind::ConnectionAborted.into()), None));
        }
        let mut piece = pieces.next().await?.unwrap_or_default();
        piece.truncate(left);
        let left = left - piece.len();
        Some((Ok(piece), Some((pieces, left))))
    })
}
