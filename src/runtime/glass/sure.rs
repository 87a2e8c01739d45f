//! Which signs all terminals give the same width. Of the others (pictures, flags, marks that sit
//! on a letter, scripts whose letters join) each terminal has its own opinion.

use unicode_width::UnicodeWidthChar;

/// Whether every terminal gives it the cells that this program gives it.
pub(super) fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else {
        return false;
    };
    matches!(u32::from(only),
        0x20..=0x7E
        // Letters of Europe. Not the soft hyphen.
        | 0xA1..=0xAC | 0xAE..=0x2FF | 0x370..=0x482 | 0x48A..=0x52F
        // Frames and bars.
        | 0x2500..=0x259F
        // Dots that turn while something loads.
        | 0x2800..=0x28FF
        // What is wide everywhere: kana, ideographs, Hangul.
        | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3
    )
}

/// The most cells that any terminal takes for it: those of its parts side by side.
pub(super) fn at_most(symbol: &str) -> usize {
    let parts = symbol.chars().map(|c| c.width().unwrap_or(0));
    parts.sum::<usize>().max(2)
}
