//! What the mouse does.

use attache::app::hit::{Hit, Spot, hit};
use attache::app::keys::{Action, Key, Mode};
use attache::app::table::Column;
use attache::app::{
    Act, Answer, Bottom, Dialog, Effect, Message, Mouse, Screen, Setting, State, Step,
};
use attache::domain::FileStatus;

use super::notice;
use crate::app::world::*;
use crate::screens::states::all;

fn at(column: u16, row: u16, act: Act) -> Message {
    Message::Mouse(Mouse { column, row, act })
}

/// Where a row of the table with this name is.
fn place(state: &State, name: &str) -> (u16, u16) {
    let files = state.files.as_ref().unwrap();
    let place = files
        .shown()
        .position(|file| file.title().as_str() == name)
        .unwrap();
    let rows = 0..state.size.1;
    let row = rows
        .clone()
        .find(|&row| hit(state, 30, row) == Some(Hit::Row(Spot::Table, place)));
    (30, row.unwrap())
}

fn selected(machine: &Machine) -> String {
    let files = machine.state.files.as_ref().unwrap();
    files.selected().unwrap().title().to_string()
}

#[test]
fn a_press_selects_and_a_second_one_opens() {
    let mut machine = on_files();
    let (column, row) = place(&machine.state, "invoice.pdf");
    machine.key(Key::End);
    assert_ne!(selected(&machine), "invoice.pdf");
    let effects = machine.send(at(column, row, Act::Press));
    assert_eq!(selected(&machine), "invoice.pdf");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Open(..)))
    );
    let effects = machine.send(at(column, row, Act::Again));
    assert!(
        matches!(effects.as_slice(), [Effect::Open(..)]),
        "{effects:?}"
    );
}

#[test]
fn in_a_picker_a_second_press_takes_the_row() {
    let mut machine = on_cases();
    let place = |state: &State, wanted: usize| {
        let rows = 0..state.size.1;
        let is = |row: &u16| hit(state, 5, *row) == Some(Hit::Row(Spot::Table, wanted));
        rows.clone().find(is).unwrap()
    };
    let row = place(&machine.state, 1);
    machine.send(at(5, row, Act::Press));
    let cases = machine.state.cases.as_ref().unwrap();
    assert_eq!(cases.cursor.index(), 1);
    assert_eq!(machine.state.screen, Screen::Cases);
    machine.send(at(5, row, Act::Again));
    assert_eq!(machine.state.screen, Screen::Files);
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut machine = on_files();
    machine.key(Key::Char('e'));
    assert_eq!(machine.state.mode(), Mode::Errors);
    let (column, row) = place(&machine.state, "invoice.pdf");
    let before = selected(&machine);
    machine.send(at(column, row, Act::WheelDown));
    // The table moved although the errors have the keys, and they keep them.
    assert_ne!(selected(&machine), before);
    assert_eq!(machine.state.mode(), Mode::Errors);
    machine.send(at(column, row, Act::WheelUp));
    assert_eq!(selected(&machine), before);
}

#[test]
fn a_press_gives_the_keys_to_what_lies_there() {
    let mut machine = on_files();
    machine.send(Message::Resize {
        columns: 120,
        rows: 40,
    });
    machine.key(Key::Char('d'));
    machine.key(Key::Char('t'));
    assert_eq!(machine.state.mode(), Mode::Transfers);
    let regions = machine.state.regions();
    let middle = |area: ratatui::layout::Rect| (area.x + area.width / 2, area.y + 1);
    let (column, row) = middle(regions.details.unwrap());
    machine.send(at(column, row, Act::Press));
    assert_eq!(machine.state.mode(), Mode::Details);
    let (column, row) = middle(regions.body);
    machine.send(at(column, row, Act::Press));
    assert_eq!(machine.state.mode(), Mode::Files);
    let (column, row) = middle(regions.bottom.unwrap());
    machine.send(at(column, row, Act::Press));
    assert_eq!(machine.state.mode(), Mode::Transfers);
    assert_eq!(
        machine.state.files.as_ref().unwrap().bottom,
        Some(Bottom::Transfers)
    );
}

