//! Where names are hidden, no part of any screen shows one.

use std::collections::BTreeSet;

use attache::app::keys::Key;
use attache::app::veil::Privacy;
use attache::app::{Answer, Dialog, Effect, State, Theme};
use attache::domain::{Attachment, Case, FileStatus, Settled};
use attache::view::Glyphs;

use super::states::{all, letters, look, picture};
use crate::app::world::*;

/// Every name that the state knows, found without the help of who hides them.
fn planted(state: &State) -> BTreeSet<String> {
    let mut planted = BTreeSet::new();
    let mut plant = |text: &str| {
        let text = text.trim();
        // What is cut on the screen shows its start.
        let start: String = text.chars().take(12).collect();
        if start.chars().count() > 4 {
            planted.insert(start);
        }
    };
    let mut file = |file: &Attachment| {
        let name = file.title().as_str();
        plant(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        file.tags.iter().for_each(|(key, value)| {
            plant(key.as_str());
            plant(value.as_str());
        });
        if let Some(creator) = &file.created_by {
            plant(creator.short());
        }
    };
    if let Some(files) = &state.files {
        files.rows().files().iter().for_each(|one| file(one));
    }
    let transfers = state.transfers.list.iter();
    transfers.for_each(|one| file(one.errand.file()));
    if let Some(Dialog::SaveAs(save_as)) = &state.dialog {
        save_as.files.iter().for_each(&mut file);
    }
    let mut case = |case: &Case| {
        for text in [&case.title, &case.assigned_user].into_iter().flatten() {
            plant(text.as_str());
        }
    };
    if let Some(cases) = &state.cases {
        cases.all.items().iter().for_each(&mut case);
        cases.recents.iter().for_each(&mut case);
        let hits = cases.search.iter().flat_map(|search| search.hits.items());
        hits.for_each(&mut case);
    }
    let preview = state
        .files
        .as_ref()
        .and_then(|files| files.preview.as_ref());
    if let Some(seen) = preview.and_then(|preview| preview.seen.as_ref())
        && let attache::domain::Body::Text(lines) = &seen.body
    {
        for line in lines {
            plant(line.as_str());
        }
    }
    planted
}

/// What a person typed is seen by who types it.
fn typed(state: &State) -> String {
    let field = state
        .cases
        .as_ref()
        .map(|cases| cases.field.text().to_owned());
    field.unwrap_or_default()
}

fn shown(state: &State, size: (u16, u16), glyphs: Glyphs) -> String {
    let mut state = state.clone();
    state.privacy = Privacy::Private;
    letters(&picture(&state, size, &look(Theme::Mono, glyphs)))
}

#[test]
fn no_screen_shows_a_name() {
    let mut looked_for = 0;
    for (name, state) in all() {
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            for size in [(120, 40), (200, 50), (80, 24), (40, 8)] {
                let text = shown(&state, size, glyphs);
                let own = typed(&state);
                for planted in planted(&state) {
                    looked_for += 1;
                    assert!(
                        !text.contains(&planted) || own.contains(&planted),
                        "{name} shows {planted}:\n{text}"
                    );
                }
            }
        }
    }
    assert!(
        looked_for > 1_000,
        "only {looked_for} names were looked for"
    );
}

/// The test above is worth something: without the veil nearly all of it is seen.
#[test]
fn without_it_the_names_are_there() {
    let files = on_files().state;
    let look = look(Theme::Mono, Glyphs::Unicode);
    let text = letters(&picture(&files, (120, 40), &look));
    let names = planted(&files);
    let seen = names.iter().filter(|name| text.contains(*name)).count();
    assert!(seen * 2 > names.len(), "{names:?}\n{text}");
}

