//! How the table comes to stand in another order, at once or beside the machine.

use std::sync::Arc;

use super::super::{Effect, Ticket, Tickets};
use super::standing::Standing;
use super::{Arrangement, Order, Table};

impl Table {
    /// The rows are to stand like this; the work that it takes, when it is not done at once.
    /// An arrangement that is under way for another order is called off.
    pub fn arrange(&mut self, order: Order, tickets: &mut Tickets) -> Vec<Effect> {
        if self.wanted == order {
            return Vec::new();
        }
        self.wanted = order;
        let called_off = self.standing.take().map(|old| Effect::Cancel(old.ticket));
        let mut effects: Vec<Effect> = called_off.into_iter().collect();
        if self.wanted.stands_like(&self.stands) {
            self.stands = self.wanted.clone();
        } else {
            effects.extend(self.work(tickets));
        }
        effects
    }

    fn work(&mut self, tickets: &mut Tickets) -> Option<Effect> {
        let work = self.arrangement();
        if self.rows.len() <= self.at_once {
            let shown = work.work(|| false);
            self.stand(shown);
            return None;
        }
        let ticket = tickets.draw();
        self.standing = Some(Standing {
            ticket,
            touched: Vec::new(),
            stale: false,
        });
        Some(Effect::Arrange(ticket, Box::new(work)))
    }

    fn arrangement(&self) -> Arrangement {
        let (now, then) = (&self.wanted, &self.stands);
        let same_cells = now.seeks_like(then);
        let same_files = now.filter == then.filter && same_cells;
        let fewer =
            same_files || (same_cells_narrow(now, then) && now.filter.narrows(&then.filter));
        let sees_like = now.sees_like(then, &[now.sort.column]);
        Arrangement {
            files: self.rows.shared(),
            order: now.clone(),
            among: fewer.then(|| Arc::clone(&self.shown)),
            sift: !same_files && !now.filter.is_off(),
            sort: !fewer || now.sort != then.sort || !sees_like,
        }
    }

    fn stand(&mut self, shown: Vec<u32>) {
        self.shown = Arc::new(shown);
        self.stands = self.wanted.clone();
        self.count_hidden_marks();
    }

    /// The arrangement is done; whether anybody waited for it, and the work that is left:
    /// rows that went meanwhile make it worthless.
    pub fn arranged(
        &mut self,
        ticket: Ticket,
        shown: Vec<u32>,
        tickets: &mut Tickets,
    ) -> Option<Vec<Effect>> {
        let standing = self
            .standing
            .take_if(|standing| standing.ticket == ticket)?;
        if standing.stale {
            return Some(self.work(tickets).into_iter().collect());
        }
        self.stand(shown);
        let mut touched = standing.touched;
        if !touched.is_empty() {
            touched.sort_unstable();
            touched.dedup();
            let shown = Arc::make_mut(&mut self.shown);
            shown.retain(|slot| touched.binary_search(slot).is_err());
            self.insert(touched);
        }
        Some(Vec::new())
    }

    /// The rows are to stand as they are wanted at once: whoever asks for it acts on them. What
    /// is under way for it beside the machine is called off.
    pub fn arrange_now(&mut self) -> Option<Effect> {
        let standing = self.standing.take()?;
        let shown = self.arrangement().work(|| false);
        self.stand(shown);
        Some(Effect::Cancel(standing.ticket))
    }

    /// The arrangement will not come: the rows stay as they stand.
    pub fn not_arranged(&mut self, ticket: Ticket) {
        if self.arranging() == Some(ticket) {
            self.standing = None;
            self.wanted = self.stands.clone();
        }
    }
}

/// Whether words are sought in the same cells, whichever words.
fn same_cells_narrow(now: &Order, then: &Order) -> bool {
    let blind = then.filter.words.trim().is_empty();
    blind || (now.columns == then.columns && now.sees_like(then, &now.columns))
}
