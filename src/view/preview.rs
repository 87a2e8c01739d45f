//! What can be seen of the selected file, beside the table or in its place.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::veil::Privacy;
use crate::app::{FACT, Files, GAP, Looking, PreviewRow, Previewing, State};
use crate::domain::Sharp;

use super::cells::{cut, cut_name, fit, fit_right, width};
use super::{Glyphs, Look, pane, picture};

/// Draws the preview's pane.
pub(super) fn draw(
    files: &Files,
    state: &State,
    area: Rect,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let Some(preview) = &files.preview else {
        return;
    };
    let focused = state.mode() == Mode::Preview;
    let title = title(files, preview, area, regions, look);
    let inside = pane::pane(frame, area, regions, &title, focused, look);
    let cells = usize::from(inside.width.saturating_sub(2));
    let height = usize::from(inside.height);
    let rows = preview.shown(cells, height);
    let seen = preview
        .seen
        .as_ref()
        .filter(|_| preview.sentence().is_none());
    // Where the terminal draws it itself its cells stay blank.
    if let Some(picture) = seen.and_then(|seen| seen.picture())
        && (picture.sharp.is_none() || state.dialog.is_some())
    {
        let room = picture_room(inside, rows.len());
        picture::draw(&picture.small, room, look, frame);
    }
    if regions.framed {
        place(preview, cells, height, area, look, frame);
    }
    for (row, y) in rows.into_iter().zip(inside.y..inside.bottom()) {
        let area = Rect::new(inside.x, y, inside.width, 1);
        frame.render_widget(line(row, look), area);
    }
}

/// A picture that the terminal draws itself, and the cells that are left blank for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The picture.
    pub picture: Sharp,
    /// Where it may stand.
    pub room: Rect,
}

/// The picture that is to be seen, if any. A dialog may stand over it, so that it gives way to
/// one that is drawn with characters.
pub fn placed(state: &State) -> Option<Placed> {
    let regions = state.regions();
    let inside = regions.inside(regions.preview?);
    let files = state.files.as_ref()?;
    let preview = files.preview.as_ref()?;
    let seen = preview.seen.as_ref()?;
    // On a screen that others see nothing of a file shows.
    if state.privacy == Privacy::Private {
        return None;
    }
    if state.dialog.is_some() || regions.too_small() || preview.sentence().is_some() {
        return None;
    }
    let picture = seen.picture()?.sharp.clone()?;
    let cells = usize::from(inside.width.saturating_sub(2));
    let rows = preview.shown(cells, usize::from(inside.height)).len();
    let room = picture_room(inside, rows);
    (!room.is_empty()).then_some(Placed { picture, room })
}

/// What is left for a picture under the rows that are said of it.
fn picture_room(inside: Rect, rows: usize) -> Rect {
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(inside.height);
    let width = inside.width.saturating_sub(2);
    Rect::new(inside.x + 1, inside.y + rows, width, inside.height - rows)
}

/// `invoice.pdf · PDF document`; under the details, which are titled by the name, `Preview · …`.
fn title(
    files: &Files,
    preview: &Previewing,
    area: Rect,
    regions: &Regions,
    look: &Look,
) -> String {
    let room = usize::from(area.width.saturating_sub(4));
    let dot = look.glyphs.dot();
    // The sign between width and height is this program's own.
    let shown = |kind: &str| match look.glyphs {
        Glyphs::Unicode => kind.to_owned(),
        Glyphs::Ascii => kind.replace('×', "x"),
    };
    let kind = match (&preview.looking, &preview.seen) {
        (Looking::Asking(_), Some(_)) => " · asking again".replace('·', dot),
        (_, Some(seen)) => format!(" {dot} {}", shown(seen.kind.as_str())),
        _ => String::new(),
    };
    let name = match files.selected() {
        Some(file) if regions.details.is_none() => {
            let room = room.saturating_sub(width(&kind)).max(room / 2);
            cut_name(file.title().as_str(), room, look.glyphs)
        }
        _ => "Preview".to_owned(),
    };
    cut(&format!("{name}{kind}"), room, look.glyphs)
}

/// `12-40 of 97` on the frame, when not all of it is on the screen.
fn place(
    preview: &Previewing,
    cells: usize,
    height: usize,
    area: Rect,
    look: &Look,
    frame: &mut Frame,
) {
    let rows = preview.rows(cells);
    if rows <= height || area.height < 2 {
        return;
    }
    let (first, last) = (preview.offset + 1, (preview.offset + height).min(rows));
    let text = format!(" {first}-{last} of {rows} ");
    let wide = u16::try_from(width(&text)).unwrap_or(u16::MAX);
    if wide + 4 > area.width {
        return;
    }
    let spot = Rect::new(area.right() - wide - 2, area.bottom() - 1, wide, 1);
    frame.render_widget(Line::styled(text, look.theme.faint()), spot);
}

fn line(row: PreviewRow, look: &Look) -> Line<'static> {
    match row {
        PreviewRow::Doubt(text) => Line::styled(format!(" {text}"), look.theme.bad()),
        PreviewRow::Said(text) => Line::styled(format!(" {text}"), look.theme.faint()),
        PreviewRow::Content(text) => Line::raw(format!(" {text}")),
        PreviewRow::Cells(cells, head) => {
            let style = if head {
                look.theme.title().add_modifier(Modifier::UNDERLINED)
            } else {
                Style::new()
            };
            let mut spans = vec![Span::raw(" ")];
            for (text, column) in cells {
                let text = if column.right {
                    fit_right(text.as_str(), column.width, look.glyphs)
                } else {
                    fit(text.as_str(), column.width, look.glyphs)
                };
                spans.push(Span::styled(text, style));
                spans.push(Span::raw(" ".repeat(GAP)));
            }
            Line::from(spans)
        }
        PreviewRow::Fact(name, text) => Line::from(vec![
            Span::styled(
                fit(&format!(" {name}"), FACT + 1, look.glyphs),
                look.theme.faint(),
            ),
            Span::raw(text),
        ]),
    }
}
