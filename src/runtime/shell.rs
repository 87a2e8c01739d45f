//! The loop: drain every ready message, update, draw once, wait.

use std::future::Future;
use std::io;

use crossterm::event::Event;
use futures_util::Stream;
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::Backend;

use crate::app::{Effect, State};
use crate::view::Look;

use super::outside::{Beside, Wishes};
use super::perform::Perform;
use super::rounds::Rounds;
use super::stops::Stops;
use super::timings::Timings;

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// Nobody was there any more, and not all that was asked for could be had.
    Undone {
        /// Some of it could.
        partly: bool,
    },
    /// The person wants to go on with sample data.
    Demo,
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
    /// What the shell behind it does with its jobs.
    pub stops: Stops,
}

impl<P: Perform> Shell<P> {
    /// Runs until the person leaves, the events end, or `end` asks for it.
    pub async fn run<B>(
        self,
        terminal: &mut Terminal<B>,
        state: State,
        first: Vec<Effect>,
        events: impl Stream<Item = io::Result<Event>>,
        end: impl Future<Output = ()>,
    ) -> Ended
    where
        B: Backend + Beside,
    {
        let Self {
            performer,
            look,
            timings,
            clock,
            wishes,
            stops,
        } = self;
        let glass = (terminal, wishes, look, stops);
        let mut rounds = Rounds::new(performer, (state, first), glass, &timings, clock);
        let mut events = std::pin::pin!(events);
        let mut end = std::pin::pin!(end);
        let ended = loop {
            // The first frame comes before the first piece of work is begun. A terminal that
            // cannot be drawn on is gone, and with it the person.
            if rounds.draw().is_err() {
                break Ended::Interrupted;
            }
            if rounds.begin() {
                continue;
            }
            let Some(message) = rounds.next(&mut events, &mut end).await else {
                continue;
            };
            if let Some(ended) = rounds.take(message, &mut events).await {
                break ended;
            }
        };
        let (performer, tasks) = rounds.leave();
        performer.leaving();
        tasks.leave(timings.leave).await;
        ended
    }
}
