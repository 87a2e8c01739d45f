//! The event log: what happened so far, the newest at its end.

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::log::{Place, TIME, index_of};
use crate::app::regions::Regions;
use crate::app::{State, Tone};

use super::cells::fit;
use super::{Look, pane};

/// Draws the log from this place on, in the whole window between the header and the footer.
pub(super) fn draw(state: &State, place: Place, regions: &Regions, look: &Look, frame: &mut Frame) {
    let area = regions.log();
    frame.render_widget(Clear, area);
    let lines = state.log.lines(regions.inside(area).width);
    let height = usize::from(regions.inside(area).height);
    let first = index_of(&lines, place);
    let title = match lines.len().saturating_sub(first + height) {
        0 => format!("Log {}", state.log.len()),
        _ => format!("Log {}, newer ones below", state.log.len()),
    };
    let inside = pane::pane(frame, area, regions, &title, true, look);
    if lines.is_empty() {
        pane::say(frame, inside, "Nothing happened yet.", look);
        return;
    }
    for (line, y) in lines.into_iter().skip(first).zip(inside.y..inside.bottom()) {
        let time = line.at.map_or(String::new(), |at| time(at, look));
        // The first line tells what it is; a whole screen of colour could not be read.
        let style = match (line.at, line.tone) {
            (Some(_), Tone::Good) => look.theme.good(),
            (Some(_), Tone::Bad) => look.theme.bad(),
            (None, _) | (_, Tone::Plain | Tone::Note) => Style::new(),
        };
        let line = Line::from(vec![
            Span::raw(" "),
            Span::styled(
                fit(&time, usize::from(TIME), look.glyphs),
                look.theme.faint(),
            ),
            Span::styled(line.text, style),
        ]);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

/// `14:03:59`, in the person's zone.
fn time(at: Timestamp, look: &Look) -> String {
    let zoned = at.to_zoned(look.zone.clone());
    zoned.strftime("%H:%M:%S").to_string()
}
