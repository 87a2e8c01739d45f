//! `SafeName`: every name it gives can be created on every system, and clean ones stay.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::path::{Component, Path};
use std::time::{Duration, Instant};

use attache::domain::SafeName;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::invariants;
use crate::text::{NASTY, hostile};

fn safe(raw: &str) -> String {
    SafeName::new(raw, "0f571724").as_str().to_owned()
}

/// Names around the dangerous places: devices, dots, long stems, extensions.
fn name_like() -> impl Strategy<Value = String> {
    let places = [
        "CON",
        "nul",
        "Com1",
        "LPT³",
        "conin$",
        "aux .",
        "..",
        ".",
        " ",
        "-",
        "~",
        "../",
        "..\\",
        "C:",
        ":evil",
        "PROGRA~1",
        ".tar.gz",
        "x.tar.gz",
        ".pdf",
        "x.pdf",
        "\u{a0}",
        "\u{2003}",
        "\u{202f}",
        "\u{3000}",
        "\u{205f}",
        "\u{ff0e}",
        "\u{2024}",
        "\u{fe52}",
        "…",
        "👩\u{200d}👦",
        "👍🏽",
        "🏴\u{e0067}\u{e0062}\u{e007f}",
        "❤\u{fe0f}",
        "*\u{fe0f}\u{20e3}",
        "e\u{301}",
        "Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        "क्षि",
        "שלום",
    ];
    let place = prop::sample::select(places.to_vec());
    let many = prop_oneof![
        ("[aß見 .é]", 1_usize..300).prop_map(|(unit, times)| unit.repeat(times)),
        (place.clone(), 1_usize..30).prop_map(|(unit, times)| unit.repeat(times)),
    ];
    let part = prop_oneof![
        2 => hostile(),
        2 => "[a-zA-Z0-9äß見]{0,12}",
        3 => place.prop_map(str::to_owned),
        1 => many,
    ];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

/// Creates a file of this name in `inner`, which `outer` holds, as it is done with names that
/// were not there; nothing else may come of it.
fn create_alone(outer: &Path, name: &SafeName) {
    let inner = outer.join("inner");
    let path = inner.join(name.as_str());
    let parts: Vec<_> = Path::new(name.as_str()).components().collect();
    assert_eq!(parts, [Component::Normal(name.as_str().as_ref())]);
    let created = OpenOptions::new().write(true).create_new(true).open(&path);
    assert!(created.is_ok(), "{name:?}: {created:?}");
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&inner), [OsStr::new(name.as_str())]);
    assert_eq!(names(outer), [OsStr::new("inner")]);
    fs::remove_file(path).unwrap();
}

#[test]
fn ten_thousand_hostile_names_make_one_safe_file_each() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("inner")).unwrap();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&(name_like(), name_like(), any::<u32>()), |given| {
        let (raw, fallback, number) = given;
        let name = invariants::name(&raw, &fallback);
        create_alone(folder.path(), &name);
        create_alone(folder.path(), &name.numbered(number));
        Ok(())
    });
    outcome.unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn clean_names_stay(raw in "[a-zA-Z0-9äß見é_(][a-zA-Z0-9äß見é_ ().,%$+=@#&'-]{0,40}[a-zA-Z0-9äß見é_)]") {
        prop_assume!(invariants::fault(&raw).is_none());
        prop_assert_eq!(safe(&raw), raw);
    }

    #[test]
    fn numbers_give_different_names(raw in name_like(), one in any::<u32>(), other in any::<u32>()) {
        let name = SafeName::new(&raw, "id");
        prop_assert_eq!(name.numbered(one) == name.numbered(other), one == other);
    }
}

#[test]
fn names_with_nothing_to_change_stay() {
    let names = [
        "a..b",
        "PROGRA~1.TXT",
        "以上です。",
        "und so weiter…",
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
        ("\u{a0}\u{3000}name.txt\u{a0}\u{202f}", "name.txt"),
        ("name\u{ff0e}\u{2024}\u{fe52} .", "name"),
        ("\u{ff0e}\u{ff0e}\u{ff0e}x", "_\u{ff0e}\u{ff0e}\u{ff0e}x"),
        ("file.txt:evil", "file.txt_evil"),
        ("file.txt::$DATA", "file.txt__$DATA"),
        ("CON .pdf", "_CON .pdf"),
        ("Con\u{3000}\u{a0}.tar.gz", "_Con\u{3000}\u{a0}.tar.gz"),
        ("lpt\u{b2}.x.y", "_lpt\u{b2}.x.y"),
        (
            "Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}.txt",
            "Z\u{301}\u{302}\u{303}\u{304}.txt",
        ),
        ("🏴\u{e0067}\u{e0062}\u{e007f}.png", "🏴.png"),
        ("a\u{fe0f}b\u{200d}.txt", "ab.txt"),
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

/// Bytes as they fall, nasty characters, or one thing many times.
fn random_text(random: &mut fastrand::Rng) -> String {
    let nasty: Vec<char> = NASTY.chars().collect();
    let mut text = String::new();
    for _ in 0..random.usize(0..8) {
        let length = random.usize(0..24);
        let part: String = match random.u8(..4) {
            0 => {
                let bytes: Vec<u8> = std::iter::repeat_with(|| random.u8(..))
                    .take(length)
                    .collect();
                String::from_utf8_lossy(&bytes).into_owned()
            }
            1 => std::iter::repeat_with(|| random.char(..))
                .take(length)
                .collect(),
            2 => std::iter::repeat_with(|| random.alphanumeric())
                .take(length)
                .collect(),
            _ => std::iter::repeat_with(|| nasty[random.usize(..nasty.len())])
                .take(length)
                .collect(),
        };
        let times = if random.u8(..16) == 0 {
            random.usize(..200)
        } else {
            1
        };
        text.push_str(&part.repeat(times));
    }
    text
}

/// Random text for as many seconds as `ATTACHE_FUZZ_SECONDS` says; by default once.
#[test]
fn fuzzed_text_and_names_keep_every_promise() {
    let seconds = std::env::var("ATTACHE_FUZZ_SECONDS").ok();
    let seconds = seconds.map_or(0, |seconds| seconds.parse().unwrap());
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut random = fastrand::Rng::new();
    let mut tried = 0_u64;
    loop {
        let (raw, fallback) = (random_text(&mut random), random_text(&mut random));
        invariants::name(&raw, &fallback);
        invariants::text(&raw);
        tried += 1;
        if Instant::now() >= until {
            break;
        }
    }
    println!("{tried} texts");
}
