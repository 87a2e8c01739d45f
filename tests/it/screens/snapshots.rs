//! Every screen as letters, and what of its colours and emphasis says what. `INSTA_UPDATE=always
//! cargo test snapshots` writes them anew; the difference is then read like any other change.

use attache::app::Theme;
use attache::view::Glyphs;

use super::runs;
use super::states::{all, letters, look, picture};

/// The letters of every screen at this size, which are the same in all themes, and the styles in
/// the themes that have some of their own.
fn at(size: (u16, u16)) {
    let [dark, light, mono] = [Theme::Dark, Theme::Light, Theme::Mono];
    for (name, state) in all() {
        let drawn = |theme| picture(&state, size, &look(theme, Glyphs::Unicode));
        let pictures = [dark, light, mono].map(drawn);
        let texts = pictures.each_ref().map(letters);
        assert!(texts.iter().all(|text| *text == texts[0]), "{name}");
        let place = format!("{name}_{}x{}", size.0, size.1);
        insta::assert_snapshot!(place.as_str(), &texts[0]);
        let [in_dark, in_light, in_mono] = pictures;
        let colours = runs::of(&in_dark, dark);
        // Other colours, with the same meaning.
        assert_eq!(colours, runs::of(&in_light, light), "{name}");
        let styles = format!("{colours}\nmono\n{}", runs::of(&in_mono, mono));
        insta::assert_snapshot!(format!("styles_{place}"), styles);
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
fn at_50x15() {
    at((50, 15));
}

/// The smallest window that has screens at all: only the letters.
#[test]
fn at_40x8() {
    for (name, state) in all() {
        let text = letters(&picture(
            &state,
            (40, 8),
            &look(Theme::Auto, Glyphs::Unicode),
        ));
        insta::assert_snapshot!(format!("{name}_40x8"), text);
    }
}

/// What each letter of the styles stands for in each theme.
#[test]
fn the_colours_of_the_themes() {
    insta::assert_snapshot!("themes", runs::legend());
}

#[test]
fn in_ascii_nothing_of_our_own_is_beyond_ascii() {
    let look = look(Theme::Auto, Glyphs::Ascii);
    for (name, state) in all() {
        // What comes from outside keeps its letters; only our own signs are meant.
        let foreign = [
            "details",
            "errors",
            "cases_searching",
            "columns",
            "statuses",
            "preview_mail",
        ];
        let found = name.starts_with("filter") || name.ends_with("auditor");
        if name.contains("hostile") || found || foreign.contains(&name) {
            continue;
        }
        let text = letters(&picture(&state, (120, 40), &look));
        assert!(text.is_ascii(), "{name}:\n{text}");
    }
}
