//! One command line, or one way through the browser, under one fault; what it should come
//! to; and the run that checks it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use attache::app::Screen;
use attache::app::keys::Key;
use attache::demo::Faults;

use crate::cli::program::{Ended, Home};

use super::stage::Stage;

/// All files of the case with files in every state; two of its ids cannot be read.
pub(super) const LIST: &[&str] = &["list", "-c", "100001"];
pub(super) const SAVE: &[&str] = &["save", "invoice-2026-04.pdf", "-c", "100001"];
pub(super) const SHOW: &[&str] = &["show", "invoice-2026-04.pdf", "-c", "100001"];
pub(super) const URL: &[&str] = &["url", "invoice-2026-04.pdf", "-c", "100001"];
pub(super) const CASES: &[&str] = &["cases", "--limit", "3"];
pub(super) const INSTANCES: &[&str] = &["instances"];

/// How many files [`LIST`] prints and the browser shows when nothing goes wrong.
pub(super) const FILES: usize = 17;

/// What both say of them when nothing goes wrong.
pub(super) const UNREADABLE: &[&str] = &["00800581-ab22", "602296e2-a648"];

/// The file that [`SAVE`] leaves.
pub(super) const INVOICE: &str = "invoice-2026-04.pdf";
pub(super) const SAVED: &[&str] = &[INVOICE];

/// What a person does in the browser: what is typed into one picker after the other, and
/// the key that is pressed on the invoice, if the way leads so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) picks: &'static [&'static str],
    pub(super) then: Option<Key>,
}

/// To the same case as [`LIST`].
pub(super) const LOOK: Way = Way {
    picks: &["acme-support", "100001"],
    then: None,
};

/// The same, and the invoice is saved.
pub(super) const LOOK_AND_SAVE: Way = Way {
    then: Some(Key::Char('s')),
    ..LOOK
};

/// What is done under a fault, and how it ends.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// A command line and its exit code.
    Command(&'static [&'static str], i32),
    /// A way through the browser and the screen that it leads to.
    Browser(Way, Screen),
}

/// Something done under a fault, and what it should come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) fault: &'static str,
    act: Act,
    says: &'static [&'static str],
    lines: usize,
    prints: &'static [&'static str],
    leaves: &'static [&'static str],
}

/// `attache demo --fault FAULT COMMAND` ends with this code; unless the row says more, in
/// silence and with nothing printed or left on disk.
pub(super) const fn row(fault: &'static str, command: &'static [&'static str], code: i32) -> Row {
    Row {
        fault,
        act: Act::Command(command, code),
        says: &[],
        lines: 0,
        prints: &[],
        leaves: &[],
    }
}

/// The browser under this fault: the way ends on this screen; unless the row says more, with
/// no error, no row and nothing left on disk.
pub(super) const fn browse(fault: &'static str, way: Way, screen: Screen) -> Row {
    Row {
        act: Act::Browser(way, screen),
        ..row(fault, &[], 0)
    }
}

impl Row {
    /// Parts of what stderr says, or the errors and notes of the browser.
    pub(super) const fn says(self, says: &'static [&'static str]) -> Self {
        Self { says, ..self }
    }

    /// How many lines of data stdout has, without a table's header; how many rows a screen has.
    pub(super) const fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// Parts of what stdout says, or of the words on the screen.
    pub(super) const fn prints(self, prints: &'static [&'static str]) -> Self {
        Self { prints, ..self }
    }

    /// The files in the current folder afterwards, or in that for saved files.
    pub(super) const fn leaves(self, leaves: &'static [&'static str]) -> Self {
        Self { leaves, ..self }
    }

    /// Whether it is about the browser.
    pub(super) fn is_browser(&self) -> bool {
        matches!(self.act, Act::Browser(..))
    }

    /// Runs it; the words of a failure, if it comes to something else.
    fn run(&self) -> Option<String> {
        let came = match self.act {
            Act::Command(command, _) => run(self.fault, command),
            Act::Browser(way, _) => walk(self.fault, way),
        };
        let expected = match self.act {
            Act::Command(_, code) => format!("exit code {code}"),
            Act::Browser(_, screen) => format!("the screen {screen:?}"),
        };
        let mut wrong = Vec::new();
        if came.end != expected {
            wrong.push(format!("{expected} was expected, not {}", came.end));
        }
        let lacks = |whole: &str, parts: &[&'static str]| -> Vec<&'static str> {
            let lacking = parts.iter().filter(|part| !whole.contains(**part));
            lacking.copied().collect()
        };
        for part in lacks(&came.said, self.says) {
            wrong.push(format!("what was said lacks {part:?}"));
        }
        if self.says.is_empty() && !came.said.is_empty() {
            wrong.push("nothing should be said".to_owned());
        }
        for part in lacks(&came.printed, self.prints) {
            wrong.push(format!("what was printed lacks {part:?}"));
        }
        if came.lines != self.lines {
            let lines = came.lines;
            wrong.push(format!("{} lines were expected, not {lines}", self.lines));
        }
        if came.files != self.leaves {
            wrong.push(format!("the folder holds {:?}", came.files));
        }
        wrong.extend(came.wrong);
        (!wrong.is_empty()).then(|| format!("{}\n{}", wrong.join("\n"), came.told))
    }
}