#[test]
fn what_tells_files_apart_without_telling_names_stays() {
    let text = shown(&on_files().state, (120, 40), Glyphs::Unicode);
    for part in [
        "private",
        "●●●●●.pdf",
        "●●●●●.docx",
        "1.2 MB",
        "Approved",
        "3 files",
        "…0001",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    let text = shown(&on_files().state, (120, 40), Glyphs::Ascii);
    assert!(text.contains("*****.pdf") && text.is_ascii(), "{text}");
    let narrow = shown(&on_files().state, (40, 8), Glyphs::Unicode);
    assert!(narrow.starts_with(" private"), "{narrow}");
}

/// What is asked for is the file itself, by its own name.
#[test]
fn saving_goes_on_by_the_real_name() {
    let mut machine = on_files();
    machine.key(Key::Char('H'));
    assert_eq!(machine.state.privacy, Privacy::Private);
    let effects = machine.key(Key::Char('s'));
    let [Effect::Save(ticket, request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(request.file.file.title().as_str(), "invoice.pdf");
    let ticket = *ticket;
    machine.answer(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("invoice.pdf")))),
    );
    let notice = machine.state.notice.clone().unwrap().text.to_string();
    assert!(notice.contains("invoice.pdf"), "{notice}");
    let text = shown(&machine.state, (120, 40), Glyphs::Unicode);
    assert!(text.contains("Saved ●●●●●"), "{text}");
    machine.key(Key::Char('H'));
    assert_eq!(machine.state.privacy, Privacy::Open);
}

/// What was said of files that are long gone from the screen is hidden, too.
#[test]
fn the_log_hides_names_that_nothing_else_knows_any_more() {
    let mut machine = on_files();
    machine.key(Key::End);
    machine.key(Key::Char('s'));
    machine.key(Key::Char('i'));
    machine.state.files = None;
    machine.key(Key::F(8));
    let look = look(Theme::Mono, Glyphs::Unicode);
    let open = letters(&picture(&machine.state, (120, 40), &look));
    assert!(open.contains("warranty"), "{open}");
    let text = shown(&machine.state, (120, 40), Glyphs::Unicode);
    assert!(
        !text.contains("warranty") && text.contains("●●●●●"),
        "{text}"
    );
}

/// Which rows a search shows is decided by the real names.
#[test]
fn the_selected_row_is_the_one_that_opens() {
    let mut machine = on_cases();
    machine.type_in("crack");
    let real = machine.state.cases.as_ref().unwrap().rows().len();
    machine.state.privacy = Privacy::Private;
    let text = letters(&picture(
        &machine.state,
        (120, 40),
        &look(Theme::Mono, Glyphs::Unicode),
    ));
    let rows = text.lines().filter(|line| line.contains("●●●●●")).count();
    assert_eq!(rows, real, "{text}");
    assert!(!text.contains("cracked"), "{text}");
}

/// However long the table is and wherever it is looked at: what is not hidden is not there.
#[test]
fn of_a_long_table_no_name_is_there() {
    let mut machine = on_files();
    let state = &mut machine.state;
    state.privacy = Privacy::Private;
    let case = case("c-long", "100900");
    let table = &mut state.files.as_mut().unwrap().table;
    let names = (0..2_500).map(|at| format!("planted-{at:04}.pdf"));
    table.bring(
        names
            .map(|name| file(&case, &name, FileStatus::Approved, 1))
            .collect(),
    );
    let count = table.shown_count();
    for places in [0..20, 2_300..2_340, 9_000..9_020] {
        let shown = state.shown_at(Glyphs::Unicode.veil(), places.clone());
        let table = &shown.files.as_ref().unwrap().table;
        // Not one that nobody looks at, either.
        assert!(table.rows().files().is_empty(), "{places:?}");
        let mut titles = table.shown().map(|file| file.title().as_str());
        assert!(
            titles.all(|title| !title.contains("planted-")),
            "{places:?}"
        );
        assert_eq!((table.shown_count(), table.rows().len()), (count, count));
        for place in places.filter(|place| *place < count) {
            let title = table.at(place).unwrap().title().as_str();
            assert!(title.starts_with("●●●●●"), "{title}");
            // By its own key what became of it is found.
            let key = state.files.as_ref().unwrap().table.key_at(place);
            assert_eq!(table.key_at(place), key);
        }
        assert!(table.selected().is_some());
    }
}
