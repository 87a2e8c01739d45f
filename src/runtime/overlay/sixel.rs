//! Pixels as sixels: bands of six rows, in colours of a fixed palette that are mixed by dots.

use std::fmt::Write as _;

use crate::domain::Raster;

/// How many levels of red, green and blue there are: 252 colours.
const LEVELS: [u32; 3] = [6, 7, 6];

/// How much each pixel of a square of four times four is lifted, in sixteenths of a level.
const DOTS: [[u32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];

/// The picture in so many pixels across and down.
pub(super) fn sixel(picture: &Raster, (wide, high): (u32, u32)) -> String {
    let mut bytes = format!("\x1bP0;1;0q\"1;1;{wide};{high}");
    let mut known = [false; 256];
    for top in (0..high).step_by(6) {
        let rows = (top..high.min(top + 6)).map(|y| {
            let row = (0..wide).map(move |x| (x, y));
            row.map(|at| number(picture.mean(at, (wide, high)), at))
                .collect()
        });
        let rows: Vec<Vec<u8>> = rows.collect();
        band(&rows, &mut known, &mut bytes);
        bytes.push('-');
    }
    bytes.push_str("\x1b\\");
    bytes
}

/// One band: each of its colours goes over it once.
fn band(rows: &[Vec<u8>], known: &mut [bool; 256], bytes: &mut String) {
    let mut used = [false; 256];
    for &colour in rows.iter().flatten() {
        used[usize::from(colour)] = true;
    }
    let colours = (0..=255_u8).filter(|&colour| used[usize::from(colour)]);
    for colour in colours {
        // Writing into a string cannot fail.
        let _ = write!(bytes, "#{colour}");
        if !std::mem::replace(&mut known[usize::from(colour)], true) {
            let [red, green, blue] = percent(colour);
            let _ = write!(bytes, ";2;{red};{green};{blue}#{colour}");
        }
        let columns = rows.first().map_or(0, Vec::len);
        let sixels = (0..columns).map(|x| {
            let mut dots = 0_u8;
            for (place, row) in rows.iter().enumerate() {
                dots |= u8::from(row[x] == colour) << place;
            }
            char::from(b'?' + dots)
        });
        runs(sixels, bytes);
        bytes.push('$');
    }
}

/// Signs, those that repeat as a number.
fn runs(signs: impl Iterator<Item = char>, bytes: &mut String) {
    let mut flush = |sign: char, count: usize| match count {
        0 => {}
        1..=3 => bytes.extend(std::iter::repeat_n(sign, count)),
        _ => {
            let _ = write!(bytes, "!{count}{sign}");
        }
    };
    let (mut last, mut count) = ('?', 0);
    for sign in signs {
        if sign == last {
            count += 1;
        } else {
            flush(last, count);
            (last, count) = (sign, 1);
        }
    }
    // Nothing at the end of a line need not be drawn.
    if last != '?' {
        flush(last, count);
    }
}

/// The number of the palette's colour for a pixel at this place.
fn number(pixel: [u8; 3], (x, y): (u32, u32)) -> u8 {
    let lift = DOTS[(y % 4) as usize][(x % 4) as usize];
    let level = |value: u8, levels: u32| {
        // In sixteenths of a level, lifted by what is left to the dots.
        let sixteenths = u32::from(value) * (levels - 1) * 16 / 255;
        ((sixteenths + lift) / 16).min(levels - 1)
    };
    let [red, green, blue] = [0, 1, 2].map(|part| level(pixel[part], LEVELS[part]));
    u8::try_from((red * LEVELS[1] + green) * LEVELS[2] + blue).unwrap_or(u8::MAX)
}

/// A palette's colour, in percent.
fn percent(colour: u8) -> [u32; 3] {
    let colour = u32::from(colour);
    let levels = [
        colour / (LEVELS[1] * LEVELS[2]),
        colour / LEVELS[2] % LEVELS[1],
        colour % LEVELS[2],
    ];
    [0, 1, 2].map(|part| levels[part] * 100 / (LEVELS[part] - 1))
}
