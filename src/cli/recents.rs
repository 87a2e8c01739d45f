//! `attache recents`: the cases that were looked into lately.

use serde_json::{Value, json};

use crate::domain::{Failure, InstanceId, InstanceName, Recent, SafeText};
use crate::recents::Recents;
use crate::settings::recents_file;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{Cells, Column};

/// Lists them for this identity and the instance, or forgets all.
pub(super) async fn run(context: &Context, clear: bool) -> Result<Exit, Failure> {
    if clear {
        // Also when they are switched off: the file may be from before.
        let recents = recents_file().map_or_else(Recents::off, Recents::open);
        recents.forget().await?;
        context.printer.say("The recent cases are forgotten.");
        return Ok(Exit::Done);
    }
    let recents = &context.recents;
    let found = if recents.are_on() {
        recents
            .recall(&context.aws, &instance(context).await?)
            .await
    } else {
        context.printer.say("Recent cases are switched off.");
        Vec::new()
    };
    print(context, &found)?;
    Ok(Exit::Done)
}

/// An id or an ARN is enough; nobody need be asked for the instance.
async fn instance(context: &Context) -> Result<InstanceId, Failure> {
    let named = match &context.settings.instance {
        Some(InstanceName::Id(id)) => Some(id.clone()),
        Some(InstanceName::Arn(arn)) => arn.instance_id(),
        _ => None,
    };
    match named {
        Some(id) => Ok(id),
        None => Ok(context.instance().await?.0.id),
    }
}

fn print(context: &Context, found: &[Recent]) -> Result<(), Failure> {
    if context.printer.format() == Format::Json {
        let recents: Vec<Value> = found.iter().map(recent).collect();
        return context.printer.json(&json!({ "Recents": recents }));
    }
    let columns = [
        Column {
            title: "REFERENCE",
            cells: Cells::Left,
            rank: 0,
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
    let text = |text: &Option<SafeText>| text.as_ref().map_or(String::new(), ToString::to_string);
    let rows: Vec<Vec<String>> = found
        .iter()
        .map(|one| {
            let id = one.case.case_id();
            let id = id.map_or(String::new(), |id| id.to_string());
            vec![text(&one.reference), text(&one.title), id]
        })
        .collect();
    context.table(&columns, &rows)?;
    if found.is_empty() && context.recents.are_on() {
        let none = "attache: no case of this instance was looked into lately.";
        context.printer.say(none);
    }
    Ok(())
}

/// The case under the names that the Cases API gives its fields.
fn recent(recent: &Recent) -> Value {
    let mut object = json!({ "caseArn": recent.case.raw() });
    if let Some(id) = recent.case.case_id() {
        object["caseId"] = json!(id.raw());
    }
    let fields = [
        ("reference_number", &recent.reference),
        ("title", &recent.title),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            object[name] = json!(value.raw());
        }
    }
    object
}
