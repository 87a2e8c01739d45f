//! What can be pressed with the mouse because it is drawn: the keys of the footer and the answers
//! of questions. Each does what its key does. What lies elsewhere the machine knows by itself.

use ratatui::layout::{Position, Rect};

use crate::app::keys::Action;
use crate::app::regions::Regions;
use crate::app::{ColumnChoice, Dialog, State};

use super::{Look, dialog, footer};

/// What pressing this column and row of the window does, as its key would.
pub fn action_at(state: &State, look: &Look, (column, row): (u16, u16)) -> Option<Action> {
    let look = &look.wearing(state.looks);
    let regions = state.regions();
    let place = Position::new(column, row);
    if regions.too_small() || !regions.whole.contains(place) {
        return None;
    }
    // As it is drawn: hidden names have other widths.
    let state = &*state.shown(look.glyphs.veil());
    let question = dialog::question(state, &regions, look);
    let covered = match &question {
        Some(question) => question.area(&regions),
        None => covered(state, &regions),
    };
    if covered.contains(place) {
        return question?.action_at(place, &regions);
    }
    let on_footer = regions.footer.contains(place);
    let takes = state.pause.is_none() && on_footer;
    takes.then(|| footer::action_at(state, regions.footer, column, look))?
}

/// What the open dialog covers of the window; the fields never reach the footer.
fn covered(state: &State, regions: &Regions) -> Rect {
    match &state.dialog {
        Some(Dialog::Login(chooser)) => regions.chooser(chooser.rows().len()),
        Some(Dialog::Columns(_)) => regions.menu(ColumnChoice::lines()),
        Some(Dialog::Log(_)) => regions.log(),
        Some(Dialog::Palette(_)) => regions.palette(),
        _ => Rect::ZERO,
    }
}
