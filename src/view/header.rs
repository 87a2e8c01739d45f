//! The first line: where we are on the left; what is loading, who and where on the right.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{Asking, Screen, State};

use super::Look;
use super::cells::{cut, width};

/// Draws the header.
pub(super) fn draw(state: &State, area: Rect, look: &Look, frame: &mut Frame) {
    let cells = usize::from(area.width);
    let loading = loading(state);
    let who = who(state, look);
    let name = " attache ";
    let mut right_cells = width(&loading) + width(&who) + 1;
    // Who and where matter; on a narrow line the way here still gets half of it.
    let who = if name.len() + right_cells + 12 > cells {
        right_cells = width(&loading) + 1;
        String::new()
    } else {
        who
    };
    let left_cells = cells.saturating_sub(name.len() + 1 + right_cells);
    let way = cut(&way(state, look), left_cells, look.glyphs);
    let gap = cells.saturating_sub(name.len() + width(&way) + right_cells);
    let line = Line::from(vec![
        Span::styled(name, look.theme.accent()),
        Span::styled(way, look.theme.title()),
        Span::raw(" ".repeat(gap)),
        Span::styled(loading, look.theme.waiting()),
        Span::styled(who, look.theme.faint()),
    ]);
    frame.render_widget(line, area);
}

/// `acme-support › 100001 Screen arrived cracked`.
fn way(state: &State, look: &Look) -> String {
    let step = look.glyphs.step();
    let instance = state.cases.as_ref().map(|cases| cases.instance.label());
    let case = state.files.as_ref().map(|files| files.case.label());
    match (state.screen, instance, case) {
        (Screen::Cases, Some(instance), _) => format!("{instance} {step} cases"),
        (Screen::Files, Some(instance), Some(case)) => format!("{instance} {step} {case}"),
        _ => "instances".to_owned(),
    }
}

/// `SupportAgent · us-west-2 · 482100000000`; what is not known is left out.
fn who(state: &State, look: &Look) -> String {
    let Some(caller) = &state.caller else {
        return String::new();
    };
    let identity = caller.identity.as_ref();
    let parts = [
        identity.map(crate::domain::Identity::role),
        caller.region.clone(),
        identity.map(|identity| identity.account.clone()),
    ];
    let parts: Vec<String> = parts.iter().flatten().map(ToString::to_string).collect();
    parts.join(&format!(" {} ", look.glyphs.dot()))
}

/// What is waited for, and how to stop it.
fn loading(state: &State) -> String {
    let awaited = match state.screen {
        Screen::Instances => {
            let instances = &state.instances;
            match (instances.finding_ticket(), instances.list.asking.ticket()) {
                (Some(_), _) => Some("looking for the instance"),
                (None, Some(_)) => Some("loading instances"),
                (None, None) if !instances.domains.is_empty() => Some("asking for Cases domains"),
                (None, None) => None,
            }
        }
        Screen::Cases => state.cases.as_ref().and_then(|cases| {
            let search = cases.search.as_ref();
            match (search.map(|search| &search.hits.asking), &cases.all.asking) {
                (Some(Asking::Afresh(_) | Asking::More(_)), _) => Some("searching"),
                (_, Asking::Afresh(_)) => Some("loading cases"),
                (_, Asking::More(_)) => Some("loading more cases"),
                _ => None,
            }
        }),
        Screen::Files => state
            .files
            .as_ref()
            .and_then(|files| files.listing.asking.ticket().map(|_| "loading files")),
    };
    awaited.map_or(String::new(), |what| format!("{what}, Esc stops  "))
}
