//! Saving to a folder that is typed.

use std::path::PathBuf;

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Dialog, Effect, Message, Place, SaveAs, common_start};
use attache::domain::OnConflict;
use proptest::prelude::*;

use super::notice;
use crate::app::world::*;

fn field(machine: &Machine) -> String {
    match &machine.state.dialog {
        Some(Dialog::SaveAs(save_as)) => save_as.path.field.text().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn opened(machine: &Machine) -> &SaveAs {
    match &machine.state.dialog {
        Some(Dialog::SaveAs(save_as)) => save_as,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_typed_path_is_a_folder_and_a_name() {
    let cases = [
        ("", false, None, None),
        ("/tmp/", false, Some("/tmp/"), None),
        ("/tmp/a.pdf", false, Some("/tmp/"), Some("a.pdf")),
        ("/a.pdf", false, Some("/"), Some("a.pdf")),
        ("a.pdf", false, None, Some("a.pdf")),
        ("~", false, Some("~"), None),
        ("~/x", false, Some("~/"), Some("x")),
        ("..", false, Some(".."), None),
        ("/tmp/.", false, Some("/tmp/."), None),
        ("/tmp/a.pdf", true, Some("/tmp/a.pdf"), None),
        (" /tmp/my file ", false, Some("/tmp/"), Some("my file")),
    ];
    for (text, several, folder, name) in cases {
        let place = Place::of(text, several);
        assert_eq!(place.folder, folder.map(PathBuf::from), "{text}");
        assert_eq!(place.name.as_deref(), name, "{text}");
    }
}

proptest! {
    /// A name never holds a separator, and nothing that was typed is lost.
    #[test]
    fn nothing_that_is_typed_is_lost(text in any::<String>(), several: bool) {
        let place = Place::of(&text, several);
        let folder = place.folder.unwrap_or_default();
        let name = place.name.unwrap_or_default();
        prop_assert!(!name.contains(std::path::is_separator));
        let whole = format!("{}{name}", folder.to_str().unwrap());
        prop_assert_eq!(whole, text.trim());
    }

    #[test]
    fn the_common_start_is_a_start_of_all(all in prop::collection::vec("[aé見/]{0,6}", 0..5)) {
        let common = common_start(&all);
        prop_assert!(all.iter().all(|one| one.starts_with(common)));
        if let Some(next) = all.first().and_then(|one| one[common.len()..].chars().next()) {
            let longer = format!("{common}{next}");
            prop_assert!(!all.iter().all(|one| one.starts_with(&longer)));
        }
    }
}

#[test]
fn the_field_is_filled_and_enter_saves_there() {
    let mut machine = on_files();
    machine.key(Key::Char('S'));
    assert_eq!(field(&machine), "/home/m.ito/Downloads/invoice.pdf");
    machine.key(Key::Ctrl('u'));
    machine.send(Message::Paste("/srv/claims/April.pdf\n".into()));
    let effects = machine.key(Key::Enter);
    let [Effect::Save(_, request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(request.folder, Some("/srv/claims/".into()));
    assert_eq!(request.name.as_deref(), Some("April.pdf"));
    assert_eq!(request.on_conflict, OnConflict::Ask);
    // The next one begins where the last one went.
    machine.key(Key::Char('S'));
    assert_eq!(field(&machine), "/srv/claims/invoice.pdf");
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Files);
}

#[test]
fn several_files_go_to_a_folder() {
    let mut machine = two_of_a_bulk();
    machine.key(Key::Char('A'));
    machine.key(Key::Char('S'));
    assert_eq!(field(&machine), "/home/m.ito/Downloads/");
    machine.type_in("x");
    let effects = machine.key(Key::Enter);
    assert_eq!(effects.len(), 2);
    for effect in effects {
        let Effect::Save(_, request) = effect else {
            panic!("{effect:?}");
        };
        assert_eq!(request.folder, Some("/home/m.ito/Downloads/x".into()));
        assert_eq!(request.name, None);
    }
}

#[test]
fn one_candidate_fills_in_and_several_are_listed() {
    let mut machine = on_files();
    machine.key(Key::Char('S'));
    machine.key(Key::Ctrl('u'));
    machine.type_in("/srv/c");
    machine.key(Key::Tab);
    let ticket =
        machine.waiting(|effect| matches!(effect, Effect::Complete(_, typed) if typed == "/srv/c"));
    let mut several = machine.clone();
    machine.answer(ticket, Answer::Completions(vec!["/srv/claims/".into()]));
    assert_eq!(field(&machine), "/srv/claims/");
    assert!(opened(&machine).path.candidates.is_empty());
    let two = vec!["/srv/claims/".into(), "/srv/clients/".into()];
    several.answer(ticket, Answer::Completions(two));
    assert_eq!(field(&several), "/srv/cl");
    assert_eq!(opened(&several).path.candidates.len(), 2);
    several.type_in("i");
    assert!(opened(&several).path.candidates.is_empty());
    several.key(Key::Tab);
    let ticket = several.waiting(|effect| matches!(effect, Effect::Complete(..)));
    // Typing goes on: what completes another text is dropped.
    let mut late = several.clone();
    assert_eq!(late.key(Key::Char('e')), [Effect::Cancel(ticket)]);
    let before = late.state.clone();
    late.send(Message::Answered(
        ticket,
        Answer::Completions(vec!["/srv/clients/".into()]),
    ));
    assert_eq!(late.state, before);
    several.answer(ticket, Answer::Completions(Vec::new()));
    assert!(notice(&several).contains("No folder"));
    assert_eq!(field(&several), "/srv/cli");
}

#[test]
fn what_stands_behind_the_cursor_stays_when_a_folder_is_completed() {
    let mut machine = on_files();
    machine.key(Key::Char('S'));
    machine.key(Key::Ctrl('u'));
    machine.type_in("/srv/cl/a.pdf");
    for _ in 0.."/a.pdf".len() {
        machine.key(Key::Left);
    }
    machine.key(Key::Tab);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Complete(..)));
    machine.answer(ticket, Answer::Completions(vec!["/srv/claims/".into()]));
    assert_eq!(field(&machine), "/srv/claims/a.pdf");
}
