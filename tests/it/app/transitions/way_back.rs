//! The command line that leads back to a picker.

use attache::app::keys::Key;
use attache::app::{Clip, Effect};

use crate::app::world::*;

fn copied(machine: &mut Machine) -> String {
    let effects = machine.key(Key::Alt('y'));
    match &effects[..] {
        [Effect::Copy(_, Clip::Text(text))] => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_picker_is_led_back_to_as_well() {
    let mut machine = on_cases();
    let arn = "arn:aws:connect:us-west-2:111122223333:instance/";
    let line = copied(&mut machine);
    assert!(
        line.starts_with(&format!("attache --region=us-west-2 --instance={arn}")),
        "{line}"
    );
    machine.key(Key::Esc);
    assert_eq!(copied(&mut machine), "attache --region=us-west-2");
}

/// A terminal sends Alt and a letter as Escape and the letter: an Alt key that means nothing
/// is these two.
#[test]
fn escape_and_a_quick_letter_are_both_heard() {
    let mut machine = on_files();
    machine.key(Key::Char('e'));
    machine.key(Key::Alt('d'));
    let files = machine.state.files.as_ref().unwrap();
    assert!(files.details && files.bottom.is_none(), "{files:?}");
    let mut machine = on_cases();
    machine.type_in("warm ");
    machine.key(Key::Alt('b'));
    let field = &machine.state.cases.as_ref().unwrap().field;
    assert_eq!(field.text(), "warm ", "it moves by a word");
    assert_eq!(field.before_cursor(), "");
}
