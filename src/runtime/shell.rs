//! The loop: drain every ready message, update, draw once, wait.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::Poll;

use crossterm::event::Event;
use futures_util::{Stream, StreamExt};
use jiff::Timestamp;
use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};
use tokio::sync::mpsc::unbounded_channel;

use crate::app::{self, Effect, Message, State, ages};
use crate::view::{self, Look};

use super::outside::{Beside, Wishes};
use super::perform::Perform;
use super::stage::Stage;
use super::tasks::Tasks;
use super::timings::Timings;

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// The system asked for it, or the terminal is gone.
    Interrupted,
}

/// What the loop needs beside the terminal and the state.
pub struct Shell<P> {
    /// Does the effects.
    pub performer: P,
    /// How everything looks.
    pub look: Look,
    /// How long it waits for what.
    pub timings: Timings,
    /// Tells the time.
    pub clock: fn() -> Timestamp,
    /// What effects wish of the terminal beside the frames.
    pub wishes: Wishes,
}

impl<P: Perform> Shell<P> {
    /// Runs until the person leaves, the events end, or `end` asks for it.
    pub async fn run<B>(
        self,
        terminal: &mut Terminal<B>,
        mut state: State,
        first: Vec<Effect>,
        events: impl Stream<Item = io::Result<Event>>,
        end: impl Future<Output = ()>,
    ) -> Ended
    where
        B: Backend + Beside,
    {
        let Self {
            mut performer,
            look,
            timings,
            clock,
            wishes,
        } = self;
        let mut glass = Stage::new(terminal, wishes);
        let (outbox, mut inbox) = unbounded_channel();
        let mut tasks = Tasks::new(outbox);
        let mut minute = tokio::time::interval(timings.minute);
        minute.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut events = std::pin::pin!(events);
        let mut end = std::pin::pin!(end);
        let mut effects = first;
        let mut changed = true;
        let ended = loop {
            // The first frame comes before the first piece of work is begun.
            let draw = |frame: &mut Frame<'_>| view::draw(&state, &look, frame);
            if changed && glass.draw(draw).is_err() {
                // A terminal that cannot be drawn on is gone, and with it the person.
                break Ended::Interrupted;
            }
            changed = false;
            for effect in effects.drain(..) {
                match (effect.ticket(), effect) {
                    (_, Effect::Cancel(ticket)) => tasks.cancel(ticket),
                    // The effects after it are the new one's already.
                    (_, Effect::Switch(choice)) => performer.switch(&choice),
                    (Some(ticket), effect) => tasks.begin(ticket, effect, &performer),
                    (None, Effect::Redraw) => {
                        glass.blank();
                        changed = true;
                    }
                    (None, _) => {}
                }
            }
            if changed {
                continue;
            }
            let next = tokio::select! {
                message = inbox.recv() => message,
                event = events.next() => event_message(event, &glass),
                served = glass.served() => match served {
                    Ok(afresh) => {
                        changed = afresh;
                        None
                    }
                    Err(_) => Some(Message::End),
                },
                lost = tasks.ended() => lost,
                () = &mut end => Some(Message::End),
                _ = minute.tick() => minute_of(&state, clock()),
            };
            // Nothing happened that anybody could see: nothing is drawn.
            let Some(mut message) = next else {
                continue;
            };
            tell_the_time(&mut state, clock());
            let left = loop {
                // What only goes into the log writes nothing to the terminal.
                changed |= app::is_seen(&state, &message);
                let end = message == Message::End;
                effects.extend(app::update(&mut state, message));
                // Leaving is not delayed by what comes after it.
                if effects.contains(&Effect::Quit) {
                    break Some(if end { Ended::Interrupted } else { Ended::Left });
                }
                // Whatever else is ready changes the state before it is drawn.
                let next = match inbox.try_recv() {
                    Ok(message) => Some(message),
                    Err(_) => ready(events.as_mut())
                        .await
                        .and_then(|event| event_message(event, &glass)),
                };
                match next {
                    Some(next) => message = next,
                    None => break None,
                }
            };
            if let Some(left) = left {
                break left;
            }
        };
        glass.close();
        performer.leaving();
        tasks.leave(timings.leave).await;
        ended
    }
}

/// The minute, when it changes an age on the screen.
fn minute_of(state: &State, now: Timestamp) -> Option<Message> {
    ages::have_changed(state, now).then_some(Message::Minute(now))
}

/// What is drawn next is drawn with the right time, however long nothing was.
fn tell_the_time(state: &mut State, now: Timestamp) {
    if now.as_second() - state.now.as_second() >= 60 {
        app::update(state, Message::Minute(now));
    }
}

/// The next event if it is here already. Polled with the loop's own waker: a stream that
/// was polled with another one would wake nobody when the next key comes.
async fn ready<E>(mut events: Pin<&mut impl Stream<Item = E>>) -> Option<Option<E>> {
    std::future::poll_fn(|context| {
        Poll::Ready(match events.as_mut().poll_next(context) {
            Poll::Ready(event) => Some(event),
            Poll::Pending => None,
        })
    })
    .await
}

/// Without its terminal the program has nobody to talk to: it ends.
fn event_message<B: Backend + Beside>(
    event: Option<io::Result<Event>>,
    glass: &Stage<'_, B>,
) -> Option<Message> {
    match event {
        Some(Ok(event)) => glass.message_of(event),
        Some(Err(_)) | None => Some(Message::End),
    }
}
