//! The transfers pane: what is on its way to this machine, and what became of it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Purpose, Stage, State, Transfer};
use crate::domain::{Progress, SafeText, size};

use super::cells::{cut_name, fit};
use super::{Look, pane};

/// Draws the transfers, the newest first.
pub(super) fn draw(state: &State, area: Rect, regions: &Regions, look: &Look, frame: &mut Frame) {
    let transfers = &state.transfers;
    let focused = state.mode() == Mode::Transfers;
    let title = match transfers.running() {
        0 => format!("Transfers {}", transfers.list.len()),
        running => format!("Transfers {}, {running} running", transfers.list.len()),
    };
    let inside = pane::pane(frame, area, regions, &title, focused, look);
    if transfers.list.is_empty() {
        pane::say(frame, inside, "Nothing was saved or opened yet.", look);
        return;
    }
    let shown = transfers
        .list
        .iter()
        .enumerate()
        .skip(transfers.cursor.offset());
    for ((index, transfer), y) in shown.zip(inside.y..inside.bottom()) {
        let mut line = line(state, transfer, usize::from(inside.width), look);
        if focused && index == transfers.cursor.index() {
            line = line.style(look.theme.selected());
        }
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

fn line(state: &State, transfer: &Transfer, cells: usize, look: &Look) -> Line<'static> {
    let name_cells = (cells / 3).max(12);
    let name = cut_name(transfer.title.as_str(), name_cells, look.glyphs);
    let (text, style) = match state.delay(transfer.ticket) {
        Some(delay) => (delay.to_string(), look.theme.waiting()),
        None => stage(transfer, look),
    };
    let purpose = match transfer.purpose {
        Purpose::Save => "save",
        Purpose::Open => "open",
    };
    Line::from(vec![
        Span::styled(format!(" {purpose}  "), look.theme.faint()),
        Span::raw(fit(&name, name_cells, look.glyphs)),
        Span::raw("  "),
        Span::styled(text, style),
    ])
}

fn stage(transfer: &Transfer, look: &Look) -> (String, Style) {
    match &transfer.stage {
        Stage::Asking => ("asking for a link".to_owned(), look.theme.waiting()),
        Stage::Running(progress) => (flow(*progress), look.theme.waiting()),
        Stage::Saved(path, bytes) => {
            let path = SafeText::new(&path.to_string_lossy());
            (format!("{} in {path}", size(*bytes)), look.theme.good())
        }
        Stage::Opened => ("opened".to_owned(), look.theme.good()),
        Stage::Failed(failure) => (failure.to_string(), look.theme.bad()),
        Stage::Cancelled => ("cancelled".to_owned(), look.theme.faint()),
    }
}

/// `45 %  9.0 MB of 20.0 MB`.
pub(super) fn flow(progress: Progress) -> String {
    let received = size(progress.received);
    match progress.total {
        Some(total) if total > 0 => {
            let percent = progress.received.saturating_mul(100) / total;
            format!("{percent} %  {received} of {}", size(total))
        }
        Some(_) | None => received,
    }
}
