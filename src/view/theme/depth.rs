//! Fewer colours than sixteen million.

use ratatui::style::Color;

/// What a cube of the palette of 256 knows of red, green and blue.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of the 240 colours of the palette of 256 that are the same everywhere; what is
/// no mixture of red, green and blue stays.
pub(super) fn of_256(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else {
        return colour;
    };
    let cube = [r, g, b].map(level);
    let mixed = cube.map(|index| LEVELS[usize::from(index)]);
    // The greys are 8, 18, 28… 238.
    let sum = u16::from(r) + u16::from(g) + u16::from(b);
    let step = (sum / 3).saturating_sub(3).min(233) / 10;
    let grey = u8::try_from(8 + 10 * step).unwrap_or(u8::MAX);
    if far([r, g, b], [grey; 3]) < far([r, g, b], mixed) {
        Color::Indexed(u8::try_from(232 + step).unwrap_or(u8::MAX))
    } else {
        Color::Indexed(16 + 36 * cube[0] + 6 * cube[1] + cube[2])
    }
}

/// The nearest of the cube's levels.
fn level(value: u8) -> u8 {
    match value {
        0..48 => 0,
        48..115 => 1,
        115..155 => 2,
        155..195 => 3,
        195..235 => 4,
        235.. => 5,
    }
}

/// The nearest of the sixteen as most terminals show them.
pub(super) fn of_16(colour: Color) -> Color {
    const SIXTEEN: [(Color, [u8; 3]); 16] = [
        (Color::Black, [0, 0, 0]),
        (Color::Red, [205, 0, 0]),
        (Color::Green, [0, 205, 0]),
        (Color::Yellow, [205, 205, 0]),
        (Color::Blue, [0, 0, 238]),
        (Color::Magenta, [205, 0, 205]),
        (Color::Cyan, [0, 205, 205]),
        (Color::Gray, [229, 229, 229]),
        (Color::DarkGray, [127, 127, 127]),
        (Color::LightRed, [255, 0, 0]),
        (Color::LightGreen, [0, 255, 0]),
        (Color::LightYellow, [255, 255, 0]),
        (Color::LightBlue, [92, 92, 255]),
        (Color::LightMagenta, [255, 0, 255]),
        (Color::LightCyan, [0, 255, 255]),
        (Color::White, [255, 255, 255]),
    ];
    let Color::Rgb(r, g, b) = colour else {
        return colour;
    };
    let nearest = SIXTEEN.iter().min_by_key(|(_, rgb)| far([r, g, b], *rgb));
    nearest.map_or(colour, |(name, _)| *name)
}

/// How far one colour is from another.
fn far(a: [u8; 3], b: [u8; 3]) -> u32 {
    let of = |(a, b): (u8, u8)| u32::from(a.abs_diff(b)).pow(2);
    a.into_iter().zip(b).map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_256_is_the_nearest() {
        let palette: Vec<(u8, [u8; 3])> = (16..=255)
            .map(|index: u8| {
                if index >= 232 {
                    return (index, [8 + 10 * (index - 232); 3]);
                }
                let at = index - 16;
                let rgb = [at / 36, at / 6 % 6, at % 6];
                (index, rgb.map(|level| LEVELS[usize::from(level)]))
            })
            .collect();
        let steps = || (0..=255).step_by(15);
        for (r, g, b) in
            steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| (r, g, b))))
        {
            let Color::Indexed(found) = of_256(Color::Rgb(r, g, b)) else {
                panic!("{r} {g} {b}");
            };
            let at = |index: u8| far([r, g, b], palette[usize::from(index) - 16].1);
            let least = palette.iter().map(|(_, rgb)| far([r, g, b], *rgb)).min();
            assert_eq!(Some(at(found)), least, "{r} {g} {b}: {found}");
        }
    }
}
