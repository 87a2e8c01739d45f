//! The way from an effect to the terminal beside the frames: bytes that no frame holds, and
//! the terminal itself for a while. What passes here, such as a link, passes no message and
//! is in no state.

use std::io;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use ratatui::layout::Rect;

use crate::app::keys::Key;

/// Wipes all from the start of the cursor's row on. The row first, and the rest from its
/// second column: what is erased from the window's very first cell on is kept by some, such as
/// tmux and `PuTTY`, where a person could scroll back to it.
pub(super) const WIPE: &str = "\r\x1b[K\x1b[C\x1b[J\r";

/// The terminal beside the frames that are drawn on it.
pub trait Beside {
    /// Writes these bytes as they are.
    fn write_beside(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Shows the person's own screen in place of the frames.
    fn lend(&mut self) -> io::Result<()>;

    /// Wipes what was written from the cursor on, and shows the frames' screen again.
    fn take_back(&mut self) -> io::Result<()>;

    /// Gives the terminal back as it was, for as long as the program is stopped.
    fn leave(&mut self) -> io::Result<()>;

    /// Takes it again after that.
    fn enter(&mut self) -> io::Result<()>;

    /// A picture that is in no frame has left these cells: they are written anew. While one
    /// shows, no rows are moved.
    fn overlaid(&mut self, left: Option<Rect>, shows: bool) {
        let _ = (left, shows);
    }

    /// From now on the mouse is the program's, or again the terminal's own.
    fn capture(&mut self, on: bool) -> io::Result<()>;
}

/// What an effect holds to reach the terminal; cheap to clone.
#[derive(Debug, Clone)]
pub struct Outside(UnboundedSender<Wish>);

/// What the shell holds to hear of it.
#[derive(Debug)]
pub struct Wishes(UnboundedReceiver<Wish>);

/// What an effect may wish of the terminal.
#[derive(Debug)]
pub(super) enum Wish {
    /// These bytes beside the frames, and to know when they are written.
    Write(Vec<u8>, oneshot::Sender<()>),
    /// The terminal for itself.
    Borrow(oneshot::Sender<Lent>),
}

/// Both ends of the way.
pub fn outside() -> (Outside, Wishes) {
    let (wish, wishes) = unbounded_channel();
    (Outside(wish), Wishes(wishes))
}

impl Outside {
    /// Writes beside the frames; whether there was a terminal to write to.
    pub async fn write(&self, bytes: Vec<u8>) -> bool {
        let (done, written) = oneshot::channel();
        self.0.send(Wish::Write(bytes, done)).is_ok() && written.await.is_ok()
    }

    /// Waits for the terminal; nothing when there is none, or somebody else has it.
    pub async fn borrow(&self) -> Option<Lent> {
        let (lends, lent) = oneshot::channel();
        self.0.send(Wish::Borrow(lends)).ok()?;
        lent.await.ok()
    }
}

impl Wishes {
    /// The next wish. Pending for ever once nobody is left who could wish.
    pub(super) async fn next(&mut self) -> Wish {
        match self.0.recv().await {
            Some(wish) => wish,
            None => std::future::pending().await,
        }
    }
}

/// What happens at a terminal that is lent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// A key was pressed.
    Key(Key),
    /// The window has a new size: columns and rows.
    Resized(u16, u16),
}

/// The person's own screen while an effect has it. The cursor stands where the effect may
/// begin to write, and has to stand there again whenever it waits: dropping this value wipes
/// what is written from there on, and brings the frames back. Keys that were not taken by then
/// are the machine's.
#[derive(Debug)]
pub struct Lent {
    /// Columns and rows when it was lent.
    pub size: (u16, u16),
    happens: UnboundedReceiver<Happened>,
    out: UnboundedSender<Out>,
}

/// What comes back from who has the terminal.
pub(super) enum Out {
    /// These bytes for the screen.
    Bytes(Vec<u8>),
    /// A key that came too late.
    Untaken(Key),
}

impl Lent {
    /// Writes to the screen.
    pub fn write(&self, bytes: Vec<u8>) {
        // A shell that has left has wiped the screen.
        let _ = self.out.send(Out::Bytes(bytes));
    }

    /// What happens next; nothing once the shell has left.
    pub async fn next(&mut self) -> Option<Happened> {
        self.happens.recv().await
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.happens.close();
        while let Ok(happened) = self.happens.try_recv() {
            if let Happened::Key(key) = happened {
                let _ = self.out.send(Out::Untaken(key));
            }
        }
    }
}

/// The shell's end of a terminal that is lent.
pub(super) struct Loan {
    happens: UnboundedSender<Happened>,
    out: UnboundedReceiver<Out>,
}

impl Loan {
    /// Both ends for a window of this size.
    pub(super) fn new(size: (u16, u16)) -> (Self, Lent) {
        let (tell, happens) = unbounded_channel();
        let (write, out) = unbounded_channel();
        let loan = Self { happens: tell, out };
        let lent = Lent {
            size,
            happens,
            out: write,
        };
        (loan, lent)
    }

    /// Whether the effect still hears what happens.
    pub(super) fn tell(&self, happened: Happened) -> bool {
        self.happens.send(happened).is_ok()
    }

    /// What the effect gives next; nothing once it has given the terminal back.
    pub(super) async fn given(&mut self) -> Option<Out> {
        self.out.recv().await
    }
}
