//! What turns while something loads, in a real terminal.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::terminal::{CTRL_C, Start, Terminal};
use crate::cli::program::{Home, Serve};

/// The program, and a server that takes what it asks and never says a word.
fn waiting(home: &Home, more: &[&str], variables: &[(&str, &str)]) -> (Terminal, TcpListener) {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let serve = Serve::start(home);
    let mut all = serve.environment();
    all.push(("ATTACHE_ENDPOINT_URL", &endpoint));
    all.extend_from_slice(variables);
    let terminal = Terminal::start(&Start {
        home,
        arguments: more,
        variables: &all,
        size: (120, 40),
    });
    terminal.until_text("loading instances");
    (terminal, silent)
}

/// The frames that a turn alone brought, and how long the program was there for them at most.
fn turns(variables: &[(&str, &str)]) -> (usize, Duration) {
    let home = Home::new();
    let begun = Instant::now();
    let (mut terminal, _silent) = waiting(&home, &[], variables);
    let signs = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴"];
    for sign in signs {
        terminal.until_bytes(sign, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            text.contains(sign)
        });
    }
    let (frames, there) = (terminal.frames().len(), begun.elapsed());
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    (frames, there)
}

#[test]
fn it_turns_eight_times_a_second_at_most_and_four_times_over_ssh() {
    let far = [("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")];
    for (variables, pace) in [(&[][..], 125), (&far[..], 250)] {
        let (frames, there) = turns(variables);
        let turns = there.as_millis() / pace;
        // Others come with what is said of the waiting, and of who asks.
        let most = usize::try_from(turns).unwrap() + 8;
        assert!(frames <= most, "{frames} frames in {there:?}");
    }
}

#[test]
fn who_wants_nothing_to_move_gets_nothing_that_does() {
    for (arguments, variables) in [
        (&["--motion=false"][..], &[][..]),
        (&[], &[("ATTACHE_MOTION", "false")]),
    ] {
        let home = Home::new();
        let (mut terminal, _silent) = waiting(&home, arguments, variables);
        terminal.until_text("has not answered yet");
        let from = terminal.settled();
        let written = terminal.written_within(Duration::from_millis(600), from);
        assert_eq!(String::from_utf8_lossy(&written), "");
        terminal.press(CTRL_C);
        assert_eq!(terminal.exit(), 0);
        let text = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        assert!(!text.contains('⠋') && text.contains("loading"));
    }
}
