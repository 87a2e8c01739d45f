//! A terminal in memory, behind the bytes that a real one would get.

use std::io::{self, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::app::{self, Answer, Effect};
use attache::domain::LoginChoice;
use attache::runtime::{
    Answers, Beside, Ended, Glass as Screen, Outside, Perform, Shell, Stops, Timings, Wishes,
};
use attache::view::{Glyphs, Look};
use crossterm::event::Event;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use tokio::sync::watch;

use crate::app::world::{now, start};
use crate::shell::Keyboard;

/// What a person typed before the program began.
const PROMPT: &str = "person@far:~$ attache\r\n";

/// The terminal of a person, with what they did before on it.
#[derive(Clone)]
pub(super) struct Paper {
    parser: Arc<Mutex<vt100::Parser>>,
    /// What was erased from the window's first cell on: tmux and `PuTTY` keep it above.
    kept: Arc<Mutex<String>>,
    written: Arc<watch::Sender<usize>>,
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.process(bytes);
        self.written.send_modify(|count| *count += bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Paper {
    /// A window of this size, at whose lowest row the program begins.
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let mut parser = vt100::Parser::new(cells(rows), cells(columns), 10_000);
        for line in 1..rows {
            parser.process(format!("earlier line {line}\r\n").as_bytes());
        }
        parser.process(PROMPT.as_bytes());
        parser.process(b"\x1b[?1049h\x1b[?2004h");
        Self {
            parser: Arc::new(Mutex::new(parser)),
            kept: Arc::default(),
            written: Arc::new(watch::channel(0).0),
        }
    }

    fn process(&self, bytes: &[u8]) {
        const ERASE: &[u8] = b"\x1b[J";
        let mut parser = self.parser.lock().unwrap();
        let mut rest = bytes;
        while let Some(at) = rest.windows(ERASE.len()).position(|part| part == ERASE) {
            parser.process(&rest[..at]);
            let screen = parser.screen();
            if !screen.alternate_screen() && screen.cursor_position() == (0, 0) {
                self.kept.lock().unwrap().push_str(&screen.contents());
            }
            parser.process(ERASE);
            rest = &rest[at + ERASE.len()..];
        }
        parser.process(rest);
    }

    /// As in a window that shows nothing else, where the program began in the first row.
    pub(super) fn begins_at_the_top(&self) {
        self.process(b"\x1b[?1049l\x1b[2J\x1b[H\x1b[?1049h");
    }

    pub(super) fn rows(&self) -> u16 {
        self.size().height
    }

    fn size(&self) -> Size {
        let (rows, columns) = self.parser.lock().unwrap().screen().size();
        Size::new(columns.get(), rows.get())
    }

    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let mut parser = self.parser.lock().unwrap();
        parser.set_size(cells(rows), cells(columns));
    }

    pub(super) fn screen(&self) -> vt100::Screen {
        self.parser.lock().unwrap().screen().clone()
    }

    /// Everything that the window shows and has shown of the person's own screen, in one line.
    pub(super) fn everything(&self) -> String {
        let mut parser = self.parser.lock().unwrap();
        let mut all = self.kept.lock().unwrap().clone();
        parser.process(b"\x1b[?47l");
        parser.screen_mut().set_scrollback(usize::MAX);
        let mut offset = parser.screen().scrollback();
        loop {
            parser.screen_mut().set_scrollback(offset);
            all.push_str(&parser.screen().contents().replace('\n', ""));
            all.push('|');
            if offset == 0 {
                break;
            }
            offset -= 1;
        }
        all
    }

    /// Waits for it; only a failure takes the time that this is ready to wait.
    pub(super) async fn until(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let mut written = self.written.subscribe();
        let waited = async {
            while !is(&self.screen()) {
                written.changed().await.unwrap();
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(20), waited).await;
        assert!(
            waited.is_ok(),
            "waited for {what}:\n{}",
            self.screen().contents()
        );
    }

    pub(super) async fn until_text(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text))
            .await;
    }
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

/// What draws on the paper. Its size is the paper's, not that of the terminal that the
/// tests run in.
struct Glass {
    inner: Screen<Paper>,
    paper: Paper,
}

impl Backend for Glass {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::Error::other("the cursor's position could not be read"))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        self.inner.clear_region(kind)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.paper.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Err(io::Error::other("no pixels"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

impl Beside for Glass {
    fn write_beside(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.inner.write_beside(bytes)
    }

    fn lend(&mut self) -> io::Result<()> {
        self.inner.lend()
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.inner.take_back()
    }

    fn leave(&mut self) -> io::Result<()> {
        self.inner.leave()
    }

    fn enter(&mut self) -> io::Result<()> {
        self.inner.enter()
    }

    fn capture(&mut self, on: bool) -> io::Result<()> {
        self.inner.capture(on)
    }
}

/// The loop on a paper, with a world behind it.
pub(super) struct Stage {
    pub(super) paper: Paper,
    pub(super) keyboard: Keyboard,
}

impl Stage {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        Self {
            paper: Paper::new(columns, rows),
            keyboard: Keyboard::default(),
        }
    }

    /// Tells the program of the window's new size, after the window has it.
    pub(super) fn resize(&self, columns: u16, rows: u16) {
        self.paper.resize(columns, rows);
        self.keyboard.send(Some(Ok(Event::Resize(columns, rows))));
    }

    /// Runs until it ends by itself.
    pub(super) async fn run(
        &self,
        performer: impl Perform,
        wishes: Wishes,
        end: impl Future<Output = ()>,
    ) -> Ended {
        let size = self.paper.size();
        let (state, effects) = app::start(app::Start {
            size: (size.width, size.height),
            ..start()
        });
        let glass = Glass {
            inner: Screen::new(self.paper.clone()),
            paper: self.paper.clone(),
        };
        let mut terminal = Terminal::new(glass).unwrap();
        let shell = Shell {
            performer,
            look: Look::new(Glyphs::Unicode, TimeZone::UTC),
            timings: timings(),
            clock: now,
            wishes,
            stops: Stops::none(),
        };
        let running = shell.run(&mut terminal, state, effects, self.keyboard.clone(), end);
        let ended = tokio::time::timeout(Duration::from_secs(25), running).await;
        ended.expect("the loop should have ended")
    }
}

pub(super) fn timings() -> Timings {
    Timings {
        rest: Duration::ZERO,
        double: Duration::from_millis(400),
        poll: Duration::ZERO,
        poll_most: Duration::ZERO,
        minute: Duration::from_hours(1),
        second: Duration::from_millis(1),
        turn: Duration::from_hours(1),
        audit: Duration::from_millis(1),
        picture: Duration::ZERO,
        clipboard: Duration::from_secs(10),
        leave: Duration::from_secs(10),
    }
}

/// A world in which one effect, the first that asks who somebody is, does something with
/// the terminal.
pub(super) struct World<F> {
    pub(super) outside: Outside,
    pub(super) does: Arc<F>,
}

impl<F> Clone for World<F> {
    fn clone(&self) -> Self {
        Self {
            outside: self.outside.clone(),
            does: Arc::clone(&self.does),
        }
    }
}

impl<F, W> Perform for World<F>
where
    F: Fn(Outside, Answers) -> W + Send + Sync + 'static,
    W: Future<Output = ()> + Send,
{
    fn switch(&mut self, _: &LoginChoice) {}

    async fn perform(&self, effect: Effect, answers: Answers) -> Answer {
        if matches!(effect, Effect::Identify(_)) {
            (self.does)(self.outside.clone(), answers).await;
            return Answer::Remembered;
        }
        std::future::pending().await
    }
}
