//! Links that are handed over: through the real performer, the embedded Connect, and the
//! bytes that a terminal gets.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use attache::app::{Answer, Clip, Effect, FileRequest, Ticket, Tickets};
use attache::domain::{Copied, FailureKind, FileStatus, LoginChoice};
use attache::ledger::Ledger;
use attache::net::{Timings, Transport};
use attache::operations::{Agent, Downloads};
use attache::recents::Recents;
use attache::runtime::{Answers, Audits, Ended, Perform, Performer, Seat};
use crossterm::event::KeyCode;
use jiff::Timestamp;
use tokio::sync::watch;

use super::glass::{Stage, timings};
use crate::operations::{Site, listed};

/// Hands a file over as its first work; then does nothing.
#[derive(Clone)]
struct Once {
    performer: Performer,
    effect: Effect,
    answer: Arc<watch::Sender<Option<Answer>>>,
}

impl Perform for Once {
    fn switch(&mut self, _: &LoginChoice) {}

    async fn perform(&self, effect: Effect, answers: Answers) -> Answer {
        if matches!(effect, Effect::Identify(_)) {
            let answer = self.performer.perform(self.effect.clone(), answers).await;
            self.answer.send_replace(Some(answer));
        }
        std::future::pending().await
    }
}

fn ticket() -> Ticket {
    Tickets::default().draw()
}

async fn request(site: &Site, name: &str) -> FileRequest {
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let file = files
        .into_iter()
        .find(|file| file.title().as_str() == name)
        .unwrap();
    FileRequest {
        instance: instance.id,
        file: Box::new(file),
    }
}

/// The far end of a line, in a terminal that makes links.
fn ghostty(name: &str) -> Option<OsString> {
    let value = match name {
        "SSH_CONNECTION" => "10.0.0.1 1 10.0.0.2 22",
        "TERM" => "xterm-ghostty",
        _ => return None,
    };
    Some(value.into())
}

/// The same inside tmux.
fn tmux(name: &str) -> Option<OsString> {
    match name {
        "TMUX" => Some("/tmp/tmux-0/default,1,0".into()),
        _ => plain(name),
    }
}

/// The same in one that nobody knows.
fn plain(name: &str) -> Option<OsString> {
    (name == "SSH_CONNECTION").then(|| "10.0.0.1 1 10.0.0.2 22".into())
}

type Env = fn(&str) -> Option<OsString>;

/// Runs this effect on a stage, with what plays before it ends.
async fn played<P: Future<Output = ()>>(
    site: &Site,
    stage: &Stage,
    effect: Effect,
    (env, clock): (Env, fn() -> Timestamp),
    play: impl FnOnce(watch::Receiver<Option<Answer>>) -> P,
) {
    let (seat, wishes) = Seat::new(env, clock);
    let (answer, answered) = watch::channel(None);
    let once = Once {
        performer: Performer {
            graphics: attache::domain::Graphics::Blocks,
            aws: site.aws.clone(),
            downloads: Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4),
            save_to: Ok(PathBuf::from("unused")),
            agent: Agent::default(),
            poller: attache::operations::Poller::default(),
            audits: Audits::default(),
            recents: Recents::off(),
            keeper: attache::settings::Keeper::default(),
            private: Arc::default(),
            timings: timings(),
            seat,
        },
        effect,
        answer: Arc::new(answer),
    };
    let nothing = std::future::pending();
    let play = async {
        play(answered).await;
        let back = vt100::Screen::alternate_screen;
        stage.paper.until("the frames", back).await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(once, wishes, nothing), play);
    assert_eq!(ended, Ended::Left);
}

async fn until_answered(mut answered: watch::Receiver<Option<Answer>>) -> Answer {
    let answer = answered.wait_for(Option::is_some).await.unwrap();
    answer.clone().unwrap()
}

fn still() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

/// What only a link holds.
const SECRETS: [&str; 3] = ["X-Amz", "Signature", "127.0.0.1:"];

fn leaves_nothing(stage: &Stage) {
    let all = stage.paper.everything();
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    // The first have left the window upwards, and none is lost.
    let rows = stage.paper.rows();
    for line in (1..rows).map(|line| format!("earlier line {line}")) {
        assert!(all.contains(&line), "{line} stays: {all}");
    }
    assert!(all.contains("person@far"), "{all}");
}

