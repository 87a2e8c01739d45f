//! The configuration file: what it may say, and what goes before it.

mod keep;
mod keys;

use std::fs;

use attache::app::Theme;
use attache::aws::QuotaSetting;
use attache::domain::OnConflict;
use attache::settings::Config;

use crate::cli::program::{Home, Serve};

fn parsed(text: &str) -> Result<Config, String> {
    let config = Config::parse(text, std::path::Path::new("/etc/config.toml"));
    config.map_err(|failure| failure.to_string())
}

#[test]
fn everything_that_it_may_say() {
    let text = "
recents = false
save_to = \"/srv/files\"
concurrency = 8
on_conflict = \"skip\"
max_rps = 4
full_speed = true
theme = \"high-contrast\"
ascii = true
profile = \"work\"
region = \"eu-test-1\"
instance = \"desk\"

[quotas.SearchCases]
rate = 4
burst = 10.5
[quotas.GetCallerIdentity]
rate = 0.5
";
    let config = parsed(text).unwrap();
    assert_eq!(config.recents, Some(false));
    assert_eq!(config.save_to, Some("/srv/files".into()));
    assert_eq!(config.concurrency, Some(8));
    assert_eq!(config.on_conflict, Some(OnConflict::Skip));
    assert_eq!(config.pacing.max_rps, Some(4.0));
    assert!(config.pacing.full_speed);
    assert_eq!(config.theme, Some(Theme::HighContrast));
    assert_eq!(config.ascii, Some(true));
    let quota = |rate, burst| QuotaSetting { rate, burst };
    let quotas = &config.pacing.quotas;
    assert_eq!(quotas["SearchCases"], quota(Some(4.0), Some(10.5)));
    assert_eq!(quotas["GetCallerIdentity"], quota(Some(0.5), None));
    assert_eq!(parsed("").unwrap().pacing, Config::default().pacing);
    assert_eq!(
        parsed("\u{feff}recents = true").unwrap().recents,
        Some(true)
    );
}

#[test]
fn a_mistake_is_told_with_its_line_and_what_is_possible() {
    let table = [
        (
            "recents = true\ntheme = \"purple\"\n",
            2,
            "unknown theme `purple`, expected one of `auto`, `dark`",
        ),
        (
            "recents = true\ncolour = 1\n",
            2,
            "unknown field `colour`, expected one of `recents`, `save_to`",
        ),
        (
            "\n\nrecents = \"yes\"\n",
            3,
            "invalid type: string \"yes\", expected a boolean",
        ),
        ("max_rps = \"4\"", 1, "expected f64"),
        (
            "[files]\ncolumns = [\n\"name\",\n\"colour\",\n]",
            4,
            "unknown column `colour`, expected one of `status`, `name`",
        ),
        (
            "[files]\ncolumns = [\"name:3\"]",
            2,
            "the width of `name` must be 4 to 200 cells",
        ),
        ("[files]\n\nsort = \"colour\"", 3, "unknown column `colour`"),
        ("files.columns = []", 1, "a table without columns"),
        (
            "recents = true\nmax_rps = -4",
            2,
            "it must be a number above 0",
        ),
        ("max_rps = nan", 1, "it must be a number above 0"),
        ("max_rps = inf", 1, "it must be a number above 0"),
        (
            "\nconcurrency = 17",
            2,
            "it must be a whole number from 1 to 16",
        ),
        (
            "concurrency = 0",
            1,
            "it must be a whole number from 1 to 16",
        ),
        (
            "on_conflict = \"ask\"",
            1,
            "unknown variant `ask`, expected one of `rename`, `skip`, `replace`",
        ),
        ("save_to = 1", 1, "expected path string"),
        ("recents = ", 1, ""),
        ("recents = true\nrecents = true", 2, "duplicate key"),
        (
            "[quotas.SearchCases]\nrate = 2\nspeed = 4",
            3,
            "unknown field `speed`, expected `rate` or `burst`",
        ),
        (
            "[quotas.SearchCases]\nburst = 0",
            2,
            "it must be a number from 1",
        ),
        ("[quotas]\nSearchCases = 4", 2, "invalid type"),
        (
            "# Listing\n\n[quotas.Listing]\nrate = 2",
            3,
            "unknown operation `Listing`, expected one of `BatchGetAttachedFileMetadata`, `Describe",
        ),
    ];
    for (text, line, words) in table {
        let said = parsed(text).unwrap_err();
        let place = format!("/etc/config.toml, line {line}: ");
        assert!(
            said.contains(&place) && said.contains(words),
            "{text:?}: {said}"
        );
    }
}