#[test]
fn a_press_on_a_title_sorts_by_it_and_another_one_turns_it_round() {
    let mut machine = on_files();
    let table = machine.state.regions().table();
    let columns = machine.state.layout.columns.clone();
    let place = (0..table.width).find(|&x| columns.at(table.width, x) == Some(Column::Size));
    let title = at(table.x + place.unwrap() + 1, table.y, Act::Press);
    for descending in [false, true, false] {
        let effects = machine.send(title.clone());
        let sort = machine.state.layout.sort;
        assert_eq!((sort.column, sort.descending), (Column::Size, descending));
        let kept = |effect: &Effect| matches!(effect, Effect::Keep(_, Setting::Sort(..)));
        assert!(effects.iter().any(kept), "{effects:?}");
    }
    // What looks like the title is it.
    let look =
        crate::screens::states::look(attache::app::Theme::Auto, attache::view::Glyphs::Unicode);
    let buffer = crate::screens::states::picture(&machine.state, machine.state.size, &look);
    let titles: Vec<&str> = (table.x..table.right())
        .map(|x| buffer[(x, table.y)].symbol())
        .collect();
    let shown = (0..titles.len()).find(|&x| titles[x..].concat().starts_with("Size"));
    let x = u16::try_from(shown.unwrap()).unwrap();
    assert_eq!(columns.at(table.width, x), Some(Column::Size));
}

#[test]
fn m_gives_the_mouse_back_and_takes_it_again_and_that_is_kept() {
    let mut machine = on_files();
    for on in [false, true] {
        let effects = machine.key(Key::Char('m'));
        assert_eq!(machine.state.mouse, on);
        assert!(matches!(
            effects.as_slice(),
            [Effect::Mouse(now), Effect::Keep(_, Setting::Mouse(kept))] if now == kept && *now == on
        ));
        assert!(notice(&machine).contains("mouse"), "{}", notice(&machine));
    }
}

