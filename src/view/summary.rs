//! The line above the table of files: how many there are, their sums, and the filter.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{Files, State};
use crate::domain::{FileStatus, SafeText, grouped, plural, size};

use super::cells::{cut, tail, width};
use super::{Look, audit};

/// The narrowest place for the counts beside the filter, in cells.
const COUNTS: usize = 18;

/// `12 files   ✓ 7 approved   … 1 processing   18.4 MB            / inv  3 of 12`; on a narrow
/// line the words go first.
pub(super) fn draw(state: &State, files: &Files, area: Rect, look: &Look, frame: &mut Frame) {
    let cells = usize::from(area.width);
    let (filter, cursor) = filter(state, files, cells, look);
    let filter_cells = filter.iter().map(Span::width).sum::<usize>();
    let room = cells.saturating_sub(filter_cells + 1);
    let whole = counts(state, files, true, look);
    let short = counts(state, files, false, look);
    let left = if whole.width() <= room {
        whole
    } else {
        as_much(short, room)
    };
    let gap = cells.saturating_sub(left.width() + filter_cells);
    let column = left.width() + gap + cursor.unwrap_or(0);
    let mut spans = left.spans;
    spans.push(Span::raw(" ".repeat(gap)));
    spans.extend(filter);
    frame.render_widget(Line::from(spans), area);
    if cursor.is_some() && state.dialog.is_none() {
        let last = area.right().saturating_sub(1);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        frame.set_cursor_position((area.x.saturating_add(column).min(last), area.y));
    }
}

/// As many parts of a line as there is room for.
fn as_much(line: Line<'static>, room: usize) -> Line<'static> {
    let mut used = 0;
    let fits = |span: &Span| {
        used += span.width();
        used <= room
    };
    line.spans.into_iter().take_while(fits).collect()
}

/// The files, their statuses and sizes, and the marked ones.
fn counts(state: &State, files: &Files, words: bool, look: &Look) -> Line<'static> {
    let rows = files.rows();
    let total = plural(rows.len() as u64, "file", "files");
    let so_far = match files.listing.asking.ticket() {
        Some(_) if !files.listing.complete => " so far",
        None if state.open_audit().is_some() && state.is_on_audit() => " so far",
        _ => "",
    };
    let mut spans = vec![Span::styled(
        format!(" {total}{so_far}"),
        look.theme.title(),
    )];
    for (status, &count) in rows.counts() {
        let glyph = look.glyphs.status(status);
        let count = grouped(count);
        let text = if words {
            let stuck = match (status, files.polling.stuck()) {
                (FileStatus::Processing, 1..) => {
                    let stuck = files.polling.stuck();
                    format!(", {} stuck", grouped(stuck as u64))
                }
                _ => String::new(),
            };
            format!(
                "   {glyph} {count} {}{stuck}",
                status.label().to_lowercase()
            )
        } else {
            format!("  {glyph} {count}")
        };
        spans.push(Span::styled(text, look.theme.status(status)));
    }
    spans.push(Span::raw(format!("   {}", size(rows.bytes()))));
    if let Some(audit) = state.audit_on_screen() {
        spans.extend(audit::progress(audit, look));
    }
    let marks = files.table.marks();
    if !marks.is_empty() {
        let hidden = match files.table.hidden_marks() {
            0 => String::new(),
            hidden => format!(" ({} hidden)", grouped(hidden as u64)),
        };
        let text = format!(
            "   {} {} marked{hidden}, {}",
            look.glyphs.current(),
            grouped(marks.len() as u64),
            size(marks.bytes())
        );
        spans.push(Span::styled(text, look.theme.accent()));
    }
    // A sort that no title on the screen tells of.
    let sort = state.layout.sort;
    let columns = state
        .shown_layout()
        .columns
        .fit(state.regions().table().width);
    if !columns.iter().any(|(column, _)| *column == sort.column) {
        let sign = if sort.descending {
            look.glyphs.descending()
        } else {
            look.glyphs.ascending()
        };
        let text = format!("   sort: {} {sign}", sort.column.title());
        spans.push(Span::styled(text, look.theme.faint()));
    }
    Line::from(spans)
}

/// `✓ ✗ only   / inv▏  3 of 12`, and in which of its cells the cursor stands.
fn filter(
    state: &State,
    files: &Files,
    cells: usize,
    look: &Look,
) -> (Vec<Span<'static>>, Option<usize>) {
    let filter = &files.table.order().filter;
    let mut spans = Vec::new();
    if !filter.statuses.is_empty() {
        let signs: Vec<&str> = filter
            .statuses
            .iter()
            .map(|status| look.glyphs.status(status))
            .collect();
        let text = format!("{} only ", signs.join(" "));
        spans.push(Span::styled(text, look.theme.accent()));
    }
    let mut cursor = None;
    let count = format!(
        "  {} of {} ",
        grouped(files.table.shown_count() as u64),
        grouped(files.rows().len() as u64)
    );
    let count = if files.table.arranging().is_some() {
        format!("  searching{}", look.glyphs.cut())
    } else {
        count
    };
    if files.filtering || !filter.words.is_empty() {
        spans.push(Span::styled("  / ", look.theme.accent()));
        let used: usize = spans.iter().map(Span::width).sum();
        let taken = used + width(&count) + 1;
        let room = cells
            .saturating_sub(taken + COUNTS)
            .max(8)
            .min(cells.saturating_sub(taken));
        // What was pasted may hold anything; it is drawn like all text from outside.
        let clean = |text: &str| SafeText::new(text).to_string();
        let before = clean(&files.words.before_cursor());
        let whole = clean(files.words.text());
        let shown = tail(&before, room);
        let after = whole.strip_prefix(&before).unwrap_or_default();
        let after = cut(after, room.saturating_sub(width(&shown)), look.glyphs);
        let has_keys = state.files.as_ref().is_some_and(|files| files.filtering);
        cursor = has_keys.then_some(used + width(&shown));
        let blank = if has_keys { " " } else { "" };
        spans.push(Span::raw(format!("{shown}{after}{blank}")));
    }
    if !filter.is_off() {
        spans.push(Span::styled(count, look.theme.faint()));
    }
    (spans, cursor)
}
