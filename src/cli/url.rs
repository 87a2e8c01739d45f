//! `attache url`: a download link, for a browser or curl.

use serde_json::json;

use crate::domain::Failure;
use crate::operations::{self, LinkWish};

use super::args::Format;
use super::context::Context;
use super::exit::Exit;

/// Runs it. Whoever reads stdout has the file until the link expires, and is told so.
pub(super) async fn run(
    context: &Context,
    file: Option<&str>,
    expires: u16,
    inline: bool,
) -> Result<Exit, Failure> {
    let (instance, file) = context.file(file).await?;
    let wish = LinkWish { expires, inline };
    let (_, link) = operations::link(&context.aws, &instance.id, &file, wish).await?;
    if context.printer.format() == Format::Json {
        let mut object = json!({ "Url": link.reveal().as_str() });
        if let Some(expiry) = link.expiry() {
            object["UrlExpiry"] = json!(expiry.to_string());
        }
        context.printer.json(&object)?;
    } else {
        context.printer.text(&format!("{}\n", link.reveal()))?;
        let name = file.title();
        context.printer.say(&format!(
            "Whoever has this link can read {name} for {expires} seconds."
        ));
    }
    Ok(Exit::Done)
}
