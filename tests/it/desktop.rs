//! Whether there is a desktop, and what happens with a file that is handed to it.

use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

use attache::desktop::{
    Between, Clipboard, Colours, Desktop, Graphics, LONGEST_CLIP, Notes, Terminal, open_with,
    sequence,
};
use attache::domain::FailureKind;

/// Variables and their values.
type Set = &'static [(&'static str, &'static str)];

fn env(set: Set) -> impl Fn(&str) -> Option<OsString> {
    move |name: &str| {
        let found = set.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| OsString::from(value))
    }
}

fn detected(system: &str, set: Set) -> bool {
    Desktop::detect_on(system, env(set)).is_here()
}

fn terminal(set: Set) -> Terminal {
    Terminal::detect_on("linux", env(set))
}

#[test]
fn a_terminal_is_known_by_what_it_says_of_itself() {
    let kitty = terminal(&[("TERM", "xterm-kitty"), ("LANG", "de_DE.UTF-8")]);
    let all = Terminal {
        colours: Colours::True,
        clipboard: Clipboard::Likely,
        links: true,
        graphics: Some(Graphics::Kitty),
        notes: Notes::Osc99,
        utf8: true,
        ssh: false,
        between: None,
    };
    assert_eq!(kitty, all);
    let iterm = terminal(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]);
    assert_eq!(iterm.graphics, Some(Graphics::Iterm2));
    assert!(matches!(iterm.clipboard, Clipboard::Depends(how) if how.contains("iTerm2")));
    assert_eq!(
        terminal(&[("TERM", "foot")]).graphics,
        Some(Graphics::Sixel)
    );
    let console = terminal(&[("TERM", "linux")]);
    let nothing = Terminal {
        colours: Colours::Eight,
        clipboard: Clipboard::Unlikely,
        links: false,
        graphics: None,
        notes: Notes::None,
        utf8: false,
        ssh: false,
        between: None,
    };
    assert_eq!(console, nothing);
    assert_eq!(terminal(&[]).colours, Colours::None);
    assert_eq!(terminal(&[("TERM", "dumb")]).colours, Colours::None);
    let palette: Set = &[("TERM", "xterm-256color"), ("SSH_TTY", "/dev/pts/0")];
    assert_eq!(terminal(palette).colours, Colours::Palette);
    assert!(terminal(palette).ssh);
    let deep: Set = &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
    assert_eq!(terminal(deep).colours, Colours::True);
    // GNU screen garbles them, whatever the terminal behind it can do.
    let within: Set = &[("TERM", "screen-256color"), ("COLORTERM", "truecolor")];
    assert_eq!(terminal(within).colours, Colours::Palette);
    assert_eq!(terminal(&[("TERM", "vt220")]).colours, Colours::Sixteen);
    assert!(Terminal::detect_on("windows", env(&[])).utf8);
}

#[test]
fn what_lies_between_takes_something_away() {
    let tmux = terminal(&[
        ("TERM", "tmux-256color"),
        ("TMUX", "/tmp/t,1,0"),
        ("KITTY_WINDOW_ID", "1"),
    ]);
    assert!(matches!(tmux.clipboard, Clipboard::Depends(how) if how.contains("tmux")));
    assert_eq!((tmux.links, tmux.graphics), (true, None));
    let screen = terminal(&[("TERM", "screen"), ("STY", "1"), ("KITTY_WINDOW_ID", "1")]);
    assert_eq!((screen.links, screen.graphics), (false, None));
}

#[test]
fn the_strongest_variable_says_the_locale() {
    let table: [(Set, bool); 5] = [
        (&[("LANG", "C.UTF-8")], true),
        (&[("LANG", "en_US.utf8")], true),
        (&[("LC_ALL", "C"), ("LANG", "C.UTF-8")], false),
        (
            &[("LC_ALL", ""), ("LC_CTYPE", "UTF-8"), ("LANG", "C")],
            true,
        ),
        (&[("LANG", "de_DE@euro")], false),
    ];
    for (set, utf8) in table {
        assert_eq!(terminal(set).utf8, utf8, "{set:?}");
    }
}

