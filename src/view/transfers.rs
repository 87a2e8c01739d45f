//! The transfers pane: what is on its way to this machine, and what became of it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::totals::duration;
use crate::app::{Purpose, Stage, State, Totals, Transfer};
use crate::domain::{SafeText, Saved, size};

use super::cells::{cut, cut_name, fit, width};
use super::flow::{columns, waits};
use super::{Look, pane};

/// Draws the transfers, the newest first.
pub(super) fn draw(state: &State, area: Rect, regions: &Regions, look: &Look, frame: &mut Frame) {
    let transfers = &state.transfers;
    let focused = state.mode() == Mode::Transfers;
    let room = usize::from(area.width.saturating_sub(4));
    let title = title(transfers.list.len(), &transfers.totals(), room, look);
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
            for span in &mut line.spans {
                span.style = look.theme.on_selected(span.style);
            }
            line = line.style(look.theme.selected());
        }
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

/// `Transfers 12: 2 running, 3 waiting, 1 failed · 45 % of 120.0 MB · 3.2 MB/s · 12 s left`;
/// where there is no room its end goes.
fn title(count: usize, totals: &Totals, cells: usize, look: &Look) -> String {
    let counts = [
        (totals.asking, "for you to answer"),
        (totals.running, "running"),
        (totals.waiting, "waiting"),
        (totals.failed, "failed"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let mut title = format!("Transfers {count}");
    if !counts.is_empty() {
        title = format!("{title}: {}", counts.join(", "));
    }
    let done = totals.percent().zip(totals.total);
    let parts = [
        done.map(|(percent, total)| format!("{percent} % of {}", size(total))),
        totals.rate.map(|rate| format!("{}/s", size(rate))),
        totals
            .seconds_left()
            .map(|left| format!("{} left", duration(left))),
    ];
    for part in parts.into_iter().flatten() {
        let longer = format!("{title} {} {part}", look.glyphs.dot());
        if width(&longer) > cells {
            break;
        }
        title = longer;
    }
    cut(&title, cells, look.glyphs)
}

fn line(state: &State, transfer: &Transfer, cells: usize, look: &Look) -> Line<'static> {
    let name_cells = (cells / 3).clamp(12, 35);
    let name = cut_name(transfer.title().as_str(), name_cells, look.glyphs);
    let rest = cells.saturating_sub(name_cells + 9);
    let (text, style) = match state.delay(transfer.ticket) {
        Some(delay) => (delay.to_string(), look.theme.waiting()),
        None => stage(transfer, rest, look),
    };
    let purpose = match transfer.errand.purpose() {
        Purpose::Save => "save",
        Purpose::Open => "open",
    };
    Line::from(vec![
        Span::styled(format!(" {purpose}  "), look.theme.faint()),
        Span::raw(fit(&name, name_cells, look.glyphs)),
        Span::raw("  "),
        Span::styled(fit(&text, rest, look.glyphs), style),
    ])
}

/// How it goes, or what became of it.
pub(super) fn stage(transfer: &Transfer, cells: usize, look: &Look) -> (String, Style) {
    let style = look.theme;
    match &transfer.stage {
        stage @ (Stage::Queued | Stage::Asking) => (waits(stage).to_owned(), style.waiting()),
        Stage::Running(progress) => (columns(*progress, cells, look.glyphs), style.waiting()),
        Stage::Conflict(there) => {
            let text = format!("its name is taken: {}", shown(&there.path));
            (text, style.waiting())
        }
        Stage::Doubtful(risk) => (format!("not opened yet: it {}", risk.why), style.waiting()),
        Stage::Saved(saved) => (lies("", saved, cells, look), style.good()),
        Stage::Replaced(saved) => (lies("replaced: ", saved, cells, look), style.good()),
        Stage::Already(saved) => (lies("was here already: ", saved, cells, look), style.good()),
        Stage::Opened => ("opened".to_owned(), style.good()),
        Stage::Skipped(there) => {
            let text = format!("skipped: {} stays", shown(&there.path));
            (text, style.faint())
        }
        Stage::Failed(failure) => (failure.to_string(), style.bad()),
        Stage::Cancelled => ("cancelled".to_owned(), style.faint()),
    }
}

/// `1.2 MB in /home/m.ito/Downloads/invoice.pdf`; of a long path its end stays, which may be
/// another name than the file's own.
fn lies(how: &str, saved: &Saved, cells: usize, look: &Look) -> String {
    let text = format!("{how}{} in ", size(saved.size));
    let room = cells.saturating_sub(width(&text));
    let path = shown(&saved.path);
    format!("{text}{}", cut_name(path.as_str(), room, look.glyphs))
}

fn shown(path: &std::path::Path) -> SafeText {
    SafeText::new(&path.to_string_lossy())
}
