//! Every reachable state of a small world: breadth-first over every key and every answer.

mod books;
mod checks;
mod moves;

use std::collections::{HashMap, HashSet, VecDeque};

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Dialog, Effect, Log, Message, Screen, Start, State};
use attache::domain::FileStatus;

use self::checks::{check, step};
use self::moves::messages;
use crate::app::world::*;

/// More states than the small world has: beyond them something grows without end.
const MOST: usize = 40_000;

/// A walk: where it begins, how deep it goes, and which part of the world it is about.
/// The parts are walked apart, since the product of all of them is too large to walk.
struct Walk {
    first: Machine,
    depth: usize,
    goes_on: fn(&State) -> bool,
    keys: fn(Key) -> bool,
}

impl Walk {
    /// Walks, checks each state, and tells where it was and how many states there are.
    fn walk(mut self) -> (HashSet<(Screen, Mode)>, usize) {
        let mut seen = HashSet::from([fingerprint(&mut self.first)]);
        let mut queue = VecDeque::from([(self.first, 0)]);
        let mut screens = HashSet::new();
        while let Some((machine, depth)) = queue.pop_front() {
            check(&machine);
            screens.insert((machine.state.screen, machine.state.mode()));
            if depth == self.depth || machine.quit || !(self.goes_on)(&machine.state) {
                continue;
            }
            for message in messages(&machine, self.keys) {
                let mut next = machine.clone();
                step(&mut next, message);
                // It changes nothing, and only grows.
                next.state.log = Log::default();
                if seen.insert(fingerprint(&mut next)) {
                    assert!(seen.len() < MOST, "the world grows without end");
                    queue.push_back((next, depth + 1));
                }
            }
        }
        (screens, seen.len())
    }
}

/// The start, in a small window that still has frames and room for two panes. Who asks
/// is known already: it is independent of all the rest.
fn begun() -> Machine {
    let mut machine = Machine::new(Start {
        size: (100, 16),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Identify(_)));
    machine.answer(ticket, Answer::Caller(caller()));
    machine
}

/// On a case's files, which are asked for.
fn at_a_case() -> Machine {
    let mut machine = on_cases();
    machine.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    machine.key(Key::Enter);
    machine
}

