//! What the rest of the program asks: recall, remember, forget.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::task::spawn_blocking;

use super::disk;
use super::owner::owner;
use crate::aws::Aws;
use crate::domain::{Failure, FailureKind, InstanceId, Recent};

/// What is remembered of former runs. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Recents {
    file: Option<Arc<Path>>,
}

impl Recents {
    /// Remembers in this file. Nothing is read or made yet.
    pub fn open(file: PathBuf) -> Self {
        Self {
            file: Some(file.into()),
        }
    }

    /// Remembers nothing, and touches no file.
    pub fn off() -> Self {
        Self::default()
    }

    /// Whether anything is remembered.
    pub fn are_on(&self) -> bool {
        self.file.is_some()
    }

    /// The cases of this instance that this identity looked into, the latest first.
    pub async fn recall(&self, aws: &Aws, instance: &InstanceId) -> Vec<Recent> {
        let Some(file) = self.file.clone() else {
            return Vec::new();
        };
        let Some(owner) = owner(aws).await else {
            return Vec::new();
        };
        let instance = instance.clone();
        let recalled = spawn_blocking(move || disk::read(&file).recall(&owner, &instance));
        recalled.await.unwrap_or_default()
    }

    /// Remembers one. What cannot be written is not worth a word.
    pub async fn remember(&self, aws: &Aws, instance: &InstanceId, recent: &Recent) {
        let Some(file) = self.file.clone() else {
            return;
        };
        let Some(owner) = owner(aws).await else {
            return;
        };
        let (instance, recent) = (instance.clone(), recent.clone());
        let write = move || disk::change(&file, |book| book.remember(&owner, &instance, &recent));
        if let Err(error) = blocking(write).await {
            tracing::debug!(%error, "the case could not be remembered");
        }
    }

    /// Forgets all of every identity.
    pub async fn forget(&self) -> Result<(), Failure> {
        let Some(file) = self.file.clone() else {
            return Ok(());
        };
        let path = Arc::clone(&file);
        blocking(move || disk::remove(&path))
            .await
            .map_err(|error| {
                let why = format!("{}: {error}", file.display());
                let what = "The recent cases could not be forgotten";
                Failure::new(FailureKind::Local, what, why).hint("Remove the file by hand.")
            })
    }
}

async fn blocking(work: impl FnOnce() -> io::Result<()> + Send + 'static) -> io::Result<()> {
    spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error)))
}
