//! What stands over the screen: questions, and what is filled in.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::regions::Regions;
use crate::app::{Dialog, Field, State, named_files};
use crate::domain::{LoginChoice, plural};

use super::cells::wrap;
use super::{Look, help, instances, log, login, pane};

/// Draws the dialog, if one is open.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    match &state.dialog {
        None => {}
        Some(Dialog::Help(mode, offset)) => help::draw(*mode, *offset, regions, look, frame),
        Some(Dialog::Login(chooser)) => login::draw(state, chooser, regions, look, frame),
        Some(Dialog::FileIds(field)) => file_ids(field, regions, look, frame),
        Some(Dialog::Log(place)) => log::draw(state, *place, regions, look, frame),
        Some(Dialog::Switch(choice)) => {
            let text = switch_text(state, choice);
            question("Switch", &text, "y switch   n stay", regions, look, frame);
        }
        Some(Dialog::Forget) => {
            let text = "Forget which cases were looked into lately? Those of every profile and every instance are forgotten; the cases themselves stay as they are.";
            question(
                "Recent cases",
                text,
                "y forget   n keep them",
                regions,
                look,
                frame,
            );
        }
        Some(Dialog::Quit) => {
            let text = match state.transfers.running() {
                // They may end while the question stands.
                0 => "Everything has arrived by now. Leave?".to_owned(),
                running => format!(
                    "{} still on the way. Leave all the same? Nothing unfinished stays on the disk.",
                    plural(running as u64, "transfer", "transfers")
                ),
            };
            question("Quit", &text, "y quit   n stay", regions, look, frame);
        }
        Some(Dialog::SaveInstead(file, why)) => {
            let text = format!(
                "{} cannot be opened here: {why}. Save it instead?",
                file.title()
            );
            question("Open", &text, "y save   n leave it", regions, look, frame);
        }
    }
}

/// Files are named in a field; what it is for stands over it.
fn file_ids(field: &Field, regions: &Regions, look: &Look, frame: &mut Frame) {
    let width = 76.min(regions.whole.width);
    let text = "Ids or ARNs of files, between commas, blanks or lines; paste as many as you like. They are asked for by name, and nothing is searched. Empty asks for all.";
    let lines = wrap(text, usize::from(width).saturating_sub(4));
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    // The notice line and the keys stay in sight.
    let most = regions.whole.height.saturating_sub(4);
    let area = regions.dialog(width, rows.saturating_add(2 + frame_rows).min(most));
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Files by id", true, look);
    let named = named_files(field.text(), None).map_or(0, |ids| ids.len());
    let count = match named {
        0 => String::new(),
        named => plural(named as u64, "file", "files"),
    };
    let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
    instances::field(
        field,
        "Files",
        "id, id, id",
        [&count, &count],
        place,
        look,
        frame,
    );
    let gap = if regions.framed { 2 } else { 1 };
    for (line, y) in lines.into_iter().zip(inside.y + gap..inside.bottom()) {
        let line = Line::styled(format!(" {line}"), look.theme.faint());
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

fn switch_text(state: &State, choice: &LoginChoice) -> String {
    let whose = match &choice.profile {
        Some(profile) => format!("Ask as {profile}"),
        None => "Ask as the machine's own configuration says".to_owned(),
    };
    match state.transfers.running() {
        // They may end while the question stands.
        0 => format!("{whose} from now on? Everything has arrived by now."),
        running => format!(
            "{} still on the way and will be called off; nothing unfinished stays on the disk. {whose} all the same?",
            plural(running as u64, "transfer", "transfers")
        ),
    }
}

fn question(
    title: &str,
    text: &str,
    answers: &str,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let width = 60.min(regions.whole.width);
    let lines = wrap(text, usize::from(width).saturating_sub(4));
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2 + frame_rows);
    let area = regions.dialog(width, rows);
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, title, true, look);
    let answers_row = inside.bottom().saturating_sub(1);
    for (line, y) in lines.into_iter().zip(inside.y..answers_row) {
        frame.render_widget(
            Line::raw(format!(" {line}")),
            Rect::new(inside.x, y, inside.width, 1),
        );
    }
    let answers = Line::styled(format!(" {answers}"), look.theme.accent());
    if inside.height > 0 {
        frame.render_widget(answers, Rect::new(inside.x, answers_row, inside.width, 1));
    }
}
