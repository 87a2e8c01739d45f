//! What one round of the loop is made of: draw, begin the work, wait, take what is ready.

use std::io;
use std::pin::Pin;
use std::task::Poll;

use crossterm::event::Event;
use futures_util::{Stream, StreamExt};
use jiff::Timestamp;
use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Interval, MissedTickBehavior};

use crate::app::{self, Act, Effect, Message, Mouse, State, ages};
use crate::view::{self, Look};

use super::clicks::Clicks;
use super::outside::{Beside, Wishes};
use super::perform::Perform;
use super::picture::Picture;
use super::shell::Ended;
use super::stage::Stage;
use super::stops::{Stop, Stops};
use super::tasks::Tasks;
use super::timings::Timings;
use super::turner::Turner;

/// All that the loop holds while it runs.
pub(super) struct Rounds<'a, P, B: Backend> {
    pub(super) performer: P,
    pub(super) state: State,
    /// What is to be done and was not begun yet.
    pub(super) effects: Vec<Effect>,
    stage: Stage<'a, B>,
    picture: Picture,
    look: Look,
    stops: Stops,
    tasks: Tasks,
    inbox: UnboundedReceiver<Message>,
    tell: UnboundedSender<Message>,
    minute: Interval,
    clock: fn() -> Timestamp,
    clicks: Clicks,
    turner: Turner,
}

impl<'a, P: Perform, B: Backend + Beside> Rounds<'a, P, B> {
    /// Before the first round. What `first` names is begun after the first frame.
    pub(super) fn new(
        performer: P,
        (state, first): (State, Vec<Effect>),
        (terminal, wishes, look, stops): (&'a mut Terminal<B>, Wishes, Look, Stops),
        timings: &Timings,
        clock: fn() -> Timestamp,
    ) -> Self {
        let (outbox, inbox) = unbounded_channel();
        let graphics = performer.graphics();
        let mut minute = tokio::time::interval(timings.minute);
        minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            performer,
            state,
            effects: first,
            stage: Stage::new(terminal, wishes, graphics, outbox.clone()),
            picture: Picture::new(timings.picture),
            look,
            stops,
            tasks: Tasks::new(outbox.clone()),
            tell: outbox,
            inbox,
            minute,
            clock,
            clicks: Clicks::new(timings.double),
            turner: Turner::new(timings.turn),
        }
    }

