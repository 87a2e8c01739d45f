//! From crossterm's events to messages. Only presses count: Windows reports releases too.

use std::io;
use std::pin::pin;
use std::thread;

use crossterm::event::{
    Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use futures_util::future::{self, Either};
use futures_util::{Stream, StreamExt, stream};
use tokio::runtime::Handle;
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::oneshot;

use crate::app::keys::Key;
use crate::app::{Act, Message, Mouse};

/// What happens at the terminal. It is listened to from a thread of its own, until the
/// stream is dropped: once a terminal is closed, crossterm reads its end over and over and
/// gives control back to nobody, and the loop has to hear the signal then.
pub fn events() -> impl Stream<Item = io::Result<Event>> {
    let (outbox, mut inbox) = unbounded_channel();
    let (listens, left) = oneshot::channel::<()>();
    let runtime = Handle::current();
    thread::spawn(move || {
        runtime.block_on(async move {
            let mut left = pin!(left);
            let mut events = EventStream::new();
            while let Either::Left((Some(event), _)) =
                future::select(events.next(), left.as_mut()).await
            {
                // Nobody listens any more once the shell has left.
                let _ = outbox.send(event);
            }
        });
    });
    stream::poll_fn(move |context| {
        let _ = &listens;
        inbox.poll_recv(context)
    })
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
