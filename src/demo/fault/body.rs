//! Bodies that do not come as they should: half an answer, a trickle, an end too early,
//! bytes too many, and headers that do not fit what comes.

use std::future::pending;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use futures_util::{Stream, StreamExt as _, stream};
use tokio::time::sleep;

use super::super::line::Line;
use super::super::service::Shared;
use super::rule::{Shift, Trickle};

/// How a body ends before its end.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// The connection is closed.
    Close(Line),
    /// The connection is reset.
    Reset(Line),
    /// Nothing more comes until the server ends.
    Silence(Arc<Shared>),
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

/// The same answer, of whose body only so many bytes come; one that is no longer is whole.
pub(super) fn ended(response: Response, after: u64, end: End) -> Response {
    response.map(|body| Body::from_stream(short(body.into_data_stream(), after, end)))
}

fn short(
    pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static,
    after: u64,
    end: End,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let left = usize::try_from(after).unwrap_or(usize::MAX);
    stream::unfold((Box::pin(pieces), Some(left), end), |state| async move {
        let (mut pieces, left, end) = state;
        if let Some(left) = left {
            let mut piece = pieces.next().await?.unwrap_or_default();
            let is_last = piece.len() > left;
            piece.truncate(left);
            let left = left - piece.len();
            if !is_last || !piece.is_empty() {
                return Some((Ok(piece), (pieces, (!is_last).then_some(left), end)));
            }
        }
        match end {
            // Both wait until what was sent has left.
            End::Close(line) => line.close_after_this(),
            End::Reset(line) => line.reset_after_this(),
            End::Silence(shared) => {
                shared.ended().await;
                return None;
            }
        }
        pending().await
    })
}

/// The same answer with so many bytes more, or fewer when negative, and with a length that
/// fits them.
pub(super) fn longer(response: Response, by: i64) -> Response {
    let told = response.headers().get(header::CONTENT_LENGTH);
    let told = told.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let Some(length) = told.map(|told| told.saturating_add_signed(by)) else {
        return response;
    };
    let mut response = response.map(|body| {
        let more = usize::try_from(by).unwrap_or_default();
        let more = Bytes::from(vec![b'+'; more]);
        let pieces = body.into_data_stream();
        let pieces = pieces.chain(stream::once(async { Ok(more) }));
        Body::from_stream(taken(pieces, length))
    });
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, length.into());
    response
}

/// The first bytes, which end in good order.
fn taken(
    pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static,
    length: u64,
) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static {
    let left = usize::try_from(length).unwrap_or(usize::MAX);
    pieces.scan(left, |left, piece| {
        let mut piece = piece.unwrap_or_default();
        piece.truncate(*left);
        *left = left.saturating_sub(piece.len());
        std::future::ready((!piece.is_empty()).then_some(Ok(piece)))
    })
}

/// The same answer without a header.
pub(super) fn without(mut response: Response, name: &HeaderName) -> Response {
    response.headers_mut().remove(name);
    response
}

/// The same answer with this validator, or with none.
pub(super) fn tagged(mut response: Response, tag: &str) -> Response {
    response.headers_mut().remove(header::ETAG);
    if let Ok(tag) = HeaderValue::from_str(tag)
        && !tag.is_empty()
    {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The same part of a content, told as if it were another one.
pub(super) fn shifted(mut response: Response, by: Shift) -> Response {
    let told = response.headers().get(header::CONTENT_RANGE);
    let told = told.and_then(|value| read_range(value.to_str().ok()?));
    if let Some([first, last, total]) = told {
        let [first, last] = [first, last].map(|at| at.saturating_add_signed(by.start));
        let total = total.saturating_add_signed(by.total);
        if let Ok(range) = HeaderValue::from_str(&format!("bytes {first}-{last}/{total}")) {
            response.headers_mut().insert(header::CONTENT_RANGE, range);
        }
    }
    response
}

/// First, last and total of `bytes 2-4/10`.
fn read_range(text: &str) -> Option<[u64; 3]> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    Some([first.parse().ok()?, last.parse().ok()?, total.parse().ok()?])
}
