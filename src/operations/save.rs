//! A file from the service to this machine: to be kept, or to be looked at.

use std::path::{Path, PathBuf};

use crate::desktop;
use crate::domain::{Failure, FailureKind, Opened, Progress, Settled};
use crate::transfer::{self, Target};

use super::downloads::{Downloads, FileAt, SaveWish};
use super::fetch::{fetch, mark, safe_name};
use super::files::downloadable;

impl Downloads {
    /// Saves an approved file into a folder under a safe name; what has that name stays.
    pub async fn save(
        &self,
        at: FileAt<'_>,
        wish: &SaveWish,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Settled, Failure> {
        let what = format!("{} could not be saved", at.file.title());
        let target = Target {
            folder: wish.folder.clone(),
            name: safe_name(at.file),
            mark: mark(at.file),
            replace: false,
            size: at.file.size,
            keep: self.keep.clone(),
        };
        let fetched = fetch(self, at, &target, progress).await;
        fetched
            .map(Settled::Saved)
            .map_err(|failure| failure.while_doing(what))
            .inspect_err(log)
    }

    /// Saves an approved file into a private folder and hands it to the desktop's program.
    pub async fn open(
        &self,
        at: FileAt<'_>,
        private: &Path,
        _despite: bool,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Opened, Failure> {
        let what = format!("{} could not be opened", at.file.title());
        let opened = async {
            let path = self.bring(at, private, progress).await?;
            let handed_over = tokio::task::spawn_blocking(move || desktop::open(&path)).await;
            handed_over.unwrap_or_else(|error| {
                let why = error.to_string();
                Err(Failure::new(FailureKind::Local, what.as_str(), why))
            })
        };
        opened
            .await
            .map(|()| Opened::HandedOver)
            .map_err(|failure| failure.while_doing(what.as_str()))
            .inspect_err(log)
    }

    /// Where an approved file lies in a private folder: in a folder of its own, so that it
    /// keeps its name. It is downloaded unless it lies there already, whole by its size.
    pub async fn bring(
        &self,
        at: FileAt<'_>,
        private: &Path,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<PathBuf, Failure> {
        downloadable(at.file)?;
        let mark = mark(at.file);
        let target = Target {
            folder: private.join(&mark),
            name: safe_name(at.file),
            mark,
            replace: false,
            size: at.file.size,
            keep: self.keep.clone(),
        };
        if let Some(path) = transfer::kept(&target, at.file.size).await {
            return Ok(path);
        }
        let saved = fetch(self, at, &target, progress).await?;
        Ok(saved.path)
    }
}

/// What AWS answers is logged where it is asked; what a bucket, the disk or the desktop
/// says is known here.
fn log(failure: &Failure) {
    tracing::warn!(%failure, "no file");
}
