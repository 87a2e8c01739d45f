//! Every letter can be read on what it stands on, in every theme that brings its own colours:
//! WCAG's contrast, computed over every cell of every screen.

use attache::app::{Depth, Looks, Theme};
use attache::domain::FileStatus;
use attache::view::{Glyphs, Palette};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::colours::{Rgb, SIXTEEN, contrast, lab_distance, of_256, seen_by_deuteranopes};
use super::states::{all, picture, wearing};

/// The themes that bring their own colours, with the least contrast that each promises.
const OWN: [(Theme, f64); 4] = [
    (Theme::Dark, 4.5),
    (Theme::Light, 4.5),
    (Theme::HighContrast, 7.0),
    (Theme::Deuteranopia, 4.5),
];

/// The least contrast of a frame, which is no letter.
const FRAME: f64 = 3.0;

/// A colour as this terminal shows it; none for what it is left to choose.
fn shown(colour: Color, sixteen: &[Rgb; 16]) -> Option<Rgb> {
    let named = |index: usize| Some(sixteen[index]);
    match colour {
        Color::Reset => None,
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index) => Some(of_256(index)),
    }
}

fn is_frame(symbol: &str) -> bool {
    symbol
        .chars()
        // A mark of direction may fence a column off.
        .all(|c| ('\u{2500}'..='\u{257f}').contains(&c) || c == '\u{200e}')
}

/// What is wrong with a cell, if anything.
fn wrong(cell: &Cell, least: f64, sixteen: &[Rgb; 16]) -> Option<String> {
    if cell.symbol().trim().is_empty() && !cell.modifier.contains(Modifier::UNDERLINED) {
        return None;
    }
    // How dim is the terminal's choice, so that no contrast can be promised.
    if cell.modifier.contains(Modifier::DIM) {
        return Some("dim".to_owned());
    }
    let (Some(ink), Some(paper)) = (shown(cell.fg, sixteen), shown(cell.bg, sixteen)) else {
        return Some(format!(
            "{} on {} is the terminal's choice",
            cell.fg, cell.bg
        ));
    };
    // Reversed or not, it is the same two colours.
    let least = if is_frame(cell.symbol()) {
        FRAME
    } else {
        least
    };
    let is = contrast(ink, paper);
    (is < least).then(|| format!("{} on {}: {is:.2}", cell.fg, cell.bg))
}

fn check(name: &str, buffer: &Buffer, least: f64, sixteen: &[Rgb; 16]) {
    for (at, cell) in buffer.content.iter().enumerate() {
        if let Some(wrong) = wrong(cell, least, sixteen) {
            let width = usize::from(buffer.area.width);
            let (x, y) = (at % width, at / width);
            panic!("{name}: {:?} at {x},{y}: {wrong}", cell.symbol());
        }
    }
}

/// Checks every cell of every screen in these themes, at this depth and this size.
fn in_all_screens(themes: &[(Theme, f64)], depth: Depth, size: (u16, u16)) {
    for (name, state) in &all() {
        for (theme, least) in themes {
            let buffer = picture(state, size, &wearing(*theme, depth, Glyphs::Unicode));
            let terminals = match depth {
                // Each terminal shows its own.
                Depth::Sixteen => &SIXTEEN[..],
                _ => &SIXTEEN[..1],
            };
            for sixteen in terminals {
                let name = format!("{theme:?} {depth:?} {name}");
                check(&name, &buffer, *least, sixteen);
            }
        }
    }
}

/// Wide windows show more of a state; dark tells for the others what has which meaning.
#[test]
fn every_letter_can_be_read_in_sixteen_million_colours() {
    in_all_screens(&OWN[..1], Depth::Full, (120, 40));
    in_all_screens(&OWN, Depth::Full, (80, 24));
}

#[test]
fn every_letter_can_be_read_in_256_colours() {
    in_all_screens(&OWN, Depth::Many, (50, 15));
}

#[test]
fn every_letter_can_be_read_in_16_colours() {
    in_all_screens(&OWN, Depth::Sixteen, (50, 15));
}

/// Where no colours are announced there is none, not even a theme's own paper.
#[test]
fn where_there_are_no_colours_there_are_none() {
    for (name, state) in all() {
        for theme in [Theme::Auto, Theme::Light] {
            let look = wearing(theme, Depth::Off, Glyphs::Unicode);
            let buffer = picture(&state, (80, 24), &look);
            let coloured = |cell: &Cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset);
            assert!(!buffer.content.iter().any(coloured), "{name}");
        }
    }
}

/// The colours of all roles, and of each status.
fn statuses(palette: Palette) -> Vec<(&'static str, Rgb)> {
    [
        ("approved", FileStatus::Approved),
        ("processing", FileStatus::Processing),
        ("rejected", FileStatus::Rejected),
        ("failed", FileStatus::Failed),
        ("drafting", FileStatus::Drafting),
    ]
    .into_iter()
    .map(|(name, status)| {
        let ink = palette.status(&status).fg.unwrap();
        (name, shown(ink, &SIXTEEN[0]).unwrap())
    })
    .collect()
}

/// Sign and word tell a status in every theme; in this one the colours do, too.
#[test]
fn who_has_no_cones_for_green_tells_the_statuses_by_colour() {
    for depth in [Depth::Full, Depth::Many] {
        let theme = Theme::Deuteranopia;
        let statuses = statuses(Palette::of(Looks {
            theme,
            depth,
            ..Looks::default()
        }));
        for (at, (name, ink)) in statuses.iter().enumerate() {
            for (other, ink_of_other) in &statuses[at + 1..] {
                let seen = [*ink, *ink_of_other].map(seen_by_deuteranopes);
                let distance = lab_distance(seen[0], seen[1]);
                assert!(distance > 25.0, "{depth:?} {name} {other}: {distance:.1}");
            }
        }
    }
    // The measure itself: with the usual green and red it would not hold.
    let usual = [[0x8f, 0xcb, 0x72], [0xff, 0x85, 0x7c]].map(seen_by_deuteranopes);
    assert!(lab_distance(usual[0], usual[1]) < 10.0);
}

/// Also the roles that no screen shows today.
#[test]
fn every_role_can_be_read_on_the_paper() {
    for (theme, least) in OWN {
        for depth in [Depth::Full, Depth::Many, Depth::Sixteen] {
            let palette = Palette::of(Looks {
                theme,
                depth,
                ..Looks::default()
            });
            let mut paper = Buffer::empty(Rect::new(0, 0, 1, 1));
            palette.develop(&mut paper);
            let roles = [
                palette.accent(),
                palette.focused(),
                palette.faint(),
                palette.title(),
                palette.selected(),
                palette.good(),
                palette.waiting(),
                palette.bad(),
                palette.matched(),
                palette.stuck(),
                palette.private(),
                palette.fresh(),
                palette.note(),
                palette.key(),
                palette.label(),
                palette.field(),
                palette.literal(),
            ];
            for (at, role) in roles.into_iter().enumerate() {
                for style in [role, palette.on_selected(role).patch(palette.selected())] {
                    let mut buffer = paper.clone();
                    buffer[(0, 0)].set_symbol("x").set_style(style);
                    for sixteen in &SIXTEEN {
                        check(
                            &format!("{theme:?} {depth:?} role {at}"),
                            &buffer,
                            least,
                            sixteen,
                        );
                    }
                }
            }
        }
    }
}
