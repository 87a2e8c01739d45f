//! The table of a case's or a contact's files, and the line of counts above it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Asking, Files, Stage, State};
use crate::domain::{Attachment, FileStatus, age, plural, size};

use super::columns::{self, Align, Column};
use super::{Look, cells, pane, standing};

const NAME: usize = 2;

const COLUMNS: [Column; 7] = [
    // Whether it is marked, and whether it is here or on its way.
    Column {
        title: "",
        width: Constraint::Length(2),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Status",
        width: Constraint::Length(13),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Name",
        width: Constraint::Fill(1),
        align: Align::Name,
        from: 0,
    },
    Column {
        title: "Size",
        width: Constraint::Length(9),
        align: Align::Right,
        from: 44,
    },
    Column {
        title: "Age",
        width: Constraint::Length(7),
        align: Align::Right,
        from: 56,
    },
    Column {
        title: "By",
        width: Constraint::Length(10),
        align: Align::Left,
        from: 68,
    },
    Column {
        title: "Source",
        width: Constraint::Length(14),
        align: Align::Left,
        from: 78,
    },
];

/// Draws the table and the line above it.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let Some(files) = &state.files else {
        return;
    };
    let stuck = files.polling.stuck(state.now);
    summary(files, stuck, regions.summary, look, frame);
    if regions.body.is_empty() {
        return;
    }
    let focused = state.mode() == Mode::Files;
    if regions.framed {
        let title = if files.ids.is_empty() {
            "Files"
        } else {
            "Files that you named"
        };
        pane::pane(frame, regions.body, regions, title, focused, look);
    }
    let area = regions.table();
    if files.rows().is_empty() {
        pane::say(frame, area, &nothing(files), look);
        return;
    }
    let stages = state.transfers.by_file();
    let table = &files.table;
    let shown = files.shown().enumerate().skip(table.cursor().offset());
    let rows = shown.map(|(index, file)| {
        let selected = index == table.cursor().index();
        let marks = marks(table.is_marked(index), stages.get(&file.key), look);
        (selected, values(file, marks, state, look))
    });
    columns::draw(&COLUMNS, Some(NAME), rows, focused, area, look, frame);
}

/// `12 files   ✓ 7 approved   … 1 processing   18.4 MB`; on a narrow line the words go first.
fn summary(files: &Files, stuck: usize, area: Rect, look: &Look, frame: &mut Frame) {
    let total = plural(files.rows().len() as u64, "file", "files");
    let so_far = match files.listing.asking.ticket() {
        Some(_) if !files.listing.complete => " so far",
        _ => "",
    };
    let build = |words: bool| {
        let mut spans = vec![Span::styled(
            format!(" {total}{so_far}"),
            look.theme.title(),
        )];
        for (status, count) in files.rows().counts() {
            let glyph = look.glyphs.status(status);
            let text = if words && stuck > 0 && *status == FileStatus::Processing {
                format!("   {glyph} {count} processing, {stuck} stuck")
            } else if words {
                format!("   {glyph} {count} {}", status.label().to_lowercase())
            } else {
                format!("  {glyph} {count}")
            };
            spans.push(Span::styled(text, look.theme.status(status)));
        }
        spans.push(Span::raw(format!("   {}", size(files.rows().bytes()))));
        let marks = files.table.marks();
        if !marks.is_empty() {
            let text = format!(
                "   {} {} marked, {}",
                look.glyphs.current(),
                marks.len(),
                size(marks.bytes())
            );
            spans.push(Span::styled(text, look.theme.accent()));
        }
        Line::from(spans)
    };
    let line = build(true);
    let line = if line.width() > usize::from(area.width) {
        build(false)
    } else {
        line
    };
    frame.render_widget(line, area);
}

fn nothing(files: &Files) -> String {
    match &files.listing.asking {
        Asking::Afresh(_) | Asking::More(_) => "Asking for the files.".to_owned(),
        Asking::Idle if files.listing.complete && !files.problems.is_empty() => {
            "No file could be read; the reason is below. r tries again.".to_owned()
        }
        Asking::Idle if files.listing.complete && files.ids.is_empty() => {
            let kind = files.subject.kind();
            format!("This {kind} has no attached files. r asks again.")
        }
        Asking::Idle if files.listing.complete => {
            "None of the named files was found. + names others, or none for all.".to_owned()
        }
        Asking::Idle => "Called off. r asks again.".to_owned(),
        Asking::Failed(_) | Asking::MoreFailed(_) if files.must_be_named() => {
            "You may not list these files; the reason is below. + takes the ids of files that you know.".to_owned()
        }
        Asking::Failed(_) | Asking::MoreFailed(_) => {
            "The files could not be listed; the reason is below. r tries again.".to_owned()
        }
    }
}

/// `●↓`: marked, and on its way.
fn marks(marked: bool, stage: Option<&&Stage>, look: &Look) -> String {
    let mark = if marked { look.glyphs.current() } else { " " };
    let sign = match stage {
        None | Some(Stage::Opened | Stage::Skipped(_) | Stage::Cancelled) => " ",
        Some(Stage::Queued | Stage::Asking | Stage::Running(_)) => look.glyphs.down(),
        Some(Stage::Conflict(_) | Stage::Doubtful(_)) => "?",
        Some(Stage::Saved(_) | Stage::Replaced(_) | Stage::Already(_)) => look.glyphs.here(),
        Some(Stage::Failed(_)) => "!",
    };
    format!("{mark}{sign}")
}

fn values(file: &Attachment, marks: String, state: &State, look: &Look) -> [(String, Style); 7] {
    let now = state.now;
    let by = file.created_by.as_ref();
    let by = by.map_or("", |by| state.people.label(by));
    [
        (marks, Style::new()),
        standing::status(state, file, look),
        (file.title().to_string(), Style::new()),
        (file.size.map_or(String::new(), size), Style::new()),
        (
            file.created.map_or(String::new(), |then| age(then, now)),
            Style::new(),
        ),
        (cells::cut(by, 10, look.glyphs), look.theme.faint()),
        (file.source.label(), look.theme.faint()),
    ]
}