/// Sends all that a mouse can do to the places of every state, in windows of several sizes.
fn everywhere(check: impl Fn(&'static str, &State, &State, Mouse, &[Effect])) {
    for size in [(120, 40), (80, 24), (50, 15), (40, 8), (30, 6)] {
        for (name, mut state) in all() {
            let (columns, rows) = size;
            attache::app::update(&mut state, Message::Resize { columns, rows });
            // What lies at a place is all that the mouse knows of it.
            let mut seen = Vec::new();
            let places = (0..columns).flat_map(|column| (0..rows).map(move |row| (column, row)));
            for (column, row) in places {
                let lies = hit(&state, column, row);
                if seen.contains(&lies) {
                    continue;
                }
                seen.push(lies);
                for act in [Act::Press, Act::Again, Act::WheelUp, Act::WheelDown] {
                    let mouse = Mouse { column, row, act };
                    let mut after = state.clone();
                    let effects = attache::app::update(&mut after, Message::Mouse(mouse));
                    check(name, &state, &after, mouse, &effects);
                }
            }
        }
    }
}

#[test]
fn no_place_of_any_state_does_what_cannot_be_seen() {
    everywhere(|name, before, after, mouse, effects| {
        let asks_for_a_file = effects.iter().any(|effect| {
            matches!(
                effect,
                Effect::Open(..) | Effect::Save(..) | Effect::HandOver(..) | Effect::Quit
            )
        });
        assert!(
            !asks_for_a_file || mouse.act == Act::Again,
            "{name} {mouse:?}"
        );
        // Behind a dialog nothing can be reached, unless to choose from it is to do something there.
        let does = matches!(
            before.dialog,
            Some(Dialog::Palette(_) | Dialog::Statuses(_) | Dialog::Columns(_))
        );
        if before.dialog.is_some() && after.dialog.is_some() && !does {
            assert_eq!(before.files, after.files, "{name} {mouse:?}");
            assert_eq!(before.cases, after.cases, "{name} {mouse:?}");
            assert_eq!(before.instances, after.instances, "{name} {mouse:?}");
        }
        if before.pause.is_some() || before.regions().too_small() {
            assert_eq!(before, after, "{name} {mouse:?}");
        }
    });
}

/// The first place of the window in which this lies.
fn where_lies(state: &State, wanted: Hit) -> (u16, u16) {
    let (columns, rows) = state.size;
    let mut places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let found = places.find(|&(column, row)| hit(state, column, row) == Some(wanted));
    found.unwrap_or_else(|| panic!("{wanted:?} lies nowhere"))
}

#[test]
fn a_second_press_opens_only_what_the_first_one_selected() {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let bring = |machine: &mut Machine, name: &str| {
        let file = file(&case, name, FileStatus::Approved, 1);
        machine.answer(ticket, Answer::Files(vec![file]));
    };
    bring(&mut machine, "m.pdf");
    let (column, row) = place(&machine.state, "m.pdf");
    // Also where the cursor stood on it by itself.
    machine.send(at(column, row, Act::Press));
    bring(&mut machine, "a.pdf");
    assert_eq!(selected(&machine), "m.pdf");
    let effects = machine.send(at(column, row, Act::Again));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Open(..))),
        "{effects:?}"
    );
    assert_eq!(selected(&machine), "a.pdf", "it was a first press");
    let effects = machine.send(at(column, row, Act::Again));
    assert!(
        matches!(effects.as_slice(), [Effect::Open(..)]),
        "{effects:?}"
    );
}

#[test]
fn the_lines_of_menus_are_pressed() {
    let mut machine = on_files();
    machine.key(Key::Char('f'));
    let shown = |machine: &Machine| machine.state.files.as_ref().unwrap().table.shown_count();
    let (column, row) = where_lies(&machine.state, Hit::Sign(1));
    machine.send(at(column, row, Act::Press));
    assert!(matches!(machine.state.dialog, Some(Dialog::Statuses(1))));
    assert_eq!(shown(&machine), 1, "only files of that status");
    machine.send(at(column, row, Act::Again));
    assert_eq!(shown(&machine), 3, "and all again");
    machine.key(Key::Esc);
    machine.key(Key::Char('C'));
    let choice = |machine: &Machine| match &machine.state.dialog {
        Some(Dialog::Columns(choice)) => (choice.cursor.index(), choice.list.clone()),
        other => panic!("{other:?}"),
    };
    let before = choice(&machine).1;
    let (column, row) = where_lies(&machine.state, Hit::Row(Spot::Dialog, 3));
    machine.send(at(column, row, Act::Press));
    assert_eq!(
        choice(&machine),
        (3, before.clone()),
        "it is selected, and no more"
    );
    let (column, row) = where_lies(&machine.state, Hit::Sign(3));
    machine.send(at(column, row, Act::Press));
    assert_eq!(
        choice(&machine).1[3].1,
        !before[3].1,
        "its sign turns it on and off"
    );
    machine.key(Key::Esc);
    machine.key(Key::Char(':'));
    machine.type_in("event log");
    let (column, row) = where_lies(&machine.state, Hit::Row(Spot::Dialog, 0));
    machine.send(at(column, row, Act::Press));
    assert!(matches!(machine.state.dialog, Some(Dialog::Palette(_))));
    machine.send(at(column, row, Act::Again));
    assert!(
        !matches!(machine.state.dialog, Some(Dialog::Palette(_))),
        "the second press does it"
    );
}

