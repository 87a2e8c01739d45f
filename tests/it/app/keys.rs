//! One key means one thing in one mode, whatever a person remaps, and what the footer
//! promises is there.

use std::collections::HashSet;

use attache::app::keys::{Action, Key, Keymap, Mode, TABLE, Wish};
use attache::domain::OnConflict;
use proptest::prelude::*;

fn meanings(keymap: &Keymap, mode: Mode) -> Vec<(Key, Action)> {
    let rows = keymap.bindings(mode);
    rows.flat_map(|row| row.keys.iter().map(move |key| (*key, row.binding.action)))
        .collect()
}

/// What holds of the program's own keys and of any that a person may give it.
fn check(keymap: &Keymap) {
    for &mode in Mode::ALL {
        let mut seen = HashSet::new();
        for (key, action) in meanings(keymap, mode) {
            assert!(
                seen.insert(key),
                "{key} means {action:?} and something else in {mode:?}"
            );
            assert_eq!(keymap.action_for(mode, key), Some(action));
            assert!(
                !(mode.types() && key.is_for_text()),
                "{key} would not be typed in {mode:?}"
            );
        }
        let has = |action| keymap.key(mode, action).is_some();
        assert!(has(Action::Leave), "nobody can leave {mode:?}");
        let out = [Action::Back, Action::No, Action::Settle(OnConflict::Skip)];
        assert!(out.into_iter().any(has), "there is no way out of {mode:?}");
        let own = TABLE.iter().filter(|row| row.modes.contains(&mode));
        for row in own.filter(|row| row.action == Action::Help) {
            assert!(has(row.action), "no help in {mode:?}");
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_mode() {
    check(&Keymap::default());
}

#[test]
fn every_mode_of_the_table_is_known() {
    let known: HashSet<Mode> = Mode::ALL.iter().copied().collect();
    for mode in TABLE.iter().flat_map(|row| row.modes) {
        assert!(known.contains(mode), "{mode:?}");
    }
}

#[test]
fn ctrl_c_leaves_everywhere_and_esc_leads_out() {
    let keymap = Keymap::default();
    for &mode in Mode::ALL {
        let leaves = keymap.action_for(mode, Key::Ctrl('c'));
        assert_eq!(leaves, Some(Action::Leave), "{mode:?}");
        let out = keymap.action_for(mode, Key::Esc);
        assert!(
            matches!(
                out,
                Some(Action::Back | Action::No | Action::Settle(OnConflict::Skip))
            ),
            "{mode:?}: {out:?}"
        );
    }
}

#[test]
fn what_the_footer_names_the_help_explains() {
    for binding in TABLE.iter().filter(|binding| !binding.label.is_empty()) {
        assert!(!binding.help.is_empty(), "{}", binding.label);
    }
}

#[test]
fn enter_does_the_harmless_thing_where_an_answer_asks() {
    let keymap = Keymap::default();
    assert_eq!(
        keymap.action_for(Mode::Conflict, Key::Enter),
        Some(Action::Settle(OnConflict::Rename))
    );
    assert_eq!(keymap.action_for(Mode::Doubt, Key::Enter), Some(Action::No));
}

/// In the configuration file actions and modes stand in one table.
#[test]
fn every_action_and_every_mode_has_a_name_of_its_own() {
    let mut names = HashSet::new();
    for mode in Mode::ALL {
        assert!(names.insert(mode.name()), "{}", mode.name());
        assert_eq!(Mode::named(mode.name()), Some(*mode));
    }
    let actions: HashSet<Action> = TABLE.iter().map(|row| row.action).collect();
    for action in actions {
        assert!(names.insert(action.name()), "{}", action.name());
        assert_eq!(Action::named(action.name()), Some(action));
    }
    for name in names {
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(name.chars().all(plain) && !name.is_empty(), "{name}");
    }
}

#[test]
fn a_key_is_read_as_it_is_written() {
    for key in TABLE.iter().flat_map(|row| row.keys) {
        assert_eq!(Key::parse(&key.name()), Ok(*key), "{}", key.name());
    }
    for (name, key) in [
        ("S", Key::Char('S')),
        ("Ctrl-S", Key::Ctrl('s')),
        ("alt-S", Key::Alt('S')),
        ("F12", Key::F(12)),
        ("PgUp", Key::PageUp),
        ("-", Key::Char('-')),
        ("é", Key::Char('é')),
    ] {
        assert_eq!(Key::parse(name), Ok(key), "{name}");
    }
    for name in [
        "",
        "ctrl-",
        "ctrl-1",
        "ctrl-i",
        "f0",
        "f25",
        "shift-s",
        "alt-enter",
        "\u{1b}",
    ] {
        assert!(Key::parse(name).is_err(), "{name}");
    }
}

fn wish(mode: Option<&str>, action: &str, keys: &[&str]) -> Wish {
    Wish {
        mode: mode.map(str::to_owned),
        action: action.to_owned(),
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

#[test]
fn a_wish_holds_wherever_the_action_is_possible() {
    let keymap = Keymap::with(&[
        wish(None, "save", &["ctrl-s", "z"]),
        wish(Some("files"), "mark", &["v"]),
        wish(None, "refresh", &["ctrl-g"]),
        wish(None, "quit", &[]),
    ])
    .unwrap();
    for mode in [Mode::Files, Mode::Details, Mode::Errors, Mode::Preview] {
        let saves = keymap.action_for(mode, Key::Ctrl('s'));
        assert_eq!(saves, Some(Action::Save), "{mode:?}");
        assert_ne!(keymap.action_for(mode, Key::Char('s')), Some(Action::Save));
    }
    assert_eq!(
        keymap.action_for(Mode::Files, Key::Char('v')),
        Some(Action::Mark)
    );
    assert_eq!(keymap.action_for(Mode::Files, Key::Char(' ')), None);
    assert_eq!(keymap.action_for(Mode::Picker, Key::F(5)), None);
    assert_eq!(keymap.action_for(Mode::Files, Key::Char('q')), None);
    check(&keymap);
    // Moving is remapped as anything else, and its second row goes, too.
    let keymap = Keymap::with(&[wish(None, "down", &["down", "ctrl-n"])]).unwrap();
    assert_eq!(keymap.action_for(Mode::Files, Key::Char('j')), None);
    assert_eq!(
        keymap.action_for(Mode::Picker, Key::Down),
        Some(Action::Move(attache::app::Step::Down))
    );
    check(&keymap);
}

#[test]
fn what_is_said_of_one_place_goes_before_what_is_said_of_all() {
    let keymap = Keymap::with(&[
        wish(Some("files"), "save", &["z"]),
        wish(None, "save", &["ctrl-s"]),
    ])
    .unwrap();
    assert_eq!(keymap.key(Mode::Files, Action::Save), Some(Key::Char('z')));
    assert_eq!(keymap.key(Mode::Errors, Action::Save), Some(Key::Ctrl('s')));
}

#[test]
fn what_cannot_be_is_told_and_nothing_of_it_holds() {
    let table = [
        (
            wish(None, "save", &["d"]),
            "`d` of `save` means `details` already in `files`",
        ),
        (
            wish(None, "svae", &["w"]),
            "unknown action `svae`; did you mean `save`?",
        ),
        (
            wish(Some("fiels"), "save", &["w"]),
            "unknown place `fiels`; did you mean `files`?",
        ),
        (wish(None, "save", &["strg-s"]), "`strg-s` is no key"),
        (
            wish(None, "save", &["ctrl-m"]),
            "terminals send `ctrl-m` as `enter`",
        ),
        (wish(None, "leave", &[]), "`leave` must keep a key in"),
        (wish(None, "back", &[]), "`back` must keep a key in"),
        (wish(None, "help", &[]), "`help` must keep a key in"),
        (
            wish(Some("instance-picker"), "refresh", &["r"]),
            "`r` types or edits in `instance-picker`",
        ),
        (
            wish(Some("help-pane"), "save", &["w"]),
            "there is no `save` in `help-pane`",
        ),
    ];
    for (wish, words) in table {
        let wrong = Keymap::with(std::slice::from_ref(&wish)).unwrap_err();
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].why.contains(words), "{}", wrong[0].why);
    }
    // All of it is told at once, each at its wish.
    let wishes = [
        wish(None, "mark", &["v"]),
        wish(None, "nothing-like-this", &["x"]),
        wish(None, "unmark", &["v"]),
        wish(None, "open", &["foo", "bar"]),
    ];
    let wrong = Keymap::with(&wishes).unwrap_err();
    let places: Vec<usize> = wrong.iter().map(|one| one.wish).collect();
    assert_eq!(places, [1, 2, 3, 3], "{wrong:?}");
}

#[test]
fn a_sentence_names_the_keys_that_hold() {
    let keymap = Keymap::default();
    let text = "{refresh} tries again, {no-such-thing} and {";
    assert_eq!(
        keymap.spell(Mode::Picker, text),
        "F5 tries again, :no-such-thing and {"
    );
    let keymap = Keymap::with(&[
        wish(None, "refresh", &["ctrl-t"]),
        wish(None, "errors", &[]),
    ])
    .unwrap();
    assert_eq!(
        keymap.spell(Mode::Files, "{refresh} or {errors}"),
        "Ctrl-T or :errors"
    );
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let actions: Vec<&str> = TABLE.iter().map(|row| row.action.name()).collect();
    let modes: Vec<&str> = Mode::ALL.iter().map(|mode| mode.name()).collect();
    let keys = [
        "s", "d", "w", "ctrl-s", "ctrl-c", "ctrl-p", "esc", "enter", "tab", "f1", "f5", "alt-s",
        "alt-b", "space", "up", "?", "nonsense", "ctrl-u",
    ];
    (
        proptest::option::of(proptest::sample::select(modes)),
        proptest::sample::select(actions),
        proptest::collection::vec(proptest::sample::select(keys.to_vec()), 0..3),
    )
        .prop_map(|(mode, action, keys)| wish(mode, action, &keys))
}

proptest! {
    /// Whatever a person wishes: either it is refused with a reason, or the promises hold.
    #[test]
    fn no_wish_breaks_a_promise(wishes in proptest::collection::vec(any_wish(), 0..5)) {
        match Keymap::with(&wishes) {
            Ok(keymap) => check(&keymap),
            Err(wrong) => {
                prop_assert!(!wrong.is_empty());
                for one in wrong {
                    prop_assert!(one.wish < wishes.len() && !one.why.is_empty());
                }
            }
        }
    }
}
