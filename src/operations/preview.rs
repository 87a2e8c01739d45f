//! What can be seen of a file for a person's eyes, without a copy of it on the disk.

use std::sync::Arc;
use std::thread;

use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;

use crate::contents::{self, Content, MOST_FETCHED, Need};
use crate::domain::{Failure, FailureKind, Graphics, HEAD, Preview, SafeText, risk_of_content};
use crate::transfer::{Peeked, peek};

use super::downloads::{Downloads, FileAt};
use super::fetch::Fresh;
use super::files::downloadable;

/// How much of a file is looked at first, in bytes: of most kinds no more is needed.
const START: usize = 64 * 1024;

/// The most contents that are made out at once. One that never comes to its end takes its
/// place for good, and two of them are the end of previews but of nothing else.
const AT_ONCE: usize = 2;

/// The stack of the thread that does it.
const STACK: usize = 8 * 1024 * 1024;

/// Who makes contents out.
#[derive(Debug, Clone)]
pub(super) struct Sights(Arc<Semaphore>);

impl Default for Sights {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Downloads {
    /// Looks into an approved file, for a terminal that shows pictures so. It costs a link,
    /// and takes a slot as a download does.
    pub async fn preview(&self, at: FileAt<'_>, graphics: Graphics) -> Result<Preview, Failure> {
        let what = format!("{} could not be looked into", at.file.title());
        let looked = async {
            downloadable(at.file)?;
            let peeked = self.peeked(at, graphics).await?;
            self.made_out(at.file.title().clone(), peeked, graphics)
                .await
        };
        looked
            .await
            .map_err(|failure| failure.while_doing(what.as_str()))
            .inspect_err(|failure| tracing::warn!(%failure, "no preview"))
    }

    async fn peeked(&self, at: FileAt<'_>, graphics: Graphics) -> Result<Peeked, Failure> {
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
        let wants = |head: &[u8]| match contents::need(at.file.title(), head, graphics) {
            Need::Start => START,
            Need::All => usize::try_from(MOST_FETCHED).unwrap_or(START),
        };
        peek(&self.transport, links, START, wants, &self.timings).await
    }

    /// Makes the content out on a thread of its own: what comes from outside may bring a parser
    /// to its knees, and must not bring anything else there.
    async fn made_out(
        &self,
        name: SafeText,
        peeked: Peeked,
        graphics: Graphics,
    ) -> Result<Preview, Failure> {
        let stopped = |why: &str| Failure::new(FailureKind::Local, "It could not be made out", why);
        let making = async {
            let place = Arc::clone(&self.sights.0).acquire_owned().await.ok();
            let (tell, told) = oneshot::channel();
            let thread = thread::Builder::new()
                .name("preview".into())
                .stack_size(STACK);
            let begun = thread.spawn(move || {
                let preview = made_out(&name, &peeked, graphics);
                // Nobody waits for what was called off.
                let _ = tell.send(preview);
                drop(place);
            });
            begun.map_err(|error| stopped(&error.to_string()))?;
            // A panic drops the sender.
            told.await
                .map_err(|_| stopped("something in it broke the look at it"))
        };
        match timeout(self.timings.look, making).await {
            Ok(made) => made,
            Err(_) => Err(stopped("it took too long")),
        }
    }
}

fn made_out(name: &SafeText, peeked: &Peeked, graphics: Graphics) -> Preview {
    let content = Content {
        name,
        bytes: &peeked.head,
        whole: peeked.whole,
    };
    let mut preview = contents::preview(content, graphics);
    // Whoever looks before opening should hear what opening would tell.
    if let Some(risk) = risk_of_content(name, peeked.head.get(..HEAD).unwrap_or(&peeked.head)) {
        preview.doubt = Some(format!("It {}.", risk.why).into());
    }
    preview
}
