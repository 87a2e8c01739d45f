//! No name from outside moves a column.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Theme};
use attache::domain::FileStatus;
use attache::view::Glyphs;
use proptest::prelude::*;

use super::states::{look, picture};
use crate::app::world::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The frame's right edge and the size column stand where they stand, whatever the name.
    #[test]
    fn hostile_names_never_move_a_column(names in prop::collection::vec(any::<String>(), 1..12)) {
        let mut machine = on_cases();
        machine.key(Key::Enter);
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let case = machine.case();
        let files = names
            .iter()
            .map(|name| file(&case, name, FileStatus::Approved, 1_234))
            .collect();
        machine.answer(ticket, Answer::Files(files));
        machine.answer(ticket, Answer::Listed(Ok(())));
        let rows = machine.state.files.as_ref().unwrap().rows().len();
        let buffer = picture(&machine.state, (80, 24), &look(Theme::Auto, Glyphs::Unicode));
        let titles: String = (0..80).map(|x| buffer[(x, 3)].symbol().to_owned()).collect();
        let end = titles.find("Size").unwrap() + "Size".len();
        // The titles hold one sign of three bytes before the sizes: columns, not bytes.
        let end = u16::try_from(end - "▲".len() + 1 - "│".len() + 1).unwrap();
        for row in 0..u16::try_from(rows).unwrap().min(17) {
            let y = 4 + row;
            let sizes: String = (end - 6..end).map(|x| buffer[(x, y)].symbol().to_owned()).collect();
            prop_assert_eq!(&sizes, "1.2 kB");
            prop_assert_eq!(buffer[(79, y)].symbol(), "│");
        }
    }
}
