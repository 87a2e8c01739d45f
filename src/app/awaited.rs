//! What is under way, and what makes it take longer than usual.

use crate::domain::Event;

use super::live::Insight;
use super::{Answer, Dialog, Message, Stage, State, Ticket};

impl State {
    /// The numbers of everything that is under way.
    pub fn awaited(&self) -> Vec<Ticket> {
        let mut tickets: Vec<Ticket> = self.identifying.into_iter().collect();
        tickets.extend(self.remembering.iter().copied());
        tickets.extend(self.alerting.iter().copied());
        tickets.extend(self.forgetting);
        tickets.extend(self.keeping.tickets.iter().copied());
        let instances = &self.instances;
        tickets.extend(instances.list.asking.ticket());
        tickets.extend(instances.finding_ticket());
        tickets.extend(instances.domains.keys().copied());
        if let Some(cases) = &self.cases {
            tickets.extend(cases.all.asking.ticket());
            tickets.extend(cases.recalling);
            if let Some(search) = &cases.search {
                tickets.extend(search.resting);
                tickets.extend(search.hits.asking.ticket());
            }
        }
        if let Some(files) = &self.files {
            tickets.extend(files.listing.asking.ticket());
            tickets.extend(files.polling.asking);
            let preview = files.preview.as_ref();
            tickets.extend(preview.and_then(|preview| preview.looking.ticket()));
            tickets.extend(files.table.arranging());
        }
        if let Some(audit) = &self.audit {
            tickets.extend(audit.ticket());
            tickets.extend(audit.exporting.as_ref().map(|one| one.ticket));
            let aside = audit.aside.as_ref();
            tickets.extend(aside.and_then(|files| files.table.arranging()));
        }
        tickets.extend(self.insights.values().flat_map(Insight::tickets));
        tickets.extend(self.people.asking.as_ref().map(|(ticket, _)| *ticket));
        tickets.extend(self.dialog.as_ref().and_then(Dialog::ticket));
        tickets.extend(self.pause);
        tickets.extend(self.copying.keys().copied());
        let transfers = self.transfers.open_ones();
        let running = transfers.filter(|one| one.stage.is_running());
        tickets.extend(running.map(|one| one.ticket));
        tickets
    }

    /// What makes this request take longer than usual.
    pub fn delay(&self, ticket: Ticket) -> Option<&Event> {
        self.delays.get(&ticket)
    }
}

/// Whether the screen may look different once this message was taken. Most of what happens
/// on the way of a request only goes into the log, and nobody is told that a case was
/// remembered.
pub fn is_seen(state: &State, message: &Message) -> bool {
    let Message::Answered(ticket, answer) = message else {
        return true;
    };
    match answer {
        Answer::Activity(activity) => {
            matches!(state.dialog, Some(Dialog::Log(_)))
                || activity.event.delays()
                || state.delays.contains_key(ticket)
        }
        Answer::Recents(recents) => !recents.is_empty(),
        // A poll that brings nothing new writes nothing to the terminal.
        Answer::Polled(Ok(rows)) => {
            let files = state.files.as_ref();
            files.is_some_and(|files| files.is_news(rows))
        }
        Answer::Findings(_) => state.is_on_audit(),
        Answer::Person(Ok(person)) => person.is_some(),
        Answer::Polled(Err(_)) | Answer::Person(Err(_)) => {
            matches!(state.dialog, Some(Dialog::Log(_)))
        }
        Answer::Remembered | Answer::Alerted | Answer::Kept(Ok(())) => false,
        Answer::Progress(progress) => {
            let known = state.transfers.on_its_way(*ticket);
            known.is_some_and(|one| one.stage != Stage::of(*progress))
        }
        _ => true,
    }
}
