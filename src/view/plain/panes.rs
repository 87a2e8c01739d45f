//! What is open over and beside a list, in lines: read off the picture that everybody else
//! sees, so that no pane and no question can be forgotten here.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::State;
use crate::app::keys::Mode;

use super::super::draw;
use super::rows::plainly;

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Open {
    /// A question, or something to fill in or to read.
    Dialog,
    /// The details.
    Details,
    /// The preview.
    Preview,
}

/// Everything that is open, and what it says.
pub fn open(state: &State) -> Vec<(Open, Vec<String>)> {
    if state.dialog.is_some() {
        return vec![(Open::Dialog, dialog(state))];
    }
    let regions = state.regions();
    // It stands in place of the list.
    if state.mode() == Mode::Guide {
        let picture = picture(state);
        let area = regions.summary.union(regions.body);
        let says = picture.map(|buffer| lines(&buffer, regions.inside(area)));
        return says.into_iter().map(|says| (Open::Dialog, says)).collect();
    }
    let panes = [
        (Open::Details, regions.details),
        (Open::Preview, regions.preview),
    ];
    let open = panes
        .into_iter()
        .filter_map(|(pane, area)| Some((pane, area?)));
    let open: Vec<_> = open.collect();
    if open.is_empty() {
        return Vec::new();
    }
    let Some(buffer) = picture(state) else {
        return Vec::new();
    };
    open.into_iter()
        .map(|(pane, area)| (pane, lines(&buffer, regions.inside(area))))
        .collect()
}

/// What a dialog says: all that differs from the picture without it.
fn dialog(state: &State) -> Vec<String> {
    let mut without = state.clone();
    without.dialog = None;
    let (Some(with), Some(without)) = (picture(state), picture(&without)) else {
        return Vec::new();
    };
    let area = with.area;
    let differs = |x: u16, y: u16| with[(x, y)].symbol() != without[(x, y)].symbol();
    // Neither the header nor what stands at the foot is a part of it.
    let rows = area.y + 1..area.bottom().saturating_sub(2);
    let places = rows.flat_map(|y| (area.x..area.right()).map(move |x| (x, y)));
    let changed: Vec<(u16, u16)> = places.filter(|&(x, y)| differs(x, y)).collect();
    let bounds = |of: fn(&(u16, u16)) -> u16| {
        let all = changed.iter().map(of);
        Some((all.clone().min()?, all.max()?))
    };
    let (Some((left, right)), Some((top, bottom))) =
        (bounds(|place| place.0), bounds(|place| place.1))
    else {
        return Vec::new();
    };
    lines(
        &with,
        Rect::new(left, top, right - left + 1, bottom - top + 1),
    )
}

fn picture(state: &State) -> Option<Buffer> {
    let backend = TestBackend::new(state.size.0, state.size.1);
    let mut terminal = Terminal::new(backend).ok()?;
    terminal.draw(|frame| draw(state, &plainly(), frame)).ok()?;
    Some(terminal.backend().buffer().clone())
}

/// The words in this part of the picture, without frames and empty rows.
fn lines(buffer: &Buffer, area: Rect) -> Vec<String> {
    let area = area.intersection(buffer.area);
    let row = |y: u16| -> String {
        let cells = (area.x..area.right()).map(|x| buffer[(x, y)].symbol());
        let text = cells.collect::<String>();
        let bare = text.trim_matches(|c: char| c.is_whitespace() || "|+-".contains(c));
        bare.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let rows = (area.y..area.bottom()).map(row);
    rows.filter(|row| !row.is_empty()).collect()
}
