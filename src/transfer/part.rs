//! The partial file beside the target, from its claim to the final name.
//!
//! The hashing and all disk work but the last rename happen on the blocking threads, one
//! block behind the network. The file's names stay with the future: when that is dropped,
//! at any moment, they go with it or are left for another time, and no thread is left that
//! could give it its final name.

use std::io;
use std::path::Path;

use tokio::task::{JoinHandle, spawn_blocking};

use super::disk_failure;
use super::folder::Folder;
use super::place::{Place, claim};
use super::save::{Links, Target, WHAT};
use super::settle::{Replaced, Spot};
use super::space::{no_room, room_for};
use super::web_mark::mark_of_the_web;
use super::writer::{Content, Noted, Writer};
use crate::domain::{Failure, FailureKind, Saved};

/// A file under way.
pub(super) struct PartFile {
    // Before the writer in order, so that it is gone by the time its lock is.
    place: Place,
    work: Work,
    target: Target,
    replaced: Option<Replaced>,
    noted: Option<Noted>,
    /// Bytes that were handed over to be written.
    size: u64,
    /// The size for which room was found.
    room_for: Option<u64>,
}

/// Where the writer is: here, or with a blocking thread.
enum Work {
    Here(Writer),
    Away(JoinHandle<io::Result<Writer>>),
    /// Lost to a failure, or just being handed over.
    Gone,
}

/// What a thread made ready.
type Ready = (Place, Writer, Option<Content>, Option<Replaced>);

impl PartFile {
    /// Claims the partial file, and makes the folder when it is missing. An earlier part of
    /// the same file is gone on with. Only the owner can read it.
    pub(super) async fn claim(target: &Target) -> Result<Self, Failure> {
        let goal = target.clone();
        // When nobody waits any more, the thread's answer is dropped, and the file with it.
        let ready = spawn_blocking(move || ready(&goal)).await;
        let (place, writer, content, replaced) = ready
            .map_err(|_| stopped())?
            .map_err(|error| disk_failure(WHAT, &target.folder, &error))?;
        let mut part = Self {
            place,
            size: writer.size,
            work: Work::Here(writer),
            target: target.clone(),
            replaced,
            noted: None,
            room_for: None,
        };
        part.of(content);
        Ok(part)
    }

    /// Bytes that are here.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Which content they are a part of, when that is known for good.
    pub(super) fn content(&self) -> Option<&Content> {
        self.noted.as_ref().map(|noted| &noted.content)
    }

    /// Fails when the disk has no room for what is missing of so many bytes.
    pub(super) async fn room_for(&mut self, whole: u64) -> Result<(), Failure> {
        if self.room_for == Some(whole) {
            return Ok(());
        }
        self.room_for = Some(whole);
        room_for(&self.place.folder, whole, self.size).await
    }

    /// From now on it is noted that this is what it is a part of.
    pub(super) fn of(&mut self, content: Option<Content>) {
        self.noted = content.map(|content| Noted {
            folder: self.place.folder.clone(),
            name: self.place.note.clone(),
            gone: self.place.gone.clone(),
            mark: self.target.mark.clone(),
            content,
        });
    }

    /// Empties it: what is here is a part of something else.
    pub(super) async fn restart(&mut self) -> Result<(), Failure> {
        let writer = self.writer().await?;
        self.noted = None;
        self.size = 0;
        let (folder, note) = (self.place.folder.clone(), self.place.note.clone());
        let emptied = spawn_blocking(move || {
            let _ = folder.remove(&note);
            Writer::begin(writer.file)
        });
        let writer = emptied.await.map_err(|_| stopped())?;
        self.work = Work::Here(writer.map_err(|error| self.failure(&error))?);
        Ok(())
    }

    /// Starts to write `block` when the one before is done; gives an empty buffer back.
    pub(super) async fn append(&mut self, block: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let mut writer = self.writer().await?;
        let spare = writer.spare();
        self.size += block.len() as u64;
        let noted = self.noted.clone();
        self.work = Work::Away(spawn_blocking(move || writer.write(block, noted.as_ref())));
        Ok(spare)
    }

    /// Leaves it for another time, when there is something to go on with; tells whether.
    pub(super) async fn keep(mut self) -> bool {
        let kept = self.writer().await.is_ok() && self.place.has_note();
        if kept {
            self.place.leave();
        } else {
            self.place.clear();
        }
        kept
    }

    /// Removes it, even when the whole program leaves.
    pub(super) fn discard(mut self) {
        self.place.clear();
    }

