//! The same files in every format, read by what reads such formats.

use std::collections::{BTreeMap, BTreeSet};

use attache::audit::Shape;
use attache::domain::SafeText;
use serde_json::Value;

use super::compared::{NOTHING, changes};
use super::page::Page;
use super::{Came, Site, ask, audited, key, recipe};

/// What no spreadsheet takes for a formula is what stands behind the apostrophe.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// Names by case and file, as a person sees them.
fn names(rows: &[Value]) -> BTreeMap<(String, String), String> {
    let shown = |row: &Value| {
        let name = row["FileName"].as_str().unwrap_or_default();
        SafeText::new(name).as_str().to_owned()
    };
    rows.iter().map(|row| (key(row), shown(row))).collect()
}

async fn all(site: &Site) -> (Came, Came, Came, Came) {
    let places = [site.place().await];
    let of = async |shape| {
        let mut ask = ask(shape);
        ask.with_cases = true;
        audited(&ask, &places).await.unwrap()
    };
    (
        of(Shape::Ndjson).await,
        of(Shape::Csv).await,
        of(Shape::Json).await,
        of(Shape::Html).await,
    )
}

#[tokio::test]
async fn every_format_holds_the_same_files_with_the_same_names() {
    for (cases, files) in [(0, 0), (1, 1), (20, 1_000)] {
        let site = Site::of(&recipe(cases, files)).await;
        let (ndjson, csv, json, html) = all(&site).await;
        let names = names(&ndjson.rows());
        assert_eq!(names.len(), files);

        let mut reader = csv::Reader::from_reader(csv.text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|own| own == name).unwrap();
        let mut read = BTreeMap::new();
        for line in reader.records() {
            let line = line.unwrap();
            let cell = |name: &str| line[column(name)].to_owned();
            let key = (cell("CaseId"), cell("FileId"));
            let name = unguarded(&cell("FileName")).to_owned();
            assert_eq!(read.insert(key, name), None);
            for cell in &line {
                let formula = cell
                    .trim_start()
                    .starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!formula, "{cell:?}");
            }
        }
        assert_eq!(read, names);

        let document: Value = serde_json::from_str(&json.text).unwrap();
        let mut rows = document["Files"].as_array().unwrap().clone();
        rows.extend(document["Errors"].as_array().unwrap().clone());
        assert_eq!(rows.len(), files);
        let sorted = |mut rows: Vec<Value>| {
            rows.sort_by_key(key);
            rows
        };
        assert_eq!(sorted(rows), sorted(ndjson.rows()));
        let totals = &document["Summary"]["Totals"];
        assert_eq!(totals["Files"], ndjson.summary.totals.all.files);
        assert!(document["Summary"]["NotSeen"].as_array().unwrap().len() > 1);

        let page = Page::read(&html.text);
        let mut read: BTreeMap<(String, String), String> = BTreeMap::new();
        for table in ["files", "errors"] {
            for row in page.rows(table) {
                let name = row.get("FileName").cloned().unwrap_or_default();
                let key = (row["CaseId"].clone(), row["FileId"].clone());
                assert_eq!(read.insert(key, name), None);
            }
        }
        assert_eq!(read, names);
    }
}

#[tokio::test]
async fn the_page_runs_nothing_but_its_own_and_loads_nothing() {
    let site = Site::of(&recipe(20, 1_000)).await;
    let (ndjson, .., html) = all(&site).await;
    let hostile = ndjson.rows();
    let hostile = hostile.iter().filter_map(|row| row["FileName"].as_str());
    assert!(hostile.clone().any(|name| name.contains("<script>")));
    let page = Page::read(&html.text);
    let allowed: BTreeSet<&str> = [
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "ul", "li", "p", "div",
        "section", "table", "thead", "tbody", "tr", "th", "td", "button", "label", "input", "span",
        "script",
    ]
    .into_iter()
    .collect();
    let scripts = page.tags.iter().filter(|tag| tag.name == "script").count();
    assert_eq!(scripts, 1);
    for tag in &page.tags {
        assert!(allowed.contains(tag.name.as_str()), "{tag:?}");
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on"), "{tag:?}");
            assert!(
                !["src", "href", "style"].contains(&name.as_str()),
                "{tag:?}"
            );
            assert!(!value.contains("javascript:"), "{tag:?}");
        }
    }
    let policy = page
        .tags
        .iter()
        .find_map(|tag| tag.attributes.get("content"));
    assert!(policy.unwrap().starts_with("default-src 'none'"));
    let printable = |c: char| c == '\n' || SafeText::shows(c);
    assert!(html.text.chars().all(printable));
    let stuck = ndjson.summary.totals.stuck;
    assert!(stuck > 0 && html.text.contains(&format!("<h2>Stuck: {stuck} file")));
}

#[tokio::test]
async fn an_audit_is_no_different_from_itself_in_any_format() {
    let site = Site::of(&recipe(20, 600)).await;
    let (ndjson, csv, json, _) = all(&site).await;
    let all = [&ndjson, &csv, &json];
    for old in all {
        for new in all {
            assert_eq!(changes(&old.text, &new.text).unwrap(), NOTHING);
        }
    }
}

#[tokio::test]
async fn no_format_can_act_on_a_terminal() {
    let site = Site::of(&recipe(20, 1_000)).await;
    let places = [site.place().await];
    for shape in [
        Shape::Ndjson,
        Shape::Csv,
        Shape::Json,
        Shape::Html,
        Shape::Table(90),
    ] {
        let came = audited(&ask(shape), &places).await.unwrap();
        let fine = |c: char| c == '\n' || c == '\r' || SafeText::shows(c);
        let bad = came.text.chars().find(|c| !fine(*c));
        assert_eq!(bad, None, "{shape:?}");
        if let Shape::Table(cells) = shape {
            let wide = came.text.lines().map(attache::domain::cells::width).max();
            assert!(wide.unwrap() <= cells);
        }
    }
}