#[test]
fn a_desktop_is_found_by_the_environment_alone() {
    let table: [(&str, Set, bool); 12] = [
        ("linux", &[], false),
        ("linux", &[("DISPLAY", ":0")], true),
        ("linux", &[("WAYLAND_DISPLAY", "wayland-0")], true),
        ("linux", &[("DISPLAY", "")], false),
        ("linux", &[("WSL_INTEROP", "/run/WSL/1_interop")], true),
        (
            "linux",
            &[("DISPLAY", ":10"), ("SSH_CONNECTION", "a b c d")],
            false,
        ),
        (
            "linux",
            &[("WSL_INTEROP", "x"), ("SSH_TTY", "/dev/pts/0")],
            false,
        ),
        ("freebsd", &[], false),
        ("macos", &[], true),
        ("macos", &[("SSH_TTY", "/dev/ttys0")], false),
        ("windows", &[], true),
        ("windows", &[("SSH_CONNECTION", "a b c d")], false),
    ];
    for (system, set, expected) in table {
        assert_eq!(detected(system, set), expected, "{system} {set:?}");
    }
}

#[test]
fn why_there_is_none_is_said() {
    let why = |desktop| match desktop {
        Desktop::Absent { why } => why,
        Desktop::Here => "",
    };
    assert_eq!(
        why(Desktop::detect_on("linux", |_| None)),
        "there is no graphical session"
    );
    let over_ssh = |name: &str| (name == "SSH_TTY").then(|| OsString::from("/dev/pts/0"));
    assert_eq!(
        why(Desktop::detect_on("linux", over_ssh)),
        "this is an SSH session"
    );
}

#[cfg(unix)]
fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

const LONG: Duration = Duration::from_mins(1);

#[cfg(unix)]
#[test]
fn the_first_launcher_that_works_is_the_last_that_is_tried() {
    let folder = tempfile::TempDir::new().unwrap();
    let trace = folder.path().join("trace");
    let mark = |name: &str, status: u8| {
        shell(&format!(
            "echo {name} >> '{}'; exit {status}",
            trace.display()
        ))
    };
    let missing = Command::new("/nowhere/attache-no-such-opener");
    open_with(
        vec![
            missing,
            mark("fails", 3),
            mark("works", 0),
            mark("never", 0),
        ],
        LONG,
    )
    .unwrap();
    assert_eq!(std::fs::read_to_string(trace).unwrap(), "fails\nworks\n");
}

#[test]
fn without_a_launcher_the_failure_offers_to_save() {
    let missing = || Command::new("/nowhere/attache-no-such-opener");
    for commands in [vec![], vec![missing(), missing()]] {
        let failure = open_with(commands, LONG).unwrap_err();
        assert_eq!(failure.kind, FailureKind::Local);
        assert!(
            failure.to_string().contains("no program that opens files"),
            "{failure}"
        );
        assert!(failure.hint.unwrap().as_str().contains("Save it"));
    }
}

#[cfg(unix)]
#[test]
fn a_launcher_that_fails_is_named() {
    let failure = open_with(vec![shell("exit 3")], LONG).unwrap_err();
    assert!(
        failure.to_string().contains("sh failed (exit status: 3)"),
        "{failure}"
    );
}