#[tokio::test]
async fn a_link_is_shown_outside_the_frames_and_wiped() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(100, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (plain, still), |answered| async {
        let stage = &stage;
        stage.paper.until_text("any other key goes back").await;
        let screen = stage.paper.screen();
        assert!(!screen.alternate_screen());
        let text = screen.contents();
        assert!(text.contains("5:00 left for call notes.txt"), "{text}");
        assert!(
            text.contains("curl -o 'call notes.txt' -f 'http://127.0.0.1:"),
            "{text}"
        );
        assert!(text.contains("Open on your machine"), "{text}");
        assert!(text.contains("earlier line 39"), "their own: {text}");
        stage.keyboard.press(KeyCode::Char('w'));
        stage
            .paper
            .until_text("curl -o \"call notes.txt\" -f \"http")
            .await;
        stage.keyboard.press(KeyCode::Char('c'));
        stage.paper.until_text("sent to the terminal").await;
        stage.keyboard.press(KeyCode::Char('n'));
        let gone = |screen: &vt100::Screen| !screen.contents().contains("sent to the terminal");
        stage.paper.until("a fresh link", gone).await;
        stage.keyboard.press(KeyCode::Enter);
        let answer = until_answered(answered).await;
        assert_eq!(answer, Answer::HandedOver(Ok(())));
        let back = vt100::Screen::alternate_screen;
        stage.paper.until("the frames", back).await;
    })
    .await;
    assert_eq!(
        site.calls("GetAttachedFile"),
        2,
        "one more for the fresh one"
    );
    leaves_nothing(&stage);
}

#[tokio::test]
async fn a_window_that_changes_shows_only_what_fits_and_keeps_nothing() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(100, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (plain, still), |_| async {
        let stage = &stage;
        stage.paper.until_text("any other key goes back").await;
        for (columns, rows) in [(40, 12), (100, 8), (30, 6), (200, 50), (50, 30), (10, 3)] {
            stage.resize(columns, rows);
            stage.paper.until_text("5:00").await;
            let whole = |screen: &vt100::Screen| {
                let text = screen.contents();
                rows < 12 || text.contains("wipes") || text.contains("too small")
            };
            stage.paper.until("what fits", whole).await;
        }
        stage.keyboard.press(KeyCode::Esc);
    })
    .await;
    let all = stage.paper.everything();
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test]
async fn a_terminal_that_makes_links_needs_little_room() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(60, 14);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (ghostty, still), |_| async {
        let stage = &stage;
        stage.paper.until_text("Click on your machine").await;
        let text = stage.paper.screen().contents();
        assert!(text.contains("too small"), "{text}");
        assert!(!text.contains("X-Amz"), "{text}");
        stage.keyboard.press(KeyCode::Char('q'));
    })
    .await;
    leaves_nothing(&stage);
}

static GONE: AtomicI64 = AtomicI64::new(0);

fn later() -> Timestamp {
    Timestamp::from_second(GONE.load(Ordering::SeqCst)).unwrap()
}

#[tokio::test]
async fn the_seconds_are_counted_and_a_dead_link_is_taken_away() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(100, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (plain, later), |_| async {
        let stage = &stage;
        stage.paper.until_text("5:00 left").await;
        GONE.store(61, Ordering::SeqCst);
        stage.paper.until_text("3:59 left").await;
        assert!(stage.paper.screen().contents().contains("curl -o"));
        GONE.store(300, Ordering::SeqCst);
        stage.paper.until_text("Dead: the link").await;
        stage.paper.until_text("n makes a fresh link").await;
        let text = stage.paper.screen().contents();
        assert!(!text.contains("curl") && !text.contains("X-Amz"), "{text}");
        stage.keyboard.press(KeyCode::Char('n'));
        stage.paper.until_text("5:00 left").await;
        stage.keyboard.press(KeyCode::Esc);
    })
    .await;
    leaves_nothing(&stage);
}

#[tokio::test]
async fn what_is_not_approved_changes_no_screen() {
    let site = Site::start().await;
    let mut request = request(&site, "call notes.txt").await;
    request.file.status = FileStatus::Processing;
    let stage = Stage::new(100, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (plain, still), |answered| async {
        let Answer::HandedOver(Err(failure)) = until_answered(answered).await else {
            panic!("it was handed over");
        };
        assert_eq!(failure.kind, FailureKind::NotApproved);
        assert!(stage.paper.screen().alternate_screen());
    })
    .await;
    assert_eq!(site.calls("GetAttachedFile"), 0);
}

