//! Which picture the terminal shows, and what is to be written so that it shows another one.

use ratatui::layout::{Rect, Size};

use crate::domain::{Graphics, Sharp};
use crate::view::Placed;

use super::escape::{hand_over, show, take_away};

/// How large a cell is where the terminal does not say so.
const USUAL: (u32, u32) = (8, 16);

/// The picture over the frames.
pub(in super::super) struct Layer {
    protocol: Graphics,
    shown: Option<Placed>,
    /// What kitty has in its memory.
    handed: Option<Sharp>,
    /// The window as it was when something was shown last: with another one all is drawn anew.
    window: Size,
}

impl Layer {
    /// Nothing is shown yet.
    pub(in super::super) fn new(protocol: Graphics) -> Self {
        Self {
            protocol,
            shown: None,
            handed: None,
            window: Size::default(),
        }
    }

    /// What is written before a frame in such a window: what takes a picture away that is not
    /// `wanted` any more.
    pub(in super::super) fn before(&mut self, wanted: Option<&Placed>, window: Size) -> String {
        if window != self.window {
            let bytes = self.take_away();
            self.window = window;
            return bytes;
        }
        if self.shown.as_ref() == wanted || self.shown.is_none() {
            return String::new();
        }
        self.shown = None;
        match self.protocol {
            Graphics::Kitty => take_away(false),
            _ => String::new(),
        }
    }

    /// What is written after it: what shows the picture that is wanted. `pixels` are the
    /// window's, zero where nobody knows.
    pub(in super::super) fn after(&mut self, wanted: Option<Placed>, pixels: Size) -> String {
        let Some(placed) = wanted.filter(|placed| self.shown.as_ref() != Some(placed)) else {
            return String::new();
        };
        let mut bytes = String::new();
        if self.protocol == Graphics::Kitty && self.handed.as_ref() != Some(&placed.picture) {
            if self.handed.is_some() {
                bytes.push_str(&take_away(true));
            }
            bytes.push_str(&hand_over(&placed.picture));
            self.handed = Some(placed.picture.clone());
        }
        let cell = cell(self.window, pixels);
        let over = fitted(&placed, cell);
        bytes.push_str(&show(self.protocol, &placed.picture, over, cell));
        self.shown = Some(placed);
        bytes
    }

    /// The cells that a picture leaves, now that this one is wanted: they are to be written
    /// over. Kitty takes its pictures away by itself.
    pub(in super::super) fn left(&self, wanted: Option<&Placed>) -> Option<Rect> {
        let shown = self.shown.as_ref().filter(|shown| Some(*shown) != wanted)?;
        (self.protocol != Graphics::Kitty).then_some(shown.room)
    }

    /// What is written before the terminal is somebody else's, or emptied: nothing of it stays
    /// there, nor here.
    pub(in super::super) fn take_away(&mut self) -> String {
        self.shown = None;
        match self.handed.take() {
            Some(_) => take_away(true),
            None => String::new(),
        }
    }
}

/// How many pixels a cell has.
fn cell(window: Size, pixels: Size) -> (u32, u32) {
    let side = |pixels: u16, cells: u16| u32::from(pixels.checked_div(cells).unwrap_or(0));
    let cell = (
        side(pixels.width, window.width),
        side(pixels.height, window.height),
    );
    // Some say something else than pixels.
    if (4..200).contains(&cell.0) && (6..400).contains(&cell.1) {
        cell
    } else {
        USUAL
    }
}

/// The cells that the picture takes in its room, its sides in proportion and no larger than
/// it is.
fn fitted(placed: &Placed, cell: (u32, u32)) -> Rect {
    let (width, height) = placed.picture.size();
    let room = (
        u32::from(placed.room.width) * cell.0,
        u32::from(placed.room.height) * cell.1,
    );
    let scaled = |side: u32, to: u32, of: u32| {
        let side = u64::from(side) * u64::from(to) / u64::from(of.max(1));
        u32::try_from(side).unwrap_or(u32::MAX)
    };
    let (mut wide, mut high) = (width.min(room.0), scaled(height, width.min(room.0), width));
    if high > room.1 {
        (wide, high) = (scaled(width, room.1, height), room.1);
    }
    let cells = |pixels: u32, side: u32, most: u16| {
        let cells = u16::try_from(pixels.div_ceil(side.max(1))).unwrap_or(u16::MAX);
        cells.clamp(1, most.max(1))
    };
    Rect {
        width: cells(wide, cell.0, placed.room.width),
        height: cells(high, cell.1, placed.room.height),
        ..placed.room
    }
}
