//! The field for the file that an audit is written to.

use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::audit::Audit;
use crate::app::regions::Regions;
use crate::app::{PathField, State};
use crate::domain::ReportFormat;

use super::cells::wrap;
use super::{Look, instances, pane, paths};

/// Draws the field, what its ending means, and what goes on from it.
pub(super) fn draw(
    state: &State,
    path: &PathField,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let width = 76.min(regions.whole.width);
    let cells = usize::from(width).saturating_sub(4);
    let lines = lines(state, path, cells, look);
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    // The notice line and the keys stay in sight.
    let most = regions.whole.height.saturating_sub(4);
    let area = regions.dialog(width, rows.saturating_add(1 + frame_rows).min(most));
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Export the audit", true, look);
    let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
    let hint = "folder/name.csv";
    instances::field(&path.field, "To", hint, ["", ""], place, look, frame);
    for ((line, style), y) in lines.into_iter().zip(inside.y + 1..inside.bottom()) {
        let line = Line::styled(format!(" {line}"), style);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

fn lines(state: &State, path: &PathField, cells: usize, look: &Look) -> Vec<(String, Style)> {
    let mut lines = vec![meaning(path, look)];
    if let Some(audit) = &state.audit {
        let text = wrap(&what(state, audit), cells);
        lines.extend(text.into_iter().map(|line| (line, Style::new())));
    }
    let hint = "Tab completes the folder; nothing is replaced.";
    lines.extend(paths::candidates(path, hint, cells, look));
    lines
}

/// What the ending of the typed name means.
fn meaning(path: &PathField, look: &Look) -> (String, Style) {
    let format = ReportFormat::of(Path::new(path.field.trimmed()));
    let text = match format {
        Some(ReportFormat::Csv) => "csv: a table, for spreadsheets",
        Some(ReportFormat::Ndjson) => "ndjson: a line of JSON a file, for jq, DuckDB, Athena",
        Some(ReportFormat::Json) => "json: one document, with its totals",
        Some(ReportFormat::Html) => "html: one page for a browser, with its totals",
        None => "The ending says how: .csv, .ndjson, .json or .html",
    };
    let style = match format {
        Some(_) => look.theme.good(),
        None => look.theme.accent(),
    };
    (text.to_owned(), style)
}

fn what(state: &State, audit: &Audit) -> String {
    let count = state.audit_count(audit);
    if audit.is_whole() {
        format!("All {count} of the audit, whatever is filtered.")
    } else {
        format!(
            "All {count} that it has found so far, whatever is filtered. The audit is not whole yet."
        )
    }
}
