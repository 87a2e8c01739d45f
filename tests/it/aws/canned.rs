//! A server on loopback that answers whatever a test says, and remembers what it was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::aws::{Aws, AwsSettings, Login, Pacing, Timings};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Response;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// One request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: Value,
    /// The whole `Authorization` header: whose keys signed it.
    pub(crate) signed: String,
}

/// What to answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    /// It is held back until then.
    after: Option<Arc<Semaphore>>,
}

/// A good answer in JSON.
pub(crate) fn json(body: &Value) -> Answer {
    Answer::new(200, body.to_string())
}

impl Seen {
    /// AWS's name of the operation.
    pub(crate) fn operation(&self) -> &'static str {
        let path: Vec<&str> = self.path.trim_start_matches('/').split('/').collect();
        match (self.method.as_str(), path.as_slice()) {
            ("GET", ["instance"]) => "ListInstances",
            ("GET", ["instance", _, "integration-associations"]) => "ListIntegrationAssociations",
            ("POST", ["attached-files", _]) => "BatchGetAttachedFileMetadata",
            ("GET", ["attached-files", ..]) => "GetAttachedFile",
            ("GET", ["contact", "references", ..]) => "ListContactReferences",
            ("GET", ["contacts", ..]) => "DescribeContact",
            ("POST", ["search-users"]) => "SearchUsers",
            ("POST", ["domains-list"]) => "ListDomains",
            ("POST", ["domains", _, "cases-search"]) => "SearchCases",
            ("POST", ["domains", _, "related-items-search"]) => "SearchAllRelatedItems",
            ("POST", ["domains", _, "cases", _]) => "GetCase",
            ("POST", ["domains", _, "cases", _, "related-items-search"]) => "SearchRelatedItems",
            ("POST", [""]) => "GetCallerIdentity",
            _ => panic!("{self:?}"),
        }
    }
}

impl Answer {
    /// What AWS says to those who may not.
    pub(crate) fn denied(operation: &str) -> Self {
        let words = format!("User is not authorized to perform: {operation}");
        Self::refusal(403, "AccessDeniedException", &words)
    }

    pub(crate) fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.into(),
            after: None,
        }
    }

    /// Held back until there is a permit; each answer gives its own on.
    pub(crate) fn after(self, permits: &Arc<Semaphore>) -> Self {
        Self {
            after: Some(Arc::clone(permits)),
            ..self
        }
    }

    /// A refusal in the shape of REST-JSON.
    pub(crate) fn refusal(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({ "Message": message });
        Self::new(status, body.to_string()).header("x-amzn-errortype", code)
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// The running server.
pub(crate) struct Canned {
    url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Canned {
    /// Starts on a free port; the server ends with the test's runtime.
    pub(crate) async fn start(answer: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Self {
        Self::before("", move |seen| Some(answer(seen))).await
    }

    /// Stands before another server: what it has no answer to, the other is asked.
    pub(crate) async fn before(
        other: &str,
        answer: impl Fn(&Seen) -> Option<Answer> + Send + Sync + 'static,
    ) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(answer);
        let kept = Arc::clone(&seen);
        let other: Arc<str> = other.trim_start_matches("http://").into();
        let app = Router::new().fallback(move |request: Request| {
            let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
            let other = Arc::clone(&other);
            async move {
                let (request, raw) = read(request).await;
                kept.lock().unwrap().push(request.clone());
                match answer(&request) {
                    Some(answer) => {
                        if let Some(permits) = &answer.after {
                            let _permit = permits.acquire().await.unwrap();
                        }
                        response(answer)
                    }
                    None => passed_on(&other, &raw).await,
                }
            }
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, seen }
    }

    /// Always the same answer.
    pub(crate) async fn always(answer: Answer) -> Self {
        Self::start(move |_| answer.clone()).await
    }

    /// AWS as this server plays it.
    pub(crate) fn aws(&self) -> Aws {
        aws_at(&self.url)
    }

    /// Every request so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }
}

/// AWS at an endpoint, with keys and nothing of this machine, quick to try again.
pub(crate) fn aws_at(url: &str) -> Aws {
    Aws::with_timings(settings_at(url), http(), quick())
}

/// Another attempt follows at once; nothing else is shorter than in earnest.
pub(crate) fn quick() -> Timings {
    Timings {
        backoff: Duration::from_millis(1),
        refused: Duration::from_millis(1),
        ..Timings::default()
    }
}

pub(crate) fn settings_at(url: &str) -> AwsSettings {
    AwsSettings {
        login: Login::Keys {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            secret_access_key: "SECRETEXAMPLE".to_owned(),
        },
        region: Some("eu-test-1".to_owned()),
        fallback_region: None,
        endpoint_url: Some(url.to_owned()),
        pacing: unpaced(),
    }
}

pub(crate) fn http() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https()
}

async fn read(request: Request) -> (Seen, Vec<u8>) {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let signed = head.headers.get("authorization");
    let signed = signed.and_then(|value| value.to_str().ok());
    let signed = signed.unwrap_or_default().to_owned();
    let mut raw = format!("{} {} HTTP/1.1\r\n", head.method, head.uri).into_bytes();
    for (name, value) in &head.headers {
        if name != "connection" {
            raw.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
    }
    raw.extend(b"connection: close\r\n\r\n");
    raw.extend(&body);
    let seen = Seen {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
        signed,
    };
    (seen, raw)
}

/// Asks the other server the same.
async fn passed_on(other: &str, raw: &[u8]) -> Response<Body> {
    let mut stream = TcpStream::connect(other).await.unwrap();
    stream.write_all(raw).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let head = String::from_utf8(answer[..end.unwrap()].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    let mut response = Response::builder().status(status);
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        if !["connection", "transfer-encoding"].contains(&name) {
            response = response.header(name, value);
        }
    }
    response
        .body(Body::from(answer[end.unwrap() + 4..].to_vec()))
        .unwrap()
}

fn response(answer: Answer) -> Response<Body> {
    let mut response = Response::builder()
        .status(answer.status)
        .header("x-amzn-requestid", "request-1");
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body)).unwrap()
}

/// So fast that no test waits for its turn.
pub(crate) fn unpaced() -> Pacing {
    Pacing {
        max_rps: Some(1e6),
        ..Pacing::default()
    }
}
