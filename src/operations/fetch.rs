//! One approved file from its link into a folder, and a word while the storage is silent.

use std::convert::Infallible;
use std::future::pending;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

use crate::aws::{Aws, LinkWish};
use crate::domain::{Attachment, Event, Failure, InstanceId, Progress, SafeName, SafeText, Saved};
use crate::net::{Timings, Transport};
use crate::transfer::{self, Expected, Target};

use super::files::{downloadable, link};

/// The life of a link that is used at once, in seconds. Its expiry is checked when the
/// request starts, so even a long transfer needs no longer one; a slow proxy might.
const LINK_LIFE: u16 = 60;

/// S3's name of what is done with a link.
const DOWNLOAD: &str = "GetObject";

/// The link is made here, when the disk is ready for the file, and ends here.
pub(super) async fn fetch(
    aws: &Aws,
    transport: &Transport,
    instance: &InstanceId,
    file: &Attachment,
    folder: &Path,
    progress: impl FnMut(Progress) + Send,
) -> Result<Saved, Failure> {
    downloadable(file)?;
    let target = Target {
        folder: folder.to_owned(),
        name: safe_name(file),
    };
    let wish = LinkWish {
        expires: LINK_LIFE,
        inline: false,
    };
    let storage = Storage::default();
    let link = async {
        let (fresh, link) = link(aws, instance, file, wish).await?;
        storage.is_asked(link.reveal().host_str().unwrap_or_default());
        let size = fresh.size.or(file.size);
        let expected = Expected {
            size,
            ..Expected::default()
        };
        Ok((link, expected))
    };
    let progress = storage.watched(progress);
    let timings = Timings::default();
    let saving = transfer::save(transport, link, &target, &timings, progress);
    tokio::select! {
        saved = saving => saved,
        never = storage.silence(aws, timings.unanswered) => match never {},
    }
}

/// The storage that a link leads to, for a person who waits for it.
#[derive(Default)]
struct Storage {
    host: OnceLock<SafeText>,
    asked: Notify,
    answered: AtomicBool,
}

impl Storage {
    fn is_asked(&self, host: &str) {
        let _ = self.host.set(host.into());
        self.asked.notify_one();
    }

    /// Hears from the first bytes that it answers.
    fn watched(&self, mut progress: impl FnMut(Progress) + Send) -> impl FnMut(Progress) + Send {
        move |now| {
            self.answered.store(true, Relaxed);
            progress(now);
        }
    }

    /// Tells once that no answer comes; never ends.
    async fn silence(&self, aws: &Aws, limit: Duration) -> Infallible {
        self.asked.notified().await;
        sleep(limit).await;
        let host = self.host.get().filter(|_| !self.answered.load(Relaxed));
        if let Some(host) = host {
            aws.tell(DOWNLOAD, Event::Unanswered(host.clone()));
        }
        pending().await
    }
}

/// What the file is called on the disk.
pub(super) fn safe_name(file: &Attachment) -> SafeName {
    let name = file.name.as_ref().map_or("", |name| name.raw());
    SafeName::new(name, file.key.file.raw())
}
