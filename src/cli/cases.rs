//! `attache cases`: the cases of the instance's domain, last updated first.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::domain::{Case, CaseQuery, Failure, Instance, SafeText, age, plural};
use crate::operations;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{Cells, Column};

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
    let Listed {
        cases: all,
        more,
        incomplete,
    } = list(context, &instance, &query, limit).await?;
    match context.printer.format() {
        Format::Json => {
            let cases: Vec<Value> = all.iter().map(case).collect();
            context.printer.json(&json!({ "Cases": cases }))?;
        }
        Format::Ndjson | Format::Csv => {
            let cases = all.iter().map(case).collect();
            context.printer.lines(&NAMES, cases)?;
        }
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
    if all.is_empty() && context.printer.format() == Format::Table {
        context.printer.say("attache: no case was found.");
    }
    if let Some(failure) = incomplete {
        let read = plural(all.len() as u64, "case", "cases");
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

/// What could be read.
struct Listed {
    cases: Vec<Case>,
    more: bool,
    /// Why the rest is missing.
    incomplete: Option<Failure>,
}

async fn list(
    context: &Context,
    instance: &Instance,
    query: &CaseQuery,
    limit: usize,
) -> Result<Listed, Failure> {
    let Context { aws, agent, .. } = context;
    let mut all: Vec<Case> = Vec::new();
    let mut page = None;
    let mut incomplete = None;
    while all.len() < limit {
        let listed = match operations::cases(aws, agent, instance, query, page.clone()).await {
            Ok(listed) => listed,
            Err(failure) if all.is_empty() => return Err(failure),
            // What was read is worth printing.
            Err(failure) => {
                incomplete = Some(failure);
                break;
            }
        };
        all.extend(listed.items);
        // A token that leads to itself would be asked for without end.
        page = listed.next.filter(|next| page.as_ref() != Some(next));
        if page.is_none() {
            break;
        }
    }
    let more = page.is_some() || all.len() > limit;
    all.truncate(limit);
    Ok(Listed {
        cases: all,
        more,
        incomplete,
    })
}

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
