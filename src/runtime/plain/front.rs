//! The loop: a line comes in, or an answer; the machine takes it; what is new is printed.

use std::collections::VecDeque;
use std::future::Future;
use std::io::{self, BufRead, Write};
use std::thread;

use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::app::{self, Effect, Message, Stage, State};
use crate::view::{Glyphs, plain};

use super::super::perform::Perform;
use super::super::shell::Ended;
use super::super::tasks::Tasks;
use super::super::timings::Timings;
use super::said::{Said, calls_off, read};
use super::teller::Teller;

/// What the loop needs beside the state and the lines.
pub struct PlainShell<P> {
    /// Does the effects.
    pub performer: P,
    /// How long it waits for what.
    pub timings: Timings,
    /// Tells the time.
    pub clock: fn() -> Timestamp,
}

/// All that the loop holds while it runs.
struct Front<P, W> {
    performer: P,
    state: State,
    tasks: Tasks,
    teller: Teller,
    out: W,
    clock: fn() -> Timestamp,
    /// What was typed while the screen waited for something: it is meant for what comes.
    ahead: VecDeque<String>,
    /// Nothing more will be typed.
    over: bool,
}

/// What the end of the lines means for now.
enum Wait {
    /// Nothing is left to do.
    Ended(Ended),
    /// Something was done; look again.
    Again,
    /// Something is under way.
    Longer,
}

impl<P: Perform> PlainShell<P> {
    /// Runs until the person leaves, the lines end, or `end` asks for it. The lines are read
    /// by a thread of their own, which ends with the process.
    pub async fn run(
        self,
        (state, first): (State, Vec<Effect>),
        lines: impl BufRead + Send + 'static,
        out: impl Write,
        end: impl Future<Output = ()>,
    ) -> Ended {
        let (outbox, inbox) = unbounded_channel();
        let (read, typed) = unbounded_channel();
        thread::spawn(move || listen(lines, &read));
        let mut front = Front {
            performer: self.performer,
            state,
            tasks: Tasks::new(outbox),
            teller: Teller::default(),
            out,
            clock: self.clock,
            ahead: VecDeque::new(),
            over: false,
        };
        let ended = front.until_the_end(first, inbox, typed, end).await;
        front.performer.leaving();
        front.tasks.leave(self.timings.leave).await;
        ended
    }
}

/// Hands each line on.
fn listen(lines: impl BufRead, typed: &UnboundedSender<String>) {
    for line in lines.lines() {
        let Ok(line) = line else { return };
        if typed.send(line).is_err() {
            return;
        }
    }
}

impl<P: Perform, W: Write> Front<P, W> {
    async fn until_the_end(
        &mut self,
        first: Vec<Effect>,
        mut inbox: UnboundedReceiver<Message>,
        mut typed: UnboundedReceiver<String>,
        end: impl Future<Output = ()>,
    ) -> Ended {
        let mut end = std::pin::pin!(end);
        let greeting = "attache in plain lines. help tells what can be typed.";
        if self.print(&[greeting.to_owned()]).is_err() {
            return Ended::Interrupted;
        }
        let mut ended = self.begin(first);
        loop {
            // Where names are hidden no line tells one.
            let places = self.teller.places();
            let state = self.state.shown_at(Glyphs::Ascii.veil(), places);
            let news = self.teller.news(&state);
            self.teller.keep(&self.state);
            // Without a reader there is nobody to talk to.
            if self.print(&news).is_err() {
                return Ended::Interrupted;
            }
            if let Some(ended) = ended {
                return ended;
            }
            let waits = plain::waits_for(&self.state).is_some() || self.state.pause.is_some();
            if !waits {
                if let Some(line) = self.ahead.pop_front() {
                    ended = self.said(&line);
                    continue;
                }
                if self.over {
                    match self.without_a_reader() {
                        Wait::Ended(ended) => return ended,
                        Wait::Again => continue,
                        Wait::Longer => {}
                    }
                }
            }
            ended = tokio::select! {
                biased;
                () = &mut end => Some(Ended::Interrupted),
                Some(message) = inbox.recv() => self.take(message),
                lost = self.tasks.ended() => lost.and_then(|lost| self.take(lost)),
                line = typed.recv(), if !self.over => match line {
                    // What calls off does not wait for what it calls off.
                    Some(line) if waits && !calls_off(&line) => {
                        self.ahead.push_back(line);
                        None
                    }
                    Some(line) => {
                        self.ahead.clear();
                        self.said(&line)
                    }
                    None => {
                        self.over = true;
                        None
                    }
                },
            };
        }
    }

