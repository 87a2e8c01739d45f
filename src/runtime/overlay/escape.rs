//! The sequences of each protocol. Nothing in them comes from outside but pixels.

use std::fmt::Write as _;

use ratatui::layout::Rect;

use crate::desktop::base64;
use crate::domain::{Graphics, Sharp};

use super::sixel::sixel;

/// The number of the one picture that there is at a time, odd enough to be nobody else's.
const ID: u32 = 41_742;

/// The most of a picture in one of kitty's sequences.
const CHUNK: usize = 4_096;

/// Hands a picture over to kitty, to be shown later.
pub(super) fn hand_over(picture: &Sharp) -> String {
    let Sharp::Png(png, _) = picture else {
        return String::new();
    };
    let encoded = base64(png);
    let mut bytes = String::with_capacity(encoded.len() + encoded.len() / 100);
    let mut rest = encoded.as_str();
    let mut first = true;
    while first || !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
        let more = u8::from(!after.is_empty());
        // Whatever it answers would be taken for keys: it is told to say nothing.
        let head = if first {
            format!("a=t,f=100,i={ID},q=2,m={more}")
        } else {
            format!("m={more},q=2")
        };
        // Writing into a string cannot fail.
        let _ = write!(bytes, "\x1b_G{head};{chunk}\x1b\\");
        (rest, first) = (after, false);
    }
    bytes
}

/// Shows a picture over these cells, each of so many pixels across and down. Kitty must have
/// been handed it over.
pub(super) fn show(protocol: Graphics, picture: &Sharp, over: Rect, cell: (u32, u32)) -> String {
    let (columns, rows) = (over.width, over.height);
    let drawn = match (protocol, picture) {
        (Graphics::Kitty, _) => {
            format!("\x1b_Ga=p,i={ID},p=1,c={columns},r={rows},C=1,q=2\x1b\\")
        }
        (Graphics::Iterm2, Sharp::Png(png, _)) => format!(
            "\x1b]1337;File=inline=1;size={};width={columns};height={rows};preserveAspectRatio=0;doNotMoveCursor=1:{}\x07",
            png.len(),
            base64(png)
        ),
        (Graphics::Sixel, Sharp::Pixels(pixels)) => {
            let wide = u32::from(columns) * cell.0;
            // Whole bands of six pixels, none of which reaches below the last row.
            let high = u32::from(rows) * cell.1 / 6 * 6;
            sixel(pixels, (wide, high.max(6)))
        }
        _ => return String::new(),
    };
    let place = format!("\x1b[{};{}H", over.y + 1, over.x + 1);
    // The cursor comes back to where the frame has left it.
    format!("\x1b7{place}{drawn}\x1b8")
}

/// Takes kitty's picture away; `for_good` also from its memory. Of the others it is written over.
pub(super) fn take_away(for_good: bool) -> String {
    let what = if for_good { 'I' } else { 'i' };
    format!("\x1b_Ga=d,d={what},i={ID},q=2\x1b\\")
}
