//! A picture as far as it is kept: shrunk, and without anything that came from outside but
//! its colours.

use std::fmt;
use std::sync::Arc;

/// Pixels, three bytes each: red, green, blue; row by row.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Raster {
    width: u32,
    height: u32,
    pixels: Arc<[u8]>,
}

/// A picture for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Small enough to be drawn with characters.
    pub small: Raster,
    /// For a terminal that draws pixels.
    pub sharp: Option<Sharp>,
}

/// A picture for a terminal that draws pixels.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Sharp {
    /// As a PNG that this program wrote, and its columns and rows.
    Png(Arc<[u8]>, (u32, u32)),
    /// As pixels.
    Pixels(Raster),
}

impl Raster {
    /// Pixels in so many columns and rows; nothing when their number is another, or zero.
    pub fn new(width: u32, height: u32, pixels: impl Into<Arc<[u8]>>) -> Option<Self> {
        let pixels = pixels.into();
        let count = u64::from(width) * u64::from(height);
        let fits = count > 0 && count * 3 == pixels.len() as u64;
        fits.then_some(Self {
            width,
            height,
            pixels,
        })
    }

    /// Its columns and rows.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The mean colour of a part of it, each side of which is measured in parts: of `of` parts
    /// the one at `at`, across and down.
    pub fn mean(&self, at: (u32, u32), of: (u32, u32)) -> [u8; 3] {
        let part = |at: u32, of: u32, all: u32| {
            let (at, of, all) = (u64::from(at), u64::from(of.max(1)), u64::from(all));
            let first = (at * all / of).min(all - 1);
            let last = ((at + 1) * all).div_ceil(of).clamp(first + 1, all);
            (first, last)
        };
        let (left, right) = part(at.0, of.0, self.width);
        let (top, bottom) = part(at.1, of.1, self.height);
        let mut sums = [0_u64; 3];
        for y in top..bottom {
            for x in left..right {
                let place = usize::try_from((y * u64::from(self.width) + x) * 3).unwrap_or(0);
                let pixel = self.pixels.get(place..place + 3).unwrap_or(&[0; 3]);
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += u64::from(*value);
                }
            }
        }
        let count = (right - left) * (bottom - top);
        sums.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX))
    }

    /// How many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        self.pixels.len()
    }
}

impl Sharp {
    /// Its columns and rows.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Sharp::Png(_, size) => *size,
            Sharp::Pixels(pixels) => pixels.size(),
        }
    }
}

impl Picture {
    /// How many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        let sharp = match &self.sharp {
            Some(Sharp::Png(png, _)) => png.len(),
            Some(Sharp::Pixels(pixels)) => pixels.bytes(),
            None => 0,
        };
        self.small.bytes() + sharp
    }
}

impl fmt::Debug for Raster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raster({}x{})", self.width, self.height)
    }
}

impl fmt::Debug for Sharp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sharp::Png(png, _) => write!(f, "Png({} bytes)", png.len()),
            Sharp::Pixels(pixels) => write!(f, "{pixels:?}"),
        }
    }
}
