//! What is known of colours: how they are seen, and how terminals show theirs.

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// The sixteen colours of xterm, the Linux console, and `PuTTY`, which announce no more.
pub(super) const SIXTEEN: [[Rgb; 16]; 3] = [
    of_16([
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
        0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ]),
    of_16([
        0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
        0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ]),
    of_16([
        0x00_0000, 0xbb_0000, 0x00_bb00, 0xbb_bb00, 0x00_00bb, 0xbb_00bb, 0x00_bbbb, 0xbb_bbbb,
        0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ]),
];

const fn of_16(hex: [u32; 16]) -> [Rgb; 16] {
    let mut all = [[0; 3]; 16];
    let mut at = 0;
    while at < 16 {
        let [_, r, g, b] = hex[at].to_be_bytes();
        all[at] = [r, g, b];
        at += 1;
    }
    all
}

/// A colour of the palette of 256, but for the first sixteen, which each terminal chooses.
pub(super) fn of_256(index: u8) -> Rgb {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    assert!(index >= 16, "{index} looks different everywhere");
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let at = index - 16;
    [at / 36, at / 6 % 6, at % 6].map(|level| LEVELS[usize::from(level)])
}

/// Its parts as light, from 0 to 1.
fn light(rgb: Rgb) -> [f64; 3] {
    rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// WCAG's contrast of two colours, from 1 to 21.
pub(super) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |rgb| {
        let [r, g, b] = light(rgb);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Light as a person sees it who has no cones for green (Machado, Oliveira and Fernandes, 2009).
pub(super) fn seen_by_deuteranopes(rgb: Rgb) -> [f64; 3] {
    let [r, g, b] = light(rgb);
    [
        0.367_322 * r + 0.860_646 * g - 0.227_968 * b,
        0.280_085 * r + 0.672_501 * g + 0.047_413 * b,
        -0.011_820 * r + 0.042_940 * g + 0.968_881 * b,
    ]
    .map(|part| part.clamp(0.0, 1.0))
}

/// How different two lights look: the distance in CIE L*a*b*, of which 2.3 is just seen.
pub(super) fn lab_distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (lab(a), lab(b));
    let squares = a.iter().zip(b).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
    let [x, y, z] = [x, y, z].map(|part| {
        if part > 0.008_856 {
            part.cbrt()
        } else {
            7.787 * part + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}
