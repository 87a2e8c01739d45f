//! The attempts of one transfer: what is asked for, what is taken of the answer, and what
//! is done when one fails.

use std::pin::pin;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::time::{sleep, timeout};

use super::fetch::{fetch, interrupted};
use super::meter::Meter;
use super::part::PartFile;
use super::range::{is_rest, strong_etag};
use super::refusal::page_came;
use super::save::{Expected, Links, Told};
use super::size::{agreed, endless, is_page, wrong_size};
use super::trouble::{Tries, Trouble};
use super::writer::{BLOCK, Content};
use crate::domain::{Event, Failure, FailureKind, Saved, SignedLink};
use crate::net::{Answer, NetError, Timings, Transport};

/// Links that are made beyond the first.
const MOST_NEW_LINKS: u32 = 5;

/// A transfer under way.
pub(super) struct Run<'a, L, F> {
    transport: &'a Transport,
    links: &'a mut L,
    timings: &'a Timings,
    part: PartFile,
    meter: Meter<F>,
    tries: Tries,
    link: Option<Live>,
    expected: Expected,
    /// Bytes that came and are not written yet.
    block: Vec<u8>,
    /// When the last ones were handed over.
    written: Instant,
    /// Whether the storage was found not to give parts.
    no_ranges: bool,
}

/// A link, and when it dies as far as that can be told.
struct Live {
    link: SignedLink,
    dies: Option<Instant>,
}

impl<'a, L: Links, F: FnMut(Told) + Send> Run<'a, L, F> {
    pub(super) fn new(
        transport: &'a Transport,
        links: &'a mut L,
        timings: &'a Timings,
        part: PartFile,
        mut meter: Meter<F>,
    ) -> Self {
        meter.resumed(part.size());
        Self {
            transport,
            links,
            timings,
            tries: Tries::from(part.size()),
            part,
            meter,
            link: None,
            expected: Expected::default(),
            block: Vec::with_capacity(BLOCK),
            written: Instant::now(),
            no_ranges: false,
        }
    }

    /// Tries until all bytes are here, or until it makes no more sense.
    pub(super) async fn reach_the_end(&mut self) -> Result<(), Trouble> {
        loop {
            let trouble = match self.attempt().await {
                Ok(()) => return Ok(()),
                Err(trouble) => trouble,
            };
            match trouble {
                Trouble::Again(why, failure) => {
                    self.flush().await?;
                    let here = self.meter.received();
                    let wait = self.tries.after(here, fastrand::f64(), self.timings);
                    let Some(wait) = wait else {
                        return Err(Trouble::Later(failure));
                    };
                    self.meter.again(Event::Again {
                        why: why.into(),
                        wait,
                    });
                    sleep(wait).await;
                }
                Trouble::Expired(failure) => self.expired(failure)?,
                Trouble::Unfit(_) if !self.no_ranges => {
                    self.no_ranges = true;
                    self.restart().await?;
                }
                trouble => return Err(trouble),
            }
        }
    }

    /// Gives the file its final name.
    pub(super) async fn finish(self) -> Result<Saved, Failure> {
        let Self {
            part,
            block,
            links,
            mut meter,
            ..
        } = self;
        links.arrived();
        let saved = part.finish(block, links).await?;
        meter.finished();
        Ok(saved)
    }

    /// Leaves what came for another time; tells whether there is something to go on with.
    pub(super) async fn keep(mut self) -> bool {
        let written = self.flush().await.is_ok();
        self.part.keep().await && written
    }

    /// Removes what came.
    pub(super) fn discard(self) {
        self.part.discard();
    }

    /// One request, and all that it brings.
    async fn attempt(&mut self) -> Result<(), Trouble> {
        let link = self.link().await?;
        if self.part.size() > 0 && (self.no_ranges || self.part.content().is_none()) {
            self.restart().await?;
        }
        let (answer, host) = self.ask(&link).await?;
        self.accept(&answer, &host).await?;
        self.take(answer, &host).await
    }

    /// The link to use: a new one when there is none, or when it cannot live any more.
    async fn link(&mut self) -> Result<SignedLink, Trouble> {
        let dead = |live: &Live| live.dies.is_some_and(|dies| dies <= Instant::now());
        if self.link.as_ref().is_some_and(dead) {
            let why = "the link's time was over before the file was here";
            let failure = Failure::new(FailureKind::Denied, super::save::WHAT, why);
            self.expired(failure.hint("Try again: a new link is made each time."))?;
        }
        if let Some(live) = &self.link {
            return Ok(live.link.clone());
        }
        let (link, expected) = self.links.next().await.map_err(unlinked)?;
        self.expected = expected;
        let dies = life(&link).map(|left| Instant::now() + left);
        self.meter.link(dies);
        self.link = Some(Live {
            link: link.clone(),
            dies,
        });
        let noted = self.part.content().map(|content| content.size);
        if noted.is_some() && expected.size.is_some() && noted != expected.size {
            self.restart().await?;
        }
        if let Some(size) = expected.size {
            self.part.room_for(size).await?;
        }
        Ok(link)
    }

    /// The link died: the next attempt makes a new one, if there may be one.
    fn expired(&mut self, failure: Failure) -> Result<(), Trouble> {
        self.link = None;
        if self.meter.links() > MOST_NEW_LINKS {
            return Err(Trouble::Later(failure));
        }
        Ok(())
    }

