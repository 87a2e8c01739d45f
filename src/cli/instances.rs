//! `attache instances`: the Connect instances of this account and Region.

use serde_json::{Value, json};

use crate::domain::{Failure, Instance};
use crate::operations;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{Cells, Column};

/// Runs it.
pub(super) async fn run(context: &Context) -> Result<Exit, Failure> {
    let mut all: Vec<Instance> = Vec::new();
    let mut page = None;
    let mut incomplete = None;
    loop {
        let listed = match operations::instances(&context.aws, page.clone()).await {
            Ok(listed) => listed,
            Err(failure) if all.is_empty() => return Err(failure),
            // What was read is worth printing.
            Err(failure) => {
                let what = "Some instances could not be listed";
                incomplete = Some(failure.while_doing(what));
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
    match context.printer.format() {
        Format::Json => {
            let instances: Vec<Value> = all.iter().map(instance).collect();
            context.printer.json(&json!({ "Instances": instances }))?;
        }
        Format::Ndjson | Format::Csv => {
            let instances = all.iter().map(instance).collect();
            let names = ["Id", "Arn", "InstanceAlias", "InstanceStatus"];
            context.printer.lines(&names, instances)?;
        }
        Format::Table | Format::Html => {
            let columns = [
                Column {
                    title: "ALIAS",
                    cells: Cells::Flexible,
                    rank: 0,
                },
                Column {
                    title: "INSTANCE ID",
                    cells: Cells::Left,
                    rank: 1,
                },
                Column {
                    title: "STATUS",
                    cells: Cells::Left,
                    rank: 2,
                },
            ];
            let rows: Vec<Vec<String>> = all
                .iter()
                .map(|one| {
                    let status = one
                        .status
                        .as_ref()
                        .map_or(String::new(), ToString::to_string);
                    vec![one.label().to_string(), one.id.to_string(), status]
                })
                .collect();
            context.table(&columns, &rows)?;
        }
    }
    if all.is_empty() && context.printer.format() == Format::Table {
        let region = context.aws.region().await?;
        context.printer.say(&format!(
            "attache: there is no instance in this account and {region}; each instance lives in one region (--region)."
        ));
    }
    let Some(failure) = incomplete else {
        return Ok(Exit::Done);
    };
    context.printer.aside(&failure);
    Ok(Exit::of(&failure).partly())
}

fn instance(instance: &Instance) -> Value {
    let mut object = json!({ "Id": instance.id.raw() });
    if let Some(arn) = &instance.arn {
        object["Arn"] = json!(arn.raw());
    }
    if let Some(alias) = &instance.alias {
        object["InstanceAlias"] = json!(alias.raw());
    }
    if let Some(status) = &instance.status {
        object["InstanceStatus"] = json!(status.raw());
    }
    object
}
