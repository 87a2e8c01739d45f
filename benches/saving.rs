//! `attache save --all` against what a careful person would script: the link requests and
//! the downloads by `curl --parallel` with as many at once, then `sha256sum`, then `sync`
//! of every file. `cargo bench --bench saving`; it needs bash, curl, jq and coreutils.
//!
//! Both ask the same server on loopback, which has no quota, holds the contents in memory
//! and takes the script's unsigned requests, so that the script is spared the signing and
//! the listing. The pairs alternate; the medians of time, and the CPU seconds and the memory
//! of this program, are printed. It fails when a file is missing or wrong.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Response, StatusCode, Uri, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PAIRS: usize = 5;
const AT_ONCE: &str = "4";
const SERVICE_PAGE: usize = 25;
const INSTANCE: &str = "arn:aws:connect:us-west-2:111122223333:instance/i";
const CASE: &str =
    "arn:aws:cases:us-west-2:111122223333:domain/d/case/11111111-2222-3333-4444-555555555555";

/// The script: ids on stdin; the folder, the address and the number at once as arguments.
const SCRIPT: &str = r#"
set -euo pipefail
cd "$1"
while read -r id; do
    printf 'url = "%s/attached-files/i/%s?urlExpiryInSeconds=60"\noutput = "%s.link"\n' "$2" "$id" "$id"
