//! A file from the service to this machine: to be kept, or to be looked at.

use std::convert::Infallible;
use std::future::pending;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::aws::{Aws, LinkWish};
use crate::desktop;
use crate::domain::{
    Attachment, Event, Failure, FailureKind, InstanceId, Progress, SafeName, SafeText, Saved,
};
use crate::net::{Timings, Transport};
use crate::transfer::{self, Expected, Target};

use super::files::{downloadable, link};

/// The life of a link that is used at once, in seconds. Its expiry is checked when the
/// request starts, so even a long transfer needs no longer one; a slow proxy might.
const LINK_LIFE: u16 = 60;

/// S3's name of what is done with a link.
const DOWNLOAD: &str = "GetObject";
/// How long the storage may take before a person is told that it has not answered.
const LATE: Duration = Duration::from_millis(1_500);

/// Saves an approved file into a folder under a safe name; what has that name stays.
pub async fn save(
    aws: &Aws,
    transport: &Transport,
    instance: &InstanceId,
    file: &Attachment,
    folder: &Path,
    progress: impl FnMut(Progress) + Send,
) -> Result<Saved, Failure> {
    let what = format!("{} could not be saved", file.title());
    let fetched = fetch(aws, transport, instance, file, folder, progress).await;
    fetched
        .map_err(|failure| failure.while_doing(what))
        .inspect_err(log)
}

/// Saves an approved file into a private folder and hands it to the desktop's program.
pub async fn open(
    aws: &Aws,
    transport: &Transport,
    instance: &InstanceId,
    file: &Attachment,
    folder: &Path,
    progress: impl FnMut(Progress) + Send,
) -> Result<(), Failure> {
    let what = format!("{} could not be opened", file.title());
    let opened = async {
        let path = bring(aws, transport, instance, file, folder, progress).await?;
        let handed_over = tokio::task::spawn_blocking(move || desktop::open(&path)).await;
        handed_over.unwrap_or_else(|error| {
            let why = error.to_string();
            Err(Failure::new(FailureKind::Local, what.as_str(), why))
        })
    };
    opened
        .await
        .map_err(|failure| failure.while_doing(what.as_str()))
        .inspect_err(log)
}

/// What AWS answers is logged where it is asked; what a bucket, the disk or the desktop
/// says is known here.
fn log(failure: &Failure) {
    tracing::warn!(%failure, "no file");
}

/// Where an approved file lies in a private folder: in a folder of its own, so that it
/// keeps its name. It is downloaded unless it lies there already, whole by its size.
pub async fn bring(
    aws: &Aws,
    transport: &Transport,
    instance: &InstanceId,
    file: &Attachment,
    folder: &Path,
    progress: impl FnMut(Progress) + Send,
) -> Result<PathBuf, Failure> {
    downloadable(file)?;
    let folder = folder.join(folder_name(file));
    let target = Target {
        folder: folder.clone(),
        name: safe_name(file),
    };
    if let Some(path) = transfer::kept(&target, file.size).await {
        return Ok(path);
    }
    let saved = fetch(aws, transport, instance, file, &folder, progress).await?;
    Ok(saved.path)
}

/// The same for the same file, another for any other: a file's id is unique only within
/// its resource, and may hold anything.
fn folder_name(file: &Attachment) -> String {
    let (resource, id) = (file.key.resource.raw(), file.key.file.raw());
    let hash = Sha256::digest(format!("{resource}\n{id}"));
    let start = hash.iter().take(8);
    let number = start.fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:016x}")
}

/// The link is made here, when the disk is ready for the file, and ends here.
async fn fetch(
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
        never = storage.silence(aws) => match never {},
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
    async fn silence(&self, aws: &Aws) -> Infallible {
        self.asked.notified().await;
        sleep(LATE).await;
        let host = self.host.get().filter(|_| !self.answered.load(Relaxed));
        if let Some(host) = host {
            aws.tell(DOWNLOAD, Event::Unanswered(host.clone()));
        }
        pending().await
    }
}

fn safe_name(file: &Attachment) -> SafeName {
    let name = file.name.as_ref().map_or("", |name| name.raw());
    SafeName::new(name, file.key.file.raw())
}