    /// Asks for what is missing, and tells when no answer comes for long.
    async fn ask(&mut self, link: &SignedLink) -> Result<(Answer, String), Trouble> {
        let here = self.part.size();
        let rest = self.part.content().filter(|_| here > 0);
        let rest = rest.map(|content| (here, content));
        let mut asking = pin!(fetch(self.transport, link, rest, self.timings));
        let soon = timeout(self.timings.unanswered, &mut asking).await;
        let answer = if let Ok(answer) = soon {
            answer
        } else {
            let host = link.reveal().host_str().unwrap_or_default();
            self.meter.event(Event::Unanswered(host.into()));
            asking.await
        };
        // A refusal is an answer too.
        self.tries.heard |= match &answer {
            Ok(_) => true,
            Err(trouble) => !trouble.is_of_the_line(),
        };
        match answer {
            Err(Trouble::Silent(failure)) if self.tries.heard => {
                Err(Trouble::Again("no answer".to_owned(), failure))
            }
            // From one that never answered it would only be the same again.
            Err(Trouble::Silent(failure)) => Err(Trouble::Later(failure)),
            answer => answer,
        }
    }

    /// Checks that the answer brings what is missing, or the whole from its start.
    async fn accept(&mut self, answer: &Answer, host: &str) -> Result<(), Trouble> {
        let here = self.part.size();
        if answer.status() == 206 {
            let content = self.part.content();
            if content.is_some_and(|content| is_rest(answer, here, content)) {
                self.meter.answered(content.map(|content| content.size));
                return Ok(());
            }
            let why = format!("{host} sent another part of the file than was asked for");
            let failure = Failure::new(FailureKind::Service, super::save::WHAT, why);
            return Err(Trouble::Unfit(failure));
        }
        if here > 0 {
            self.restart().await?;
        }
        let size = agreed(self.expected.size, answer.content_length())
            .map_err(|damaged| other_came(damaged, is_page(answer), host))?;
        let etag = strong_etag(answer);
        let known = size.filter(|size| *size > 0).zip(etag);
        self.part
            .of(known.map(|(size, etag)| Content { size, etag }));
        self.meter.answered(size);
        Ok(())
    }

    /// Takes the body to its end.
    async fn take(&mut self, mut answer: Answer, host: &str) -> Result<(), Trouble> {
        let (size, page) = (self.meter.total(), is_page(&answer));
        // Nothing marks the end of such a body but that the connection closes.
        let open =
            answer.content_length().is_none() && answer.header("transfer-encoding").is_none();
        self.written = Instant::now();
        loop {
            let count = match self.read(&mut answer).await {
                Ok(count) => count,
                // All that was promised is here, whatever the line does then.
                Err(_) if size == Some(self.meter.received()) => 0,
                Err(error) => {
                    let so_far = self.meter.so_far();
                    return Err(interrupted(&error, host, &so_far, self.timings));
                }
            };
            self.meter.add(count);
            let received = self.meter.received();
            match size {
                Some(size) if received > size => {
                    let long = wrong_size(size, received, "at least ");
                    return Err(other_came(long, page, host));
                }
                None if received > self.expected.most => {
                    return Err(Trouble::Final(endless(self.expected.most)));
                }
                Some(size) if count == 0 && received < size => {
                    let short = wrong_size(size, received, "only ");
                    if open {
                        return Err(Trouble::Again("connection closed early".to_owned(), short));
                    }
                    return Err(other_came(short, page, host));
                }
                _ if count == 0 => return Ok(()),
                _ => {}
            }
            if self.block.len() >= BLOCK || self.written.elapsed() >= self.timings.checkpoint {
                self.flush().await?;
            }
        }
    }

    /// Waits for the next piece, and goes on reporting meanwhile.
    async fn read(&mut self, answer: &mut Answer) -> Result<usize, NetError> {
        let mut reading = pin!(answer.read_into(&mut self.block, self.timings.stall));
        loop {
            match timeout(self.timings.report, &mut reading).await {
                Ok(read) => return read,
                Err(_) => self.meter.tick(),
            }
        }
    }

    /// Hands what came over to be written.
    async fn flush(&mut self) -> Result<(), Failure> {
        self.written = Instant::now();
        if !self.block.is_empty() {
            let block = std::mem::take(&mut self.block);
            self.block = self.part.append(block).await?;
        }
        Ok(())
    }

    /// Begins with the first byte again.
    async fn restart(&mut self) -> Result<(), Failure> {
        self.block.clear();
        self.meter.restarted();
        self.part.restart().await
    }
}

/// What came has another size than the file. Of a web page that says enough: it is somebody
/// else's, a sign-in page, say, and most of these do not promise their length.
fn other_came(damaged: Failure, page: bool, host: &str) -> Trouble {
    if page {
        Trouble::Later(page_came(host, 200))
    } else {
        Trouble::Final(damaged)
    }
}

/// What is to be done when no link is to be had.
fn unlinked(failure: Failure) -> Trouble {
    use FailureKind::{Cancelled, Credentials, Network, Service, Throttled};
    match failure.kind {
        Cancelled | Credentials | Network | Service | Throttled => Trouble::Later(failure),
        _ => Trouble::Final(failure),
    }
}

/// How long the link will live. When this clock and the service's differ so much that it is
/// dead already, nothing can be told.
fn life(link: &SignedLink) -> Option<Duration> {
    let left = link.expiry()?.duration_since(Timestamp::now());
    Duration::try_from(left).ok().filter(|left| !left.is_zero())
}
