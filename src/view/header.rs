//! The first line: where we are on the left; what is loading, who and where on the right.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::veil::Privacy;
use crate::app::{Extent, Screen, State};
use crate::domain::{Identity, SafeText};

use super::cells::{cut, width};
use super::{Look, audit};

const NAME: &str = " attache ";
const PRIVATE: &str = " private ";

/// Below this width the program's name gives way to what it shows.
const NAMED: usize = 60;

/// Draws the header.
pub(super) fn draw(state: &State, area: Rect, look: &Look, frame: &mut Frame) {
    let cells = usize::from(area.width);
    let name = match state.privacy {
        // Whoever shares a screen must see at any width that nobody sees more than that.
        Privacy::Private => PRIVATE,
        Privacy::Open if cells < NAMED => " ",
        Privacy::Open => NAME,
    };
    let room = cells.saturating_sub(name.len());
    let way = way(state, look);
    let (loading, who) = right(state, &way, room, look);
    let right_cells = width(&loading) + width(&who) + 1;
    let way = cut(&way, room.saturating_sub(right_cells + 1), look.glyphs);
    let gap = room.saturating_sub(width(&way) + right_cells);
    let line = Line::from(vec![
        Span::styled(name, look.theme.accent()),
        Span::styled(way, look.theme.title()),
        Span::raw(" ".repeat(gap)),
        Span::styled(loading, look.theme.waiting()),
        Span::styled(who, look.theme.faint()),
    ]);
    frame.render_widget(line, area);
}

/// What is loading, and who asks, as fully as there is room for beside a part of the way:
/// both are shortened as little as it takes, and who asks first, since the account's last
/// digits tell one from another. Where that is not enough, the way goes.
fn right(state: &State, way: &str, room: usize, look: &Look) -> (String, String) {
    let (loadings, whos) = (loading(state, look), who(state, look));
    let steps = loadings.len() + whos.len();
    // Where one is matters more than the digits of an account, and less than a wait.
    let loads = loadings.iter().any(|loading| !loading.is_empty());
    let share = if loads { 4 } else { 2 };
    for least in [width(way).min(room / share), 0] {
        for shorter in 0..steps {
            for (step, loading) in loadings.iter().enumerate().take(shorter + 1) {
                let Some(who) = whos.get(shorter - step) else {
                    continue;
                };
                if width(loading) + width(who) + 2 + least <= room {
                    return (loading.clone(), who.clone());
                }
            }
        }
    }
    // Nothing fits: what is waited for is cut.
    let who = whos.into_iter().next_back().unwrap_or_default();
    let rest = room.saturating_sub(width(&who) + 4);
    let loading = loadings.into_iter().next_back().unwrap_or_default();
    let loading = cut(loading.trim_end(), rest, look.glyphs);
    (format!("{loading}  "), who)
}

/// The same in words: where we are, and who asks.
pub(super) fn place(state: &State, look: &Look) -> String {
    let who = who(state, look).into_iter().next().unwrap_or_default();
    format!("{} ({who})", way(state, look))
}

/// `acme-support › 100001 Screen arrived cracked`.
fn way(state: &State, look: &Look) -> String {
    let step = look.glyphs.step();
    match (state.screen, &state.cases, &state.files) {
        (Screen::Cases, Some(cases), _) => format!("{} {step} cases", cases.instance.label()),
        (Screen::Files, _, Some(files)) => match (&files.extent, state.audit_on_screen()) {
            (Extent::One(subject), _) => {
                format!("{} {step} {}", files.instance.label(), subject.label())
            }
            (Extent::Domain(_), Some(audit)) => audit::way(state, audit, look),
            (Extent::Domain(_), None) => String::new(),
        },
        _ => "instances".to_owned(),
    }
}

/// `support · SupportAgent · us-west-2 · 482100000000`, and shorter and shorter.
fn who(state: &State, look: &Look) -> Vec<String> {
    let identity = state
        .caller
        .as_ref()
        .and_then(|caller| caller.identity.as_ref());
    let text = |text: &SafeText| text.to_string();
    let profile = state.profile().map(text);
    let region = state.region().map(text);
    let role = match identity {
        Some(identity) => identity.role().to_string(),
        None if state.identifying.is_some() => format!("signing in{}", look.glyphs.cut()),
        None => "identity not known".to_owned(),
    };
    let account = identity.map(|identity| text(&identity.account));
    let digits = identity.map(|identity| last_digits(identity, look));
    let join = |parts: [&Option<String>; 4]| {
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(&format!(" {} ", look.glyphs.dot()))
    };
    let (role, none) = (Some(role), None);
    let last = if identity.is_some() { &none } else { &role };
    vec![
        join([&profile, &role, &region, &account]),
        join([&profile, &role, &region, &digits]),
        join([&none, &role, &region, &digits]),
        join([&none, &role, &none, &digits]),
        join([&none, last, &none, &digits]),
    ]
}

/// `…0000`: what tells one account from another at a glance.
fn last_digits(identity: &Identity, look: &Look) -> String {
    let digits: Vec<char> = identity.account.as_str().chars().collect();
    let last: String = digits[digits.len().saturating_sub(4)..].iter().collect();
    format!("{}{last}", look.glyphs.cut())
}

/// What is waited for, with a sign that turns as long as it is; and shorter and shorter.
fn loading(state: &State, look: &Look) -> Vec<String> {
    let words = words(state);
    if !state.turns() {
        return words;
    }
    let sign = look.glyphs.turning(state.turned);
    let turning = words.into_iter().map(|words| format!("{sign} {words}"));
    turning.collect()
}

/// What is waited for, what delays it, and how to stop it; and shorter and shorter.
fn words(state: &State) -> Vec<String> {
    if let Some(audit) = state.audit_on_screen() {
        return audit::state_of(state, audit);
    }
    let (what, tickets) = state.waits_for();
    let Some(what) = what else {
        return vec![String::new()];
    };
    let stops = state.keymap.spell(state.mode_below(), "{back} stops");
    match tickets.iter().find_map(|ticket| state.delay(*ticket)) {
        Some(delay) => vec![
            format!("{what}: {delay}, {stops}  "),
            format!("{what}: {delay}  "),
            format!("{delay}  "),
        ],
        None => vec![format!("{what}, {stops}  "), format!("{what}  ")],
    }
}
