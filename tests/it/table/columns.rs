//! Which columns there is room for, and how they are written down.

use attache::app::table::{Column, Columns};
use proptest::prelude::*;

fn names(columns: &Columns, width: u16) -> Vec<Column> {
    columns
        .fit(width)
        .into_iter()
        .map(|(column, _)| column)
        .collect()
}

#[test]
fn the_least_important_give_way_and_the_name_stays() {
    use Column::{Age, By, Name, Size, Source, Status};
    let columns = Columns::default();
    assert_eq!(names(&columns, 120), [Status, Name, Size, Age, By, Source]);
    assert_eq!(names(&columns, 77), [Status, Name, Size, Age, By]);
    assert_eq!(names(&columns, 60), [Status, Name, Size, Age]);
    assert_eq!(names(&columns, 40), [Status, Name]);
    assert_eq!(names(&columns, 20), [Name]);
    assert_eq!(names(&columns, 0), [Name]);
}

#[test]
fn what_is_written_is_read_again() {
    for columns in [Columns::default(), Columns::agent(), Columns::auditor()] {
        assert_eq!(Columns::read(&columns.written()), Ok(columns));
    }
    let odd = Columns::read(&["size:12", "id", "size"]).unwrap();
    assert_eq!(odd.written(), ["name", "size:12", "id"]);
    for (word, why) in [
        ("colour", "unknown column `colour`"),
        ("name:x", "the width of `name`"),
        ("name:3", "4 to 200"),
        ("", "unknown column ``"),
    ] {
        let said = Columns::read(&[word]).unwrap_err();
        assert!(said.contains(why), "{said}");
    }
}

proptest! {
    #[test]
    fn columns_fill_their_place_and_no_more(
        list in prop::collection::vec((prop::sample::select(Column::ALL.to_vec()), 4_u16..200), 0..14),
        width in 0_u16..400,
    ) {
        let words: Vec<String> = list.iter().map(|(column, cells)| format!("{}:{cells}", column.key())).collect();
        let fitted = Columns::read(&words).unwrap().fit(width);
        prop_assert!(fitted.iter().any(|(column, _)| *column == Column::Name));
        let cells: u32 = fitted.iter().map(|(_, cells)| u32::from(*cells) + 1).sum();
        prop_assert!(cells + 3 <= u32::from(width.max(4)), "{fitted:?} in {width}");
        if width >= 4 {
            prop_assert_eq!(cells + 3, u32::from(width));
        }
    }
}
