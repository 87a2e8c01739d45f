//! `SafeName`: every name it gives can be created on every system, and clean ones stay.

use std::collections::HashSet;
use std::path::{Component, Path};

use attache::domain::SafeName;
use proptest::prelude::*;

use crate::text::{hostile, is_hidden};

/// What must not be true of a name, said without the code's own tables.
fn fault(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > 255 || name.encode_utf16().count() > 255 {
        return Some(format!("{} bytes", name.len()));
    }
    let forbidden = r#"/\<>:"|?*⁄∕⧸／＼"#;
    let hidden = |c: char| is_hidden(c) && !matches!(c, '\u{200D}' | '\u{FE0F}');
    if let Some(c) = name.chars().find(|&c| forbidden.contains(c) || hidden(c)) {
        return Some(format!("it holds {c:?}"));
    }
    if name.starts_with(['.', '-', '~', ' ']) || name.starts_with(char::is_whitespace) {
        return Some("its start".to_owned());
    }
    if name.ends_with(['.', ' ']) || name.ends_with(char::is_whitespace) {
        return Some("its end".to_owned());
    }
    let base = name.split('.').next().unwrap().trim_end().to_uppercase();
    let ports = ["COM", "LPT"]
        .iter()
        .flat_map(|port| "0123456789¹²³".chars().map(move |n| format!("{port}{n}")));
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].map(String::from);
    if ports.chain(devices).any(|device| device == base) {
        return Some("a device".to_owned());
    }
    None
}

fn safe(raw: &str) -> String {
    SafeName::new(raw, "0f571724").as_str().to_owned()
}