done > links.cfg
curl -sS --no-progress-meter --fail --parallel --parallel-max "$3" --config links.cfg
jq -r '"url = \"\(.DownloadUrlMetadata.Url)\"\noutput = \"\(.FileName)\""' ./*.link > files.cfg
curl -sS --no-progress-meter --fail --parallel --parallel-max "$3" --config files.cfg
rm -- *.link *.cfg
sha256sum -- * > ../sums
sync -- * .
"#;

/// So many files of so many bytes.
struct Load {
    files: usize,
    bytes: usize,
}

/// What one run took.
#[derive(Clone, Copy)]
struct Took {
    seconds: f64,
    cpu: f64,
    /// The most memory that this program held at once, in MB; not known of the script.
    memory: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let loads = [
        Load {
            files: 24,
            bytes: 8 << 20,
        },
        Load {
            files: 500,
            bytes: 20_000,
        },
    ];
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    println!(
        "{:<14} {:>10} {:>10} {:>7} {:>10} {:>10} {:>10}",
        "load", "attache", "script", "ratio", "CPU", "CPU script", "memory"
    );
    for load in &loads {
        compare(&runtime, load)?;
    }
    Ok(())
}

/// Runs the pairs of one load and prints its line.
fn compare(runtime: &tokio::runtime::Runtime, load: &Load) -> Result<(), Box<dyn Error>> {
    let server = Arc::new(Server::new(load));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let base = format!("http://{}", listener.local_addr()?);
    let router = Router::new()
        .fallback(answer)
        .with_state((Arc::clone(&server), base.clone()));
    let serving = runtime.spawn(async move { axum::serve(listener, router).await });
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // All folders go at the end: right after files were removed, ext4 is slow to make new ones.
    let root = tempfile::TempDir::new()?;
    for pair in 0..PAIRS {
        let place = |who: &str| root.path().join(format!("{who}-{pair}"));
        let base = &base;
        ours.push(run(&server, &place("ours"), |folder| {
            attache(base, folder)
        })?);
        theirs.push(run(&server, &place("theirs"), |folder| {
            script(base, folder, load.files)
        })?);
    }
    serving.abort();
    let (a, b) = (median(&ours, |t| t.seconds), median(&theirs, |t| t.seconds));
    println!(
        "{:<14} {a:>9.2}s {b:>9.2}s {:>7.2} {:>9.2}s {:>9.2}s {:>7.1} MB",
        format!("{} x {} kB", load.files, load.bytes / 1_000),
        a / b,
        median(&ours, |t| t.cpu),
        median(&theirs, |t| t.cpu),
        ours.iter().map(|t| t.memory).fold(0.0, f64::max),
    );
    Ok(())
}

fn median(runs: &[Took], of: impl Fn(&Took) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs a command into an empty folder inside `root`, and checks that every file came whole.
fn run(
    server: &Server,
    root: &Path,
    begin: impl Fn(&Path) -> std::io::Result<std::process::Child>,
) -> Result<Took, Box<dyn Error>> {
    let folder = root.join("files");
    fs::create_dir_all(&folder)?;
    server.links.store(0, Relaxed);
    let (cpu, start) = (children_cpu(), Instant::now());
    let mut child = begin(&folder)?;
    let mut memory: f64 = 0.0;
    let status = loop {
        memory = memory.max(peak_memory(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let took = Took {
        seconds: start.elapsed().as_secs_f64(),
        cpu: children_cpu() - cpu,
        memory,
    };
    if !status.success() {
        return Err(format!("a run failed: {status}").into());
    }
    let files = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    let sum = Sha256::digest(&server.content);
    for file in &files {
        if Sha256::digest(fs::read(file.path())?) != sum {
            return Err(format!("{} is wrong", file.path().display()).into());
        }
    }
    let links = server.links.load(Relaxed);
    if (files.len(), links) != (server.files, server.files) {
        return Err(format!("{} files with {links} links", files.len()).into());
    }
    Ok(took)
}

fn attache(base: &str, folder: &Path) -> std::io::Result<std::process::Child> {
    let home = folder.parent().unwrap_or(folder).join("home");
    Command::new(env!("CARGO_BIN_EXE_attache"))
        .args([
            "save",
            "--all",
            "--max-rps",
            "100000",
            "--concurrency",
            AT_ONCE,
        ])
        .args(["--region", "us-west-2", "--endpoint-url", base])
        .args(["-i", INSTANCE, "-c", CASE, "--to"])
        .arg(folder)
        .env_clear()
        .env("HOME", home)
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

fn script(base: &str, folder: &Path, files: usize) -> std::io::Result<std::process::Child> {
    let mut child = Command::new("bash")
        .args(["-c", SCRIPT, "script"])
        .arg(folder)
        .args([base, AT_ONCE])
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        for number in 0..files {
            writeln!(stdin, "f-{number}")?;
        }
    }
    Ok(child)
}

/// The CPU seconds of all children that have ended, and theirs; 0 where the system does not tell.
fn children_cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    // cutime and cstime, in hundredths of a second on every Linux.
    fields.iter().skip(13).take(2).sum::<f64>() / 100.0
}

/// The most memory that a process held so far, in MB; 0 where the system does not tell.
fn peak_memory(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let field = line.and_then(|line| line.split_whitespace().nth(1));
    field.and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1_000.0
}

/// One case whose files have all the same content.
struct Server {
    files: usize,
    content: Bytes,
    links: AtomicUsize,
}

impl Server {
    fn new(load: &Load) -> Self {
        let mut rng = fastrand::Rng::with_seed(7);
        let mut content = vec![0; load.bytes];
        rng.fill(&mut content);
        Self {
            files: load.files,
            content: content.into(),
            links: AtomicUsize::new(0),
        }
    }
}

async fn answer(
    State((server, base)): State<(Arc<Server>, String)>,
    uri: Uri,
    body: Bytes,
) -> Response<Body> {
    let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
    let path = uri.path();
    if path.starts_with("/bucket/") {
        let mut response = Response::new(Body::from(server.content.clone()));
        let headers = response.headers_mut();
        headers.insert(
            header::ETAG,
            header::HeaderValue::from_static("\"0123456789abcdef\""),
        );
        return response;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let answer = match () {
        () if path.ends_with("/related-items-search") => related(&asked, server.files),
        () if path.contains("integration-associations") => json!({
            "IntegrationAssociationSummaryList": [{
                "IntegrationType": "CASES_DOMAIN",
                "IntegrationArn": "arn:aws:cases:us-west-2:111122223333:domain/d",
            }],
        }),
        () if path.starts_with("/attached-files/") && asked["FileIds"].is_array() => {
            let ids = asked["FileIds"].as_array().into_iter().flatten();
            let file = |id: &Value| file(id.as_str().unwrap_or_default(), &server);
            json!({ "Files": ids.map(file).collect::<Vec<_>>(), "Errors": [] })
        }
        () if path.starts_with("/attached-files/") => {
            server.links.fetch_add(1, Relaxed);
            let mut file = file(last, &server);
            file["DownloadUrlMetadata"] = json!({
                "Url": format!("{base}/bucket/{last}?X-Amz-Signature=0123456789abcdef"),
                "UrlExpiry": "2099-01-01T00:00:00.000Z",
            });
            file
        }
        () if path == "/instance" => json!({ "InstanceSummaryList": [
            { "Id": "i", "Arn": INSTANCE, "InstanceAlias": "bench", "InstanceStatus": "ACTIVE" },
        ] }),
        () if path.contains("/cases/") => json!({
            "fields": [{ "id": "title", "value": { "stringValue": "Bench" } }],
            "templateId": "t",
        }),
        () => {
            let mut response = Response::new(Body::from("{}"));
            *response.status_mut() = StatusCode::NOT_FOUND;
            return response;
        }
    };
    Response::new(Body::from(answer.to_string()))
}

fn file(id: &str, server: &Server) -> Value {
    json!({
        "CreationTime": "2026-05-01T02:41:00Z",
        "FileArn": format!("{INSTANCE}/file/{id}"),
        "FileId": id,
        "FileName": format!("{id}.bin"),
        "FileSizeInBytes": server.content.len(),
        "FileStatus": "APPROVED",
        "AssociatedResourceArn": CASE,
    })
}

/// One page; the token is the number of the first item.
fn related(asked: &Value, files: usize) -> Value {
    let token = asked["nextToken"].as_str();
    let first: usize = token.and_then(|token| token.parse().ok()).unwrap_or(0);
    let end = files.min(first + SERVICE_PAGE);
    let item = |number: usize| {
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
