//! A picture in the preview: in colours, in shades and in letters, within its pane and nowhere
//! else.

use attache::app::Theme;
use attache::view::Glyphs;
use ratatui::style::Color;

use super::previews::seen;
use super::states::{letters, look, picture};

#[test]
fn a_picture_is_drawn_in_shades_where_there_are_no_colours() {
    let state = seen("lens.jpg").state;
    for (name, size, theme, glyphs) in [
        ("shades_wide", (120, 40), Theme::Mono, Glyphs::Unicode),
        ("shades_narrow", (50, 15), Theme::Mono, Glyphs::Unicode),
        ("letters", (80, 24), Theme::Auto, Glyphs::Ascii),
        ("halves", (50, 15), Theme::Auto, Glyphs::Unicode),
    ] {
        let drawn = picture(&state, size, &look(theme, glyphs));
        insta::assert_snapshot!(format!("picture_{name}"), letters(&drawn));
    }
}

#[test]
fn its_colours_stay_within_its_pane_at_every_size() {
    let state = seen("lens.jpg").state;
    for columns in [40, 41, 80, 99, 100, 120, 200] {
        for rows in [8, 9, 15, 16, 17, 24, 40] {
            let drawn = picture(&state, (columns, rows), &look(Theme::Auto, Glyphs::Unicode));
            let mixed = |colour| matches!(colour, Color::Rgb(..));
            let mut state = state.clone();
            attache::app::update(&mut state, attache::app::Message::Resize { columns, rows });
            let inside = state.regions().inside(state.regions().preview.unwrap());
            for y in 0..rows {
                for x in 0..columns {
                    let cell = &drawn[(x, y)];
                    let within = inside.contains((x, y).into());
                    assert!(
                        within || !mixed(cell.fg) && !mixed(cell.bg),
                        "{columns}x{rows} at {x},{y}"
                    );
                }
            }
        }
    }
}

#[test]
fn halves_have_the_colours_of_their_places() {
    let drawn = picture(
        &seen("lens.jpg").state,
        (120, 40),
        &look(Theme::Auto, Glyphs::Unicode),
    );
    let cells = drawn.content.iter().filter(|cell| cell.symbol() == "▀");
    assert!(cells.clone().count() > 200);
    // The ground is bluish, the lens nearly black.
    let dark = |colour| matches!(colour, Color::Rgb(r, g, b) if u16::from(r) + u16::from(g) + u16::from(b) < 140);
    let bluish = |colour| matches!(colour, Color::Rgb(r, _, b) if b > 100 && r < 150);
    assert!(cells.clone().any(|cell| dark(cell.fg)) && cells.clone().any(|cell| bluish(cell.bg)));
}
