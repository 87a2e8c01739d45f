//! The picker of cases.

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Constraint;
use ratatui::style::Style;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Asking, Cases, Row, State};
use crate::domain::{SafeText, age, plural, short_id};

use super::columns::{self, Align, Column};
use super::{Look, instances, pane};

const COLUMNS: [Column; 6] = [
    // The sign of a recent case.
    Column {
        title: "",
        width: Constraint::Length(1),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Reference",
        width: Constraint::Length(10),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Title",
        width: Constraint::Fill(1),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Status",
        width: Constraint::Length(8),
        align: Align::Left,
        from: 50,
    },
    Column {
        title: "Updated",
        width: Constraint::Length(8),
        align: Align::Right,
        from: 60,
    },
    Column {
        title: "Assigned",
        width: Constraint::Length(10),
        align: Align::Left,
        from: 78,
    },
];

/// Draws the picker.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let Some(cases) = &state.cases else {
        return;
    };
    let rows = cases.rows();
    let narrowed = narrowed(cases, look);
    let count = format!("{narrowed}   {}", count(cases, &rows));
    let hint = "search; or a reference number, an id, an ARN, an address";
    instances::field(
        &cases.field,
        "Case",
        hint,
        [count.trim(), &narrowed],
        regions.summary,
        look,
        frame,
    );
    let inside = pane::pane(
        frame,
        regions.body,
        regions,
        "Cases",
        !state.reads_errors,
        look,
    );
    if rows.is_empty() {
        pane::say_inside(frame, regions.body, inside, &nothing(state, cases), look);
        return;
    }
    // Without a frame the column titles stand in place of the pane's.
    let area = if regions.framed { inside } else { regions.body };
    let shown = rows.iter().enumerate().skip(cases.cursor.offset());
    let rows = shown.map(|(index, row)| {
        let selected = index == cases.cursor.index();
        (selected, values(row, state.now, look))
    });
    columns::draw(&COLUMNS, rows, !state.reads_errors, area, look, frame);
}

/// How many there are. A case that is only remembered does not count.
fn count(cases: &Cases, rows: &[Row]) -> String {
    let listed = rows.iter().filter(|row| row.listed).count();
    let count = plural(listed as u64, "case", "cases");
    match &cases.pages().seen {
        None if listed == 0 => String::new(),
        Some(pages) if pages.next.is_some() => format!("{count} so far"),
        _ => count,
    }
}

/// `open · mine`: which of the cases are shown.
fn narrowed(cases: &Cases, look: &Look) -> String {
    let words = [(cases.open, "open"), (cases.mine, "mine")];
    let words: Vec<&str> = words
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, word)| *word)
        .collect();
    words.join(&format!(" {} ", look.glyphs.dot()))
}

fn nothing(state: &State, cases: &Cases) -> String {
    let spell = |sentence: &str| state.keymap.spell(Mode::CasePicker, sentence);
    match &cases.search {
        Some(search) if search.resting.is_some() => "Searching as soon as you pause.".to_owned(),
        Some(search) => match &search.hits.asking {
            Asking::Afresh(_) | Asking::More(_) => format!("Asking for \"{}\".", search.term),
            Asking::Idle => {
                let empty = spell("{back} empties the field.");
                format!("No case is named or holds \"{}\". {empty}", search.term)
            }
            Asking::Failed(_) | Asking::MoreFailed(_) => {
                spell("The search failed; the reason is below. {take} tries again.")
            }
        },
        None => spell(match &cases.all.asking {
            Asking::Afresh(_) | Asking::More(_) => "Asking for the cases.",
            Asking::Idle if cases.all.seen.is_none() => "{refresh} asks for the cases.",
            Asking::Idle if cases.mine => {
                "None of these cases is assigned to you. {mine} shows anyone's."
            }
            Asking::Idle if cases.open => "No case here is open. {open-only} shows all of them.",
            Asking::Idle => "There are no cases here.",
            Asking::Failed(_) | Asking::MoreFailed(_) if cases.mine => {
                "The cases could not be listed; the reason is below. {mine} shows anyone's, {refresh} tries again."
            }
            Asking::Failed(_) | Asking::MoreFailed(_) => {
                "The cases could not be listed; the reason is below. {refresh} tries again; a case's id or ARN works without the list."
            }
        }),
    }
}

fn values(row: &Row, now: Timestamp, look: &Look) -> [(String, Style); 6] {
    let case = row.case;
    let text = |text: &Option<SafeText>| text.as_ref().map_or(String::new(), ToString::to_string);
    let closed = case
        .status
        .as_ref()
        .is_some_and(|word| word.as_str().eq_ignore_ascii_case("closed"));
    let style = if closed {
        look.theme.faint()
    } else {
        Style::new()
    };
    let title = case.title.as_ref().unwrap_or(case.id.shown()).to_string();
    let assigned = case.assigned_user.as_ref().or(case.assigned_queue.as_ref());
    // Of one that is only remembered nothing tells when it changed.
    let nothing = if row.recent { "recent" } else { "" };
    let updated = case
        .updated
        .map_or(nothing.to_owned(), |then| age(then, now));
    let sign = if row.recent { look.glyphs.recent() } else { "" };
    [
        (sign.to_owned(), look.theme.faint()),
        (text(&case.reference), style),
        (title, style),
        (text(&case.status), style),
        (updated, style),
        (
            assigned.map_or("", |who| short_id(who.as_str())).to_owned(),
            style,
        ),
    ]
}
