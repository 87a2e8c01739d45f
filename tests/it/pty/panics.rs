//! A panic of the thread that draws gives the terminal back, and tells in words what happened
//! without telling a secret. The children use the program's own session and loop, and panic
//! where no product would: in what they are given.

use std::future::pending;
use std::io::Read;

use attache::app::{self, Answer, Effect};
use attache::domain::LoginChoice;
use attache::runtime::{
    Answers, Beside, Outside, Perform, Session, Shell, Stops, Timings, events, outside,
};
use attache::view::{Glyphs, Look};
use crossterm::event::{Event, KeyCode};
use futures_util::StreamExt;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use vt100::MouseProtocolMode;

use super::terminal::{Start, Terminal};
use crate::app::world::start;
use crate::cli::program::Home;

/// What a careless sentence could quote.
const WORDS: &str = "byte 5 is not a boundary of https://bucket.example/a?X-Amz-Signature=5ec12e7 in \x1b]0;owned\x07.pdf";

/// A world that never answers; it borrows the terminal when it is asked for instances, if it is
/// to, and shows a link there.
#[derive(Clone)]
struct Nobody(Option<Outside>);

impl Perform for Nobody {
    fn switch(&mut self, _: &LoginChoice) {}

    async fn perform(&self, effect: Effect, _: Answers) -> Answer {
        if let (Some(outside), Effect::ListInstances(..)) = (&self.0, effect) {
            let lent = outside.borrow().await.unwrap();
            lent.write(b"\r\nthe link of a child\r\n".to_vec());
            pending::<()>().await;
        }
        pending().await
    }
}

/// The loop on this terminal, until `x` is pressed.
async fn browses(lends: bool) {
    let (outside, wishes) = outside();
    let shell = Shell {
        performer: Nobody(lends.then_some(outside)),
        look: Look::new(Glyphs::Unicode, TimeZone::UTC),
        timings: Timings::default(),
        clock: Timestamp::now,
        wishes,
        stops: Stops::none(),
    };
    let size = crossterm::terminal::size().unwrap();
    let (state, mut effects) = app::start(app::Start { size, ..start() });
    effects.push(Effect::Mouse(true));
    let mut session = Session::begin().unwrap();
    let events = events().map(|event| {
        let pressed = matches!(&event, Ok(Event::Key(key)) if key.code == KeyCode::Char('x'));
        assert!(!pressed, "{WORDS}");
        event
    });
    shell
        .run(&mut session.terminal, state, effects, events, pending())
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a child of another test"]
async fn child_whose_loop_panics() {
    browses(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a child of another test"]
async fn child_whose_loop_panics_while_the_terminal_is_lent() {
    browses(true).await;
}

#[test]
#[ignore = "a child of another test"]
fn child_that_panics_while_it_draws() {
    let mut session = Session::begin().unwrap();
    session.terminal.backend_mut().capture(true).unwrap();
    let frame =
        |frame: &mut ratatui::Frame<'_>| frame.render_widget("drawn by a child", frame.area());
    session.terminal.draw(frame).unwrap();
    let mut tty = std::fs::File::open("/dev/tty").unwrap();
    tty.read_exact(&mut [0]).unwrap();
    session.terminal.draw(|_| panic!("{WORDS}")).unwrap();
}

fn child(home: &Home, name: &str, variables: &[(&str, &str)]) -> Terminal {
    let program = std::env::current_exe().unwrap();
    let name = format!("pty::panics::{name}");
    Terminal::start_program(
        program.to_str().unwrap(),
        &Start {
            home,
            arguments: &[
                "--exact",
                &name,
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ],
            variables,
            size: (120, 40),
        },
    )
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_what_happened() {
    for (name, shows) in [
        ("child_whose_loop_panics", "Asking for your instances."),
        ("child_that_panics_while_it_draws", "drawn by a child"),
    ] {
        let home = Home::new();
        let mut terminal = child(&home, name, &[]);
        terminal.until_text(shows);
        terminal.until("everything is taken", |screen| {
            screen.alternate_screen()
                && screen.bracketed_paste()
                && screen.hide_cursor() == (name == "child_that_panics_while_it_draws")
                && screen.mouse_protocol_mode() == MouseProtocolMode::PressRelease
        });
        terminal.press("x");
        assert_eq!(terminal.exit(), 101, "{name}");
        is_given_back(&terminal);
        let text = terminal.screen().contents();
        for part in [
            "attache: a fault of its own has ended it (tests/it/pty/panics.rs",
            "byte 5 is not a boundary of (hidden) in ⟨U+001B⟩]0;owned⟨U+0007⟩.pdf",
            "The terminal is as it was.",
        ] {
            let text: String = text.split('\n').collect();
            assert!(text.contains(part), "{name}: {text}");
        }
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        for secret in ["5ec12e7", "bucket.example", "\x1b]0;", "stack backtrace"] {
            // What the harness of the tests says of the failure is its own.
            let own = bytes.split("failures:").next().unwrap_or_default();
            assert!(!own.contains(secret), "{name}: {secret}");
        }
    }
}

#[test]
fn a_link_does_not_outlive_a_panic() {
    let home = Home::new();
    let name = "child_whose_loop_panics_while_the_terminal_is_lent";
    let mut terminal = child(&home, name, &[]);
    terminal.until_text("the link of a child");
    terminal.until("the person's own screen", |screen| {
        !screen.alternate_screen()
    });
    terminal.press("x");
    assert_eq!(terminal.exit(), 101);
    is_given_back(&terminal);
    let text = terminal.screen().contents();
    assert!(text.contains("a fault of its own has ended it"), "{text}");
    assert!(!text.contains("the link of a child"), "{text}");
}

/// Line, screen, cursor, pasting, mouse, letters and frames are as they were.
#[track_caller]
fn is_given_back(terminal: &Terminal) {
    terminal.is_as_it_was();
    let screen = terminal.screen();
    assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
    assert_eq!(
        (screen.fgcolor(), screen.bgcolor()),
        (vt100::Color::Default, vt100::Color::Default)
    );
    assert!(!screen.bold() && !screen.inverse() && !screen.underline());
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    for (taken, given) in [("\x1b[?2026h", "\x1b[?2026l"), ("\x1b[?7l", "\x1b[?7h")] {
        assert!(
            bytes.rfind(taken) < bytes.rfind(given),
            "{given:?} is the last"
        );
    }
}
