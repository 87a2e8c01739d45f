//! What the files of an audit add up to.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::State;
use crate::app::audit::Audit;
use crate::app::regions::Regions;
use crate::app::sums;
use crate::domain::{FileStatus, Sum, grouped, size};

use super::cells::{cut_name, fit};
use super::{Look, pane};

/// The cells of the numbers: files, size and share, each with a blank before it.
const NUMBERS: usize = 11 + 11 + 6;
/// The longest bar, in cells.
const LONGEST: usize = 20;
/// The narrowest label beside a bar, in cells.
const LABEL: usize = 22;

/// Draws the totals from this line on.
pub(super) fn draw(
    state: &State,
    audit: &Audit,
    offset: usize,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let lines = sums::lines(state, audit);
    let area = regions.help(lines.len());
    frame.render_widget(Clear, area);
    let height = usize::from(regions.inside(area).height);
    let first = offset.min(lines.len().saturating_sub(height));
    let mut title = "Totals".to_owned();
    if !audit.is_whole() {
        title = format!("{title} so far");
    }
    if lines.len() > first + height {
        title = format!("{title} {} more below", look.glyphs.dot());
    }
    let inside = pane::pane(frame, area, regions, &title, true, look);
    let all = audit.sums.all.files;
    for (line, y) in lines.iter().skip(first).zip(inside.y..inside.bottom()) {
        let line = match line {
            sums::Line::Gap => Line::default(),
            sums::Line::Title(title) => Line::styled(format!(" {title}"), look.theme.title()),
            sums::Line::Text(text) => Line::styled(format!(" {text}"), look.theme.accent()),
            sums::Line::Part { label, status, sum } => {
                part((label, status.as_ref()), *sum, all, inside.width, look)
            }
        };
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

/// `✓ Approved          87   447.9 MB   84 %  ████████░░`.
fn part(
    (label, status): (&str, Option<&FileStatus>),
    sum: Sum,
    all: u64,
    width: u16,
    look: &Look,
) -> Line<'static> {
    let room = usize::from(width).saturating_sub(NUMBERS + 2);
    let bar = room.saturating_sub(LABEL + 2).min(LONGEST);
    let (label, style) = match status {
        Some(status) => {
            let sign = look.glyphs.status(status);
            (format!("{sign} {label}"), look.theme.status(status))
        }
        None => (label.to_owned(), look.theme.label()),
    };
    let gap = if bar > 0 { bar + 2 } else { 0 };
    let cells = room.saturating_sub(gap);
    let label = fit(&cut_name(&label, cells, look.glyphs), cells, look.glyphs);
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(label, style),
        Span::raw(format!(
            " {:>10} {:>10} {:>4} %",
            grouped(sum.files),
            size(sum.bytes),
            percent(sum.files, all)
        )),
    ];
    if bar > 0 {
        let done = usize::try_from(u128::from(sum.files) * bar as u128 / u128::from(all.max(1)));
        let done = done.unwrap_or(bar).max(usize::from(sum.files > 0));
        spans.push(Span::styled(
            format!("  {}", look.glyphs.bar(done, bar)),
            look.theme.faint(),
        ));
    }
    Line::from(spans)
}

/// How many hundredths these are; less than one is not nothing.
fn percent(files: u64, all: u64) -> String {
    let hundredths = u128::from(files) * 100 / u128::from(all.max(1));
    match (files, hundredths) {
        (1.., 0) => "<1".to_owned(),
        _ => hundredths.to_string(),
    }
}
