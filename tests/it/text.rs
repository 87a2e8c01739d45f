//! `SafeText`: nothing invisible or active reaches a screen, and plain text stays as it is.

use attache::domain::SafeText;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::invariants;

/// Attacks, parts of emoji, marks, letters.
pub(crate) const NASTY: &str = "\u{1b}\u{9b}\u{7}\0\r\n\t\u{202e}\u{2066}\u{200b}\u{200d}\u{200d}\u{fe0f}\u{fe0f}\u{20e3}\u{e0067}\u{e007f}\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}\u{ad}\u{34f}\u{feff}\u{301}\u{301}\u{301}\u{338}\u{1d159}\u{fffd}\u{2028}\u{1f3fb}👩👦❤🏳🌈🇩🇪1#*©™각가ᅡक्षर्भमا‌بé/\\⁄∕⧸／＼.:~- …";

/// Text as an attacker would write it: attacks, parts of emoji, marks, letters, anything.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let nasty: Vec<char> = NASTY.chars().collect();
    let one = prop_oneof![
        6 => prop::sample::select(nasty),
        2 => prop::char::range(' ', '~'),
        1 => any::<char>(),
    ];
    prop::collection::vec(one, 0..40).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_shown_keeps_every_promise(raw in hostile()) {
        invariants::text(&raw);
    }

    #[test]
    fn something_is_seen_of_everything(raw in hostile()) {
        prop_assert_eq!(SafeText::new(&raw).as_str().width() > 0, !raw.is_empty());
    }

    #[test]
    fn plain_text_stays(raw in "[ -~äöüßéñçøÅЖдяひらがなカタカナ漢字한글ไทยשלוםعربي–—…·€✓]{0,60}") {
        let text = SafeText::new(&raw);
        prop_assert_eq!(text.as_str(), &raw);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_cut_text_is_cut_once(raw in hostile(), times in 1_usize..600) {
        let once = SafeText::new(&raw.repeat(times));
        prop_assert!(once.as_str().chars().count() <= 4_096);
        let twice = SafeText::new(once.as_str());
        prop_assert_eq!(twice.as_str(), once.as_str());
    }
}

#[test]
fn known_attacks_are_made_visible() {
    let attacks = [
        ("\u{1b}]0;owned\u{7}", "⟨U+001B⟩]0;owned⟨U+0007⟩"),
        ("\u{1b}[2J", "⟨U+001B⟩[2J"),
        ("\u{9b}2J", "⟨U+009B⟩2J"),
        ("a\r\nb\tc", "a⟨U+000D⟩⟨U+000A⟩b⟨U+0009⟩c"),
        ("inv\u{202e}fdp.exe", "inv⟨U+202E⟩fdp.exe"),
        ("a\u{200b}b", "a⟨U+200B⟩b"),
        ("\u{e0041}\u{e0042}", "⟨U+E0041⟩⟨U+E0042⟩"),
        ("\u{3164}", "⟨U+3164⟩"),
        ("\u{115f}\u{1160}", "⟨U+115F⟩⟨U+1160⟩"),
        ("a\u{200d}b", "a⟨U+200D⟩b"),
        ("a\u{fe0f}b", "a⟨U+FE0F⟩b"),
        ("👩\u{200d}", "👩⟨U+200D⟩"),
        ("#\u{fe0f}\u{fe0f}\u{20e3}", "#⟨U+FE0F⟩⟨U+FE0F⟩⟨U+20E3⟩"),
        ("1\u{fe0f}\u{200d}\u{20e3}", "1⟨U+FE0F⟩⟨U+200D⟩⟨U+20E3⟩"),
        ("a\u{205f}b\u{1680}c", "a⟨U+205F⟩b⟨U+1680⟩c"),
        ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}⟨U+FE0F⟩"),
        ("\u{301}a", "⟨U+0301⟩a"),
        ("\u{1b}\u{338}", "⟨U+001B⟩⟨U+0338⟩"),
        (
            "Z\u{301}\u{302}\u{303}\u{304}\u{305}",
            "Z\u{301}\u{302}\u{303}\u{304}⟨U+0305⟩",
        ),
    ];
    for (raw, shown) in attacks {
        assert_eq!(SafeText::new(raw).as_str(), shown, "{raw:?}");
    }
}

#[test]
fn what_people_write_is_left_alone() {
    let plain = [
        "Straße – Rechnung.pdf",
        "見積書　最終.xlsx",
        "한글.pdf",
        "\u{1112}\u{1161}\u{11ab}.pdf",
        "Cafe\u{301}.txt",
        "कार्त्स्न्य.txt",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦.png",
        "🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f} ☎\u{fe0f} ©\u{fe0f} ™\u{fe0f}",
        "👍🏽 👩🏽\u{200d}🚒 🇩🇪",
        "1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3}",
        "9.41\u{202f}AM",
        "Bildschirmfoto 1.00.00\u{202f}PM.png",
        "lost \u{fffd} letter",
        "",
    ];
    for raw in plain {
        let text = SafeText::new(raw);
        assert_eq!(text.as_str(), raw);
        assert!(!text.was_cleaned());
    }
}

#[test]
fn huge_texts_are_cut_and_their_raw_form_is_kept() {
    let full = "x".repeat(4_096);
    assert_eq!(SafeText::new(&full).as_str(), full);
    for raw in [
        "x".repeat(4_097),
        "e\u{301}".repeat(100_000),
        "\u{301}".repeat(1_000_000),
        "\u{202e}".repeat(9_999),
    ] {
        let text = SafeText::new(&raw);
        assert!(text.as_str().ends_with('…'));
        assert!(text.as_str().chars().count() <= 4_096);
        assert_eq!(text.raw(), raw);
    }
}