#[test]
fn the_wheel_scrolls_every_dialog_that_is_longer_than_its_window() {
    let mut turned = 0;
    for (name, mut state) in all() {
        attache::app::update(
            &mut state,
            Message::Resize {
                columns: 60,
                rows: 12,
            },
        );
        let mode = state.mode();
        let moves = state.keymap.key(mode, Action::Move(Step::Down));
        if state.dialog.is_none() || moves.is_none() || state.pause.is_some() {
            continue;
        }
        let (mut by_wheel, mut by_keys) = (state.clone(), state.clone());
        attache::app::update(&mut by_wheel, at(30, 6, Act::WheelDown));
        for _ in 0..3 {
            attache::app::update(&mut by_keys, Message::Key(moves.unwrap()));
        }
        assert!(by_wheel == by_keys, "{name}: three steps");
        turned += usize::from(by_wheel != state);
    }
    assert!(turned > 8, "{turned} dialogs that scroll");
}

/// In every window every row that is drawn can be reached: nothing that is not there covers it.
#[test]
fn every_row_of_a_table_can_be_pressed() {
    for size in [(120, 40), (109, 30), (80, 24), (50, 15)] {
        let mut machine = on_cases();
        let (columns, rows) = size;
        machine.send(Message::Resize { columns, rows });
        machine.key(Key::Enter);
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let case = machine.case();
        let files =
            (0..60).map(|number| file(&case, &format!("{number:02}.pdf"), FileStatus::Approved, 1));
        machine.answer(ticket, Answer::Files(files.collect()));
        machine.answer(ticket, Answer::Listed(Ok(())));
        let table = machine.state.regions().table();
        let reached = (table.y + 1..table.bottom()).enumerate();
        for (place, row) in reached {
            assert_eq!(
                hit(&machine.state, 20, row),
                Some(Hit::Row(Spot::Table, place)),
                "{size:?}"
            );
        }
    }
}

#[test]
fn an_arrow_with_shift_moves_a_column_and_is_an_arrow_elsewhere() {
    let mut machine = on_files();
    machine.key(Key::ShiftDown);
    assert_eq!(
        machine.state.files.as_ref().unwrap().table.cursor().index(),
        1
    );
    for (key, same) in [
        (Key::ShiftDown, 'J'),
        (Key::ShiftUp, 'K'),
        (Key::ShiftRight, '+'),
        (Key::ShiftLeft, '-'),
    ] {
        let mut machine = on_files();
        machine.key(Key::Char('C'));
        machine.key(Key::Down);
        let mut other = machine.clone();
        machine.key(key);
        other.key(Key::Char(same));
        assert_eq!(machine.state.dialog, other.state.dialog);
        assert_ne!(
            machine.state.layout.columns,
            on_files().state.layout.columns
        );
    }
}

#[test]
fn a_row_that_is_pressed_is_the_one_that_is_selected_there() {
    use attache::app::Theme;
    use attache::view::Glyphs;
    use ratatui::style::Modifier;
    let look = crate::screens::states::look(Theme::Mono, Glyphs::Unicode);
    for size in [(120, 40), (80, 24), (50, 15)] {
        for (name, mut state) in all() {
            let (columns, rows) = size;
            attache::app::update(&mut state, Message::Resize { columns, rows });
            for row in 0..rows {
                let column = columns / 3;
                let Some(Hit::Row(spot, _)) = hit(&state, column, row) else {
                    continue;
                };
                let mut after = state.clone();
                let mouse = at(column, row, Act::Press);
                attache::app::update(&mut after, mouse);
                // A row may have moved when the pane that got the keys grew.
                if after.regions() != state.regions() {
                    continue;
                }
                let picture = crate::screens::states::picture(&after, size, &look);
                // The second half of a wide sign has no style of its own.
                let pair = [column, column + 1].map(|x| picture[(x, row)].modifier);
                assert!(
                    pair.iter().any(|cell| cell.contains(Modifier::REVERSED)),
                    "{name} {size:?}: row {row} of {spot:?}"
                );
            }
        }
    }
}
