//! The start of a file for a person's eyes, without a copy of it on the disk.

use crate::domain::{Failure, Preview, risk_of_content};
use crate::transfer::{Peeked, peek};

use super::downloads::{Downloads, FileAt};
use super::fetch::Fresh;
use super::files::downloadable;

/// How much of a file is looked at, in bytes.
const MOST: usize = 64 * 1024;

impl Downloads {
    /// Looks into an approved file. It costs a link, and takes a slot as a download does.
    pub async fn preview(&self, at: FileAt<'_>) -> Result<Preview, Failure> {
        let what = format!("{} could not be looked into", at.file.title());
        let looked = async {
            downloadable(at.file)?;
            // Of nothing there is no first byte to ask for.
            if at.file.size == Some(0) {
                return Ok(Peeked {
                    head: Vec::new(),
                    whole: true,
                });
            }
            let slot = self.slot().await;
            let links = &mut Fresh {
                at,
                record: None,
                slot,
            };
            peek(&self.transport, links, MOST, &self.timings).await
        };
        let peeked = looked
            .await
            .map_err(|failure| failure.while_doing(what.as_str()))
            .inspect_err(|failure| tracing::warn!(%failure, "no preview"))?;
        let mut preview = Preview::of(&peeked.head, peeked.whole);
        // Whoever looks before opening should hear what opening would tell.
        if let Some(risk) = risk_of_content(at.file.title(), &peeked.head) {
            preview.doubt = Some(format!("It {}.", risk.why).into());
        }
        Ok(preview)
    }
}
