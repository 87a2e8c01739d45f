//! The chooser of a profile and a Region.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Asking, Chooser, State};
use crate::domain::{Profile, SafeText};

use super::cells::fit;
use super::{Look, instances, pane};

/// The cells of a profile's Region and of where its credentials come from.
const REGION: usize = 15;
const SOURCE: usize = 10;

/// Draws the chooser.
pub(super) fn draw(
    state: &State,
    chooser: &Chooser,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let rows = chooser.rows();
    let area = regions.chooser(rows.len());
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Profile and Region", true, look);
    fields(chooser, inside, look, frame);
    let top = inside.y.saturating_add(2).min(inside.bottom());
    let list = Rect::new(inside.x, top, inside.width, inside.bottom() - top);
    let shown = rows.iter().enumerate().skip(chooser.cursor.offset());
    let mut y = list.y;
    for ((index, row), place) in shown.zip(list.y..list.bottom()) {
        let selected = index == chooser.cursor.index();
        let line = line(state, *row, selected, usize::from(list.width), look);
        frame.render_widget(line, Rect::new(list.x, place, list.width, 1));
        y = place + 1;
    }
    let rest = Rect::new(list.x, y, list.width, list.bottom().saturating_sub(y));
    pane::say(frame, rest, &words(state, chooser), look);
}

/// The two fields; the one that has the keys is drawn last, since the cursor is its own.
fn fields(chooser: &Chooser, inside: Rect, look: &Look, frame: &mut Frame) {
    let place = |row: u16| {
        let y = inside.y.saturating_add(row);
        Rect::new(inside.x, y, inside.width, u16::from(y < inside.bottom()))
    };
    let profile = |frame: &mut Frame| {
        let hint = "type to narrow, or a profile's name";
        instances::field(
            &chooser.filter,
            "Profile",
            hint,
            ["", ""],
            place(0),
            look,
            frame,
        );
    };
    let region = |frame: &mut Frame| {
        let hint = "empty: the profile's own";
        instances::field(
            &chooser.region,
            "Region ",
            hint,
            ["", ""],
            place(1),
            look,
            frame,
        );
    };
    if chooser.at_region {
        profile(frame);
        region(frame);
    } else {
        region(frame);
        profile(frame);
    }
}

/// `● support   us-west-2   SSO`.
fn line(
    state: &State,
    row: Option<&Profile>,
    selected: bool,
    cells: usize,
    look: &Look,
) -> Line<'static> {
    let current = row.map(|profile| &profile.name) == state.profile();
    let mark = if current { look.glyphs.current() } else { " " };
    let sign = if selected { look.glyphs.cursor() } else { " " };
    let text = |text: Option<&SafeText>| text.map_or(String::new(), ToString::to_string);
    let (name, region, source) = match row {
        Some(profile) => (
            profile.name.to_string(),
            text(profile.region.as_ref()),
            text(profile.source.as_ref()),
        ),
        None => (NO_PROFILE.to_owned(), String::new(), String::new()),
    };
    let wide = cells >= 60 && row.is_some();
    let rest = if wide { REGION + SOURCE + 2 } else { 0 };
    let mut spans = vec![
        Span::styled(sign, look.theme.cursor()),
        Span::raw(format!("{mark} ")),
        Span::raw(fit(&name, cells.saturating_sub(rest + 3), look.glyphs)),
    ];
    if wide {
        let faint = look.theme.faint();
        let style = if selected {
            look.theme.on_selected(faint)
        } else {
            faint
        };
        let text = format!(
            " {} {}",
            fit(&region, REGION, look.glyphs),
            fit(&source, SOURCE, look.glyphs)
        );
        spans.push(Span::styled(text, style));
    }
    let line = Line::from(spans);
    if selected {
        line.style(look.theme.selected())
    } else {
        line
    }
}

const NO_PROFILE: &str = "no profile: as the environment or the machine says";

/// What there is to say beside the rows: how the asking goes, and what can be done.
fn words(state: &State, chooser: &Chooser) -> String {
    let typed = !chooser.filter.trimmed().is_empty();
    let none = chooser.rows().is_empty();
    match (&chooser.profiles.asking, &chooser.profiles.seen) {
        (Asking::Afresh(_) | Asking::More(_), _) => "Reading the profiles.".to_owned(),
        (Asking::Failed(failure) | Asking::MoreFailed(failure), _) => {
            let again = state.keymap.spell(Mode::Login, "{refresh} tries again");
            format!("{failure} {again}; a profile's name can be typed.")
        }
        (Asking::Idle, _) if none && typed => state.keymap.spell(
            Mode::Login,
            "No profile of that name is listed. {take} tries it all the same.",
        ),
        (Asking::Idle, Some(profiles)) if profiles.is_empty() => {
            "There are no profiles in the AWS configuration files; aws configure sso makes one."
                .to_owned()
        }
        (Asking::Idle, _) => String::new(),
    }
}
