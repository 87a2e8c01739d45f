//! A file from the service to a private folder, to be looked at.

use std::path::{Path, PathBuf};

use tokio::task::{JoinError, spawn_blocking};

use crate::desktop;
use crate::domain::{
    Failure, FailureKind, HEAD, Opened, Progress, SafeText, risk_of_content, risk_of_name,
};
use crate::ledger::Ledger;
use crate::transfer::{self, Target};

use super::downloads::{Downloads, FileAt};
use super::fetch::{fetch, log, mark, safe_name};
use super::files::downloadable;

impl Downloads {
    /// Saves an approved file into a private folder and hands it to the desktop's program.
    /// One that may run something is not handed over, unless that is wished `despite` it: by
    /// its name this is known before anything is asked for, by its content afterwards.
    pub async fn open(
        &self,
        at: FileAt<'_>,
        private: &Path,
        despite: bool,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Opened, Failure> {
        let what = format!("{} could not be opened", at.file.title());
        self.hand_over(at, private, despite, progress)
            .await
            .map_err(|failure| failure.while_doing(what.as_str()))
            .inspect_err(log)
    }

    async fn hand_over(
        &self,
        at: FileAt<'_>,
        private: &Path,
        despite: bool,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Opened, Failure> {
        downloadable(at.file)?;
        // The desktop goes by the name on the disk, a person by the one that was given.
        let names = [
            at.file.title().clone(),
            SafeText::new(safe_name(at.file).as_str()),
        ];
        let by_name = names.iter().find_map(risk_of_name);
        if let (Some(risk), false) = (by_name, despite) {
            return Ok(Opened::Doubtful(risk));
        }
        let path = self.bring(at, private, progress).await?;
        if !despite {
            let head = transfer::head(&path, HEAD).await;
            let by_content = names.iter().find_map(|name| risk_of_content(name, &head));
            if let Some(risk) = by_content {
                return Ok(Opened::Doubtful(risk));
            }
        }
        let handed_over = spawn_blocking(move || desktop::open(&path)).await;
        let stopped = |error: JoinError| {
            let why = error.to_string();
            Err(Failure::new(
                FailureKind::Local,
                "The file could not be opened",
                why,
            ))
        };
        handed_over.unwrap_or_else(stopped)?;
        Ok(Opened::HandedOver)
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
        // A private copy is on no record.
        let saved = fetch(self, at, &target, &Ledger::off(), progress).await?;
        Ok(saved.path)
    }
}
