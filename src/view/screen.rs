//! The whole window: which regions it has and who draws them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::regions::{Front, Regions, SMALLEST, Side, Weight, Wish};
use crate::app::{Bottom, Dialog, Screen, State};

use super::{
    Look, cases, cells, details, dialog, errors, fence, files, footer, guide, header, instances,
    notice, preview, transfers,
};

/// Draws the state.
pub fn draw(state: &State, look: &Look, frame: &mut Frame) {
    let look = &look.wearing(state.looks);
    draw_all(state, look, frame);
    look.develop(frame.buffer_mut());
}

fn draw_all(state: &State, look: &Look, frame: &mut Frame) {
    // A resize may reach the terminal before it reaches the state; never draw outside.
    let area = frame.area();
    let window = (area.width.min(state.size.0), area.height.min(state.size.1));
    let mut regions = state.regions();
    if window != state.size {
        let bottom = regions.bottom.map(|area| Wish {
            lines: area.height,
            weight: Weight::StandsBy,
        });
        let side = Side {
            details: regions.details.is_some(),
            preview: regions.preview.is_some(),
            front: Front::Preview,
        };
        regions = Regions::of(window, side, bottom);
    }
    if regions.whole.is_empty() {
        return;
    }
    if regions.too_small() {
        too_small(state, &regions, look, frame);
        return;
    }
    // The one door: where names are hidden, nothing below has any to draw. Where everything
    // stands was decided by the state itself.
    let state = &*state.shown(look.glyphs.veil());
    header::draw(state, regions.header, look, frame);
    match state.screen {
        Screen::Instances => match state.guide() {
            Some(guide) => guide::draw(state, guide, &regions, look, frame),
            None => instances::draw(state, &regions, look, frame),
        },
        Screen::Cases => cases::draw(state, &regions, look, frame),
        Screen::Files => files::draw(state, &regions, look, frame),
    }
    if let (Some(area), Some(files)) = (regions.details, &state.files) {
        details::draw(files, state, area, &regions, look, frame);
    }
    if let (Some(area), Some(files)) = (regions.preview, &state.files) {
        preview::draw(files, state, area, &regions, look, frame);
    }
    if let Some(area) = regions.bottom {
        bottom(state, area, &regions, look, frame);
    }
    notice::draw(state, &regions, look, frame);
    footer::draw(state, regions.footer, look, frame);
    dialog::draw(state, &regions, look, frame);
    // What is wrong with what was typed into a dialog stands in front of it.
    let is_typed = matches!(
        state.dialog,
        Some(Dialog::Login(_) | Dialog::FileIds(_) | Dialog::SaveAs(_) | Dialog::Export(_))
    );
    if is_typed && state.notice.is_some() {
        notice::draw(state, &regions, look, frame);
    }
    fence::rows(look.glyphs, frame.buffer_mut());
}

fn bottom(state: &State, area: Rect, regions: &Regions, look: &Look, frame: &mut Frame) {
    let open = state.files.as_ref().and_then(|files| files.bottom);
    match (state.screen, open) {
        (Screen::Files, Some(Bottom::Transfers)) => {
            transfers::draw(state, area, regions, look, frame);
        }
        _ => errors::draw(state, area, regions, look, frame),
    }
}

/// One line that says what is wrong; nothing else fits.
fn too_small(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let (columns, rows) = (regions.whole.width, regions.whole.height);
    let (least_columns, least_rows) = SMALLEST;
    let leaves = state.keymap.spell(state.mode(), "{leave} leaves.");
    let sentence = format!(
        "attache: the window is {columns}x{rows}; it needs {least_columns}x{least_rows}. {leaves}"
    );
    let line = cells::cut(&sentence, usize::from(columns), look.glyphs);
    frame.render_widget(Line::raw(line), Rect::new(0, 0, columns, 1));
}
