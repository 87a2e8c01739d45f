//! What a listing costs, against a server that enforces two requests a second with a
//! burst of five for each operation: `cargo bench --bench listing`. It prints the calls
//! of each operation against the fewest that will do, how often it was throttled, and
//! its time against the least that the quota and the way there allow. It fails only when
//! it was throttled.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use attache::aws::{Aws, AwsSettings, Login, Pacing};
use attache::domain::{Arn, Case, CaseId, FileQuery, InstanceId};
use attache::net;
use attache::operations::{Found, list_files};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Response, StatusCode, Uri};
use serde_json::{Value, json};

/// The sizes of the cases; together they take half a minute.
const SIZES: [u32; 3] = [20, 200, 1_000];
const RATE: f64 = 2.0;
const BURST: f64 = 5.0;
/// The way to AWS and back.
const LATENCY: Duration = Duration::from_millis(40);
const PAGE: u32 = 25;
const BATCH: u32 = 100;
const INSTANCE: &str = "arn:x:connect:eu-test-1:1:instance/i";
const DOMAIN: &str = "arn:x:cases:eu-test-1:1:domain/d";

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    println!(
        "{:>6} {:>22} {:>24} {:>10} {:>9} {:>9} {:>9} {:>7}",
        "files",
        "SearchRelatedItems",
        "BatchGetAttachedFile…",
        "throttled",
        "time",
        "quota",
        "least",
        "ratio"
    );
    let mut throttled = 0;
    for files in SIZES {
        throttled += runtime.block_on(measure(files))?;
    }
    if throttled > 0 {
        return Err(format!("throttled {throttled} times").into());
    }
    Ok(())
}

/// Lists one case and prints its line; how often it was throttled.
async fn measure(files: u32) -> Result<u32, Box<dyn Error>> {
    let server = Arc::new(Server::new(files));
    let router = Router::new()
        .fallback(answer)
        .with_state(Arc::clone(&server));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let settings = AwsSettings {
        fallback_region: None,
        login: Login::Keys {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            secret_access_key: "SECRETEXAMPLE".to_owned(),
        },
        region: Some("eu-test-1".to_owned()),
        endpoint_url: Some(endpoint),
        pacing: Pacing::default(),
    };
    let aws = Aws::new(settings, net::http_client());
    let arn = Arn::parse(DOMAIN)?.case(&CaseId::new("c"));
    let case = Case::bare(arn, CaseId::new("c"));
    let mut listed = 0;
    let begun = Instant::now();
    list_files(
        &aws,
        &InstanceId::new("i"),
        &FileQuery::of_case(&case),
        |found| match found {
            Found::Files(more) => listed += more.len(),
            Found::Problems(problems) => println!("{problems:?}"),
            Found::Note(note) => println!("{note}"),
        },
    )
    .await
    .map_err(|failure| failure.to_string())?;
    let took = begun.elapsed().as_secs_f64();
    serving.abort();
    if listed != files as usize {
        return Err(format!("{listed} of {files} files were listed").into());
    }
    Ok(server.report(files, took))
}

/// One bucket and one counter for each operation.
struct Server {
    files: u32,
    seen: Mutex<BTreeMap<&'static str, Seen>>,
}

struct Seen {
    calls: u32,
    throttled: u32,
    level: f64,
    at: Instant,
}

impl Server {
    fn new(files: u32) -> Self {
        Self {
            files,
            seen: Mutex::default(),
        }
    }

    fn admits(&self, operation: &'static str) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let seen = seen.entry(operation).or_insert(Seen {
            calls: 0,
            throttled: 0,
            level: BURST,
            at: now,
        });
        seen.calls += 1;
        let passed = now.duration_since(seen.at).as_secs_f64();
        seen.level = f64::min(seen.level + passed * RATE, BURST);
        seen.at = now;
        if seen.level < 1.0 {
            seen.throttled += 1;
            return false;
        }
        seen.level -= 1.0;
        true
    }

    fn report(&self, files: u32, took: f64) -> u32 {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = |operation| seen.get(operation).map_or(0, |seen| seen.calls);
        let (pages, batches) = (calls("search"), calls("batch"));
        let throttled = seen.values().map(|seen| seen.throttled).sum();
        let (fewest_pages, fewest_batches) = (files.div_ceil(PAGE), files.div_ceil(BATCH));
        // The operations have a bucket each and are asked side by side: the slower one counts.
        let most = f64::from(fewest_pages.max(fewest_batches));
        let quota = f64::max((most - BURST) / RATE, 0.0);
        // The answer to the last page, and the batch that its ids need, come after that.
        let least = quota + 2.0 * LATENCY.as_secs_f64();
        let ratio = if quota > 0.0 {
            format!("{:.2}", took / least)
        } else {
            "-".to_owned()
        };
        println!(
            "{files:>6} {:>22} {:>24} {throttled:>10} {took:>8.2}s {quota:>8.2}s {least:>8.2}s {ratio:>7}",
            format!("{pages} of {fewest_pages}"),
            format!("{batches} of {fewest_batches} (+1)"),
        );
        throttled
    }
}

async fn answer(State(server): State<Arc<Server>>, uri: Uri, body: Bytes) -> Response<Body> {
    tokio::time::sleep(LATENCY / 2).await;
    let search = uri.path().ends_with("/related-items-search");
    let answer = if server.admits(if search { "search" } else { "batch" }) {
        let asked = serde_json::from_slice(&body).unwrap_or_default();
        let answer = if search {
            related(&asked, server.files)
        } else {
            metadata(&asked)
        };
        (StatusCode::OK, answer)
    } else {
        let refusal = json!({ "__type": "ThrottlingException", "message": "Rate exceeded" });
        (StatusCode::TOO_MANY_REQUESTS, refusal)
    };
    tokio::time::sleep(LATENCY / 2).await;
    let mut response = Response::new(Body::from(answer.1.to_string()));
    *response.status_mut() = answer.0;
    response
}

/// One page; the token is the number of the first item.
fn related(asked: &Value, files: u32) -> Value {
    let token = asked["nextToken"]
        .as_str()
        .and_then(|token| token.parse().ok());
    let first: u32 = token.unwrap_or(0);
    let end = files.min(first + PAGE);
    let item = |number: u32| {
        json!({
            "relatedItemId": format!("item-{number}"),
            "type": "File",
            "associationTime": "2026-05-01T02:41:00Z",
            "content": { "file": { "fileArn": format!("{INSTANCE}/file/f-{number}") } },
        })
    };
    let items: Vec<Value> = (first..end).map(item).collect();
    let next = (end < files).then(|| end.to_string());
    json!({ "relatedItems": items, "nextToken": next })
}

fn metadata(asked: &Value) -> Value {
    let ids = asked["FileIds"].as_array();
    let file = |id: &Value| {
        json!({
            "CreationTime": "2026-05-01T02:41:00Z",
            "FileArn": format!("{INSTANCE}/file/{}", id.as_str().unwrap_or_default()),
            "FileId": id,
            "FileName": format!("{}.pdf", id.as_str().unwrap_or_default()),
            "FileSizeInBytes": 1_024,
            "FileStatus": "APPROVED",
        })
    };
    let files: Vec<Value> = ids.into_iter().flatten().map(file).collect();
    json!({ "Files": files, "Errors": [] })
}
