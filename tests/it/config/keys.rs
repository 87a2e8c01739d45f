//! Keys that the file gives, and the commands about the file.

use std::fs;

use attache::app::keys::{Action, Key, Mode};
use attache::settings::{Config, TEMPLATE};

use super::{own_file, parsed, write};
use crate::cli::program::Home;

fn lines(text: &str) -> Vec<(Option<usize>, String)> {
    let (_, mistakes) = Config::read(text, "/etc/config.toml".as_ref());
    mistakes
        .into_iter()
        .map(|one| (one.line, one.why))
        .collect()
}

#[test]
fn keys_are_given_to_actions_wherever_they_are_or_in_one_place() {
    let text = "[keys]\nsave = [\"s\", \"ctrl-s\"]\nquit = []\nrefresh = \"f12\"\n\n[keys.files]\nmark = [\"v\"]\n";
    let keymap = parsed(text).unwrap().keymap;
    let does = |mode, key| keymap.action_for(mode, key);
    assert_eq!(does(Mode::Errors, Key::Ctrl('s')), Some(Action::Save));
    assert_eq!(does(Mode::Files, Key::Char('v')), Some(Action::Mark));
    assert_eq!(does(Mode::Picker, Key::F(12)), Some(Action::Refresh));
    assert_eq!(does(Mode::Files, Key::Char('q')), None);
}

#[test]
fn a_mistake_about_keys_is_told_with_the_line_of_its_action() {
    let table = [
        (
            "[keys]\nopen = [\"o\"]\nsave = [\"d\"]\n",
            3,
            "`d` of `save` means `details`",
        ),
        ("[keys]\nsvae = [\"w\"]\n", 2, "did you mean `save`?"),
        ("[keys.fiels]\nsave = [\"w\"]\n", 2, "did you mean `files`?"),
        (
            "[keys]\nsave = 3\n",
            2,
            "the keys of `save` are names in a list",
        ),
        (
            "[keys]\nsave = [\"w\",\n  3]\n",
            2,
            "the keys of `save` are names in a list",
        ),
        ("[keys]\n\nleave = []\n", 3, "`leave` must keep a key"),
        ("[keys]\nsave = [\"shift-s\"]\n", 2, "`shift-s` is no key"),
        (
            "[keys.files.more]\nsave = [\"w\"]\n",
            1,
            "a place has no places in it",
        ),
        ("keys = 3\n", 1, "invalid type"),
    ];
    for (text, line, words) in table {
        let said = lines(text);
        assert_eq!(said.len(), 1, "{text:?}: {said:?}");
        assert_eq!(said[0].0, Some(line), "{text:?}: {said:?}");
        assert!(said[0].1.contains(words), "{text:?}: {said:?}");
        assert!(parsed(text).is_err());
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = "colour = 1\nrecents = \"yes\"\nsave_to = \"/srv\"\n\n[quotas.Listing]\nrate = 2\n[quotas.SearchCases]\nspeed = 4\nrate = -1\n[keys]\nsave = [\"d\"]\nnothing-like-it = [\"z\"]\n[colours]\nred = 1\n";
    let said: Vec<usize> = lines(text).into_iter().filter_map(|one| one.0).collect();
    assert_eq!(said, [1, 2, 5, 8, 9, 11, 12, 13]);
    // No TOML at all: there is one place where it stops to be.
    assert_eq!(lines("a = \nb = 1\n").len(), 1);
}

/// The template is a file of comments, and what it offers makes sense.
#[test]
fn what_the_template_offers_can_be_had() {
    assert!(lines(TEMPLATE).is_empty());
    let offered: Vec<&str> = TEMPLATE
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.contains(" = ") || line.starts_with('['))
        .collect();
    let offered = offered.join("\n");
    assert_eq!(lines(&offered), [], "{offered}");
    assert!(offered.lines().count() > 12, "{offered}");
}

