//! The themes.

use ratatui::style::Color;

use super::inks::{Inks, ink, own};

/// The terminal's own sixteen colours and background, so that it is readable wherever its
/// user's shell is.
pub(super) const AUTO: Inks = Inks {
    paper: own(Color::Reset),
    text: own(Color::Reset),
    faint: own(Color::Reset),
    dims: true,
    frame: own(Color::Reset),
    accent: own(Color::Cyan),
    good: own(Color::Green),
    waiting: own(Color::Yellow),
    bad: own(Color::Red),
    failed: own(Color::Magenta),
    // The plain blue of most terminals cannot be read on black.
    drafting: own(Color::LightBlue),
    matched: own(Color::Yellow),
};

/// Light letters on a dark paper.
pub(super) const DARK: Inks = Inks {
    paper: ink(0x0013_151a, Color::Black),
    text: ink(0x00d8_dee9, Color::White),
    faint: ink(0x0095_a0b2, Color::Gray),
    dims: false,
    frame: ink(0x006b_7689, Color::Gray),
    accent: ink(0x0062_c8d8, Color::LightCyan),
    good: ink(0x008f_cb72, Color::LightGreen),
    waiting: ink(0x00e5_bd62, Color::LightYellow),
    bad: ink(0x00ff_857c, Color::LightRed),
    failed: ink(0x00d7_9cf2, Color::LightMagenta),
    drafting: ink(0x007f_b9ff, Color::White),
    matched: ink(0x00ff_d76a, Color::LightYellow),
};

/// Dark letters on a light paper.
pub(super) const LIGHT: Inks = Inks {
    paper: ink(0x00fa_faf8, Color::White),
    text: ink(0x0020_2631, Color::Black),
    faint: ink(0x0059_6373, Color::Black),
    dims: false,
    frame: ink(0x0085_8e9c, Color::Black),
    accent: ink(0x0005_657c, Color::Blue),
    good: ink(0x0023_6b1c, Color::Black),
    waiting: ink(0x0083_5400, Color::Black),
    bad: ink(0x00b4_231c, Color::Red),
    failed: ink(0x0086_2aa6, Color::Magenta),
    drafting: ink(0x001b_59c0, Color::Blue),
    matched: ink(0x00a0_3c00, Color::Red),
};

/// Bright letters on black.
pub(super) const HIGH_CONTRAST: Inks = Inks {
    paper: ink(0x0000_0000, Color::Black),
    text: ink(0x00ff_ffff, Color::White),
    faint: ink(0x00d0_d0d0, Color::Gray),
    dims: false,
    frame: ink(0x00ff_ffff, Color::White),
    accent: ink(0x0063_e6ff, Color::LightCyan),
    good: ink(0x0080_ff80, Color::LightGreen),
    waiting: ink(0x00ff_e14d, Color::LightYellow),
    bad: ink(0x00ff_a8a0, Color::White),
    failed: ink(0x00f5_b0ff, Color::White),
    drafting: ink(0x00a8_d4ff, Color::White),
    matched: ink(0x00ff_e14d, Color::LightYellow),
};

/// Dark, where nothing asks for red told from green: approved is blue, rejected is orange.
pub(super) const DEUTERANOPIA: Inks = Inks {
    good: ink(0x005c_b3ff, Color::LightCyan),
    waiting: ink(0x00f5_e663, Color::LightYellow),
    bad: ink(0x00e0_6c00, Color::LightRed),
    failed: ink(0x00e0_8fb5, Color::LightMagenta),
    drafting: ink(0x00ff_ffff, Color::White),
    accent: ink(0x009f_d8e8, Color::LightCyan),
    matched: ink(0x00f5_e663, Color::LightYellow),
    ..DARK
};

/// No colours at all.
pub(super) const MONO: Inks = Inks {
    accent: own(Color::Reset),
    good: own(Color::Reset),
    waiting: own(Color::Reset),
    bad: own(Color::Reset),
    failed: own(Color::Reset),
    drafting: own(Color::Reset),
    matched: own(Color::Reset),
    ..AUTO
};
