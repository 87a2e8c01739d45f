//! What stands over the screen: questions, and what is filled in.

use ratatui::Frame;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Dialog, State};
use crate::domain::{LoginChoice, plural};

use super::question::Question;
use super::{
    Look, audit, choices, conflict, export, file_ids, help, log, login, menus, palette, save_as,
    totals, why,
};

/// Draws the dialog, if one is open.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    if let Some(question) = question(state, regions, look) {
        question.draw(state, regions, look, frame);
        return;
    }
    match &state.dialog {
        Some(Dialog::Help(helping)) => help::draw(state, helping, regions, look, frame),
        Some(Dialog::Palette(shown)) => palette::draw(shown, regions, look, frame),
        Some(Dialog::Login(chooser)) => login::draw(state, chooser, regions, look, frame),
        Some(Dialog::FileIds(field)) => file_ids::draw(field, regions, look, frame),
        Some(Dialog::Statuses(selected)) => {
            choices::statuses(state, *selected, regions, look, frame);
        }
        Some(Dialog::Columns(choice)) => choices::columns(choice, regions, look, frame),
        Some(Dialog::Log(place)) => log::draw(state, *place, regions, look, frame),
        Some(Dialog::Export(path)) => export::draw(state, path, regions, look, frame),
        Some(Dialog::Totals(offset)) => {
            if let Some(audit) = &state.audit {
                totals::draw(state, audit, *offset, regions, look, frame);
            }
        }
        Some(Dialog::Why(asked)) => why::draw(state, asked, regions, look, frame),
        Some(Dialog::SaveAs(save_as)) => save_as::draw(state, save_as, regions, look, frame),
        // The others are questions.
        _ => {}
    }
}

/// The open dialog, when it is a question.
pub(super) fn question(state: &State, regions: &Regions, look: &Look) -> Option<Question> {
    let asks = |title: &str, text: &str, answers: &str| {
        let question = Question::asks(title, text, regions);
        Some(question.answered(state, Mode::Question, answers, look))
    };
    match state.dialog.as_ref()? {
        Dialog::Switch(choice) => asks(
            "Switch",
            &switch_text(state, choice),
            "{yes} switch   {no} stay",
        ),
        Dialog::Forget => asks(
            "Recent cases",
            "Forget which cases were looked into lately? Those of every profile and every instance are forgotten; the cases themselves stay as they are.",
            "{yes} forget   {no} keep them",
        ),
        Dialog::EndAudit => asks(
            "Audit",
            &audit::end_text(state),
            "{yes} call it off   {no} keep it",
        ),
        Dialog::Quit => asks("Quit", &quit_text(state), "{yes} quit   {no} stay"),
        Dialog::Elsewhere(file, why) => Some(menus::elsewhere(state, file, why, regions, look)),
        Dialog::Copy(file) => Some(menus::copy(state, file, regions, look)),
        Dialog::HandingOver(_, title) => Some(menus::handing_over(state, title, regions, look)),
        Dialog::Conflict(id) => conflict::conflict(state, *id, regions, look),
        Dialog::Doubt(id) => conflict::doubt(state, *id, regions, look),
        _ => None,
    }
}

fn quit_text(state: &State) -> String {
    let transfers = &state.transfers;
    let kept = "What came so far of files to be saved stays beside its place, and saving them again goes on from there.";
    if let (Some(text), 0) = (audit::lost_text(state), transfers.open()) {
        return format!("{text} Leave all the same?");
    }
    match (transfers.running(), transfers.asking()) {
        // They may end while the question stands.
        (0, 0) => "Everything has arrived by now. Leave?".to_owned(),
        (0, asking) => format!(
            "{} for your word. Leave all the same?",
            plural(asking as u64, "transfer waits", "transfers wait")
        ),
        (running, _) => format!(
            "{} still on the way. Leave all the same? {kept}",
            plural(running as u64, "transfer", "transfers")
        ),
    }
}

fn switch_text(state: &State, choice: &LoginChoice) -> String {
    let whose = match &choice.profile {
        Some(profile) => format!("Ask as {profile}"),
        None => "Ask as the machine's own configuration says".to_owned(),
    };
    if let (Some(text), 0) = (audit::lost_text(state), state.transfers.open()) {
        return format!("{text} {whose} all the same?");
    }
    match state.transfers.open() {
        // They may end while the question stands.
        0 => format!("{whose} from now on? Everything has arrived by now."),
        running => format!(
            "{} still on the way and will be called off; nothing unfinished stays on the disk. {whose} all the same?",
            plural(running as u64, "transfer", "transfers")
        ),
    }
}
