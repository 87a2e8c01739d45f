//! The menus of a file: what else can be done with one that no program here can open, and
//! what of it is copied.

use ratatui::text::{Line, Span};

use crate::app::clips::Copying;
use crate::app::keys::{Action, Mode};
use crate::app::regions::Regions;
use crate::app::{Clip, State};
use crate::domain::{Attachment, SafeText};

use super::Look;
use super::cells::{cut, cut_name, fit, width};
use super::question::{self, Question};

/// What can be done with a file where there is no desktop.
pub(super) fn elsewhere(
    state: &State,
    file: &Attachment,
    why: &SafeText,
    regions: &Regions,
    look: &Look,
) -> Question {
    let name = cut_name(file.title().as_str(), question::cells(regions), look.glyphs);
    let text = format!("{name} cannot be opened here: {why}. What else?");
    Question::asks("Open", &text, regions).answered(
        state,
        Mode::Elsewhere,
        "{preview} preview   {save} save   {show-link} on my machine   {no} leave it",
        look,
    )
}

/// What of a file can be copied, each with its key.
pub(super) fn copy(state: &State, file: &Attachment, regions: &Regions, look: &Look) -> Question {
    let cells = question::cells(regions);
    let key = |name: &str| state.keymap.spell(Mode::CopyMenu, name);
    let parts = [
        ("{copy-name}", "name", Copying::Name),
        ("{copy-id}", "id", Copying::Id),
        ("{copy-arn}", "ARN", Copying::Arn),
        ("{copy-link}", "link", Copying::Link),
        ("{copy-json}", "JSON", Copying::Json),
        ("{copy-command}", "command", Copying::Command),
    ];
    let audit = ("{copy-audit}", "audit", Copying::Audit);
    let audit = state.is_on_audit().then_some(audit);
    let mut lines: Vec<(Line<'static>, Option<Action>)> = parts
        .into_iter()
        .chain(audit)
        .map(|(name, label, part)| {
            let value = match (part, part.clip(state, file)) {
                (_, Err(why)) => why,
                (Copying::Json, Ok(_)) => "all that is known of it".to_owned(),
                (_, Ok(Clip::Link(_))) => "a new one: whoever has it can read the file".to_owned(),
                (_, Ok(Clip::Text(text))) => text,
            };
            let line = line(&key(name), label, &value, cells, look);
            (line, Some(Action::Copy(part)))
        })
        .collect();
    let machine = "a link outside this screen, for the machine you sit at";
    let shows = line(&key("{show-link}"), "show it", machine, cells, look);
    lines.push((shows, Some(Action::HandOver)));
    Question::offers("Copy", lines)
}

fn line(key: &str, label: &str, value: &str, cells: usize, look: &Look) -> Line<'static> {
    let room = cells.saturating_sub(width(key) + 11);
    Line::from(vec![
        Span::styled(format!("{key}  "), look.theme.key()),
        Span::raw(format!("{} ", fit(label, 8, look.glyphs))),
        Span::styled(cut(value, room, look.glyphs), look.theme.label()),
    ])
}

/// That a link is made, which is then shown outside the screen.
pub(super) fn handing_over(
    state: &State,
    title: &SafeText,
    regions: &Regions,
    look: &Look,
) -> Question {
    let name = cut_name(title.as_str(), question::cells(regions), look.glyphs);
    let text = format!(
        "A link to {name} is asked for. It is shown outside this screen, until you press a key."
    );
    let question = Question::asks("On my machine", &text, regions);
    question.answered(state, Mode::HandingOver, "{back} call it off", look)
}
