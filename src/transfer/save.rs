//! One transfer from its link to its verified file.

use std::path::PathBuf;

use super::fetch::{fetch, interrupted};
use super::part::PartFile;
use super::refusal::page_came;
use crate::domain::{
    Event, Failure, FailureKind, Progress, SafeName, Saved, SignedLink, exact_bytes,
};
use crate::net::{Answer, Timings, Transport};

/// What every failure here says was being done.
pub(super) const WHAT: &str = "The file could not be downloaded";

/// Bytes that are collected before they go to the disk; two such blocks are in memory.
const BLOCK: usize = 256 * 1024;

/// Where the file shall lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Created when it is missing.
    pub folder: PathBuf,
    /// When it is taken, `name (1).ext` and so on are.
    pub name: SafeName,
    /// Tells the file from all others, so that a partial one is gone on with.
    pub mark: String,
    /// What has the name makes room, once the new file is whole.
    pub replace: bool,
}

/// Where links to one file come from: a new one each time, made when it is asked for.
pub trait Links: Send {
    /// A link that lives for a while from now on, and what is known about the file.
    fn next(&mut self) -> impl Future<Output = Result<(SignedLink, Expected), Failure>> + Send;
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

/// Downloads what the link leads to into `target`. The first of `links` is asked for when the
/// disk has taken the part file: making a link has a scarce quota, and a folder that
/// cannot be written must not cost any.
///
/// On success the file lies under its final name, whole and synced. On a failure, and when
/// the future is dropped, nothing of it is left in the folder. `on` is told at the
/// start, at each hundredth of the file (but not for less than 256 KiB), and at the end.
pub async fn save(
    transport: &Transport,
    links: &mut impl Links,
    target: &Target,
    timings: &Timings,
    on: impl FnMut(Told) + Send,
) -> Result<Saved, Failure> {
    let mut part = PartFile::create(target).await?;
    let (link, expected) = links.next().await?;
    let (mut answer, host) = fetch(transport, &link, timings).await?;
    let promised = agreed(expected.size, answer.content_length()).map_err(|damaged| {
        if is_page(&answer) {
            page_came(&host, 200)
        } else {
            damaged
        }
    })?;
    let mut meter = Meter::new(promised, on);
    let mut block = Vec::with_capacity(BLOCK);
    loop {
        let count = answer
            .read_into(&mut block, timings.stall)
            .await
            .map_err(|error| interrupted(&error, &host, &meter.so_far(), timings))?;
        if count == 0 {
            break;
        }
        meter.add(count);
        if promised.is_some_and(|promised| meter.received > promised) {
            return Err(meter.wrong_size("at least "));
        }
        if promised.is_none() && meter.received > expected.most {
            return Err(endless(expected.most));
        }
        if block.len() >= BLOCK {
            block = part.append(block).await?;
        }
    }
    if promised.is_some_and(|promised| meter.received < promised) {
        return Err(meter.wrong_size("only "));
    }
    let saved = part.finish(block).await?;
    meter.report();
    Ok(saved)
}

/// The size that both the metadata and the answer's head promise.
fn agreed(metadata: Option<u64>, head: Option<u64>) -> Result<Option<u64>, Failure> {
    match (metadata, head) {
        (Some(promised), Some(coming)) if promised != coming => Err(damaged(promised, coming, "")),
        _ => Ok(metadata.or(head)),
    }
}

/// An attached file may be a web page itself, but then it has the size that it should have.
fn is_page(answer: &Answer) -> bool {
    let kind = answer.header("content-type").unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("text/html")
}

fn damaged(promised: u64, came: u64, about: &str) -> Failure {
    let why = format!(
        "it should have {}, but {about}{} came",
        exact_bytes(promised),
        exact_bytes(came)
    );
    Failure::new(FailureKind::Damaged, WHAT, why)
        .hint("Nothing was saved. Refresh the list and try again.")
}

/// The failure of a body whose size nobody promised, and which is no attached file's.
fn endless(most: u64) -> Failure {
    let why = format!(
        "no size was promised, and more than the {} of the largest attached file came",
        exact_bytes(most)
    );
    Failure::new(FailureKind::Damaged, WHAT, why).hint("Nothing was saved.")
}

/// Counts what comes, and reports it by bytes: no clock is asked.
struct Meter<F> {
    received: u64,
    total: Option<u64>,
    /// What was received at the last report.
    reported: u64,
    on: F,
}

impl<F: FnMut(Told) + Send> Meter<F> {
    fn new(total: Option<u64>, on: F) -> Self {
        let mut meter = Self {
            received: 0,
            total,
            reported: 0,
            on,
        };
        meter.report();
        meter
    }

    fn add(&mut self, count: usize) {
        self.received += count as u64;
        let step = (self.total.unwrap_or(0) / 100).max(BLOCK as u64);
        // The end is reported when the file is in its place.
        if self.received - self.reported >= step && Some(self.received) != self.total {
            self.report();
        }
    }

    fn report(&mut self) {
        self.reported = self.received;
        (self.on)(Told::Progress(Progress {
            received: self.received,
            total: self.total,
            links: 1,
            ..Progress::default()
        }));
    }

    fn so_far(&self) -> String {
        let received = exact_bytes(self.received);
        match self.total {
            Some(total) => format!("{received} of {}", exact_bytes(total)),
            None => received,
        }
    }

    fn wrong_size(&self, about: &str) -> Failure {
        damaged(self.total.unwrap_or(0), self.received, about)
    }
}
