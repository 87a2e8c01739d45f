//! A storage to download from, a folder to save in, and the secret nobody may tell.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use attache::domain::{Failure, SafeName, SignedLink};
use attache::domain::{Progress, Saved};
use attache::net::{Timings, Transport};
use attache::transfer::{Expected, KeepParts, Links, Target, Told, save};
use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// Stands for the signature in every link of these tests.
pub(crate) const SECRET: &str = "5ecret51gnature";

/// The path and query of every link.
pub(crate) const FILE: &str = "/bucket/file?X-Amz-Signature=5ecret51gnature&X-Amz-Expires=300";

/// A folder, a storage, and a file's link.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) base: Url,
    pub(crate) timings: Timings,
    pub(crate) expected: Expected,
}

impl World {
    /// A world whose storage answers every path with what `answer` makes.
    pub(crate) async fn answering<R: IntoResponse>(
        answer: impl Fn() -> R + Clone + Send + Sync + 'static,
    ) -> Self {
        Self::with(Router::new().fallback(move || {
            let answer = answer.clone();
            async move { answer().into_response() }
        }))
        .await
    }

    /// A world with this storage.
    pub(crate) async fn with(router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = address(&listener);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self::at(base)
    }

    /// A world whose storage sends these bytes to every request, and then does `end`.
    pub(crate) async fn sending(bytes: Vec<u8>, end: fn(TcpStream)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = address(&listener);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    if stream.read_buf(&mut request).await.unwrap_or(0) == 0 {
                        break;
                    }
                }
                let _ = stream.write_all(&bytes).await;
                end(stream);
            }
        });
        Self::at(base)
    }

    /// A world whose storage is at this address.
    pub(crate) fn at(base: Url) -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            base,
            timings: quick(),
            expected: Expected::default(),
        }
    }

    /// The same with a size by the metadata.
    pub(crate) fn expecting(mut self, size: u64) -> Self {
        self.expected.size = Some(size);
        self
    }

    pub(crate) fn link(&self) -> SignedLink {
        SignedLink::new(self.base.join(FILE).unwrap().as_str(), None).unwrap()
    }

    pub(crate) fn target(&self, name: &str) -> Target {
        Target {
            name: SafeName::new(name, "id"),
            ..target_in(self.folder.path())
        }
    }

    /// Saves under this name.
    pub(crate) async fn save(&self, name: &str) -> Result<Saved, Failure> {
        self.save_reporting(name, |_| {}).await
    }

    /// Saves under this name and reports.
    pub(crate) async fn save_reporting(
        &self,
        name: &str,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Saved, Failure> {
        self.save_as(&self.target(name), progress).await
    }

    /// Saves to this target and reports. A failure may tell no secret.
    pub(crate) async fn save_as(
        &self,
        target: &Target,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Saved, Failure> {
        let transport = Transport::new(&self.timings);
        let mut progress = progress;
        let on = |told| {
            if let Told::Progress(now) = told {
                progress(now);
            }
        };
        let saved = save(&transport, &mut Same(self), target, &self.timings, on).await;
        if let Err(failure) = &saved {
            tells_no_secret(failure);
        }
        saved
    }

    /// Saves, which must fail, leave nothing in the folder, and tell nothing of the link.
    pub(crate) async fn failure(&self) -> Failure {
        let failure = self.save("file.bin").await.unwrap_err();
        assert_eq!(names(self.folder.path()), Vec::<String>::new());
        failure
    }
}

/// `file.bin` in this folder.
pub(crate) fn target_in(folder: &Path) -> Target {
    Target {
        folder: folder.to_owned(),
        name: SafeName::new("file.bin", "id"),
        mark: "mark".to_owned(),
        replace: false,
        size: None,
        keep: KeepParts::default(),
    }
}

/// Further attempts follow at once; nothing else is shorter than in earnest.
pub(crate) fn quick() -> Timings {
    Timings {
        backoff: std::time::Duration::ZERO,
        ..Timings::default()
    }
}

/// The same link again and again.
pub(crate) struct Same<'a>(pub(crate) &'a World);

impl Links for Same<'_> {
    async fn next(&mut self) -> Result<(SignedLink, Expected), Failure> {
        Ok((self.0.link(), self.0.expected))
    }
}

fn address(listener: &TcpListener) -> Url {
    let address = listener.local_addr().unwrap();
    Url::parse(&format!("http://{address}")).unwrap()
}

/// Neither the words for people nor Debug may hold any part of the link's query.
pub(crate) fn tells_no_secret(failure: &Failure) {
    for text in [format!("{failure}"), format!("{failure:?}")] {
        for part in [SECRET, "X-Amz", "Expires", "://", "/bucket"] {
            assert!(!text.contains(part), "{part} in {text}");
        }
    }
}

/// What is in a folder, by name.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Bytes that repeat with no power of two, so that a lost or doubled block shows.
pub(crate) fn content(length: usize) -> Vec<u8> {
    (0..length)
        .map(|at| u8::try_from(at % 251).unwrap())
        .collect()
}

/// An answer of pieces without a promised length.
pub(crate) fn chunked(pieces: Vec<Vec<u8>>) -> Response {
    let pieces = pieces.into_iter().map(Ok::<_, Infallible>);
    Body::from_stream(stream::iter(pieces)).into_response()
}

/// An answer that starts with `start` and then falls silent for ever.
pub(crate) fn silent_after(start: Vec<u8>) -> Response {
    let start = stream::iter([Ok::<_, Infallible>(start)]);
    Body::from_stream(start.chain(stream::pending())).into_response()
}

/// S3's error document.
pub(crate) fn refusal(code: &str, message: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message>\
         <StringToSign>GET\n{FILE}</StringToSign><SignatureProvided>{SECRET}</SignatureProvided>\
         <RequestId>4442587FB7D0A2F9</RequestId></Error>"
    )
}
