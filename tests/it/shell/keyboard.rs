//! A keyboard.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use futures_util::Stream;

/// The keyboard, which is as fussy as crossterm's: it wakes who asked first while there was
/// nothing, and nobody who asked later.
#[derive(Clone, Default)]
pub(crate) struct Keyboard(Arc<Mutex<Keys>>);

#[derive(Default)]
struct Keys {
    waiting: VecDeque<Option<io::Result<Event>>>,
    waker: Option<Waker>,
}

impl Keyboard {
    pub(crate) fn send(&self, event: Option<io::Result<Event>>) {
        let mut keys = self.0.lock().unwrap();
        keys.waiting.push_back(event);
        if let Some(waker) = keys.waker.take() {
            waker.wake();
        }
    }

    fn key(&self, code: KeyCode, modifiers: KeyModifiers) {
        self.send(Some(Ok(Event::Key(KeyEvent::new(code, modifiers)))));
    }

    pub(crate) fn press(&self, code: KeyCode) {
        self.key(code, KeyModifiers::NONE);
    }

    pub(crate) fn control(&self, letter: char) {
        self.key(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    pub(super) fn type_in(&self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }
}

impl Stream for Keyboard {
    type Item = io::Result<Event>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut keys = self.0.lock().unwrap();
        if let Some(event) = keys.waiting.pop_front() {
            return Poll::Ready(event);
        }
        keys.waker.get_or_insert_with(|| context.waker().clone());
        Poll::Pending
    }
}
