//! The page in a real browser, with hostile words in every cell: it sorts, narrows and counts,
//! runs nothing of theirs and asks nobody for anything. Where there is no Chromium (nor in
//! `ATTACHE_CHROMIUM`) it says so; what the parser of the other tests sees holds everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use attache::audit::Session;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::now;
use super::page::Page;

const ROWS: usize = 10_000;
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser, if this machine has one.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("ATTACHE_CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|path| path.exists())
}

/// Words that do harm wherever they are taken for more than words.
fn hostile(port: u16) -> Vec<String> {
    let there = format!("http://127.0.0.1:{port}/");
    vec![
        format!("<img src=x onerror=\"fetch('{there}')\">"),
        format!("\"><script src='{there}'></script>"),
        "'><svg onload=document.title='owned'>".to_owned(),
        "</td></tr></table><h1>owned</h1>".to_owned(),
        "</script><script>document.title='owned'</script>".to_owned(),
        format!("<link rel=stylesheet href={there}>"),
        "&lt;b&gt; &amp;amp; inv\u{202e}fdp.exe".to_owned(),
        format!("javascript:location='{there}'"),
        "<!-- <style>body{display:none}</style>".to_owned(),
    ]
}

const STATUSES: [&str; 6] = [
    "APPROVED",
    "APPROVED",
    "REJECTED",
    "PROCESSING",
    "FAILED",
    "\"><b>ODD",
];

fn row(at: usize, hostile: &[String]) -> Value {
    let words = &hostile[at % hostile.len()];
    let case = "arn:aws:cases:us-west-2:1:domain/d/case/c";
    let day = 1 + at % 28;
    let mut row = json!({
        "FileId": format!("f{at:05}"),
        "FileName": format!("{at} {words}"),
        "FileStatus": STATUSES[at % STATUSES.len()],
        // Neither in the order of the rows nor of their digits.
        "FileSizeInBytes": at * 7_919 % 100_003,
        "CreationTime": format!("2026-04-{day:02}T08:00:00.000Z"),
        "CreatedBy": {"ConnectUserArn": format!("arn:aws:connect:us-west-2:1:instance/i/agent/{words}")},
        "FileUseCaseType": "ATTACHMENT",
        "AssociatedResourceArn": case,
        "FileArn": format!("arn:aws:connect:us-west-2:1:instance/i/file/f{at:05}"),
        "CaseId": "c",
        "CaseTitle": words,
        "Tags": {words.as_str(): words},
    });
    if at.is_multiple_of(1_000) {
        row = json!({
            "FileId": format!("f{at:05}"),
            "CaseId": "c",
            "AssociatedResourceArn": case,
            "ErrorCode": "NotReturned",
            "ErrorMessage": words,
        });
    }
    row
}

/// Writes the page of these rows, by way of a finished audit.
async fn write_page(folder: &Path, rows: &[Value]) -> PathBuf {
    let report = folder.join("rows.ndjson");
    let mut file = fs::File::create(&report).unwrap();
    for row in rows {
        writeln!(file, "{row}").unwrap();
    }
    let session = Session::of_file("rows.ndjson", now()).unwrap();
    session.read(&report, |_| true).unwrap();
    let page = folder.join("page.html");
    let export = session.export_to(&page).await.unwrap();
    export.write(&session).unwrap();
    page
}

/// The page as the browser has it, opened with this fragment.
fn opened(browser: &Path, folder: &Path, page: &Path, fragment: &str) -> (String, Page) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu"])
        .args(["--disable-dev-shm-usage", "--no-first-run", "--dump-dom"])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("browser").display()
        ))
        .arg(format!("file://{}{fragment}", page.display()))
        .env("HOME", folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("id=\"files\""), "{text}\n{told}");
    let page = Page::read(text.trim_end());
    (text, page)
}

/// The sizes of the files in the order in which they stand.
fn sizes(page: &Page) -> Vec<u64> {
    let rows = page.rows("files");
    rows.iter()
        .map(|row| row["FileId"][1..].parse::<usize>().unwrap())
        .map(|at| (at * 7_919 % 100_003) as u64)
        .collect()
}

