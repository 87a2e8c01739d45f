//! Texts for the person's clipboard: that of the desktop here, or, over a line, what the
//! terminal is asked to put onto its own (OSC 52). Nobody answers such a wish, so that it
//! was sent is all that can be said.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use arboard::Clipboard;

use super::terminal::Between;
use crate::domain::{Failure, FailureKind};

/// The most bytes of a text that go through a terminal: with them the sequence has the
/// 100,000 bytes that terminals take.
pub const LONGEST_CLIP: usize = 74_994;

/// What a piece of a sequence may have inside GNU screen.
const SCREEN_PIECE: usize = 256;

/// How long a desktop may take to keep the text once this program is gone.
const FAREWELL: Duration = Duration::from_millis(500);

/// The clipboard of the desktop here. It is held, since on X11 a text is gone with the
/// process or the value that holds it; clones hold the same. A desktop that hangs, such as one
/// at the end of a dead line, is not waited for.
#[derive(Clone, Default)]
pub struct Held(Arc<Inner>);

#[derive(Default)]
struct Inner {
    clipboard: Mutex<Option<Clipboard>>,
    /// Whether the desktop has left a text unanswered so far.
    hangs: AtomicBool,
}

impl Held {
    /// Puts the text onto the desktop's clipboard; whether it is there within `patience`.
    /// Blocks that long.
    pub fn set(&self, text: String, patience: Duration) -> bool {
        if self.0.hangs.load(Ordering::SeqCst) {
            return false;
        }
        let (done, is_done) = sync_channel(1);
        let inner = Arc::clone(&self.0);
        let asks = move || {
            let is_set = inner.set(&text);
            inner.hangs.store(false, Ordering::SeqCst);
            // Nobody listens any more when it took too long.
            let _ = done.send(is_set);
        };
        let asked = thread::Builder::new()
            .name("clipboard".to_owned())
            .spawn(asks);
        if asked.is_err() {
            return false;
        }
        is_done.recv_timeout(patience).unwrap_or_else(|_| {
            self.0.hangs.store(true, Ordering::SeqCst);
            false
        })
    }
}

impl Inner {
    fn set(&self, text: &str) -> bool {
        let mut held = self
            .clipboard
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            *held = Clipboard::new().ok();
        }
        let set = held.as_mut().map(|clipboard| clipboard.set_text(text));
        let is_set = matches!(set, Some(Ok(())));
        if !is_set {
            // The desktop may have gone and come back: the next text asks anew.
            *held = None;
        }
        is_set
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let held = self.clipboard.get_mut();
        let Some(clipboard) = held.unwrap_or_else(PoisonError::into_inner).take() else {
            return;
        };
        let (done, is_done) = sync_channel::<()>(1);
        let leaves = move || {
            drop(clipboard);
            drop(done);
        };
        if thread::Builder::new().spawn(leaves).is_ok() {
            // It ends, or the process does.
            let _ = is_done.recv_timeout(FAREWELL);
        }
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held")
    }
}

/// The bytes that ask the terminal to put the text onto its clipboard, for what stands in
/// between. Fails for a text that no terminal would take.
pub fn sequence(text: &str, between: Option<Between>) -> Result<Vec<u8>, Failure> {
    if text.len() > LONGEST_CLIP {
        let why = format!(
            "it has {} bytes, and a terminal's clipboard takes {LONGEST_CLIP}",
            text.len()
        );
        return Err(Failure::new(
            FailureKind::Local,
            "The text could not be copied",
            why,
        ));
    }
    let plain = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    let sequence = match between {
        None => plain,
        // It takes the wish itself when it is set up so, or else hands it on when it is set
        // up so; what it does not know it drops.
        Some(Between::Tmux) => {
            let doubled = plain.replace('\x1b', "\x1b\x1b");
            format!("{plain}\x1bPtmux;{doubled}\x1b\\")
        }
        Some(Between::Screen) => in_pieces(&plain),
    };
    Ok(sequence.into_bytes())
}

/// Wrapped piece by piece: longer ones are cut.
pub(super) fn in_pieces(sequence: &str) -> String {
    let mut wrapped = String::with_capacity(sequence.len() * 2);
    let mut rest = sequence;
    while !rest.is_empty() {
        // All of it is ASCII.
        let (piece, after) = rest.split_at(rest.len().min(SCREEN_PIECE));
        wrapped.push_str("\x1bP");
        wrapped.push_str(piece);
        wrapped.push_str("\x1b\\");
        rest = after;
    }
    wrapped
}

/// Bytes as letters, digits and two signs.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let digit = DIGITS.get(digit as usize).copied().unwrap_or(b'=');
            let padding = place > group.len();
            encoded.push(if padding { '=' } else { char::from(digit) });
        }
    }
    encoded
}
