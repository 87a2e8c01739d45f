//! One key means one thing in one mode, and what the footer promises is there.

use std::collections::HashSet;

use attache::app::keys::{Action, Key, Mode, action_for, bindings};
use attache::domain::OnConflict;

const MODES: [Mode; 22] = [
    Mode::Picker,
    Mode::CasePicker,
    Mode::PickerErrors,
    Mode::Files,
    Mode::Filter,
    Mode::Statuses,
    Mode::Columns,
    Mode::Details,
    Mode::Errors,
    Mode::Transfers,
    Mode::Help,
    Mode::Question,
    Mode::Login,
    Mode::FileIds,
    Mode::Log,
    Mode::Elsewhere,
    Mode::Conflict,
    Mode::Doubt,
    Mode::SaveAs,
    Mode::Preview,
    Mode::CopyMenu,
    Mode::HandingOver,
];

#[test]
fn no_key_means_two_things_in_one_mode() {
    for mode in MODES {
        let mut seen = HashSet::new();
        for key in bindings(mode).flat_map(|binding| binding.keys) {
            assert!(seen.insert(key), "{key} means two things in {mode:?}");
        }
    }
}

#[test]
fn every_mode_has_a_way_out_and_ctrl_c_leaves_everywhere() {
    for mode in MODES {
        assert_eq!(
            action_for(mode, Key::Ctrl('c')),
            Some(Action::Leave),
            "{mode:?}"
        );
        let out = action_for(mode, Key::Esc);
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
fn a_field_gets_every_printable_key() {
    let fields = [
        Mode::Picker,
        Mode::CasePicker,
        Mode::Login,
        Mode::FileIds,
        Mode::SaveAs,
        Mode::Filter,
    ];
    for binding in fields.into_iter().flat_map(bindings) {
        for key in binding.keys {
            assert!(!matches!(key, Key::Char(_)), "{key} would not be typed");
        }
    }
}

#[test]
fn what_the_footer_names_the_help_explains() {
    for mode in MODES {
        for binding in bindings(mode).filter(|binding| !binding.label.is_empty()) {
            assert!(!binding.help.is_empty(), "{}", binding.label);
        }
    }
}

#[test]
fn enter_does_the_harmless_thing_where_an_answer_asks() {
    assert_eq!(
        action_for(Mode::Conflict, Key::Enter),
        Some(Action::Settle(OnConflict::Rename))
    );
    assert_eq!(action_for(Mode::Doubt, Key::Enter), Some(Action::No));
}
