//! One approved file from its links into a folder.

use sha2::{Digest, Sha256};
use tokio::sync::OwnedSemaphorePermit;

use crate::aws::LinkWish;
use crate::domain::{Attachment, Failure, Progress, SafeName, Saved, SignedLink};
use crate::ledger::{Entry, Ledger};
use crate::transfer::{self, Expected, Links, Target, Told};

use super::downloads::{Downloads, FileAt};
use super::files::{downloadable, link};

/// The life of a link that is used at once, in seconds. Its expiry is checked when the
/// request starts, so even a long transfer needs no longer one; a slow proxy might.
const LINK_LIFE: u16 = 60;

/// S3's name of what is done with a link.
const DOWNLOAD: &str = "GetObject";

/// Links are made here, when the disk is ready for the file, and end here.
pub(super) async fn fetch(
    downloads: &Downloads,
    at: FileAt<'_>,
    target: &Target,
    ledger: &Ledger,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Saved, Failure> {
    downloadable(at.file)?;
    let slot = downloads.slot().await;
    // Its turn has come: from here on a link is asked for.
    progress(Progress::default());
    let on = |told| match told {
        Told::Progress(now) => progress(now),
        Told::Event(event) => at.aws.tell(DOWNLOAD, event),
    };
    let Downloads {
        transport, timings, ..
    } = downloads;
    let mut links = Fresh {
        at,
        record: Some((ledger, &target.mark)),
        slot,
    };
    transfer::save(transport, &mut links, target, timings, on).await
}

/// New links to one file.
pub(super) struct Fresh<'a> {
    pub(super) at: FileAt<'a>,
    /// Where it is noted that a file of this mark was saved.
    pub(super) record: Option<(&'a Ledger, &'a str)>,
    /// Given back when all bytes are here, so that the next file comes while the disk works.
    pub(super) slot: Option<OwnedSemaphorePermit>,
}

impl Links for Fresh<'_> {
    async fn next(&mut self) -> Result<(SignedLink, Expected), Failure> {
        let wish = LinkWish {
            expires: LINK_LIFE,
            inline: false,
        };
        let FileAt {
            aws,
            instance,
            file,
        } = self.at;
        let (fresh, link) = link(aws, instance, file, wish).await?;
        let expected = Expected {
            size: fresh.size.or(file.size),
            ..Expected::default()
        };
        Ok((link, expected))
    }

    fn arrived(&mut self) {
        self.slot = None;
    }

    async fn settles(&mut self, saved: &Saved) {
        if let Some((ledger, mark)) = self.record {
            let entry = Entry {
                mark: mark.to_owned(),
                saved: saved.clone(),
            };
            ledger.record(entry).await;
        }
    }
}

/// What the file is called on the disk.
pub(super) fn safe_name(file: &Attachment) -> SafeName {
    let name = file.name.as_ref().map_or("", |name| name.raw());
    SafeName::new(name, file.key.file.raw())
}

/// The same for the same file, another for any other: a file's id is unique only within
/// its resource, and may hold anything.
pub(super) fn mark(file: &Attachment) -> String {
    let (resource, id) = (file.key.resource.raw(), file.key.file.raw());
    let hash = Sha256::digest(format!("{resource}\n{id}"));
    let start = hash.iter().take(8);
    let number = start.fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:016x}")
}

/// What AWS answers is logged where it is asked; what a bucket, the disk or the desktop
/// says is known here.
pub(super) fn log(failure: &Failure) {
    tracing::warn!(%failure, "no file");
}
