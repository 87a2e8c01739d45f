//! Every screen as letters. `INSTA_UPDATE=always cargo test snapshots` writes them anew;
//! the difference is then read like any other change.

use attache::app::Theme;
use attache::view::Glyphs;

use super::states::{all, letters, look, picture};

fn at(size: (u16, u16)) {
    let look = look(Theme::Auto, Glyphs::Unicode);
    for (name, state) in all() {
        let text = letters(&picture(&state, size, &look));
        insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), text);
    }
}

#[test]
fn at_120x40() {
    at((120, 40));
}

#[test]
fn at_80x24() {
    at((80, 24));
}

#[test]
fn at_40x8() {
    at((40, 8));
}

#[test]
fn in_ascii_nothing_of_our_own_is_beyond_ascii() {
    let look = look(Theme::Auto, Glyphs::Ascii);
    for (name, state) in all() {
        // What comes from outside keeps its letters; only our own signs are meant.
        if name.contains("hostile") || ["details", "errors", "cases_searching"].contains(&name) {
            continue;
        }
        let text = letters(&picture(&state, (120, 40), &look));
        assert!(text.is_ascii(), "{name}:\n{text}");
    }
}