/// What something done under a fault came to.
struct Came {
    end: String,
    said: String,
    printed: String,
    lines: usize,
    files: Vec<String>,
    /// What is wrong whatever was expected.
    wrong: Vec<String>,
    /// Everything about it, for the words of a failed test.
    told: String,
}

/// Runs a command.
fn run(fault: &str, command: &[&str]) -> Came {
    let home = Home::new();
    let arguments = [&["demo", "--fault", fault], command].concat();
    let ended = home.run(&arguments);
    let code = ended
        .code
        .map_or("none".to_owned(), |code| code.to_string());
    Came {
        end: format!("exit code {code}"),
        lines: lines(command, &ended),
        files: home.files(),
        // Nobody may tell them, apart from `url`, which prints the link that was asked for.
        wrong: match command[0] {
            "url" => secrets(&ended.err),
            _ => secrets(&format!("{}{}", ended.err, ended.out)),
        },
        told: ended.told(),
        said: ended.err,
        printed: ended.out,
    }
}

/// The lines of data on stdout: all of them but the header of a table.
fn lines(command: &[&str], ended: &Ended) -> usize {
    let table = matches!(command[0], "list" | "cases" | "instances");
    ended.out.lines().count().saturating_sub(table.into())
}

/// Goes a way through the browser.
fn walk(fault: &str, way: Way) -> Came {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut stage = Stage::open(Faults::named(fault).unwrap()).await;
        stage.settle().await;
        for words in way.picks {
            if !stage.pick(words).await {
                break;
            }
        }
        if let Some(key) = way.then
            && stage.state.screen == Screen::Files
            && stage.choose(INVOICE)
        {
            stage.press(key);
            stage.settle().await;
        }
        let (said, printed) = (stage.said(), stage.screen());
        let mut wrong = secrets(&format!("{:?}", stage.state));
        let first = said.first().map(|first| start(first));
        wrong.extend(
            first
                .filter(|first| !printed.contains(first.as_str()))
                .map(|first| format!("the screen lacks {first:?}")),
        );
        let said = said.join("\n");
        let end = format!("the screen {:?}", stage.state.screen);
        Came {
            told: format!("browser under {fault}: {end}\nsaid:\n{said}\n\nscreen:\n{printed}\n"),
            end,
            lines: stage.rows(),
            files: stage.saved(),
            said,
            printed,
            wrong,
        }
    })
}

/// The first words of a sentence.
fn start(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().take(5).collect();
    words.join(" ")
}

/// What nobody may tell.
fn secrets(told: &str) -> Vec<String> {
    let words = ["X-Amz-Signature", "X-Amz-Credential", "attache/demo/secret"];
    let words = words.into_iter().filter(|word| told.contains(word));
    words.map(|word| format!("{word} was told")).collect()
}

#[test]
fn a_row_that_does_not_hold_says_all_that_is_wrong() {
    let wrong = row("elsewhere", INSTANCES, 4)
        .says(&["so"])
        .lines(2)
        .prints(&["much"])
        .leaves(&["nothing"]);
    let told = wrong.run().unwrap();
    for part in [
        "exit code 4 was expected, not exit code 0",
        "what was said lacks \"so\"",
        "2 lines were expected, not 0",
        "what was printed lacks \"much\"",
        "the folder holds []",
        "attache demo --fault elsewhere instances",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let wrong = browse("denied-link", LOOK_AND_SAVE, Screen::Cases).says(&["never said"]);
    let told = wrong.run().unwrap();
    for part in [
        "the screen Cases was expected, not the screen Files",
        "what was said lacks \"never said\"",
        "0 lines were expected, not 17",
        "the storage denies the download",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

/// Runs rows side by side, as some wait between attempts, and fails with all that is wrong.
#[track_caller]
pub(super) fn check(rows: &[Row]) {
    let next = AtomicUsize::new(0);
    let wrong: Vec<String> = thread::scope(|scope| {
        let work = || {
            let rows = std::iter::from_fn(|| rows.get(next.fetch_add(1, Ordering::Relaxed)));
            rows.filter_map(Row::run).collect::<Vec<_>>()
        };
        let workers: Vec<_> = (0..6).map(|_| scope.spawn(work)).collect();
        let ended = workers.into_iter().map(|worker| worker.join().unwrap());
        ended.flatten().collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
