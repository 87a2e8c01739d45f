//! `attache instances`: the Connect instances of this account and Region.

use serde_json::{Value, json};

use crate::domain::{Failure, Instance};
use crate::operations;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{Cells, Column, Lines};
use super::pages::{self, Walked};

/// The members of an instance, in their order as a csv has them.
const NAMES: [&str; 4] = ["Id", "Arn", "InstanceAlias", "InstanceStatus"];

/// Runs it.
pub(super) async fn run(context: &Context) -> Result<Exit, Failure> {
    let mut all: Vec<Instance> = Vec::new();
    let mut lines = Lines::new(&context.printer, &NAMES);
    let in_lines = Lines::wanted(&context.printer);
    let Walked {
        count,
        incomplete,
        enough,
        ..
    } = pages::walk(
        usize::MAX,
        async |page| operations::instances(&context.aws, page).await,
        |listed| {
            if in_lines {
                return lines.add(listed.iter().map(instance));
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
            let instances: Vec<Value> = all.iter().map(instance).collect();
            context.printer.json(&json!({ "Instances": instances }))?;
        }
        // They are printed already.
        Format::Ndjson | Format::Csv => {}
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
    if count == 0 && context.printer.format() == Format::Table {
        let region = context.aws.region().await?;
        context.printer.say(&format!(
            "attache: there is no instance in this account and {region}; each instance lives in one region (--region)."
        ));
    }
    let Some(failure) = incomplete else {
        return Ok(Exit::Done);
    };
    let failure = failure.while_doing("Some instances could not be listed");
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
