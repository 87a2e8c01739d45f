//! The terminal as the loop has it: frames while it is the loop's own, none while it is lent.

use std::future::pending;
use std::io;

use crossterm::event::Event;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::backend::Backend;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use tokio::sync::mpsc::UnboundedSender;

use crate::app::Message;
use crate::domain::Graphics;
use crate::view::Placed;

use super::input::message_of;
use super::outside::{Beside, Happened, Loan, Out, Wish, Wishes};
use super::overlay::Layer;
use super::stops::Stops;

/// The terminal, and what is wished of it beside the frames.
pub(super) struct Stage<'a, B: Backend> {
    terminal: &'a mut Terminal<B>,
    wishes: Wishes,
    loan: Option<Loan>,
    /// The picture that the terminal draws itself.
    overlay: Layer,
    /// Where keys go that came too late for who had the terminal.
    inbox: UnboundedSender<Message>,
}

impl<'a, B: Backend + Beside> Stage<'a, B> {
    /// A terminal that nobody has borrowed yet.
    pub(super) fn new(
        terminal: &'a mut Terminal<B>,
        wishes: Wishes,
        graphics: Graphics,
        inbox: UnboundedSender<Message>,
    ) -> Self {
        Self {
            terminal,
            wishes,
            loan: None,
            overlay: Layer::new(graphics),
            inbox,
        }
    }

    /// Draws a frame, and the picture over it, unless the terminal is lent. A terminal that
    /// cannot be drawn on is gone.
    pub(super) fn draw(
        &mut self,
        placed: Option<Placed>,
        draw: impl FnOnce(&mut Frame<'_>),
    ) -> Result<(), B::Error> {
        if self.loan.is_some() {
            return Ok(());
        }
        let window = self.terminal.size()?;
        let left = self.overlay.left(placed.as_ref());
        let bytes = self.overlay.before(placed.as_ref(), window);
        self.write(&bytes);
        self.beside().overlaid(left, placed.is_some());
        self.terminal.draw(draw)?;
        if placed.is_some() {
            // Where nobody knows how large a cell is the usual size has to do.
            let window = self.beside().window_size();
            let pixels = window.map_or(Size::ZERO, |window| window.pixels);
            let bytes = self.overlay.after(placed, pixels);
            self.write(&bytes);
        }
        Ok(())
    }

    /// What lies over the frames is taken away: all of them is drawn anew, or nothing is for a
    /// while.
    fn uncover(&mut self) {
        let bytes = self.overlay.take_away();
        self.write(&bytes);
        self.beside().overlaid(None, false);
    }

    /// Writes beside the frames. A terminal that is gone is noticed when it is drawn on.
    fn write(&mut self, bytes: &str) {
        if !bytes.is_empty() {
            // Shown at once, as a frame is.
            let bytes = format!("\x1b[?2026h{bytes}\x1b[?2026l");
            let _ = self.beside().write_beside(bytes.as_bytes());
        }
    }

    /// Empties the window, so that the next frame draws all of it. `Terminal::clear` would first
    /// ask the terminal where its cursor is: the answer comes in as a key would, so it is waited
    /// for in vain while the keys are listened to.
    pub(super) fn blank(&mut self) {
        if self.loan.is_some() {
            return;
        }
        self.uncover();
        // A terminal that is gone is noticed when it is drawn on.
        if let Ok(window) = self.terminal.size() {
            let _ = self.terminal.resize(window.into());
        }
    }

    /// Does what is wished next beside the frames; whether everything must be drawn after it.
    pub(super) async fn served(&mut self) -> io::Result<bool> {
        let given = async {
            match &mut self.loan {
                Some(loan) => loan.given().await,
                None => pending().await,
            }
        };
        // Nothing waits once either has come: what was taken is done.
        tokio::select! {
            wish = self.wishes.next() => self.serve(wish).map(|()| false),
            given = given => match given {
                Some(Out::Bytes(bytes)) => self.beside().write_beside(&bytes).map(|()| false),
                Some(Out::Untaken(key)) => {
                    // The loop that waits here is who listens.
                    let _ = self.inbox.send(Message::Key(key));
                    Ok(false)
                }
                None => self.take_back().map(|()| true),
            },
        }
    }

    fn serve(&mut self, wish: Wish) -> io::Result<()> {
        match wish {
            Wish::Write(bytes, done) => {
                self.beside().write_beside(&bytes)?;
                // Whoever was called off does not care.
                let _ = done.send(());
            }
            // The second one is told so by the end of its wish.
            Wish::Borrow(_) if self.loan.is_some() => {}
            // Nobody would give it back.
            Wish::Borrow(lends) if lends.is_closed() => {}
            Wish::Borrow(lends) => {
                let window = self.terminal.size().map_err(|_| io::ErrorKind::Other)?;
                self.uncover();
                self.beside().lend()?;
                let (loan, lent) = Loan::new((window.width, window.height));
                self.loan = Some(loan);
                // Dropped on the way, it is given back at once.
                let _ = lends.send(lent);
            }
        }
        Ok(())
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.loan = None;
        self.beside().take_back()?;
        self.blank();
        Ok(())
    }

    /// What an event means to the machine: nothing, when it goes to who has the terminal.
    pub(super) fn message_of(&self, event: Event) -> Option<Message> {
        let message = message_of(event)?;
        let Some(loan) = &self.loan else {
            return Some(message);
        };
        match message {
            // A key that came too late for an effect that has just ended is the machine's.
            Message::Key(key) if loan.tell(Happened::Key(key)) => None,
            Message::Resize { columns, rows } => {
                loan.tell(Happened::Resized(columns, rows));
                Some(message)
            }
            Message::Paste(_) | Message::Mouse(_) => None,
            _ => Some(message),
        }
    }

    /// The mouse is the program's, or the terminal's.
    pub(super) fn capture(&mut self, on: bool) {
        // A terminal that is gone is noticed when it is drawn on.
        let _ = self.beside().capture(on);
    }

    /// Gives the terminal back, stops until the program goes on, and takes it again; gives the
    /// window's columns and rows. What was lent is wiped and taken back first: a link does not
    /// stay on the screen, and does not come back by itself.
    pub(super) async fn stop(
        &mut self,
        parting: &str,
        stops: &mut Stops,
    ) -> io::Result<(u16, u16)> {
        if self.loan.is_some() {
            self.take_back()?;
        }
        self.uncover();
        self.beside().leave()?;
        disable_raw_mode()?;
        self.beside()
            .write_beside(format!("{parting}\r\n").as_bytes())?;
        stops.stop().await?;
        self.enter()
    }

    /// Takes the terminal, whatever became of it; gives the window's columns and rows. The line
    /// first: a job in the background is stopped there, before it has written anything.
    pub(super) fn enter(&mut self) -> io::Result<(u16, u16)> {
        // Of a program that did not stop by itself it is still held to be in order.
        disable_raw_mode()?;
        enable_raw_mode()?;
        if self.loan.is_some() {
            self.take_back()?;
        }
        self.beside().enter()?;
        self.blank();
        let window = self.terminal.size().map_err(|_| io::ErrorKind::Other)?;
        Ok((window.width, window.height))
    }

    /// The end: what an effect has written beside the frames does not stay.
    pub(super) fn close(mut self) {
        self.uncover();
        if self.loan.is_some() {
            // A terminal that is gone shows nothing any more.
            let _ = self.take_back();
        }
    }

    fn beside(&mut self) -> &mut B {
        self.terminal.backend_mut()
    }
}