/// The template offers every setting, and what a file says is shown as the file's.
#[test]
fn every_setting_is_offered_and_shown() {
    let offered: Vec<&str> = TEMPLATE
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.contains(" = ") || line.starts_with('['))
        .collect();
    let home = Home::new();
    write(&home, &offered.join("\n"));
    let shown = home.run(&["config", "show", "--format", "json"]).exits(0);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    let settings = shown["Settings"].as_array().unwrap();
    let mut seen = 0;
    for setting in settings {
        let name = setting["Name"].as_str().unwrap();
        // These have no place in the file.
        let elsewhere = [
            "case",
            "contact",
            "domain",
            "agent",
            "endpoint_url",
            "color",
            "format",
        ];
        if !elsewhere.contains(&name) {
            // The template names it as it is without a file.
            let as_usual = name == "full_speed";
            assert!(as_usual || setting["From"] == "file", "{setting}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{settings:?}");
}

#[test]
fn show_tells_what_holds_and_who_says_so() {
    let home = Home::new();
    write(
        &home,
        "concurrency = 2\nprofile = \"desk\"\n[keys]\nquit = []\n",
    );
    let shown = home.run_with(
        &["config", "show", "--region", "eu-test-1"],
        &[("ATTACHE_INSTANCE", "acme"), ("AWS_PROFILE", "night")],
    );
    let out = &shown.exits(0).out;
    let row = |name: &str| {
        let mut rows = out
            .lines()
            .filter(|line| line.split_whitespace().next() == Some(name));
        let row = rows.next().unwrap_or_else(|| panic!("no {name} in {out}"));
        row.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("region"), "region eu-test-1 flag --region");
    assert_eq!(row("instance"), "instance acme variable ATTACHE_INSTANCE");
    assert_eq!(row("profile"), "profile night variable AWS_PROFILE");
    assert!(
        row("concurrency").starts_with("concurrency 2 file /"),
        "{out}"
    );
    assert_eq!(row("recents"), "recents true default");
    assert!(
        row("keys.files.quit").starts_with("keys.files.quit file /"),
        "{out}"
    );
    let json = home.run(&["config", "show", "--format", "json", "--no-recents"]);
    let json: serde_json::Value = serde_json::from_str(&json.exits(0).out).unwrap();
    let settings = json["Settings"].as_array().unwrap();
    let of = |name: &str| settings.iter().find(|one| one["Name"] == name).unwrap();
    assert_eq!(of("recents")["Value"], "false");
    assert_eq!(of("recents")["From"], "flag");
    assert_eq!(of("region").get("Value"), None);
    let keys = home.run(&["config", "show", "--keys"]);
    let out = &keys.exits(0).out;
    let quit = out
        .lines()
        .find(|line| line.starts_with("files ") && line.contains(" quit "));
    assert!(quit.unwrap().contains(" file "), "{out}");
}

#[test]
fn path_and_check_tell_of_the_file() {
    let home = Home::new();
    let path = own_file(&home);
    let told = home.run(&["config", "path"]);
    let told = told.exits(0);
    assert_eq!(told.out.trim(), path.to_string_lossy());
    told.says("no such file yet");
    home.run(&["config", "check"]).exits(0).says("There is no");
    write(&home, "recents = true\n");
    home.run(&["config", "check"]).exits(0).says("makes sense");
    write(&home, "colour = 1\n\n[keys]\nsave = [\"d\"]\n");
    let checked = home.run(&["config", "check"]);
    let out = &checked.exits(2).out;
    let place = path.to_string_lossy();
    assert!(
        out.starts_with(&format!("{place}:1: unknown field")),
        "{out}"
    );
    assert!(out.contains(&format!("{place}:4: the key `d`")), "{out}");
    let json = home.run(&["config", "check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.exits(2).out).unwrap();
    assert_eq!(json["Mistakes"][1]["Line"], 4);
    // Every other command says the first of them.
    home.run(&["demo", "instances"]).exits(2).says("line 1");
    let none = home.run(&["config", "check", "--config", "none.toml"]);
    none.exits(2).says("there is no such file");
    home.run(&["config", "edit"])
        .exits(2)
        .says("must be a terminal");
    fs::remove_file(path).unwrap();
}
