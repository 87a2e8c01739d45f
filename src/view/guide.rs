//! The first run: what is lacking, and the keys that lead on. The keys stay in sight however
//! little room there is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::keys::{Action, Mode};
use crate::app::regions::Regions;
use crate::domain::{Failure, Lack};

use super::cells::{fit, wrap};
use super::{Look, help, pane};

/// Each way on: the action, how it is told where there is room, and where there is none.
const WAYS: [(Action, &str, &str); 4] = [
    (
        Action::Login,
        "choose a profile of this machine, and a Region",
        "profile and Region",
    ),
    (
        Action::Refresh,
        "try again, once you have signed in in another shell",
        "try again",
    ),
    (
        Action::Demo,
        "look around in the demo: sample data, no account, no network",
        "demo: sample data, no account",
    ),
    (
        Action::Type,
        "type or paste the ARN of an instance, a case or a contact",
        "type an ARN or an id",
    ),
];

/// Below this height only the ways on are told.
const ROOMY: u16 = 12;
/// Below this width they are told in a few words.
const WIDE: u16 = 76;

/// Draws it in the place of the field and the list.
pub(super) fn draw(
    state: &State,
    (lack, failure): (Lack, &Failure),
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let (summary, body) = (regions.summary, regions.body);
    let height = summary.height + body.height;
    let area = Rect::new(summary.x, summary.y, summary.width, height);
    if !regions.framed || area.height < ROOMY {
        let title = Line::styled(format!(" {}", title(lack)), look.theme.title());
        ways(state, area, vec![title], look, frame);
        return;
    }
    let inside = pane::pane(frame, area, regions, title(lack), true, look);
    let cells = usize::from(inside.width.saturating_sub(2)).max(1);
    let plain = |text: &str| -> Vec<Line<'static>> {
        let lines = wrap(text, cells).into_iter();
        lines.map(|line| Line::raw(format!(" {line}"))).collect()
    };
    let mut lines = plain(&format!("{}. {}", sentence(failure), wanted(lack)));
    if let Some(hint) = &failure.hint {
        lines.extend(plain(hint.as_str()));
    }
    lines.push(Line::raw(""));
    let below = plain("attache doctor, in a shell, says what is missing and how to repair it.");
    let room = usize::from(inside.height).saturating_sub(WAYS.len() + below.len() + 1);
    lines.truncate(room);
    let rest = ways(state, inside, lines, look, frame);
    for (line, y) in below
        .into_iter()
        .zip(rest.saturating_add(1)..inside.bottom())
    {
        let line = line.style(look.theme.faint());
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

/// Draws these lines and the ways on below them; where the next line would be.
fn ways(
    state: &State,
    area: Rect,
    mut lines: Vec<Line<'static>>,
    look: &Look,
    frame: &mut Frame,
) -> u16 {
    for (action, long, short) in WAYS {
        let Some(key) = state.keymap.key(Mode::Guide, action) else {
            continue;
        };
        let words = if area.width < WIDE { short } else { long };
        let key = fit(&help::name(key, look), 6, look.glyphs);
        lines.push(Line::from(vec![
            Span::styled(format!(" {key}"), look.theme.accent()),
            Span::raw(format!(" {words}")),
        ]));
    }
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
        frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
    }
    area.y.saturating_add(count).min(area.bottom())
}

fn title(lack: Lack) -> &'static str {
    match lack {
        Lack::Credentials => "No AWS credentials yet",
        Lack::Region => "No AWS Region yet",
    }
}

/// Why, with a capital letter.
fn sentence(failure: &Failure) -> String {
    let why = failure.why.as_str().trim_end_matches('.');
    let mut letters = why.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn wanted(lack: Lack) -> &'static str {
    match lack {
        Lack::Credentials => {
            "attache asks Amazon Connect as you: it wants a profile, a sign-in or keys, as the AWS CLI does, and stores none of them."
        }
        Lack::Region => {
            "Amazon Connect is asked in one Region, such as us-west-2: a profile may name it, you may, and an ARN does."
        }
    }
}
