//! What a terminal is told so that a person hears of something: its bell, or the sequence by
//! which it hands a notification on to the desktop. Nobody answers, and a terminal that does
//! not know the sequence drops it, so that only those get one that are known to know it.

use super::clipboard::in_pieces;
use super::terminal::{Between, Notes, Terminal};

/// The most characters of a notification: desktops show no more.
const LONGEST: usize = 160;

/// The bell.
pub const BELL: &[u8] = b"\x07";

/// The bytes that make the desktop tell this, or the bell where no desktop would. The text is
/// cut, and what could end a sequence, or begin another, is left out.
pub fn notification(text: &str, terminal: &Terminal) -> Vec<u8> {
    let plain = |c: &char| !c.is_control() && !('\u{80}'..='\u{9f}').contains(c);
    // A semicolon parts the members of a sequence.
    let text: String = text.chars().filter(plain).take(LONGEST).collect();
    let text = text.replace(';', ",");
    // A text that begins with a number would be another command of the same family.
    let sequence = match terminal.notes {
        Notes::None => return BELL.to_vec(),
        Notes::Osc9 => format!("\x1b]9;attache: {text}\x07"),
        Notes::Osc777 => format!("\x1b]777;notify;attache;{text}\x07"),
        Notes::Osc99 => format!("\x1b]99;;attache: {text}\x1b\\"),
    };
    match terminal.between {
        None => sequence,
        // It hands it on when it is set up so, and drops it otherwise.
        Some(Between::Tmux) => format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b")),
        Some(Between::Screen) => in_pieces(&sequence),
    }
    .into_bytes()
}
