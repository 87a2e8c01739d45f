//! The machine, with what it asked for and nobody answered yet.

use attache::app::keys::Key;
use attache::app::{self, Answer, Effect, Message, Start, State, Ticket};
use attache::domain::Case;

/// The machine with what it asked for and nobody answered yet.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    pub(crate) state: State,
    pub(crate) pending: Vec<Effect>,
    pub(crate) quit: bool,
}

impl Machine {
    pub(crate) fn new(start: Start) -> Self {
        let (state, effects) = app::start(start);
        let mut machine = Self {
            state,
            pending: Vec::new(),
            quit: false,
        };
        machine.take(effects);
        machine
    }

    /// Sends a message and keeps book of the work it asks for.
    pub(crate) fn send(&mut self, message: Message) -> Vec<Effect> {
        let effects = app::update(&mut self.state, message);
        self.take(effects.clone());
        effects
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (&effect, effect.ticket()) {
                (Effect::Cancel(ticket), _) => {
                    self.pending.retain(|other| other.ticket() != Some(*ticket));
                }
                (Effect::Quit, _) => self.quit = true,
                (_, Some(_)) => self.pending.push(effect),
                (_, None) => {}
            }
        }
    }

    pub(crate) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.send(Message::Key(key))
    }

    pub(crate) fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.key(Key::Char(c));
        }
    }

    /// The case whose files are on the screen.
    pub(crate) fn case(&self) -> Case {
        let files = self.state.files.as_ref().unwrap();
        files.extent.case().unwrap().clone()
    }

    /// Answers a request; the end of an answer takes it off the book.
    pub(crate) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Vec<Effect> {
        let part = matches!(
            answer,
            Answer::Files(_)
                | Answer::Findings(_)
                | Answer::Problems(_)
                | Answer::Progress(_)
                | Answer::Note(_)
                | Answer::Activity(_)
        );
        if !part {
            self.pending
                .retain(|effect| effect.ticket() != Some(ticket));
        }
        self.send(Message::Answered(ticket, answer))
    }

    /// The pause before the open question takes an answer goes by.
    pub(crate) fn pause(&mut self) {
        let ticket = self.state.pause.unwrap();
        self.answer(ticket, Answer::Rested);
    }

    /// The ticket of the only pending effect that `is` says yes to.
    pub(crate) fn waiting(&self, is: impl Fn(&Effect) -> bool) -> Ticket {
        let found: Vec<&Effect> = self.pending.iter().filter(|effect| is(effect)).collect();
        assert_eq!(found.len(), 1, "one such request in {:#?}", self.pending);
        found[0].ticket().unwrap()
    }
}
