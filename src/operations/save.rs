//! A file from the service to this machine: to be kept, or to be looked at.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::aws::Aws;
use crate::desktop;
use crate::domain::{Attachment, Failure, FailureKind, InstanceId, Progress, Saved};
use crate::net::Transport;
use crate::transfer::{self, Target};

use super::fetch::{fetch, safe_name};
use super::files::downloadable;

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
