//! The field for a folder and a name.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Place, SaveAs, State};
use crate::domain::{SafeText, plural};

use super::cells::{cut_name, fit};
use super::{Look, instances, pane, paths};

/// Draws the field, what it means, and what goes on from it.
pub(super) fn draw(
    state: &State,
    save_as: &SaveAs,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let width = 76.min(regions.whole.width);
    let cells = usize::from(width).saturating_sub(4);
    let lines = lines(state, save_as, cells, look);
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    // The notice line and the keys stay in sight.
    let most = regions.whole.height.saturating_sub(4);
    let area = regions.dialog(width, rows.saturating_add(1 + frame_rows).min(most));
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, &title(save_as), true, look);
    let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
    let (label, hint) = match save_as.files.len() {
        1 => ("To", "folder/name"),
        _ => ("Folder", "the one for saved files"),
    };
    instances::field(
        &save_as.path.field,
        label,
        hint,
        ["", ""],
        place,
        look,
        frame,
    );
    for ((line, style), y) in lines.into_iter().zip(inside.y + 1..inside.bottom()) {
        let line = Line::styled(
            fit(&format!(" {line}"), usize::from(inside.width), look.glyphs),
            style,
        );
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

fn title(save_as: &SaveAs) -> String {
    let left_out = match save_as.left_out {
        0 => String::new(),
        1 => "; 1 is not approved and stays".to_owned(),
        many => format!("; {many} are not approved and stay"),
    };
    match save_as.files.len() {
        1 => format!("Save as{left_out}"),
        many => format!("Save {}{left_out}", plural(many as u64, "file", "files")),
    }
}

fn lines(state: &State, save_as: &SaveAs, cells: usize, look: &Look) -> Vec<(String, Style)> {
    let mut lines = vec![(meaning(&save_as.place(), cells, look), Style::new())];
    let hint = "{complete} completes the folder; what ends with / is a folder.";
    let hint = state.keymap.spell(Mode::SaveAs, hint);
    lines.extend(paths::candidates(&save_as.path, &hint, cells, look));
    lines
}

/// What the typed text means, so that nobody is surprised.
fn meaning(place: &Place, cells: usize, look: &Look) -> String {
    let name = match &place.name {
        Some(name) => format!("as {}", SafeText::new(name)),
        None => "under its own name".to_owned(),
    };
    let folder = match &place.folder {
        Some(folder) => SafeText::new(&folder.to_string_lossy()).to_string(),
        None => "the folder for saved files".to_owned(),
    };
    let name = cut_name(&name, cells / 2, look.glyphs);
    let room = cells.saturating_sub(super::cells::width(&name) + 5);
    format!("{name}, in {}", cut_name(&folder, room, look.glyphs))
}
