//! A plain GET: the head of an answer, and its body as it flows.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::byte_stream::ByteStream;
use url::Url;

use super::awake::within;
use super::connect::download_connector;
use super::{NetError, NetErrorKind, Timings};

/// Fetches without credentials; cheap to clone, and clones share their connections.
#[derive(Debug, Clone)]
pub struct Transport {
    timings: Timings,
    /// Made for the first request: it reads the system's certificates, more than a hundred
    /// files on some, for which the first frame should not wait.
    connector: Arc<OnceLock<SharedHttpConnector>>,
}

impl Transport {
    /// A transport with the time limits for connecting and for an answer's head.
    pub fn new(timings: &Timings) -> Self {
        Self {
            timings: *timings,
            connector: Arc::default(),
        }
    }

    /// Asks for `url` and waits for the head of the answer. Follows no redirect.
    pub async fn get(
        &self,
        url: &Url,
        headers: &[(&'static str, &str)],
    ) -> Result<Answer, NetError> {
        // The low layer's words on what it cannot write may quote it.
        let unusable = || NetError::new(NetErrorKind::Unusable, "the request cannot be written");
        let mut request = HttpRequest::get(url.as_str()).map_err(|_| unusable())?;
        for &(name, value) in headers {
            let value = value.to_owned();
            request
                .headers_mut()
                .try_insert(name, value)
                .map_err(|_| unusable())?;
        }
        let response = self
            .connector
            .get_or_init(|| download_connector(&self.timings))
            .call(request)
            .await
            .map_err(NetError::of_request)?;
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: ByteStream::new(response.into_body()),
        })
    }
}

/// An answer's head, and the body still to be read. Dropping it closes the connection.
pub struct Answer {
    status: u16,
    headers: Headers,
    body: ByteStream,
}

impl Answer {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header's value, when there is one that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    /// The length that the head promises, in bytes.
    pub fn content_length(&self) -> Option<u64> {
        self.header("content-length")?.trim().parse().ok()
    }

    /// Appends the next piece of the body to `buffer` and tells its length in bytes; 0 at the end.
    /// Fails when no byte comes for `stall`, in which this program was not stopped.
    pub async fn read_into(
        &mut self,
        buffer: &mut Vec<u8>,
        stall: Duration,
    ) -> Result<usize, NetError> {
        loop {
            match within(stall, self.body.next()).await {
                None => return Err(NetError::new(NetErrorKind::TooSlow, "")),
                Some(None) => return Ok(0),
                Some(Some(Err(error))) => return Err(NetError::of_body(&error)),
                Some(Some(Ok(piece))) if piece.is_empty() => {}
                Some(Some(Ok(piece))) => {
                    buffer.extend_from_slice(&piece);
                    return Ok(piece.len());
                }
            }
        }
    }
}

impl fmt::Debug for Answer {
    /// The status only: a `Location` may be a signed link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