#[test]
fn picking_breaks_no_promise() {
    let (screens, states) = Walk {
        first: begun(),
        depth: 8,
        goes_on: |state| state.screen != Screen::Files,
        keys: |key| {
            let apart = matches!(key, Key::F(1..=4 | 6..=10) | Key::Alt(_));
            !apart && !matches!(key, Key::Ctrl('c' | 'p'))
        },
    }
    .walk();
    for screen in [Screen::Instances, Screen::Cases, Screen::Files] {
        assert!(
            screens.iter().any(|(seen, _)| *seen == screen),
            "never at {screen:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn looking_at_files_breaks_no_promise() {
    let (screens, states) = Walk {
        first: at_a_case(),
        depth: 6,
        goes_on: |state| state.screen == Screen::Files && state.dialog.is_none(),
        keys: |key| {
            let elsewhere = matches!(key, Key::Char('s' | 'o' | 'x' | 'P' | 'L' | '+'));
            let walked_apart = matches!(
                key,
                Key::Char(' ' | 'a' | 'A' | 'u' | 'p' | 'y' | 'S' | 'w' | 'N')
            );
            let walked_apart = walked_apart || finds(key);
            let elsewhere = elsewhere || walked_apart;
            !elsewhere && !matches!(key, Key::End | Key::Ctrl('c'))
        },
    }
    .walk();
    for mode in [Mode::Files, Mode::Errors, Mode::Transfers, Mode::Help] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn an_audit_breaks_no_promise() {
    let mut first = on_audit();
    first.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    let (screens, states) = Walk {
        first,
        depth: 4,
        goes_on: |state| {
            let ends = matches!(state.dialog, Some(Dialog::EndAudit | Dialog::Export(_)));
            state.dialog.is_none() || ends
        },
        keys: |key| {
            matches!(
                key,
                Key::Enter
                    | Key::Esc
                    | Key::Down
                    | Key::F(10)
                    | Key::Char('!' | 'Z' | 'x' | 'E' | 'r' | 'c' | 'n' | 'y' | 'q')
            )
        },
    }
    .walk();
    for seen in [
        (Screen::Files, Mode::Audit),
        (Screen::Files, Mode::Files),
        (Screen::Files, Mode::Export),
        (Screen::Cases, Mode::CasePicker),
        (Screen::Files, Mode::Question),
    ] {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 100, "only {states} states");
}

#[test]
fn transfers_and_leaving_break_no_promise() {
    let mut first = at_a_case();
    let ticket = first.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let Effect::ListFiles(_, _, query) = first.pending[0].clone() else {
        panic!("files were asked for");
    };
    let case = query.subject.case().unwrap();
    let files = vec![
        file(case, "a.pdf", FileStatus::Approved, 1),
        file(case, "b.pdf", FileStatus::Rejected, 1),
    ];
    first.answer(ticket, Answer::Files(files));
    first.answer(ticket, Answer::Listed(Ok(())));
    let (screens, states) = Walk {
        first,
        depth: 5,
        goes_on: |state| state.screen == Screen::Files && state.transfers.list.len() < 2,
        keys: |key| {
            let wanted = matches!(
                key,
                Key::Char('s' | 'o' | 't' | 'x' | 'r' | 'q' | 'y' | 'n')
            );
            wanted || matches!(key, Key::Down | Key::Enter | Key::Esc | Key::Ctrl('c'))
        },
    }
    .walk();
    for mode in [Mode::Files, Mode::Transfers, Mode::Question] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    assert!(states > 100, "only {states} states");
}

/// A case with two approved files and one that is not, all of them listed.
fn with_two_approved() -> Machine {
    let mut first = at_a_case();
    let ticket = first.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = first.case();
    let files = vec![
        file(&case, "a.pdf", FileStatus::Approved, 1),
        file(&case, "b.exe", FileStatus::Approved, 1),
        file(&case, "c.pdf", FileStatus::Rejected, 1),
    ];
    first.answer(ticket, Answer::Files(files));
    first.answer(ticket, Answer::Listed(Ok(())));
    first
}

/// Files that are being scanned, why, who, and how one hears of it.
#[test]
fn what_changes_by_itself_breaks_no_promise() {
    let mut first = at_a_case();
    let ticket = first.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = first.case();
    let files = vec![
        scanned(&case, "a.pdf", FileStatus::Processing),
        file(&case, "b.pdf", FileStatus::Rejected, 1),
    ];
    first.answer(ticket, Answer::Files(files));
    first.answer(ticket, Answer::Listed(Ok(())));
    for keys in [
        (|key| {
            matches!(
                key,
                Key::Char('w' | 'r' | 'c' | 'y' | 'm') | Key::Down | Key::Esc
            )
        }) as fn(Key) -> bool,
        |key| {
            matches!(
                key,
                Key::Char('N' | 'r' | 'P' | 'L' | '?') | Key::Enter | Key::Esc
            )
        },
    ] {
        let (screens, states) = Walk {
            first: first.clone(),
            depth: 4,
            goes_on: |state| {
                let notices = state.alerting.len() + state.keeping.tickets.len();
                state.screen != Screen::Instances && notices < 3 && state.copying.len() < 2
            },
            keys,
        }
        .walk();
        let menu = [Mode::Why, Mode::Log];
        assert!(
            menu.iter()
                .any(|mode| screens.contains(&(Screen::Files, *mode)))
        );
        eprintln!("{states}");
        assert!(states > 200, "only {states} states");
    }
}

/// The keys that choose which files are shown, and how.
fn finds(key: Key) -> bool {
    matches!(key, Key::Char('/' | 'f' | '<' | '>' | 'R' | 'C'))
}

/// The filter, the statuses, the sort and the columns, with marks and a refresh beside them.
#[test]
fn finding_files_breaks_no_promise() {
    for keys in [
        (|key| {
            let marks = matches!(
                key,
                Key::Char(' ' | 'a' | 'A' | 'b' | 'r' | '1' | '3' | '0' | 'f' | '/')
            );
            marks || matches!(key, Key::Down | Key::Enter | Key::Esc)
        }) as fn(Key) -> bool,
        |key| {
            let columns = matches!(
                key,
                Key::Char('C' | ' ' | 'J' | '+' | '2' | '>' | 'R' | '/' | 'b')
            );
            columns || matches!(key, Key::Down | Key::Enter | Key::Esc)
        },
    ] {
        let (screens, states) = Walk {
            first: with_two_approved(),
            depth: 5,
            goes_on: |state| state.screen == Screen::Files && state.keeping.tickets.len() < 2,
            keys,
        }
        .walk();
        assert!(screens.contains(&(Screen::Files, Mode::Filter)));
        let menu = [Mode::Statuses, Mode::Columns];
        assert!(
            menu.iter()
                .any(|mode| screens.contains(&(Screen::Files, *mode)))
        );
        eprintln!("{states}");
        assert!(states > 200, "only {states} states");
    }
}

/// Two that were begun together: conflicts and their answers for one and for all.
#[test]
fn what_a_bulk_meets_breaks_no_promise() {
    let mut first = with_two_approved();
    first.key(Key::Char('A'));
    first.key(Key::Char('s'));
    let (screens, states) = Walk {
        first,
        depth: 4,
        goes_on: |state| state.screen == Screen::Files,
        keys: |key| {
            let letters = matches!(
                key,
                Key::Char('K' | 'R' | 'S' | 'r' | 's' | 't' | 'x' | 'X')
            );
            letters || matches!(key, Key::Enter | Key::Ctrl('c'))
        },
    }
    .walk();
    for mode in [Mode::Conflict, Mode::Transfers, Mode::Question] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

/// Marks, and the dialogs that a file has, with a desktop and without.
#[test]
fn marks_and_menus_break_no_promise() {
    for no_desktop in [None, Some("this is an SSH session".into())] {
        let mut first = with_two_approved();
        first.key(Key::Down);
        first.state.no_desktop = no_desktop.clone();
        let (screens, states) = Walk {
            first,
            depth: 4,
            goes_on: |state| state.screen == Screen::Files,
            keys: |key| {
                let marks = matches!(key, Key::Char(' ' | 'a' | 'A' | 'u'));
                let menus = matches!(key, Key::Char('p' | 'y' | 'S' | 'o' | 'm' | 'n' | 'l'));
                marks || menus || matches!(key, Key::Tab | Key::Enter | Key::Esc)
            },
        }
        .walk();
        let open = if no_desktop.is_some() {
            Mode::Elsewhere
        } else {
            Mode::Doubt
        };
        for mode in [
            Mode::SaveAs,
            Mode::Preview,
            Mode::CopyMenu,
            Mode::HandingOver,
            open,
        ] {
            assert!(
                screens.contains(&(Screen::Files, mode)),
                "never in {mode:?}"
            );
        }
        eprintln!("{states}");
        assert!(states > 200, "only {states} states");
    }
}

/// Remembered cases, cases narrowed, and all forgotten.
#[test]
fn recent_and_narrowed_cases_break_no_promise() {
    let mut first = on_cases_with_recents();
    first.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    let (screens, states) = Walk {
        first,
        depth: 4,
        goes_on: |state| state.screen != Screen::Instances,
        keys: |key| {
            let files = matches!(key, Key::Char('r' | 'n' | 'y' | 'a'));
            files
                || matches!(
                    key,
                    Key::F(3 | 4 | 5 | 7) | Key::Enter | Key::Esc | Key::Down
                )
        },
    }
    .walk();
    for seen in [
        (Screen::Cases, Mode::Question),
        (Screen::Files, Mode::Files),
    ] {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

/// The chooser and the switch, with all kinds of work under way.
#[test]
fn switching_breaks_no_promise() {
    let mut first = on_cases_with_recents();
    first.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    first.key(Key::Enter);
    let (screens, states) = Walk {
        first,
        depth: 4,
        goes_on: |state| state.caller.is_some(),
        keys: |key| {
            let letters = matches!(key, Key::Char('P' | 'L' | '+' | 's' | 'y' | 'n'));
            letters
                || matches!(
                    key,
                    Key::F(2) | Key::Enter | Key::Esc | Key::Tab | Key::Down
                )
        },
    }
    .walk();
    let wanted = [
        (Screen::Files, Mode::Login),
        (Screen::Files, Mode::Log),
        (Screen::Files, Mode::FileIds),
        (Screen::Files, Mode::Question),
        (Screen::Instances, Mode::Picker),
    ];
    for seen in wanted {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

/// The help narrowed and widened, and every action by its words.
#[test]
fn palette_and_help_break_no_promise() {
    let (screens, states) = Walk {
        first: with_two_approved(),
        depth: 5,
        goes_on: |state| state.screen == Screen::Files && state.lately.len() < 2,
        keys: |key| {
            let letters = matches!(key, Key::Char(':' | '?' | '/'));
            letters || matches!(key, Key::Down | Key::End | Key::Enter | Key::Esc)
        },
    }
    .walk();
    for mode in [Mode::Palette, Mode::Help, Mode::HelpSearch] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 100, "only {states} states");
}

#[test]
fn all_of_it_together_breaks_no_promise_for_a_while() {
    let (_, states) = Walk {
        first: begun(),
        depth: 6,
        goes_on: |_| true,
        keys: |key| {
            let elsewhere = matches!(key, Key::F(2..=4 | 7 | 8) | Key::Ctrl('p'));
            let letters = matches!(key, Key::Char('P' | 'L' | '+' | ':'));
            !elsewhere && !letters && !finds(key)
        },
    }
    .walk();
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

/// The state in words, its tickets numbered by their first appearance: two states that
/// differ only in how many requests came before are the same.
fn fingerprint(machine: &mut Machine) -> String {
    // A notice asks nothing and changes nothing.
    let notice = machine.state.notice.take();
    let Machine {
        state,
        pending,
        quit,
    } = &*machine;
    let words = format!("{state:?} {pending:?} {quit}");
    machine.state.notice = notice;
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut print = String::with_capacity(words.len());
    // The counter itself only ever grows.
    let (head, tail) = words.split_once("tickets: Tickets { given: ").unwrap();
    let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    for words in [head, tail] {
        let mut parts = words.split("Ticket(");
        print.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (number, rest) = part.split_once(')').unwrap();
            let known = numbers.len();
            let number = numbers.entry(number).or_insert(known);
            print.push('#');
            print.push_str(&number.to_string());
            print.push_str(rest);
        }
    }
    print
}
