//! A picture drawn with characters: two coloured halves a cell, or shades where there are no
//! colours.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::domain::Raster;

use super::{Glyphs, Look};

/// Signs from dark to light.
const SHADES: [&str; 5] = [" ", "░", "▒", "▓", "█"];

/// The same where there is nothing but ASCII.
const LETTERS: [&str; 10] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"];

/// The columns and rows that a picture of this size takes in so much room, its sides kept in
/// proportion: a cell is about twice as high as it is wide. None is drawn larger than it is.
pub(super) fn fitted(picture: (u32, u32), room: Rect) -> (u16, u16) {
    let (width, height) = (picture.0.max(1), picture.1.max(1));
    let (columns, halves) = (u32::from(room.width), u32::from(room.height) * 2);
    let (mut wide, mut high) = (width.min(columns), height.min(halves));
    // The side that is shrunk more tells how much the other one is.
    if u64::from(wide) * u64::from(height) > u64::from(high) * u64::from(width) {
        wide = scaled(width, high, height);
    } else {
        high = scaled(height, wide, width);
    }
    let cells = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
    (cells(wide.max(1)), cells(high.div_ceil(2).max(1)))
}

fn scaled(side: u32, to: u32, of: u32) -> u32 {
    let side = u64::from(side) * u64::from(to) / u64::from(of);
    u32::try_from(side).unwrap_or(u32::MAX)
}

/// Draws it into the upper left of the room.
pub(super) fn draw(picture: &Raster, room: Rect, look: &Look, frame: &mut Frame) {
    if room.is_empty() {
        return;
    }
    let (columns, rows) = fitted(picture.size(), room);
    let of = (u32::from(columns), u32::from(rows) * 2);
    let buffer = frame.buffer_mut();
    for row in 0..rows {
        for column in 0..columns {
            let at = |half: u32| picture.mean((u32::from(column), u32::from(row) * 2 + half), of);
            let Some(cell) = buffer.cell_mut((room.x + column, room.y + row)) else {
                continue;
            };
            let (upper, lower) = (at(0), at(1));
            match (look.theme.mixes(), look.glyphs) {
                (_, Glyphs::Ascii) => cell.set_symbol(shade(upper, lower, &LETTERS)),
                (false, _) => cell.set_symbol(shade(upper, lower, &SHADES)),
                (true, _) => {
                    let colour = |[red, green, blue]: [u8; 3]| Color::Rgb(red, green, blue);
                    cell.set_symbol("▀")
                        .set_style(Style::new().fg(colour(upper)).bg(colour(lower)))
                }
            };
        }
    }
}

/// The sign for how light a cell is.
fn shade<'a>(upper: [u8; 3], lower: [u8; 3], signs: &[&'a str]) -> &'a str {
    let light = lightness(upper).midpoint(lightness(lower));
    let place = usize::try_from(light).unwrap_or(0) * signs.len() / 256;
    signs[place.min(signs.len() - 1)]
}

/// From 0 to 255, as an eye sees it.
fn lightness([red, green, blue]: [u8; 3]) -> u32 {
    (u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1_000
}
