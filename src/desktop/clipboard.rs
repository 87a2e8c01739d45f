//! Texts for the person's clipboard: that of the desktop here, or, over a line, what the
//! terminal is asked to put onto its own (OSC 52). Nobody answers such a wish, so that it
//! was sent is all that can be said.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use arboard::Clipboard;

use super::terminal::Between;
use crate::domain::{Failure, FailureKind};

/// The most bytes of a text that go through a terminal: with them the sequence has the
/// 100,000 bytes that terminals take.
pub const LONGEST_CLIP: usize = 74_994;

/// What a piece of a sequence may have inside GNU screen.
const SCREEN_PIECE: usize = 256;

/// The clipboard of the desktop here. It is held, since on X11 a text is gone with the
/// process or the value that holds it; clones hold the same.
#[derive(Clone, Default)]
pub struct Held(Arc<Mutex<Option<Clipboard>>>);

impl Held {
    /// Puts the text onto the desktop's clipboard; whether it is there. May block.
    pub fn set(&self, text: &str) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
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
fn in_pieces(sequence: &str) -> String {
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

fn base64(bytes: &[u8]) -> String {
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
