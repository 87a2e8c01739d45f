//! What the bucket was asked for and what it sent: for tests that count links, requests
//! and bytes. Nothing here changes an answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, HttpBody as _};
use axum::http::{HeaderName, header};
use axum::response::Response;
use futures_util::StreamExt as _;

use super::service::Call;

/// One request for the content behind a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// The id of the file.
    pub file: String,
    /// The link that it came by, counted from 1 in the order of their first use.
    pub link: usize,
    /// The `Range` that was asked for.
    pub range: Option<String>,
    /// The validator that the range was asked for with.
    pub if_range: Option<String>,
    /// The status of the answer; nothing before there is one.
    pub status: Option<u16>,
    /// The bytes of content that were sent.
    pub sent: u64,
}

/// All requests so far, and how many links were made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fetches(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    made: u64,
    links: HashMap<String, usize>,
    all: Vec<Fetch>,
}

impl Fetches {
    /// Counts a link.
    pub(crate) fn made(&self) {
        self.lock().made += 1;
    }

    /// How many links were made.
    pub(crate) fn links(&self) -> u64 {
        self.lock().made
    }

    pub(crate) fn all(&self) -> Vec<Fetch> {
        self.lock().all.clone()
    }

    /// Notes a request; gives its place.
    pub(crate) fn asked(&self, call: &Call) -> usize {
        let told = |name: HeaderName| {
            let value = call.headers().get(name)?;
            Some(value.to_str().unwrap_or_default().to_owned())
        };
        let file = call.word(0).rsplit('/').next().unwrap_or_default();
        let signature = call.query("X-Amz-Signature").unwrap_or_default();
        let mut seen = self.lock();
        let next = seen.links.len() + 1;
        let link = *seen.links.entry(signature.to_owned()).or_insert(next);
        seen.all.push(Fetch {
            file: file.to_owned(),
            link,
            range: told(header::RANGE),
            if_range: told(header::IF_RANGE),
            status: None,
            sent: 0,
        });
        seen.all.len() - 1
    }

    /// Notes the answer to a request, and counts the bytes of a good one as they leave.
    pub(crate) fn answered(&self, at: usize, response: Response) -> Response {
        let status = response.status();
        self.change(at, |fetch| fetch.status = Some(status.as_u16()));
        if !status.is_success() {
            return response;
        }
        let fetches = self.clone();
        // A stream has no length of its own, but what is streamed here may have.
        let length = response.body().size_hint().exact();
        let mut counted = response.map(|body| {
            Body::from_stream(body.into_data_stream().inspect(move |piece| {
                let sent = piece.as_ref().map_or(0, |piece| piece.len() as u64);
                fetches.change(at, |fetch| fetch.sent += sent);
            }))
        });
        if let Some(length) = length {
            let told = counted.headers_mut().entry(header::CONTENT_LENGTH);
            told.or_insert(length.into());
        }
        counted
    }

    fn change(&self, at: usize, change: impl FnOnce(&mut Fetch)) {
        self.lock().all.get_mut(at).map(change);
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
