//! Hands a link over on the person's own screen: shows it, counts its seconds, listens to
//! a few keys, and leaves nothing of it behind.

use tokio::time::{Interval, MissedTickBehavior};

use crate::app::FileRequest;
use crate::app::keys::Key;
use crate::aws::Aws;
use crate::desktop::Between;
use crate::domain::{Failure, FailureKind, SignedLink};
use crate::operations::{HANDED_LIFE, Quotes, handed_link, handed_name};

use super::outside::{Happened, Lent};
use super::seat::Seat;
use super::sheet::{Life, Sheet, copied, wiped};
use super::timings::Timings;

/// An empty screen without a past, its first row. tmux moves lines of the person's own screen
/// up and out of reach when a window gets narrower, be they below the cursor.
const ASIDE: &[u8] = b"\x1b[?1049h\x1b[H\x1b[2J";

/// What a key leads to.
enum Next {
    /// Everything is shown anew.
    Shown,
    /// The same, once the window has come to rest.
    Resized,
    /// A fresh link.
    Fresh,
    /// Back to the frames.
    Back,
}

/// Hands a link to this file over, and comes back when the person does. The link is made
/// before the screen changes, so that a refusal is read where all others are.
pub(super) async fn hand_over(
    aws: &Aws,
    request: &FileRequest,
    seat: &Seat,
    timings: &Timings,
) -> Result<(), Failure> {
    let link = fresh(aws, request).await?;
    let made = (seat.clock)();
    let mut lent = seat.outside.borrow().await.ok_or_else(|| {
        let what = "The link could not be shown";
        let why = "the terminal is in use by something else";
        Failure::new(FailureKind::Local, what, why)
    })?;
    if seat.terminal.between == Some(Between::Tmux) {
        lent.write(ASIDE.to_vec());
    }
    let mut shown = Shown::new(request, (link, made), seat, timings, lent.size);
    shown.show(&lent);
    loop {
        match shown.next(&mut lent).await {
            Next::Shown => shown.show(&lent),
            Next::Resized => shown.wipe(&lent),
            Next::Back => return Ok(()),
            Next::Fresh => {
                shown.renewing(&lent);
                let link = tokio::select! {
                    link = fresh(aws, request) => link?,
                    () = called_off(&mut lent, &mut shown) => return Ok(()),
                };
                shown.renewed(link, &lent);
            }
        }
    }
}

async fn fresh(aws: &Aws, request: &FileRequest) -> Result<SignedLink, Failure> {
    let link = handed_link(aws, &request.instance, &request.file).await;
    link.map_err(|failure| {
        failure.while_doing(format!(
            "No link could be made for {}",
            request.file.title()
        ))
    })
}

/// Comes back with the first key. A window that changes meanwhile is emptied.
async fn called_off(lent: &mut Lent, shown: &mut Shown<'_>) {
    while let Some(Happened::Resized(columns, rows)) = lent.next().await {
        shown.size = (columns, rows);
        shown.wipe(lent);
    }
}

/// What is on the screen.
struct Shown<'a> {
    sheet: Sheet,
    size: (u16, u16),
    made: jiff::Timestamp,
    seat: &'a Seat,
    life: Life,
    /// The rows that it takes.
    lines: usize,
    /// Whether the window has changed and nothing was printed into it yet.
    wiped: bool,
    /// Between two looks at the clock.
    second: Interval,
    timings: &'a Timings,
}

impl<'a> Shown<'a> {
    fn new(
        request: &FileRequest,
        (link, made): (SignedLink, jiff::Timestamp),
        seat: &'a Seat,
        timings: &'a Timings,
        size: (u16, u16),
    ) -> Self {
        let mut second = tokio::time::interval(timings.second);
        second.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let sheet = Sheet {
            title: request.file.title().clone(),
            name: handed_name(&request.file),
            link,
            clicks: seat.terminal.links,
            quotes: Quotes::Single,
            note: None,
        };
        Self {
            sheet,
            size,
            made,
            seat,
            life: Life::Left(u64::from(HANDED_LIFE)),
            lines: 0,
            wiped: false,
            second,
            timings,
        }
    }

    /// Waits for what comes of the next key, or of a window that has come to rest.
    async fn next(&mut self, lent: &mut Lent) -> Next {
        loop {
            tokio::select! {
                happened = lent.next() => return self.take(happened).await,
                _ = self.second.tick(), if !self.wiped => self.count(lent),
                () = tokio::time::sleep(self.timings.rest), if self.wiped => return Next::Shown,
            }
        }
    }

    /// Empties a window that has changed.
    fn wipe(&mut self, lent: &Lent) {
        lent.write(wiped(self.lines, self.size.1));
        self.wiped = true;
    }

    fn show(&mut self, lent: &Lent) {
        self.wiped = false;
        self.life = self.life();
        let (page, lines) = self.sheet.page(self.size, self.life);
        self.lines = lines;
        lent.write(page);
    }

    /// Counts down, in the first row alone.
    fn count(&mut self, lent: &Lent) {
        let life = self.life();
        if life == self.life {
            return;
        }
        if life == Life::Dead {
            self.sheet.note = None;
            self.show(lent);
        } else {
            self.life = life;
            lent.write(self.sheet.first_row(self.size.0, life));
        }
    }

    fn life(&self) -> Life {
        match left(self.made, (self.seat.clock)()) {
            0 => Life::Dead,
            left => Life::Left(left),
        }
    }

    async fn take(&mut self, happened: Option<Happened>) -> Next {
        match happened {
            Some(Happened::Resized(columns, rows)) => {
                self.size = (columns, rows);
                Next::Resized
            }
            Some(Happened::Key(Key::Char('n'))) => Next::Fresh,
            Some(Happened::Key(Key::Char('c'))) if self.life != Life::Dead => {
                let link = self.sheet.link.reveal().as_str().to_owned();
                self.sheet.note = Some(match self.seat.copy(link, self.timings.clipboard).await {
                    Ok(done) => copied(done),
                    Err(failure) => failure.to_string(),
                });
                Next::Shown
            }
            Some(Happened::Key(Key::Char('w'))) if self.life != Life::Dead => {
                self.sheet.quotes = match self.sheet.quotes {
                    Quotes::Single => Quotes::Double,
                    Quotes::Double => Quotes::Single,
                };
                Next::Shown
            }
            Some(Happened::Key(_)) | None => Next::Back,
        }
    }

    fn renewing(&mut self, lent: &Lent) {
        self.life = Life::Renewed;
        lent.write(self.sheet.first_row(self.size.0, self.life));
    }

    fn renewed(&mut self, link: SignedLink, lent: &Lent) {
        self.sheet.link = link;
        self.sheet.note = None;
        self.made = (self.seat.clock)();
        self.show(lent);
    }
}

/// The seconds that a link lives that was made then. A clock that was put back gives it none.
fn left(made: jiff::Timestamp, now: jiff::Timestamp) -> u64 {
    let gone = now.as_second().saturating_sub(made.as_second()).max(0);
    u64::from(HANDED_LIFE).saturating_sub(gone.unsigned_abs())
}
