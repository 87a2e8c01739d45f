//! The picker of instances.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::Style;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Asking, Field, Instances, Sought, State};
use crate::domain::{DomainState, Instance, plural};

use super::cells::{cut, fit, tail, width};
use super::columns::{self, Align, Column};
use super::{Look, pane};

const COLUMNS: [Column; 3] = [
    Column {
        title: "Alias",
        width: Constraint::Fill(2),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Cases",
        width: Constraint::Length(16),
        align: Align::Left,
        from: 0,
    },
    Column {
        title: "Instance id",
        width: Constraint::Length(36),
        align: Align::Left,
        from: 76,
    },
];

/// Draws the picker.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let instances = &state.instances;
    let rows = instances.rows();
    let count = match &instances.list.seen {
        Some(_) => plural(rows.len() as u64, "instance", "instances"),
        None => String::new(),
    };
    let hint = "type to narrow; or an id, an ARN, an alias, a case";
    field(
        &instances.field,
        "Instance",
        hint,
        [&count, ""],
        regions.summary,
        look,
        frame,
    );
    let inside = pane::pane(
        frame,
        regions.body,
        regions,
        &title(state),
        !state.reads_errors,
        look,
    );
    if rows.is_empty() {
        let text = &state.keymap.spell(Mode::Picker, nothing(instances));
        pane::say_inside(frame, regions.body, inside, text, look);
        return;
    }
    // Without a frame the column titles stand in place of the pane's.
    let area = if regions.framed { inside } else { regions.body };
    let shown = rows.iter().enumerate().skip(instances.cursor.offset());
    let rows = shown.map(|(index, instance)| {
        let selected = index == instances.cursor.index();
        (selected, values(instance, instances, look))
    });
    columns::draw(&COLUMNS, rows, !state.reads_errors, area, look, frame);
}

/// What is to be chosen, and for what.
fn title(state: &State) -> String {
    match &state.wanted {
        Some(wanted) if state.instances.finding_ticket().is_none() => {
            format!("Choose the instance that {} is in", wanted.label())
        }
        _ => "Instances".to_owned(),
    }
}

fn nothing(instances: &Instances) -> &'static str {
    let contact = instances
        .finding
        .as_ref()
        .is_some_and(|finding| matches!(finding.sought, Sought::Contact { .. }));
    let listing = &instances.list.asking;
    match (instances.finding_ticket(), listing, instances.field.text()) {
        (Some(_), ..) if contact => "Looking for the contact.",
        (Some(_), ..) => "Looking for the instance.",
        (None, Asking::Afresh(_) | Asking::More(_), _) => "Asking for your instances.",
        (None, Asking::Failed(_) | Asking::MoreFailed(_), _) => {
            "The instances could not be listed; the reason is below. {refresh} tries again; an instance's id or ARN works without the list."
        }
        (None, Asking::Idle, "") => {
            "No instance is listed here. Type an id or an ARN, or press {refresh} to ask again."
        }
        (None, Asking::Idle, _) => {
            "No instance of that name is listed. {take} asks for it by id, ARN or alias."
        }
    }
}

fn values(instance: &Instance, instances: &Instances, look: &Look) -> [(String, Style); 3] {
    let (cases, style) = match &instance.domain {
        DomainState::Domain(_) => ("yes", Style::new()),
        DomainState::Unasked if instances.domains.values().any(|id| *id == instance.id) => {
            ("not known yet", look.theme.faint())
        }
        DomainState::Unasked => ("not known", look.theme.faint()),
        DomainState::None => ("no Cases domain", look.theme.faint()),
    };
    [
        (instance.label().to_string(), style),
        (cases.to_owned(), style),
        (instance.id.to_string(), look.theme.faint()),
    ]
}

/// Draws a picker's field with the terminal's own cursor in it. Of what stands at its right
/// end, full and short, as much is drawn as there is room for.
pub(super) fn field(
    field: &Field,
    label: &str,
    hint: &str,
    right: [&str; 2],
    area: Rect,
    look: &Look,
    frame: &mut Frame,
) {
    use ratatui::text::{Line, Span};
    let label = format!(" {label} {} ", look.glyphs.step());
    let cells = usize::from(area.width).saturating_sub(width(&label) + 1);
    // It gives way to what is typed.
    let [full, short] = right;
    let right = match () {
        () if cells >= width(full) + 24 => full,
        () if cells >= width(short) + 18 => short,
        () => "",
    };
    let room = cells.saturating_sub(width(right) + 1);
    // What was pasted may hold anything; it is drawn like all text from outside.
    let clean = |text: &str| crate::domain::SafeText::new(text).to_string();
    let before = clean(&field.before_cursor());
    let whole = clean(field.text());
    let shown_before = tail(&before, room.saturating_sub(1));
    let after = whole.strip_prefix(&before).unwrap_or_default();
    let (text, style) = if whole.is_empty() {
        (cut(hint, room, look.glyphs), look.theme.faint())
    } else {
        let rest = room.saturating_sub(width(&shown_before));
        (
            format!("{shown_before}{}", cut(after, rest, look.glyphs)),
            Style::new(),
        )
    };
    let column = width(&label) + width(&shown_before);
    let line = Line::from(vec![
        Span::styled(label, look.theme.title()),
        Span::styled(fit(&text, room, look.glyphs), style),
        Span::raw(" "),
        Span::styled(right.to_owned(), look.theme.faint()),
    ]);
    frame.render_widget(line, area);
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    let last = area.right().saturating_sub(1);
    frame.set_cursor_position((area.x.saturating_add(column).min(last), area.y));
}
