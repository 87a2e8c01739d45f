//! Every reachable state of a small world: breadth-first over every key and every answer.

mod books;
mod checks;
mod files;
mod moves;
mod places;
mod ways;

use std::collections::{HashMap, HashSet, VecDeque};

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Effect, Log, Message, Screen, Start, State};
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
    /// What happens beside keys and answers.
    beside: Beside,
}

/// What happens beside keys and answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    /// The mouse, words, numbers of rows, a stop, a turn of the sign.
    Everything,
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
            let mut all = messages(&machine, self.keys);
            if self.beside == Beside::Everything {
                all.extend(ways::beside(&machine.state));
            }
            for message in all {
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

/// The keys that choose which files are shown, and how.
fn finds(key: Key) -> bool {
    matches!(key, Key::Char('/' | 'f' | '<' | '>' | 'R' | 'C'))
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
