//! Colours say nothing that words and signs do not say too.

use attache::app::Theme;
use attache::view::Glyphs;
use ratatui::style::{Color, Modifier};

use super::states::{all, hostile, letters, look, picture};

#[test]
fn the_selected_row_is_reversed_in_every_theme_and_holds_no_colour() {
    for theme in [Theme::Auto, Theme::Mono] {
        let buffer = picture(&hostile().state, (80, 24), &look(theme, Glyphs::Unicode));
        let reversed: Vec<_> = buffer
            .content
            .chunks(80)
            .filter(|row| row[40].modifier.contains(Modifier::REVERSED))
            .collect();
        assert_eq!(reversed.len(), 1, "{theme:?}");
        let inside = &reversed[0][1..79];
        assert!(
            inside
                .iter()
                .all(|cell| cell.modifier.contains(Modifier::REVERSED))
        );
        assert!(
            inside
                .iter()
                .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
        );
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
        "… Processing",
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