#[tokio::test]
async fn a_browser_sorts_narrows_and_counts_and_runs_nothing_of_theirs() {
    let Some(browser) = browser() else {
        println!("not run: there is no Chromium here");
        return;
    };
    let bait = TcpListener::bind("127.0.0.1:0").unwrap();
    bait.set_nonblocking(true).unwrap();
    let hostile = hostile(bait.local_addr().unwrap().port());
    let rows: Vec<Value> = (0..ROWS).map(|at| row(at, &hostile)).collect();
    let folder = TempDir::new().unwrap();
    let page = write_page(folder.path(), &rows).await;
    let files: Vec<&Value> = rows
        .iter()
        .filter(|row| row["ErrorCode"].is_null())
        .collect();

    let open = |fragment: &str| opened(&browser, folder.path(), &page, fragment);
    let (text, plain) = open("");
    assert_eq!(plain.rows("files").len(), files.len());
    assert_eq!(plain.rows("errors").len(), ROWS - files.len());
    is_harmless(&plain);
    assert!(text.contains("<title>Attached files</title>"));
    let (shown, hidden) = ("\" aria-live=\"polite\">9,990</span>", "hidden=\"\"");
    assert!(text.contains(shown) && !text.contains(hidden));
    counts_are_right(&text, &files);

    let (_, up) = open("#sort=FileSizeInBytes");
    let unsorted = sizes(&plain);
    let mut sorted = unsorted.clone();
    sorted.sort_unstable();
    assert!(unsorted != sorted && sizes(&up) == sorted);
    let (_, down) = open("#sort=-FileSizeInBytes");
    sorted.reverse();
    assert!(sizes(&down) == sorted);
    let heads = down.tags.iter().filter(|tag| tag.name == "th");
    let marked: Vec<_> = heads
        .filter_map(|tag| tag.attributes.get("aria-sort"))
        .collect();
    assert_eq!(marked, ["descending"]);

    let (text, found) = open("#find=REJECTED+stylesheet");
    let wanted = files.iter().filter(|row| {
        let name = row["FileName"].as_str().unwrap();
        row["FileStatus"] == "REJECTED" && name.contains("stylesheet")
    });
    let wanted = wanted.count();
    assert!(wanted > 100);
    let hidden = text.matches("<tr hidden=\"\">").count();
    assert_eq!(hidden, files.len() - wanted);
    assert_eq!(found.rows("files").len(), files.len());

    // What it does not know sorts nothing, and does nothing else.
    let (_, odd) = open("#sort=%3Cscript%3E&find=%3Cimg+src%3Dx%3E");
    assert!(sizes(&odd) == unsorted);
    is_harmless(&odd);
    assert!(bait.accept().is_err(), "somebody was asked for something");
}

/// There is nothing in it that the words brought.
#[track_caller]
fn is_harmless(page: &Page) {
    let names: BTreeSet<&str> = page.tags.iter().map(|tag| tag.name.as_str()).collect();
    for bad in [
        "img", "svg", "link", "b", "iframe", "object", "base", "form",
    ] {
        assert!(!names.contains(bad), "{bad}");
    }
    let count = |name: &str| page.tags.iter().filter(|tag| tag.name == name).count();
    assert_eq!((count("script"), count("style"), count("h1")), (1, 1, 1));
    for tag in &page.tags {
        let acts = |name: &String| name.starts_with("on") || name == "style" || name == "src";
        assert!(!tag.attributes.keys().any(acts), "{tag:?}");
    }
}

/// The numbers of the three tables of sums, by the words before them.
fn counts_are_right(text: &str, files: &[&Value]) {
    let sums = |id: &str| -> BTreeMap<String, u64> {
        let start = text.find(&format!("id=\"by-{id}\"")).unwrap();
        let table = &text[start..];
        let table = &table[..table.find("</table>").unwrap()];
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for row in table.split("<tr>").skip(1) {
            let word = row.split("\">").nth(1).unwrap().split("</span>").next();
            let count = row.split("data-v=\"").nth(1).unwrap().split('"').next();
            let count: u64 = count.unwrap().parse().unwrap();
            *sums.entry(word.unwrap().to_owned()).or_default() += count;
        }
        sums
    };
    let mut statuses: BTreeMap<String, u64> = BTreeMap::new();
    for row in files {
        let status = row["FileStatus"].as_str().unwrap();
        let shown = status.replace('<', "&lt;").replace('>', "&gt;");
        *statuses.entry(shown).or_default() += 1;
    }
    assert_eq!(sums("status"), statuses);
    let all = files.len() as u64;
    assert_eq!(sums("age").values().sum::<u64>(), all);
    assert_eq!(
        sums("age").keys().collect::<Vec<_>>(),
        ["under 30 days", "under 7 days", "under 90 days"]
    );
    assert_eq!(sums("who").values().sum::<u64>(), all);
}
