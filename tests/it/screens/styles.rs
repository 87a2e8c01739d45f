//! Colours say nothing that words and signs do not say too.

use attache::app::Theme;
use attache::view::Glyphs;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::states::{all, hostile, letters, look, picture};

#[test]
fn the_selected_row_is_reversed_in_every_theme_and_in_no_colour_of_its_own() {
    let state = hostile().state;
    for theme in Theme::ALL {
        let buffer = picture(&state, (80, 24), &look(theme, Glyphs::Unicode));
        let reversed: Vec<_> = buffer
            .content
            .chunks(80)
            .filter(|row| row[40].modifier.contains(Modifier::REVERSED))
            .collect();
        assert_eq!(reversed.len(), 1, "{theme:?}");
        // Between the frame and its mark.
        let inside = &reversed[0][2..79];
        assert!(
            inside
                .iter()
                .all(|cell| cell.modifier.contains(Modifier::REVERSED))
        );
        // What has no colour of its own has the theme's letters on its paper.
        let blank = &buffer[(40, 22)];
        assert!(
            inside
                .iter()
                .all(|cell| (cell.fg, cell.bg) == (blank.fg, blank.bg)),
            "{theme:?}"
        );
        let words: String = inside.iter().map(Cell::symbol).collect();
        let files = state.files.as_ref().unwrap();
        let status = &files.selected().unwrap().status;
        let said = format!("{} {}", Glyphs::Unicode.status(status), status.label());
        assert!(words.contains(&said), "{words}");
    }
}

#[test]
fn mono_has_no_colour_anywhere() {
    for (name, state) in all() {
        let buffer = picture(&state, (120, 40), &look(Theme::Mono, Glyphs::Unicode));
        for cell in &buffer.content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
        }
    }
}

#[test]
fn each_status_has_its_own_sign_and_word() {
    let text = letters(&picture(
        &hostile().state,
        (120, 40),
        &look(Theme::Mono, Glyphs::Unicode),
    ));
    for words in [
        "✓ Approved",
        "✗ Rejected",
        "! Failed",
        "‖ Stuck",
        "✎ Drafting",
        "? QUARANTINED",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn what_cannot_be_seen_is_shown() {
    let text = letters(&picture(
        &hostile().state,
        (120, 40),
        &look(Theme::Auto, Glyphs::Unicode),
    ));
    assert!(text.contains("inv⟨U+202E⟩fdp.exe"), "{text}");
    assert!(text.contains("⟨U+001B⟩[2Jcleared.txt"), "{text}");
}
