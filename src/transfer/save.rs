//! One transfer from its links to its verified file.

use std::path::PathBuf;

use super::keep::KeepParts;
use super::meter::Meter;
use super::part::PartFile;
use super::run::Run;
use super::trouble::Trouble;
use crate::domain::{Event, Failure, Progress, SafeName, Saved, SignedLink};
use crate::net::{Timings, Transport};

/// What every failure here says was being done.
pub(super) const WHAT: &str = "The file could not be downloaded";

/// Where the file shall lie.
#[derive(Debug, Clone)]
pub struct Target {
    /// Created when it is missing.
    pub folder: PathBuf,
    /// When it is taken, `name (1).ext` and so on are.
    pub name: SafeName,
    /// Tells the file from all others, so that a partial one is gone on with.
    pub mark: String,
    /// What has the name when the transfer starts makes room, once the new file is whole
    /// and if nobody has changed the old one by then. A folder never does.
    pub replace: bool,
    /// Its size in bytes, as far as a listing told: so much room there must be.
    pub size: Option<u64>,
    /// Whether a dropped transfer leaves its partial file.
    pub keep: KeepParts,
}

/// Where links to one file come from: a new one each time, made when it is asked for.
pub trait Links: Send {
    /// A link that lives for a while from now on, and what is known about the file.
    fn next(&mut self) -> impl Future<Output = Result<(SignedLink, Expected), Failure>> + Send;

    /// All bytes are here: neither a link nor the line is needed any more.
    fn arrived(&mut self) {}

    /// The file is whole and about to get this place. Who keeps a record writes it now, so
    /// that the program's end finds no file without one. The place may still be lost.
    fn settles(&mut self, _saved: &Saved) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }
}

/// What is told of a transfer that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// How far it is.
    Progress(Progress),
    /// The storage is silent, or the line broke and it is tried again.
    Event(Event),
}

/// What is known about the file before it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// Its size in bytes, by its metadata.
    pub size: Option<u64>,
    /// The most bytes that are taken when nobody promises a size.
    pub most: u64,
}

impl Default for Expected {
    /// Nothing is known but the most that AWS takes for an attached file, 100 MiB.
    fn default() -> Self {
        Self {
            size: None,
            most: 104_857_600,
        }
    }
}

/// Downloads what the links lead to into `target`. The first of `links` is asked for when
/// the disk has taken the partial file: making a link has a scarce quota, and a folder that
/// cannot be written must not cost any. A broken line is tried again, and a link that died
/// is replaced, from where it stopped.
///
/// On success the file lies under its final name, whole and synced. On a failure for good,
/// and when the future is dropped, nothing of it is left in the folder. What another time
/// may mend leaves the partial file, when there is something to go on with; so does a
/// dropped future once the target's switch is on. `on` is told at the start, about four
/// times a second as long as something changes, and at the end.
pub async fn save(
    transport: &Transport,
    links: &mut impl Links,
    target: &Target,
    timings: &Timings,
    on: impl FnMut(Told) + Send,
) -> Result<Saved, Failure> {
    let mut part = PartFile::claim(target).await?;
    if let Some(size) = target.size
        && let Err(failure) = part.room_for(size).await
    {
        part.discard();
        return Err(failure);
    }
    let mut run = Run::new(transport, links, timings, part, Meter::new(timings, on));
    match run.reach_the_end().await {
        Ok(()) => run.finish().await,
        Err(Trouble::Final(failure) | Trouble::Unfit(failure)) => {
            run.discard();
            Err(failure)
        }
        Err(
            Trouble::Later(failure)
            | Trouble::Again(_, failure)
            | Trouble::Silent(failure)
            | Trouble::Expired(failure),
        ) => {
            if run.keep().await {
                return Err(failure.or("What came is kept: the same again goes on from there."));
            }
            Err(failure)
        }
    }
}
