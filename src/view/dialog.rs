//! What stands over the screen: questions, and what is filled in.

use ratatui::Frame;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Dialog, State};
use crate::domain::{LoginChoice, plural};

use super::question::question;
use super::{
    Look, audit, choices, conflict, export, file_ids, help, log, login, menus, palette, save_as,
    totals, why,
};

/// Draws the dialog, if one is open.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let keys = |sentence: &str| state.keymap.spell(Mode::Question, sentence);
    match &state.dialog {
        None => {}
        Some(Dialog::Help(helping)) => help::draw(state, helping, regions, look, frame),
        Some(Dialog::Palette(shown)) => palette::draw(shown, regions, look, frame),
        Some(Dialog::Login(chooser)) => login::draw(state, chooser, regions, look, frame),
        Some(Dialog::FileIds(field)) => file_ids::draw(field, regions, look, frame),
        Some(Dialog::Statuses(selected)) => {
            choices::statuses(state, *selected, regions, look, frame);
        }
        Some(Dialog::Columns(choice)) => choices::columns(choice, regions, look, frame),
        Some(Dialog::Log(place)) => log::draw(state, *place, regions, look, frame),
        Some(Dialog::Switch(choice)) => {
            let text = switch_text(state, choice);
            let keys = keys("{yes} switch   {no} stay");
            question("Switch", &text, keys.as_str(), regions, look, frame);
        }
        Some(Dialog::Forget) => {
            let text = "Forget which cases were looked into lately? Those of every profile and every instance are forgotten; the cases themselves stay as they are.";
            let keys = keys("{yes} forget   {no} keep them");
            question("Recent cases", text, keys.as_str(), regions, look, frame);
        }
        Some(Dialog::Export(path)) => export::draw(state, path, regions, look, frame),
        Some(Dialog::Totals(offset)) => {
            if let Some(audit) = &state.audit {
                totals::draw(state, audit, *offset, regions, look, frame);
            }
        }
        Some(Dialog::EndAudit) => {
            let text = audit::end_text(state);
            let keys = keys("{yes} call it off   {no} keep it");
            question("Audit", &text, keys.as_str(), regions, look, frame);
        }
        Some(Dialog::Quit) => {
            let text = quit_text(state);
            let keys = keys("{yes} quit   {no} stay");
            question("Quit", &text, keys.as_str(), regions, look, frame);
        }
        Some(Dialog::Elsewhere(file, why)) => {
            menus::elsewhere(state, file, why, regions, look, frame);
        }
        Some(Dialog::Why(asked)) => why::draw(state, asked, regions, look, frame),
        Some(Dialog::Copy(file)) => menus::copy(state, file, regions, look, frame),
        Some(Dialog::HandingOver(_, title)) => {
            menus::handing_over(state, title, regions, look, frame);
        }
        Some(Dialog::Conflict(id)) => conflict::draw(state, *id, regions, look, frame),
        Some(Dialog::Doubt(id)) => conflict::doubt(state, *id, regions, look, frame),
        Some(Dialog::SaveAs(save_as)) => save_as::draw(save_as, regions, look, frame),
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