    /// Draws, unless the picture shows everything.
    pub(super) fn draw(&mut self) -> Result<(), B::Error> {
        if self.picture.is_due() {
            let (state, look) = (&self.state, &self.look);
            let placed = view::placed(state);
            self.stage.draw(placed, |frame: &mut Frame<'_>| {
                view::draw(state, look, frame);
            })?;
            self.picture.drawn();
        }
        Ok(())
    }

    /// Begins the work; whether it must be drawn before anything is waited for.
    pub(super) fn begin(&mut self) -> bool {
        let mut suspends = false;
        for effect in self.effects.drain(..) {
            match (effect.ticket(), effect) {
                (_, Effect::Cancel(ticket)) => self.tasks.cancel(ticket),
                // The effects after it are the new one's already.
                (_, Effect::Switch(choice)) => self.performer.switch(&choice),
                (Some(ticket), effect) => self.tasks.begin(ticket, effect, &self.performer),
                (None, Effect::Suspend) => suspends = true,
                (None, Effect::Mouse(on)) => self.stage.capture(on),
                (None, Effect::Redraw) => {
                    self.stage.blank();
                    self.picture.changed();
                }
                (None, _) => {}
            }
        }
        if suspends {
            self.suspend();
        }
        self.picture.is_due()
    }

    /// Waits for what happens next. Nothing, when nobody could see anything of it.
    pub(super) async fn next(
        &mut self,
        events: &mut Pin<&mut impl Stream<Item = io::Result<Event>>>,
        end: &mut Pin<&mut impl Future<Output = ()>>,
    ) -> Option<Message> {
        self.turner.follow(self.state.turns());
        tokio::select! {
            message = self.inbox.recv() => message,
            event = events.next() => self.heard(event),
            served = self.stage.served() => match served {
                Ok(true) => {
                    self.picture.changed();
                    None
                }
                Ok(false) => None,
                Err(_) => Some(Message::End),
            },
            lost = self.tasks.ended() => lost,
            stop = self.stops.next() => self.stop(stop).await,
            () = end => Some(Message::End),
            _ = self.minute.tick() => self.minute_over(),
            () = self.picture.falls_due() => None,
            () = self.turner.turned() => Some(Message::Turn),
        }
    }

    /// Takes this message and whatever else is ready, so that all of it is drawn at once;
    /// how the loop ends, if it does. Leaving is not delayed by what comes after it.
    pub(super) async fn take(
        &mut self,
        mut message: Message,
        events: &mut Pin<&mut impl Stream<Item = io::Result<Event>>>,
    ) -> Option<Ended> {
        self.tell_the_time();
        loop {
            // What only goes into the log writes nothing to the terminal.
            if app::is_seen(&self.state, &message) {
                self.picture.changed_by(&message);
            }
            let is_end = message == Message::End;
            self.effects.extend(app::update(&mut self.state, message));
            if self.effects.contains(&Effect::Demo) {
                return Some(Ended::Demo);
            }
            if self.effects.contains(&Effect::Quit) {
                return Some(if is_end {
                    Ended::Interrupted
                } else {
                    Ended::Left
                });
            }
            message = match self.inbox.try_recv() {
                Ok(message) => message,
                Err(_) => self.heard(ready(events.as_mut()).await?)?,
            };
        }
    }

    /// The person pressed Ctrl-Z: the whole job is asked to stop, and this process with it.
    fn suspend(&mut self) {
        if !self.stops.are_noticed() || Stops::ask().is_err() {
            let _ = self.tell.send(Message::Stayed);
        }
    }

    /// Stops, or finds out what became of the terminal while it was stopped.
    async fn stop(&mut self, stop: Stop) -> Option<Message> {
        let went_on = match stop {
            // From a shell that could not bring it back this is not taken: it would stand
            // still for ever.
            Stop::Asked if !self.stops.are_noticed() => return Some(Message::Stayed),
            Stop::Asked => {
                let parting = app::parting(&self.state);
                self.stage.stop(&parting, &mut self.stops).await
            }
            Stop::WasStopped => self.stage.enter(),
        };
        match went_on {
            Ok((columns, rows)) => Some(Message::WentOn { columns, rows }),
            Err(_) => Some(Message::End),
        }
    }

    /// Gives the person's own screen back when it was lent, and hands over what is left to
    /// be done: the work that runs is called off.
    pub(super) fn leave(self) -> (P, Tasks) {
        self.stage.close();
        (self.performer, self.tasks)
    }

    /// Without its terminal the program has nobody to talk to: it ends.
    fn heard(&mut self, event: Option<io::Result<Event>>) -> Option<Message> {
        match event {
            Some(Ok(event)) => match self.stage.message_of(event)? {
                Message::Mouse(mouse) => {
                    let mouse = self.clicks.counted(mouse, (self.clock)());
                    Some(self.meant(mouse))
                }
                message => Some(message),
            },
            Some(Err(_)) | None => Some(Message::End),
        }
    }

    /// Where a key is drawn a press does what it does.
    fn meant(&self, mouse: Mouse) -> Message {
        let presses = matches!(mouse.act, Act::Press | Act::Again);
        let place = (mouse.column, mouse.row);
        let action = presses.then(|| view::action_at(&self.state, &self.look, place));
        let action = action.flatten().map(Message::Do);
        action.unwrap_or(Message::Mouse(mouse))
    }

    /// The minute, when it changes an age on the screen.
    fn minute_over(&self) -> Option<Message> {
        let now = (self.clock)();
        ages::have_changed(&self.state, now).then_some(Message::Minute(now))
    }

    /// What is drawn next is drawn with the right time, however long nothing was.
    fn tell_the_time(&mut self) {
        let now = (self.clock)();
        if now.as_second() - self.state.now.as_second() >= 60 {
            // What comes now may show nothing: the minute that it brings along does not get lost.
            if ages::have_changed(&self.state, now) {
                self.picture.changed();
            }
            app::update(&mut self.state, Message::Minute(now));
        }
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
