//! `attache cases`: the cases of the instance's domain, last updated first.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::domain::{Case, CaseQuery, Failure, SafeText, age, plural};
use crate::operations;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{Cells, Column, Lines};
use super::pages::{self, Walked};

/// Runs it: at most `limit` cases, those that the service finds for `term`.
pub(super) async fn run(
    context: &Context,
    term: Option<&str>,
    limit: usize,
    (open, mine): (bool, bool),
) -> Result<Exit, Failure> {
    let (instance, _) = context.instance().await?;
    let query = CaseQuery {
        term: term.map(str::trim).and_then(SafeText::given),
        open,
        mine,
    };
    let mut all: Vec<Case> = Vec::new();
    let mut lines = Lines::new(&context.printer, &NAMES);
    let in_lines = Lines::wanted(&context.printer);
    let Context { aws, agent, .. } = context;
    let Walked {
        count,
        more,
        incomplete,
        enough,
    } = pages::walk(
        limit,
        async |page| operations::cases(aws, agent, &instance, &query, page).await,
        |listed| {
            if in_lines {
                return lines.add(listed.iter().map(case));
            }
            all.extend(listed);
            Ok(true)
        },
    )
    .await?;
    if enough {
        return Ok(Exit::Done);
    }
    match context.printer.format() {
        Format::Json => {
            let cases: Vec<Value> = all.iter().map(case).collect();
            context.printer.json(&json!({ "Cases": cases }))?;
        }
        // They are printed already.
        Format::Ndjson | Format::Csv => {}
        Format::Table | Format::Html => {
            let columns = [
                Column {
                    title: "REFERENCE",
                    cells: Cells::Left,
                    rank: 0,
                },
                Column {
                    title: "STATUS",
                    cells: Cells::Left,
                    rank: 2,
                },
                Column {
                    title: "UPDATED",
                    cells: Cells::Right,
                    rank: 3,
                },
                Column {
                    title: "TITLE",
                    cells: Cells::Flexible,
                    rank: 0,
                },
                Column {
                    title: "CASE ID",
                    cells: Cells::Left,
                    rank: 1,
                },
            ];
            let now = Timestamp::now();
            let rows: Vec<Vec<String>> = all.iter().map(|one| row(one, now)).collect();
            context.table(&columns, &rows)?;
        }
    }
    if count == 0 && context.printer.format() == Format::Table {
        context.printer.say("attache: no case was found.");
    }
    if let Some(failure) = incomplete {
        let read = plural(count as u64, "case", "cases");
        let what = format!("What follows the first {read} could not be listed");
        let failure = failure.while_doing(what);
        context.printer.aside(&failure);
        return Ok(Exit::of(&failure).partly());
    }
    if more {
        context.printer.say(&format!(
            "There are more cases than {limit}; --limit N shows more."
        ));
    }
    Ok(Exit::Done)
}

/// The members of a case, in their order as a csv has them.
const NAMES: [&str; 9] = [
    "caseId",
    "caseArn",
    "reference_number",
    "title",
    "status",
    "last_updated_datetime",
    "created_datetime",
    "assigned_user",
    "assigned_queue",
];

fn row(case: &Case, now: Timestamp) -> Vec<String> {
    let text = |text: &Option<SafeText>| text.as_ref().map_or(String::new(), ToString::to_string);
    vec![
        text(&case.reference),
        text(&case.status),
        case.updated.map_or(String::new(), |then| age(then, now)),
        text(&case.title),
        case.id.to_string(),
    ]
}

/// The case with its fields under the names that the Cases API gives them.
fn case(case: &Case) -> Value {
    let mut object = json!({ "caseId": case.id.raw(), "caseArn": case.arn.raw() });
    let fields = [
        ("reference_number", &case.reference),
        ("title", &case.title),
        ("status", &case.status),
        ("last_updated_datetime", &case.updated_text),
        ("created_datetime", &case.created_text),
        ("assigned_user", &case.assigned_user),
        ("assigned_queue", &case.assigned_queue),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            object[name] = json!(value.raw());
        }
    }
    object
}