#[test]
fn a_tilde_is_the_home() {
    let home = directories::UserDirs::new().unwrap().home_dir().to_owned();
    let save_to = |text: &str| parsed(text).unwrap().save_to.unwrap();
    assert_eq!(save_to("save_to = \"~/files\""), home.join("files"));
    assert_eq!(save_to("save_to = \"~\""), home);
    assert_eq!(save_to("save_to = \"~files\"").to_str(), Some("~files"));
}

/// Where this platform looks for the file in a home.
fn own_file(home: &Home) -> std::path::PathBuf {
    let folder = if cfg!(target_os = "macos") {
        "Library/Application Support/attache"
    } else {
        ".config/attache"
    };
    home.path().join(folder).join("config.toml")
}

fn write(home: &Home, text: &str) {
    let path = own_file(home);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_file_that_is_named_must_be_there_and_make_sense() {
    let home = Home::new();
    let none = home.run(&["--config", "none.toml", "instances"]);
    none.exits(2).says("none.toml: there is no such file");
    fs::write(home.work().join("bad.toml"), [0xff]).unwrap();
    let bad = home.run(&["--config", "bad.toml", "instances"]);
    bad.exits(2).says("not text in UTF-8");
    let folder = home.run(&["--config", ".", "instances"]);
    folder.exits(2).says("it is not a file");
    fs::write(home.work().join("odd.toml"), "a\u{1b}b = 1").unwrap();
    let odd = home.run_with(&["demo", "instances"], &[("ATTACHE_CONFIG", "odd.toml")]);
    let odd = odd.exits(2).says("odd.toml, line 1: ");
    assert!(!odd.err.contains('\u{1b}'), "{}", odd.told());
    assert_eq!(odd.err.lines().count(), 1, "{}", odd.told());
    home.run_with(&["demo", "instances"], &[("ATTACHE_CONFIG", "")])
        .exits(0);
    home.run(&["demo", "instances", "--config", ""])
        .exits(2)
        .says("there is no such file");
    let json = ["--config", "none.toml", "instances", "--format", "json"];
    home.run(&json).exits(2).says("\"Code\": \"Usage\"");
}

#[cfg(unix)]
#[test]
fn flags_go_before_the_environment_and_that_before_the_file() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let variables = serve.environment();
    let cases = |arguments: &[&str], more: &[(&str, &str)]| {
        let arguments = [&["cases", "--limit", "1"], arguments].concat();
        let variables = [&variables[..], more].concat();
        home.run_with(&arguments, &variables)
    };
    // Two instances have a domain, so somebody must choose.
    cases(&[], &[]).exits(1);
    write(
        &home,
        "instance = \"acme-claims\"\nprofile = \"nobody\"\nregion = \"xx-none-1\"\n",
    );
    let claims = cases(&[], &[]).exits(0).out;
    let variable = [("ATTACHE_INSTANCE", "acme-support")];
    let support = cases(&[], &variable).exits(0).out;
    assert_ne!(claims, support);
    assert_eq!(
        cases(&["-i", "acme-claims"], &variable).exits(0).out,
        claims
    );
    // The demo is no real account: the file's defaults do not hold there.
    assert_eq!(
        home.run(&["demo", "cases", "--limit", "1"]).exits(0).out,
        support
    );
}

#[test]
fn what_is_done_about_taken_names_can_stand_in_the_file() {
    let home = Home::new();
    write(&home, "on_conflict = \"skip\"\nconcurrency = 1\n");
    fs::write(home.work().join("warranty.docx"), "mine").unwrap();
    let line = ["demo", "save", "-c", "100001", "warranty.docx"];
    home.run(&line).exits(0).says("Skipped warranty.docx");
    let other = [&line[..], &["--on-conflict", "rename"]].concat();
    home.run(&other).exits(0).says("as warranty (1).docx");
}

#[test]
fn the_files_region_and_profile_are_used() {
    let home = Home::new();
    write(&home, "profile = \"nobody\"\nregion = \"eu-test-1\"\n");
    home.run(&["instances"]).exits(5).says("nobody");
    write(&home, "region = \"not a region\"\n");
    home.run(&["instances"]).exits(2).says("\"not a region\"");
}

#[test]
fn a_broken_file_of_the_platform_is_told_too() {
    let home = Home::new();
    write(&home, "colour = \"dark\"\n");
    let told = home.run(&["demo", "instances"]).exits(2);
    told.says("unknown field `colour`");
}
