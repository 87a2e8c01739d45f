//! The questions of transfers: a name that is taken, and a file that may run.

use ratatui::text::{Line, Span};

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Stage, State, Ticket, Transfer};
use crate::domain::{SafeText, There, day_and_minute, size};

use super::Look;
use super::cells::cut_name;
use super::question::{self, Question};

/// What is done with a file whose name is taken?
pub(super) fn conflict(
    state: &State,
    id: Ticket,
    regions: &Regions,
    look: &Look,
) -> Option<Question> {
    let (transfer, Stage::Conflict(there)) = stage(state, id)? else {
        return None;
    };
    let waiting = state.transfers.in_conflict(transfer.bulk);
    let title = match waiting {
        0 | 1 => "This name is taken".to_owned(),
        waiting => format!("This name is taken: 1 of {waiting}"),
    };
    let mut answers = "{keep-both} keep both   {replace} replace   {skip} skip".to_owned();
    if state.transfers.open_in(transfer.bulk) > 1 {
        answers.push_str("   {keep-all} {replace-all} {skip-all} the same for all");
    }
    let lines = lines(transfer, there, question::cells(regions), look);
    let question = Question::says(&title, lines);
    Some(question.answered(state, Mode::Conflict, &answers, look))
}

fn stage(state: &State, id: Ticket) -> Option<(&Transfer, &Stage)> {
    let transfer = state.transfers.get(id)?;
    Some((transfer, &transfer.stage))
}

/// Both names, both sizes and dates, and where.
fn lines(transfer: &Transfer, there: &There, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let shown = |text: &std::ffi::OsStr| SafeText::new(&text.to_string_lossy());
    let name = there.path.file_name().map_or_else(|| "".into(), shown);
    let folder = there.path.parent().map(|path| shown(path.as_os_str()));
    let original = transfer.title().as_str();
    let both = if original == name.as_str() {
        cut_name(original, cells, look.glyphs)
    } else {
        let half = cells.saturating_sub(3) / 2;
        format!(
            "{} {} {}",
            cut_name(original, half, look.glyphs),
            look.glyphs.becomes(),
            cut_name(name.as_str(), half, look.glyphs)
        )
    };
    let date = |then: Option<jiff::Timestamp>| {
        then.map_or(String::new(), |then| {
            format!(", {}", day_and_minute(then, &look.zone))
        })
    };
    let file = transfer.errand.file();
    let new = file.size.map_or("size unknown".to_owned(), size);
    let folder = folder.unwrap_or_else(|| "".into());
    let room = cells.saturating_sub(3);
    let fact = |label: &'static str, fact: String| {
        Line::from(vec![
            Span::styled(label, look.theme.label()),
            Span::raw(fact),
        ])
    };
    vec![
        Line::styled(both, look.theme.title()),
        Line::raw(format!(
            "in {}",
            cut_name(folder.as_str(), room, look.glyphs)
        )),
        fact(
            "there  ",
            format!("{}{}", size(there.size), date(there.modified)),
        ),
        fact("new    ", format!("{new}{}", date(file.created))),
    ]
}

/// Is a file that may run opened all the same?
pub(super) fn doubt(state: &State, id: Ticket, regions: &Regions, look: &Look) -> Option<Question> {
    let (transfer, Stage::Doubtful(risk)) = stage(state, id)? else {
        return None;
    };
    // The reason must be seen, however long the name is.
    let name = cut_name(
        transfer.title().as_str(),
        question::cells(regions),
        look.glyphs,
    );
    let text = format!("{name} {}. Open it all the same?", risk.why);
    let answers = "{no} leave it   {yes} open it   {save} save instead";
    let question = Question::asks("Open", &text, regions);
    Some(question.answered(state, Mode::Doubt, answers, look))
}