#[tokio::test]
async fn a_link_that_is_copied_is_sent_and_shown_nowhere() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(100, 40);
    let effect = Effect::Copy(ticket(), Clip::Link(request));
    played(&site, &stage, effect, (ghostty, still), |answered| async {
        let answer = until_answered(answered).await;
        assert_eq!(answer, Answer::Copied(Ok(Copied::Sent(None))));
    })
    .await;
    assert_eq!(site.calls("GetAttachedFile"), 1);
    leaves_nothing(&stage);
}

#[tokio::test]
async fn a_window_in_which_nothing_fits_shows_and_keeps_nothing() {
    let site = Site::start().await;
    let mut request = request(&site, "call notes.txt").await;
    request.file.name = Some("a\x1b]8;;http://evil\x07b\u{202e}c\x1b\\d".into());
    let stage = Stage::new(100, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (ghostty, still), |_| async {
        let stage = &stage;
        stage.paper.until_text("any other key goes back").await;
        let text = stage.paper.screen().contents();
        assert!(text.contains("a⟨U+001B⟩]8;;"), "{text}");
        for (columns, rows) in [(10, 3), (2, 2), (1, 1), (3, 1), (1, 20), (100, 40)] {
            stage.resize(columns, rows);
        }
        stage.paper.until_text("any other key goes back").await;
        for (columns, rows) in [(10, 3), (7, 2), (100, 40)] {
            stage.resize(columns, rows);
            stage.paper.until_text("5:00").await;
        }
        stage.keyboard.press(KeyCode::Esc);
    })
    .await;
    let all = stage.paper.everything();
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test]
async fn at_the_top_of_the_window_it_is_wiped_as_well() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(100, 40);
    stage.paper.begins_at_the_top();
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (plain, still), |_| async {
        let stage = &stage;
        stage.paper.until_text("any other key goes back").await;
        stage.keyboard.press(KeyCode::Char('w'));
        stage.paper.until_text("for other shells").await;
        // So small that the whole window is wiped.
        stage.resize(100, 8);
        stage.paper.until_text("too small").await;
        stage.keyboard.press(KeyCode::Esc);
    })
    .await;
    let all = stage.paper.everything();
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test]
async fn in_tmux_the_persons_own_screen_never_holds_it() {
    let site = Site::start().await;
    let request = request(&site, "call notes.txt").await;
    let stage = Stage::new(100, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (tmux, still), |answered| async {
        let stage = &stage;
        stage.paper.until_text("any other key goes back").await;
        let screen = stage.paper.screen();
        // A screen without lines above it.
        assert!(screen.alternate_screen());
        assert!(screen.contents().starts_with("5:00 left"));
        stage.resize(40, 40);
        stage.paper.until_text("5:00").await;
        stage.keyboard.press(KeyCode::Enter);
        assert_eq!(until_answered(answered).await, Answer::HandedOver(Ok(())));
        let gone = |screen: &vt100::Screen| !screen.contents().contains("5:00");
        stage.paper.until("the frames", gone).await;
    })
    .await;
    leaves_nothing(&stage);
}

#[tokio::test]
async fn a_hostile_name_stays_one_word_of_its_shell() {
    let site = Site::start().await;
    let mut request = request(&site, "call notes.txt").await;
    request.file.name = Some("-o it's $(x) %PATH%\n.txt".into());
    let stage = Stage::new(140, 40);
    let effect = Effect::HandOver(ticket(), request);
    played(&site, &stage, effect, (plain, still), |_| async {
        let stage = &stage;
        stage.paper.until_text("any other key goes back").await;
        let line = |screen: &vt100::Screen| {
            let text = screen.contents();
            let mut lines = text.lines().filter(|line| line.starts_with("curl"));
            lines.next().map(str::to_owned).unwrap_or_default()
        };
        let posix = line(&stage.paper.screen());
        assert!(posix.starts_with("curl -o '"), "{posix}");
        assert!(
            !posix.contains("-o '-") && posix.contains(r"it'\''s"),
            "{posix}"
        );
        stage.keyboard.press(KeyCode::Char('w'));
        stage.paper.until_text("for other shells").await;
        let windows = line(&stage.paper.screen());
        let (name, _) = windows.split_once("\" -f").unwrap();
        assert!(
            name.starts_with("curl -o \"") && !name.contains('%'),
            "{windows}"
        );
        stage.keyboard.press(KeyCode::Esc);
    })
    .await;
    leaves_nothing(&stage);
}