#[cfg(unix)]
#[test]
fn a_launcher_that_goes_on_has_handed_over() {
    // Ends by itself soon after the test; had it been waited for, its status would fail the test.
    open_with(vec![shell("sleep 2; exit 3")], Duration::from_millis(20)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_launcher_gets_no_terminal_and_no_keys() {
    let folder = tempfile::TempDir::new().unwrap();
    let seen = folder.path().join("seen");
    let script = format!(
        "cat > '{0}.in'; for fd in 0 1 2; do [ -t $fd ] && echo tty >> '{0}'; done; \
         env | grep -q '^AWS_' || echo no keys >> '{0}'; exit 0",
        seen.display()
    );
    let mut command = shell(&script);
    command.env("AWS_SECRET_ACCESS_KEY", "key");
    command.env("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
    open_with(vec![command], LONG).unwrap();
    assert_eq!(std::fs::read_to_string(&seen).unwrap(), "no keys\n");
    assert_eq!(std::fs::read(seen.with_extension("in")).unwrap(), b"");
}

/// The text that a sequence carries, and what it looks like without it.
fn carried(sequence: &str) -> String {
    let (_, rest) = sequence.split_once("52;c;").unwrap();
    rest.split_once('\x07').unwrap().0.to_owned()
}

#[test]
fn a_text_is_encoded_for_the_terminals_clipboard() {
    for (text, encoded) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
        ("見積書?>", "6KaL56mN5pu4Pz4="),
    ] {
        let bytes = sequence(text, None).unwrap();
        let expected = format!("\x1b]52;c;{encoded}\x07");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{text}");
    }
}

#[test]
fn a_multiplexer_gets_the_sequence_wrapped() {
    let plain = String::from_utf8(sequence("text", None).unwrap()).unwrap();
    let tmux = String::from_utf8(sequence("text", Some(Between::Tmux)).unwrap()).unwrap();
    let passed = format!("\x1bPtmux;\x1b{plain}\x1b\\");
    assert_eq!(tmux, format!("{plain}{passed}"));
    let long = "x".repeat(10_000);
    let plain = String::from_utf8(sequence(&long, None).unwrap()).unwrap();
    let screen = sequence(&long, Some(Between::Screen)).unwrap();
    let screen = String::from_utf8(screen).unwrap();
    let pieces: Vec<&str> = screen
        .split_terminator("\x1b\\")
        .map(|piece| piece.strip_prefix("\x1bP").unwrap())
        .collect();
    assert!(pieces.iter().all(|piece| piece.len() <= 256));
    assert_eq!(pieces.concat(), plain);
    assert_eq!(carried(&plain).len(), 13_336);
}

#[test]
fn a_text_that_no_terminal_takes_is_refused() {
    let most = "x".repeat(LONGEST_CLIP);
    assert_eq!(sequence(&most, None).unwrap().len(), 100_000);
    let failure = sequence(&format!("{most}x"), None).unwrap_err();
    assert!(failure.to_string().contains("74995 bytes"), "{failure}");
}

#[test]
fn a_notification_is_one_sequence_whatever_it_says() {
    use attache::desktop::notification;
    let hostile = "a\u{1b}]0;owned\u{7}b\u{9c};c\u{9d}\n".repeat(40);
    for (set, begin, end) in [
        (
            &[("TERM", "xterm-kitty")] as Set,
            "\x1b]99;;attache: a",
            "\x1b\\",
        ),
        (&[("TERM", "foot")], "\x1b]777;notify;attache;a", "\x07"),
        (
            &[("TERM_PROGRAM", "iTerm.app")],
            "\x1b]9;attache: a",
            "\x07",
        ),
        (
            &[
                ("KITTY_WINDOW_ID", "1"),
                ("TERM", "tmux-256color"),
                ("TMUX", "/tmp/x"),
            ],
            "\x1bPtmux;\x1b\x1b]99;;attache: a",
            "\x1b\x1b\\\x1b\\",
        ),
    ] {
        let bytes = notification(&hostile, &terminal(set));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with(begin) && text.ends_with(end), "{text:?}");
        let inner = &text[begin.len()..text.len() - end.len()];
        assert!(!inner.chars().any(char::is_control), "{inner:?}");
        assert!(!inner.contains(';') && inner.chars().count() <= 160);
    }
    for set in [
        &[("TERM", "linux")] as Set,
        &[("TERM", "xterm-256color")],
        &[],
    ] {
        assert_eq!(notification("a", &terminal(set)), b"\x07");
    }
}
