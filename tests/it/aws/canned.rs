//! A server on loopback that answers whatever a test says, and remembers what it was asked.

use std::sync::{Arc, Mutex};

use attache::aws::{Aws, AwsSettings, Login};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Response;
use serde_json::Value;

/// One request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: Value,
}

/// What to answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

/// A good answer in JSON.
pub(crate) fn json(body: &Value) -> Answer {
    Answer::new(200, body.to_string())
}

impl Answer {
    pub(crate) fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.into(),
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
        let seen = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(answer);
        let kept = Arc::clone(&seen);
        let app = Router::new().fallback(move |request: Request| {
            let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
            async move {
                let request = read(request).await;
                kept.lock().unwrap().push(request.clone());
                response(answer(&request))
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

    pub(crate) fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }
}

/// AWS at an endpoint, with keys and nothing of this machine.
pub(crate) fn aws_at(url: &str) -> Aws {
    let settings = AwsSettings {
        login: Login::Keys {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            secret_access_key: "SECRETEXAMPLE".to_owned(),
        },
        region: Some("eu-test-1".to_owned()),
        fallback_region: None,
        endpoint_url: Some(url.to_owned()),
    };
    Aws::new(settings, http())
}

pub(crate) fn http() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https()
}

async fn read(request: Request) -> Seen {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    Seen {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    }
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
