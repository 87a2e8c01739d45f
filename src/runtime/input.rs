//! From crossterm's events to messages. Only presses count: Windows reports releases too.

use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use futures_util::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::keys::Key;
use crate::app::{Act, Message, Mouse};

type Inbox = UnboundedReceiver<io::Result<Event>>;

/// What came in while nobody listened, and what comes in from now on.
static UNHEARD: Mutex<Option<Inbox>> = Mutex::new(None);

/// What happens at the terminal, for as long as it is listened to.
pub struct Events {
    inbox: Option<Inbox>,
}

/// What happens at the terminal. It is read by a thread of its own: once a terminal is closed,
/// crossterm reads its end over and over and gives control back to nobody, and the loop has to
/// hear the signal then. That thread stays, since nothing can wake it but a key, and hands each
/// event straight to the loop: between a key and its answer one thread wakes the other once.
pub fn events() -> Events {
    let mut unheard = UNHEARD.lock().unwrap_or_else(PoisonError::into_inner);
    // Keys that were typed ahead come first. After an error nobody reads any more.
    let known = unheard.take().filter(|inbox| !inbox.is_closed());
    let inbox = known.unwrap_or_else(|| {
        let (outbox, inbox) = unbounded_channel();
        thread::spawn(move || {
            loop {
                let event = event::read();
                let is_over = event.is_err();
                if outbox.send(event).is_err() || is_over {
                    return;
                }
            }
        });
        inbox
    });
    Events { inbox: Some(inbox) }
}

impl Stream for Events {
    type Item = io::Result<Event>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.inbox {
            Some(inbox) => inbox.poll_recv(context),
            None => Poll::Ready(None),
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        let mut unheard = UNHEARD.lock().unwrap_or_else(PoisonError::into_inner);
        *unheard = self.inbox.take();
    }
}

/// What an event means; nothing for what the program does not listen to.
pub fn message_of(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) => key_of(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, rows) => Some(Message::Resize { columns, rows }),
        Event::Mouse(mouse) => mouse_of(mouse).map(Message::Mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let act = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Act::Press,
        MouseEventKind::ScrollUp => Act::WheelUp,
        MouseEventKind::ScrollDown => Act::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        column: event.column,
        row: event.row,
        act,
    })
}

fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let key = match event.code {
        // Windows reports AltGr as Ctrl and Alt together: that is a character.
        // What Enter was while the terminal was not the program's own yet: typed ahead.
        KeyCode::Char('j') if control && !alt => Key::Enter,
        KeyCode::Char(c) if control && !alt => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) if alt && !control => Key::Alt(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up if shift => Key::ShiftUp,
        KeyCode::Down if shift => Key::ShiftDown,
        KeyCode::Left if shift => Key::ShiftLeft,
        KeyCode::Right if shift => Key::ShiftRight,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    Some(key)
}
