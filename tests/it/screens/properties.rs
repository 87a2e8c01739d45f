//! Whatever a file holds: no row of its preview is wider than the pane.

use std::sync::Arc;

use attache::app::keys::Key;
use attache::app::{GAP, PreviewRow, Previewing, Theme};
use attache::contents::{self, Content};
use attache::domain::cells::width;
use attache::domain::{Body, Graphics, Preview, Sheet};
use attache::view::Glyphs;
use proptest::prelude::*;

use super::previews::answer;
use super::states::{look, picture};
use crate::app::world::*;

/// Texts that are meant to be wider than they seem, or narrower.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "見",
        "ｗ",
        "👨\u{200D}👩\u{200D}👧",
        "🇩🇪",
        "e\u{301}\u{302}",
        "\u{202E}",
        "\u{200B}",
        "\t",
        "\r",
        "\u{1b}[2J",
        "ا",
        "क्ष",
        "\u{FE0F}",
        "❤\u{FE0F}",
        "a",
        " ",
        "-",
        "long-word-without-a-blank",
    ]);
    let made = prop::collection::vec(parts, 0..60).prop_map(|parts| parts.concat());
    prop_oneof![any::<String>(), made]
}

fn texts() -> impl Strategy<Value = Preview> {
    (
        prop::collection::vec(hostile(), 0..12),
        hostile(),
        hostile(),
        hostile(),
    )
        .prop_map(|(lines, doubt, fact, note)| Preview {
            doubt: Some(doubt.as_str().into()),
            facts: vec![("Title", fact.as_str().into())],
            note: Some(note.as_str().into()),
            body: Body::Text(lines.iter().map(|line| line.as_str().into()).collect()),
            ..Preview::bare("text, UTF-8", false)
        })
}

fn sheets() -> impl Strategy<Value = Preview> {
    prop::collection::vec(prop::collection::vec(hostile(), 0..9), 1..9).prop_map(|rows| {
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.as_str().into()).collect());
        let sheet = Sheet::of(rows.collect()).map(|sheet| Body::Sheet(Box::new(sheet)));
        Preview {
            body: sheet.unwrap_or(Body::Nothing),
            ..Preview::bare("table", true)
        }
    })
}

/// What the program makes of bytes under a name of each kind.
fn files() -> impl Strategy<Value = Preview> {
    let endings = [
        "txt", "csv", "tsv", "json", "eml", "pdf", "zip", "docx", "xlsx", "png", "html", "bin",
    ];
    let text = hostile().prop_map(String::into_bytes);
    let table =
        prop::collection::vec(hostile(), 1..20).prop_map(|cells| cells.join(",").into_bytes());
    let bytes = prop_oneof![text, table, prop::collection::vec(any::<u8>(), 0..400)];
    (prop::sample::select(endings.to_vec()), bytes).prop_map(|(ending, bytes)| {
        let name = format!("file.{ending}").as_str().into();
        let content = Content {
            name: &name,
            bytes: &bytes,
            whole: true,
        };
        contents::preview(content, Graphics::Blocks)
    })
}

fn anything() -> impl Strategy<Value = Preview> {
    prop_oneof![texts(), sheets(), files()]
}

/// The cells that a row takes.
fn cells_of(row: &PreviewRow) -> usize {
    match row {
        PreviewRow::Doubt(text) | PreviewRow::Said(text) | PreviewRow::Content(text) => width(text),
        PreviewRow::Fact(_, text) => attache::app::FACT + width(text),
        PreviewRow::Cells(cells, _) => {
            let all: usize = cells.iter().map(|(_, column)| column.width + GAP).sum();
            all.saturating_sub(GAP)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_row_of_a_preview_is_wider_than_its_pane(
        seen in anything(),
        cells in 1_usize..=200,
        shift in 0_usize..30,
        offset in 0_usize..20,
        wraps in any::<bool>(),
    ) {
        let mut preview = Previewing::default();
        preview.seen = Some(Arc::new(seen));
        (preview.wraps, preview.shift, preview.offset) = (wraps, shift, offset);
        for row in preview.shown(cells, 40) {
            // A fact has its name before it, and in less than that there is no room for one.
            let room = match row {
                PreviewRow::Fact(..) => cells.max(attache::app::FACT + 2),
                // A sign of two cells cannot be put into one.
                _ => cells.max(2),
            };
            prop_assert!(cells_of(&row) <= room, "{row:?} in {cells} cells");
        }
    }

    /// The frame stands, in any window, in every theme and with any signs.
    #[test]
    fn no_preview_moves_its_frame(
        seen in anything(),
        columns in 40_u16..=200,
        rows in 16_u16..=40,
        theme in prop::sample::select(Theme::ALL.to_vec()),
        ascii in any::<bool>(),
        wraps in any::<bool>(),
    ) {
        let mut machine = with_file("file.txt");
        machine.key(Key::Char('p'));
        answer(&mut machine, Ok(seen));
        if !wraps {
            machine.key(Key::Tab);
            machine.key(Key::Char('w'));
        }
        let (glyphs, edge) = if ascii { (Glyphs::Ascii, "|") } else { (Glyphs::Unicode, "│") };
        let drawn = picture(&machine.state, (columns, rows), &look(theme, glyphs));
        let mut state = machine.state.clone();
        attache::app::update(&mut state, attache::app::Message::Resize { columns, rows });
        let area = state.regions().preview.unwrap();
        for y in area.y + 1..area.bottom() - 1 {
            for x in [area.x, area.right() - 1] {
                // A mark may stand behind it, which takes no cell.
                prop_assert_eq!(drawn[(x, y)].symbol().trim_end_matches('\u{200E}'), edge);
            }
        }
    }
}
