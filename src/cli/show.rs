//! `attache show`: everything known about one file.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use crate::app::details::{About, LABEL, lines};
use crate::domain::Failure;
use crate::operations::{self, LinkWish};
use crate::view::cells::fit;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{FILE_NAMES, Lines, attachment};

/// The shortest life of a link, in seconds: this one is made to be dropped.
const SHORTEST: u16 = 5;

/// Runs it. The link itself is never printed; its expiry is, as the API gives it.
pub(super) async fn run(context: &Context, file: Option<&str>) -> Result<Exit, Failure> {
    let (instance, file) = context.file(file).await?;
    match context.printer.format() {
        Format::Json => {
            let mut object = attachment(&file);
            if file.status.can_be_downloaded() {
                let wish = LinkWish {
                    expires: SHORTEST,
                    inline: false,
                };
                match operations::link(&context.aws, &instance.id, &file, wish).await {
                    Ok((_, link)) => {
                        if let Some(expiry) = link.expiry() {
                            let expiry = json!({ "UrlExpiry": expiry.to_string() });
                            object["DownloadUrlMetadata"] = expiry;
                        }
                    }
                    // The metadata is what was asked for, and it is here.
                    Err(failure) => context.printer.aside(&failure),
                }
            }
            context.printer.json(&object)?;
        }
        Format::Ndjson | Format::Csv => {
            Lines::new(&context.printer, &FILE_NAMES).add([attachment(&file)])?;
        }
        Format::Table | Format::Html => {
            // Values are whole here, however long: that is what the command is for.
            let width = context.printer.width().unwrap_or(usize::from(u16::MAX));
            let cells = u16::try_from(width).unwrap_or(u16::MAX);
            let (now, zone) = (Timestamp::now(), TimeZone::system());
            let about = About {
                now,
                zone: &zone,
                stuck: file.is_stuck(None, now),
                name: None,
            };
            let lines = lines(&file, about, cells);
            for (label, part) in lines {
                let label = fit(label, usize::from(LABEL), context.glyphs);
                context.printer.text(&format!("{label} {part}\n"))?;
            }
        }
    }
    Ok(Exit::Done)
}