/// Names around the dangerous places: devices, dots, long stems, extensions.
fn name_like() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        hostile(),
        "[a-zA-Z0-9äß見]{0,12}",
        prop::sample::select(vec![
            "CON",
            "nul",
            "Com1",
            "LPT³",
            "conin$",
            "..",
            ".",
            " ",
            "-",
            "~",
            "../",
            "..\\",
            ".tar.gz",
            ".pdf",
            "👩\u{200d}👦",
            "*\u{fe0f}\u{20e3}",
            "e\u{301}"
        ])
        .prop_map(str::to_owned),
        ("[aß見 ]", 1_usize..300).prop_map(|(unit, times)| unit.repeat(times)),
    ];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_name_is_safe(raw in name_like(), fallback in name_like()) {
        let name = SafeName::new(&raw, &fallback);
        prop_assert_eq!(fault(name.as_str()), None, "{:?} gave {:?}", raw, name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_safe_name_is_left_alone(raw in name_like()) {
        let name = safe(&raw);
        prop_assert_eq!(safe(&name), name);
    }

    #[test]
    fn it_stays_a_direct_child_of_its_folder(raw in name_like()) {
        let name = safe(&raw);
        let path = Path::new("/folder").join(&name);
        prop_assert_eq!(path.parent(), Some(Path::new("/folder")));
        prop_assert_eq!(path.components().next_back(), Some(Component::Normal(name.as_ref())));
    }

    #[test]
    fn clean_names_stay(raw in "[a-zA-Z0-9äß見é_(][a-zA-Z0-9äß見é_ ().,%$+=@#&'-]{0,40}[a-zA-Z0-9äß見é_)]") {
        prop_assume!(fault(&raw).is_none());
        prop_assert_eq!(safe(&raw), raw);
    }

    #[test]
    fn numbers_give_different_safe_names(raw in name_like(), one in any::<u32>(), other in any::<u32>()) {
        let name = SafeName::new(&raw, "id");
        let (first, second) = (name.numbered(one), name.numbered(other));
        prop_assert_eq!(first == second, one == other);
        prop_assert_eq!(fault(first.as_str()), None, "{:?}", first);
        prop_assert_eq!(safe(first.as_str()), first.as_str());
    }
}

#[test]
fn names_with_nothing_to_change_stay() {
    let names = [
        "a..b",
        "Straße – Rechnung.pdf",
        "見積書.xlsx",
        "見積：最終.xlsx",
        "👩\u{200d}👩\u{200d}👧.png",
        "I ❤\u{fe0f} NY.jpg",
        "report (1).pdf",
        "100% $5.txt",
        "console.log",
        "COM.txt",
        "COM10",
        "a - b ~ c.txt",
        "Cafe\u{301}.txt",
        "README",
        "\u{1112}\u{1161}\u{11ab}.pdf",
        "_",
        "Foto 1.00\u{202f}PM.png",
    ];
    for name in names {
        assert_eq!(safe(name), name);
    }
}

#[test]
fn attacks_become_harmless_names() {
    let attacks = [
        ("../../etc/passwd", "_.._.._etc_passwd"),
        ("..\\..\\boot.ini", "_.._.._boot.ini"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\x.exe", "C__x.exe"),
        ("a／b＼c∕d⁄e⧸f", "a_b_c_d_e_f"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("NUL .tar.gz", "_NUL .tar.gz"),
        ("Com¹.txt", "_Com¹.txt"),
        ("C\u{200b}ON", "_CON"),
        ("conout$", "_conout$"),
        ("inv\u{202e}fdp.exe", "invfdp.exe"),
        ("a\u{1b}]0;x\u{7}.txt", "a_]0;x_.txt"),
        ("\u{9b}2J.txt", "_2J.txt"),
        (".env", "_.env"),
        (".pdf", "_.pdf"),
        ("-rf", "_-rf"),
        ("~root", "_~root"),
        ("  name.txt . . ", "name.txt"),
        ("a<b>c:d\"e|f?g*h", "a_b_c_d_e_f_g_h"),
        ("*\u{fe0f}\u{20e3}.txt", "_.txt"),
        ("line\u{2028}break", "line_break"),
        ("wide\u{2003}space", "wide space"),
        ("\u{301}mark.txt", "mark.txt"),
        ("x\u{3164}.exe", "x_.exe"),
        ("\u{e000}apple", "_apple"),
    ];
    for (raw, expected) in attacks {
        assert_eq!(safe(raw), expected, "{raw:?}");
    }
}

#[test]
fn a_name_that_leaves_nothing_takes_the_fallback() {
    for raw in [
        "",
        ".",
        "..",
        "...",
        " . . ",
        "/",
        "///",
        "\u{200b}",
        "\u{1b}\u{7}",
        "\u{3164}",
    ] {
        assert_eq!(
            SafeName::new(raw, "0f571724").as_str(),
            "0f571724",
            "{raw:?}"
        );
        assert_eq!(SafeName::new(raw, "../id").as_str(), "_.._id");
        assert_eq!(SafeName::new(raw, raw).as_str(), "file");
    }
}

#[test]
fn long_names_keep_their_extension_and_whole_characters() {
    let long = safe(&format!("{}.pdf", "見".repeat(200)));
    assert_eq!(long, format!("{}.pdf", "見".repeat(83)));
    assert!(safe(&format!("{}.tar.gz", "x".repeat(400))).ends_with("x.tar.gz"));
    let family = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
    let cut = safe(&format!("{}.png", family.repeat(30)));
    assert_eq!(cut, format!("{}.png", family.repeat(251 / family.len())));
    // An "extension" that is longer than any is text like the rest.
    assert_eq!(safe(&format!("a.{}", "x".repeat(400))).len(), 255);
}

#[test]
fn numbers_go_before_the_extension() {
    let numbered = |raw: &str, n| SafeName::new(raw, "id").numbered(n).to_string();
    assert_eq!(numbered("report.pdf", 1), "report (1).pdf");
    assert_eq!(numbered("backup.tar.gz", 12), "backup (12).tar.gz");
    assert_eq!(numbered("README", 2), "README (2)");
    assert_eq!(numbered("Acme Ltd. offer", 1), "Acme Ltd. offer (1)");
    assert_eq!(numbered(".tar.gz", 1), "_ (1).tar.gz");
    let long = format!("{}.pdf", "x".repeat(251));
    let names: HashSet<String> = (0..1_000).map(|n| numbered(&long, n)).collect();
    assert_eq!(names.len(), 1_000);
    assert!(
        names
            .iter()
            .all(|name| name.len() == 255 && name.ends_with(").pdf"))
    );
}
