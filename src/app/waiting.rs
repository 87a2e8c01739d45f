//! What the screen waits for, and the sign that turns as long as it does.

use super::{Asking, Motion, Screen, Sought, State, Ticket};

/// After so many turns each sign that turns is back where it began: those of ten pictures, and
/// those of four.
const ROUND: u8 = 20;

impl State {
    /// What the screen waits for in words, and the numbers of the requests for it.
    pub fn waits_for(&self) -> (Option<&'static str>, Vec<Ticket>) {
        let one = |ticket: Option<Ticket>| ticket.into_iter().collect();
        match self.screen {
            Screen::Instances => {
                let instances = &self.instances;
                let sought = instances.finding.as_ref().map(|finding| &finding.sought);
                match (instances.finding_ticket(), instances.list.asking.ticket()) {
                    (ticket @ Some(_), _) => {
                        let what = match sought {
                            Some(Sought::Contact { .. }) => "looking for the contact",
                            _ => "looking for the instance",
                        };
                        (Some(what), one(ticket))
                    }
                    (None, ticket @ Some(_)) => (Some("loading instances"), one(ticket)),
                    (None, None) if !instances.domains.is_empty() => (
                        Some("asking for Cases domains"),
                        instances.domains.keys().copied().collect(),
                    ),
                    (None, None) => (None, Vec::new()),
                }
            }
            Screen::Cases => {
                let Some(cases) = &self.cases else {
                    return (None, Vec::new());
                };
                let hits = cases.search.as_ref().map(|search| &search.hits.asking);
                match (hits, &cases.all.asking) {
                    (Some(asking @ (Asking::Afresh(_) | Asking::More(_))), _) => {
                        (Some("searching"), one(asking.ticket()))
                    }
                    (_, Asking::Afresh(ticket)) => (Some("loading cases"), vec![*ticket]),
                    (_, Asking::More(ticket)) => (Some("loading more cases"), vec![*ticket]),
                    _ => (None, Vec::new()),
                }
            }
            Screen::Files => {
                let files = self.files.as_ref();
                let ticket = files.and_then(|files| files.listing.asking.ticket());
                (ticket.map(|_| "loading files"), one(ticket))
            }
        }
    }

    /// Whether a sign turns on the screen: something loads, and signs may move.
    pub fn turns(&self) -> bool {
        if self.looks.motion == Motion::Still {
            return false;
        }
        match self.audit_on_screen() {
            Some(audit) => audit.ticket().is_some(),
            None => self.waits_for().0.is_some(),
        }
    }

    /// The sign turns on.
    pub(super) fn turn(&mut self) {
        self.turned = (self.turned + 1) % ROUND;
    }
}