    /// The lines have ended: what they asked for is done first.
    fn without_a_reader(&mut self) -> Wait {
        let transfers = &self.state.transfers;
        if transfers.asking() > 0 {
            return match self.take(Message::Unattended) {
                Some(ended) => Wait::Ended(ended),
                None => Wait::Again,
            };
        }
        let audit = self.state.audit.as_ref();
        let audits = audit.is_some_and(|one| one.ticket().is_some() || one.exporting.is_some());
        if transfers.running() > 0 || audits {
            return Wait::Longer;
        }
        let all = transfers.list.iter().map(|one| &one.stage);
        let failed = all.clone().any(|stage| matches!(stage, Stage::Failed(_)));
        let done = all.clone().any(|stage| !stage.can_be_retried());
        Wait::Ended(match (failed, done) {
            (false, _) => Ended::Left,
            (true, done) => Ended::Undone { partly: done },
        })
    }

    fn print(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        self.out.flush()
    }

    /// Takes a line.
    fn said(&mut self, line: &str) -> Option<Ended> {
        let lines = match read(&self.state, line) {
            Said::Do(messages) => {
                let messages = messages.into_iter().map(|message| match message {
                    Message::Select(place) => {
                        Message::Select(self.teller.place_now(&self.state, place))
                    }
                    other => other,
                });
                let messages: Vec<Message> = messages.collect();
                return messages.into_iter().find_map(|message| self.take(message));
            }
            Said::Read(pane, opens) => {
                if let Some(ended) = opens.and_then(|message| self.take(message)) {
                    return Some(ended);
                }
                Teller::pane(&self.state.shown(Glyphs::Ascii.veil()), pane)
            }
            listed @ (Said::List | Said::More) => {
                let on = matches!(listed, Said::More);
                let state = self
                    .state
                    .shown_at(Glyphs::Ascii.veil(), self.teller.places());
                self.teller.page(&state, on)
            }
            Said::Help => Teller::help(&self.state),
            Said::Unknown => vec![format!(
                "Nothing is called so here: {}. help tells what is.",
                crate::domain::SafeText::new(line.trim())
            )],
        };
        self.print(&lines).err().map(|_| Ended::Interrupted)
    }

    /// Takes a message, and begins what it brings forth.
    fn take(&mut self, message: Message) -> Option<Ended> {
        let now = (self.clock)();
        if now.as_second() - self.state.now.as_second() >= 60 {
            app::update(&mut self.state, Message::Minute(now));
        }
        let effects = app::update(&mut self.state, message);
        self.begin(effects)
    }

    fn begin(&mut self, effects: Vec<Effect>) -> Option<Ended> {
        for effect in effects {
            match (effect.ticket(), effect) {
                (_, Effect::Quit) => return Some(Ended::Left),
                (_, Effect::Demo) => return Some(Ended::Demo),
                (_, Effect::Cancel(ticket)) => self.tasks.cancel(ticket),
                (_, Effect::Switch(choice)) => self.performer.switch(&choice),
                (Some(ticket), effect) => self.tasks.begin(ticket, effect, &self.performer),
                // There is no screen to draw, no mouse, and the line stops by itself.
                (None, _) => {}
            }
        }
        None
    }
}
