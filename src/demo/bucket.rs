//! The content behind links, as S3 serves it: streamed piece by piece, whole or in
//! ranges, with S3's XML errors. Whether a link is good is decided by `link`.

use std::convert::Infallible;
use std::ops::Range;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream;

use super::files::object_key;
use super::link::http_date;
use super::range::{Part, part};
use super::refusal::{Answer, Refusal};
use super::service::Call;
use super::world::{Blob, Case, Contact, File, World};

/// The content that a link leads to; `version` 0 is that of the world.
pub(crate) fn get_object(call: &Call, version: u64) -> Answer<Response> {
    call.shared.links.check(call)?;
    let key = call.word(0);
    let world = &call.shared.world;
    let (file, blob) = object(world, key).ok_or_else(|| {
        Refusal::new(
            StatusCode::NOT_FOUND,
            "NoSuchKey",
            "The specified key does not exist.",
        )
        .with("Key", key)
    })?;
    let other = (version > 0).then(|| blob.version(version));
    let blob = other.as_ref().unwrap_or(blob);
    // S3 keeps whole seconds.
    let modified = http_date(file.created.on(call.shared.origin(file, call.now)));
    let length = blob.len();
    let mut response = match part(call.headers(), length, &blob.etag, &modified) {
        Part::Whole => sent(StatusCode::OK, blob, 0..length),
        Part::Bytes(range) => {
            let told = format!(
                "bytes {}-{}/{length}",
                range.start,
                range.end.saturating_sub(1)
            );
            let mut response = sent(StatusCode::PARTIAL_CONTENT, blob, range);
            set(response.headers_mut(), header::CONTENT_RANGE, &told);
            response
        }
        Part::Unchanged => sent(StatusCode::NOT_MODIFIED, blob, 0..0),
        Part::Failed => {
            return Err(Refusal::new(
                StatusCode::PRECONDITION_FAILED,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
            )
            .with("Condition", "If-Match"));
        }
        Part::Unsatisfiable => return Ok(unsatisfiable(call, length)),
    };
    let headers = response.headers_mut();
    set(headers, header::ETAG, &blob.etag);
    set(headers, header::LAST_MODIFIED, &modified);
    set(headers, header::ACCEPT_RANGES, "bytes");
    set(headers, header::CONTENT_TYPE, &blob.content_type);
    set(headers, header::SERVER, "AmazonS3");
    if let Some(disposition) = call.query("response-content-disposition") {
        set(headers, header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// The file behind a key and its content, when it still has one.
fn object<'a>(world: &'a World, key: &str) -> Option<(&'a File, &'a Blob)> {
    let alias = key.strip_prefix("connect/")?.split('/').next()?;
    let instance = world
        .instances
        .iter()
        .find(|instance| instance.alias == alias)?;
    let cases = instance
        .domain
        .iter()
        .flat_map(|domain| &domain.cases)
        .map(Case::shelf);
    let contacts = instance.contacts.values().map(Contact::shelf);
    let id = key.strip_prefix(&object_key(instance, ""))?;
    let file = cases.chain(contacts).find_map(|shelf| shelf.file(id))?;
    Some((file, world.blobs.get(file.content.as_ref()?)?))
}

fn sent(status: StatusCode, blob: &Blob, range: Range<u64>) -> Response {
    let length = range.end.saturating_sub(range.start);
    let pieces = stream::unfold((blob.clone(), range), |(blob, range)| async move {
        let piece = blob.piece(range.start, range.end);
        if piece.is_empty() {
            return None;
        }
        let rest = range.start.saturating_add(piece.len() as u64)..range.end;
        Some((Ok::<_, Infallible>(piece), (blob, rest)))
    });
    let mut response = Response::new(Body::from_stream(pieces));
    *response.status_mut() = status;
    if status != StatusCode::NOT_MODIFIED {
        set(
            response.headers_mut(),
            header::CONTENT_LENGTH,
            &length.to_string(),
        );
    }
    response
}

fn unsatisfiable(call: &Call, length: u64) -> Response {
    let refusal = Refusal::new(
        StatusCode::RANGE_NOT_SATISFIABLE,
        "InvalidRange",
        "The requested range is not satisfiable",
    )
    .with("ActualObjectSize", length.to_string());
    let mut response = refusal.into_response(super::route::Service::Bucket, &call.request_id);
    set(
        response.headers_mut(),
        header::CONTENT_RANGE,
        &format!("bytes */{length}"),
    );
    response
}

/// Sets a header; a value that no header can hold is left out, as it only ever comes from a name.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
