//! `SafeText`: nothing invisible or active reaches a screen, and plain text stays as it is.

use attache::domain::SafeText;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Characters that a person cannot see or that act on others, as Unicode lists them:
/// categories Cc, Cf, Zl, Zp, Co, noncharacters, and `Default_Ignorable_Code_Point`. Written
/// out here by itself, so that the test does not share a mistake with the code.
pub(crate) fn is_hidden(c: char) -> bool {
    const RANGES: [(u32, u32); 39] = [
        (0x00, 0x1F),
        (0x7F, 0x9F),
        (0xAD, 0xAD),
        (0x34F, 0x34F),
        (0x600, 0x605),
        (0x61C, 0x61C),
        (0x6DD, 0x6DD),
        (0x70F, 0x70F),
        (0x890, 0x891),
        (0x8E2, 0x8E2),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x206F),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xE000, 0xF8FF),
        (0xFDD0, 0xFDEF),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFFB),
        (0xFFFE, 0xFFFF),
        (0x110BD, 0x110BD),
        (0x110CD, 0x110CD),
        (0x13430, 0x1343F),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0x1FFFE, 0x1FFFF),
        (0x2FFFE, 0x2FFFF),
        (0x3FFFE, 0x3FFFF),
        (0x4FFFE, 0x4FFFF),
        (0x9FFFE, 0x9FFFF),
        (0xE0000, 0xE0FFF),
        (0xF0000, 0xFFFFF),
        (0x10_0000, 0x10_FFFF),
        (0xDFFFE, 0xDFFFF),
    ];
    RANGES
        .iter()
        .any(|&(from, to)| (from..=to).contains(&u32::from(c)))
}

/// Text as an attacker would write it: attacks, parts of emoji, marks, letters, anything.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let nasty: Vec<char> = "\u{1b}\u{9b}\u{7}\0\r\n\t\u{202e}\u{2066}\u{200b}\u{200d}\u{200d}\u{fe0f}\u{fe0f}\u{20e3}\u{e0067}\u{e007f}\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}\u{ad}\u{34f}\u{feff}\u{301}\u{301}\u{301}\u{338}\u{1d159}\u{fffd}\u{2028}\u{1f3fb}👩👦❤🏳🌈🇩🇪1#*©™각가ᅡक्षर्भमا‌بé/\\⁄∕⧸／＼.:~- …"
        .chars()
        .collect();
    let one = prop_oneof![
        6 => prop::sample::select(nasty),
        2 => prop::char::range(' ', '~'),
        1 => any::<char>(),
    ];
    prop::collection::vec(one, 0..40).prop_map(|chars| chars.into_iter().collect())
}

/// A joiner or selector is at home in a cluster of pictures: no letter in it, something
/// before it, and after a joiner something as well.
fn joins_a_picture(grapheme: &str, at: usize, c: char) -> bool {
    let (before, after) = (&grapheme[..at], &grapheme[at + c.len_utf8()..]);
    let joined = c == '\u{FE0F}' || !after.is_empty();
    let doubled = before.ends_with(c) || after.starts_with(c);
    !before.is_empty() && joined && !doubled && !grapheme.chars().any(char::is_alphabetic)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_hidden_is_shown(raw in hostile()) {
        let text = SafeText::new(&raw);
        for grapheme in text.as_str().graphemes(true) {
            for (at, c) in grapheme.char_indices() {
                let picture = matches!(c, '\u{200D}' | '\u{FE0F}') && joins_a_picture(grapheme, at, c);
                prop_assert!(!is_hidden(c) || picture, "{c:?} in {:?}", text.as_str());
            }
        }
    }

    #[test]
    fn something_is_seen_of_everything(raw in hostile()) {
        prop_assert_eq!(SafeText::new(&raw).as_str().width() > 0, !raw.is_empty());
    }

    #[test]
    fn cleaning_twice_changes_nothing_more(raw in hostile()) {
        let once = SafeText::new(&raw);
        let twice = SafeText::new(once.as_str());
        prop_assert_eq!(twice.as_str(), once.as_str());
        prop_assert!(!twice.was_cleaned());
    }

    #[test]
    fn the_raw_text_is_kept_to_the_byte(raw in hostile()) {
        let text = SafeText::new(&raw);
        prop_assert_eq!(text.raw(), &raw);
        prop_assert_eq!(text.was_cleaned(), text.as_str() != raw);
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
