//! No name from outside moves a column.

use attache::app::keys::Key;
use attache::app::table::{Column, Columns};
use attache::app::{Answer, Effect, Message, Theme};
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
            let sizes = sizes.replace('\u{200E}', "");
            prop_assert_eq!(&sizes, "1.2 kB");
            // A mark may stand behind it, which takes no cell.
            prop_assert_eq!(buffer[(79, y)].symbol().trim_end_matches('\u{200E}'), "│");
        }
    }

    /// Whatever stands in the cells, whatever is marked in them, and whichever columns there
    /// are, in every theme and with any signs: between two columns is a blank, and the last one ends at the frame.
    #[test]
    fn hostile_rows_never_move_a_column(
        rows in prop::collection::vec((any::<String>(), any::<String>(), any::<String>()), 1..12),
        columns in prop::sample::subsequence(Column::ALL.to_vec(), 1..13),
        width in 40_u16..200,
        words in "[a-z書!'^ ]{0,4}",
        theme in prop::sample::select(Theme::ALL.to_vec()),
        ascii in any::<bool>(),
    ) {
        let mut machine = on_cases();
        let words_of = columns.iter().map(|column| column.key()).collect::<Vec<_>>();
        machine.state.layout.columns = Columns::read(&words_of).unwrap();
        machine.key(Key::Enter);
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let case = machine.case();
        let files = rows.iter().map(|(name, use_case, tag)| {
            let mut file = file(&case, name, FileStatus::Other(use_case.as_str().into()), 1_234);
            file.use_case = Some(use_case.as_str().into());
            file.tags = vec![(tag.as_str().into(), name.as_str().into())];
            file.created_by = None;
            file
        });
        machine.answer(ticket, Answer::Files(files.collect()));
        machine.answer(ticket, Answer::Listed(Ok(())));
        machine.key(Key::Char('/'));
        machine.send(Message::Paste(words));
        let shown = machine.state.files.as_ref().unwrap().table.shown_count();
        let fitted = machine.state.layout.columns.fit(width - 2);
        let (glyphs, edge) = if ascii { (Glyphs::Ascii, "|") } else { (Glyphs::Unicode, "│") };
        let buffer = picture(&machine.state, (width, 24), &look(theme, glyphs));
        for row in 0..u16::try_from(shown).unwrap().min(17) {
            let y = 4 + row;
            let mut x = 4;
            for (column, cells) in &fitted {
                let gap = buffer[(x, y)].symbol().trim_end_matches('\u{200E}');
                prop_assert_eq!(gap, " ", "before {:?}", column);
                x += 1 + cells;
            }
            prop_assert_eq!(x, width - 1);
            prop_assert_eq!(buffer[(x, y)].symbol().trim_end_matches('\u{200E}'), edge);
        }
    }
}