    /// Writes the last block, syncs, and gives the file its final name.
    pub(super) async fn finish(
        mut self,
        last: Vec<u8>,
        links: &mut impl Links,
    ) -> Result<Saved, Failure> {
        let writer = self.writer().await?;
        self.size += last.len() as u64;
        let path = self.target.folder.join(&self.place.part);
        let synced = spawn_blocking(move || {
            let writer = writer.write(last, None)?;
            mark_of_the_web(&path);
            writer.file.sync_all()?;
            Ok(writer)
        });
        let writer = synced.await.map_err(|_| stopped())?;
        let writer = writer.map_err(|error| self.failure(&error))?;
        let saved = self.give(&writer, links).await?;
        let folder = self.place.folder.clone();
        // The file is whole and in place: a thread that stopped takes nothing from that.
        let _ = spawn_blocking(move || sync(&folder)).await;
        Ok(saved)
    }

    /// Gives the file its final name, and tells it.
    async fn give(&mut self, writer: &Writer, links: &mut impl Links) -> Result<Saved, Failure> {
        let mut from = 0;
        loop {
            let (folder, name) = (self.place.folder.clone(), self.target.name.clone());
            let replaced = self.replaced.clone();
            let found = spawn_blocking(move || {
                folder.stands()?;
                Spot::find(&folder, &name, replaced.as_ref(), from)
            });
            let spot = found.await.map_err(|_| stopped())?;
            let spot = spot.map_err(|error| self.failure(&error))?;
            let saved = Saved {
                path: self.target.folder.join(&spot.name),
                size: writer.size,
                sha256: writer.sha256(),
            };
            links.settles(&saved).await;
            // Here and not on a thread, although it is disk work: a thread cannot be called
            // off, and the name of a save that was must not appear. A rename takes microseconds.
            let (folder, part) = (&self.place.folder, &self.place.part);
            let whole =
                writer.is_whole() && matches!(folder.leads_to(part, &writer.file), Ok(true));
            if !whole {
                return Err(self.taken_away());
            }
            match spot.give(folder, part) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    from = spot.number + 1;
                }
                Err(error) => return Err(self.failure(&error)),
                Ok(()) => {
                    self.place.leave();
                    if self.noted.is_some() {
                        let _ = self.place.folder.remove(&self.place.note);
                    }
                    return Ok(saved);
                }
            }
        }
    }

    /// Takes the writer, once it has written the block before.
    async fn writer(&mut self) -> Result<Writer, Failure> {
        match std::mem::replace(&mut self.work, Work::Gone) {
            Work::Here(writer) => Ok(writer),
            Work::Away(block) => {
                let written = block.await.map_err(|_| stopped())?;
                written.map_err(|error| self.failure(&error))
            }
            Work::Gone => Err(stopped()),
        }
    }

    fn failure(&self, error: &io::Error) -> Failure {
        let whole = self.content().map(|content| content.size);
        let whole = whole.or(self.target.size);
        no_room(&self.place.folder, error, whole, self.size)
            .unwrap_or_else(|| disk_failure(WHAT, &self.target.folder, error))
    }

    /// Somebody removed the partial file, cut it, or put another one in its place.
    fn taken_away(&self) -> Failure {
        let shown: &Path = &self.target.folder;
        let why = format!(
            "its partial file in {} was taken away or changed while it came",
            shown.display()
        );
        Failure::new(FailureKind::Local, WHAT, why).hint("Try again, or save to another folder.")
    }
}

fn ready(target: &Target) -> io::Result<Ready> {
    let folder = Folder::create(&target.folder)?;
    let replaced = if target.replace {
        Replaced::look(&folder, &target.name)?
    } else {
        None
    };
    let (place, file, noted) = claim(&folder, target.name.as_str(), &target.mark, &target.keep)?;
    let Some((note, noted)) = noted else {
        return Ok((place, Writer::begin(file)?, None, replaced));
    };
    let writer = Writer::go_on(file, note, &noted)?;
    if writer.size == 0 {
        let _ = folder.remove(&place.note);
        return Ok((place, writer, None, replaced));
    }
    let content = Content {
        size: noted.size,
        etag: noted.etag,
    };
    Ok((place, writer, Some(content), replaced))
}

/// A thread died or the program is ending.
fn stopped() -> Failure {
    Failure::new(FailureKind::Cancelled, WHAT, "the transfer was stopped")
}

/// Makes the rename outlive a power cut. The file itself is whole and in place by now, so
/// a file system that cannot do this is no reason to call the transfer failed.
fn sync(folder: &Folder) {
    if let Err(error) = folder.sync() {
        tracing::warn!(folder = %folder.path().display(), %error, "the folder could not be synced");
    }
}
