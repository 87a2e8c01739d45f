//! The loop, with a scripted world behind it and a screen of cells in front of it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use attache::app::{self, Answer, Effect};
use attache::domain::{Event as DomainEvent, LoginChoice};
use attache::runtime::{Answers, Beside, Ended, Perform, Shell, Stops, Timings, outside};
use attache::view::{Glyphs, Look};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use futures_util::Stream;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::watch;

use crate::app::world::{activity, caller, case, instance, now, page, start};

/// What was done, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// A frame reached the screen.
    Frame(String),
    /// The work of an effect was begun.
    Begun,
    /// A task was dropped, done or not.
    Dropped,
}

/// What happened so far; who waits for something is woken by each step.
#[derive(Clone)]
pub(crate) struct Log {
    steps: Arc<Mutex<Vec<Step>>>,
    count: Arc<watch::Sender<usize>>,
}

impl Log {
    fn new() -> Self {
        Self {
            steps: Arc::default(),
            count: Arc::new(watch::channel(0).0),
        }
    }

    fn add(&self, step: Step) {
        self.steps.lock().unwrap().push(step);
        self.count.send_modify(|count| *count += 1);
    }

    fn steps(&self) -> Vec<Step> {
        self.steps.lock().unwrap().clone()
    }

    pub(crate) fn frames(&self) -> usize {
        let steps = self.steps();
        let frames = steps.iter().filter(|step| matches!(step, Step::Frame(_)));
        frames.count()
    }

    fn last_frame(&self) -> String {
        let steps = self.steps();
        let frames = steps.iter().rev().find_map(|step| match step {
            Step::Frame(text) => Some(text.clone()),
            _ => None,
        });
        frames.unwrap_or_default()
    }

    /// Waits for it; only a failure takes the time that this is ready to wait.
    async fn until(&self, what: &str, is: impl Fn(&Log) -> bool) {
        let mut count = self.count.subscribe();
        let waited = async {
            while !is(self) {
                count.changed().await.unwrap();
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(20), waited).await;
        assert!(waited.is_ok(), "waited for {what}: {:#?}", self.steps());
    }

    pub(crate) async fn until_text(&self, text: &str) {
        self.until(text, |log| log.last_frame().contains(text))
            .await;
    }
}

/// A screen of cells that anybody can look at while the loop draws to it.
struct Glass {
    cells: TestBackend,
    log: Log,
    /// Drawing fails from now on: the terminal is gone.
    gone: Arc<AtomicUsize>,
}

fn never<T>(done: Result<T, Infallible>) -> io::Result<T> {
    done.map_err(|error| match error {})
}

impl Backend for Glass {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        never(self.cells.draw(content))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        never(self.cells.hide_cursor())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        never(self.cells.show_cursor())
    }

    /// No terminal answers this while somebody listens to its keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::Error::other("the cursor's position could not be read"))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        never(self.cells.set_cursor_position(position))
    }

    fn clear(&mut self) -> io::Result<()> {
        never(self.cells.clear())
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        never(self.cells.clear_region(kind))
    }

    fn size(&self) -> io::Result<Size> {
        never(self.cells.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        never(self.cells.window_size())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gone.load(Ordering::SeqCst) > 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.log.add(Step::Frame(self.cells.to_string()));
        never(self.cells.flush())
    }
}

/// Nothing is written beside the frames here.
impl Beside for Glass {
    fn write_beside(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn lend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn take_back(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn leave(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn enter(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn capture(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }
}

/// An answer that may take its time.
pub(crate) type Work = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What the world answers to an effect.
type Script = dyn Fn(&Effect, &Answers) -> Work + Send + Sync;

struct World {
    script: Arc<Script>,
    log: Log,
    /// It belongs to a task: what becomes of it becomes of the task.
    of_a_task: bool,
}

impl Clone for World {
    /// The loop takes a copy for each effect that it begins, before it gives way to anybody.
    fn clone(&self) -> Self {
        self.log.add(Step::Begun);
        Self {
            script: Arc::clone(&self.script),
            log: self.log.clone(),
            of_a_task: true,
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if self.of_a_task {
            self.log.add(Step::Dropped);
        }
    }
}

impl Perform for World {
    fn switch(&mut self, _: &LoginChoice) {}

    async fn perform(&self, effect: Effect, answers: Answers) -> Answer {
        (self.script)(&effect, &answers).await
    }
}

/// The keyboard, which is as fussy as crossterm's: it wakes who asked first while there was
/// nothing, and nobody who asked later.
#[derive(Clone, Default)]
pub(crate) struct Keyboard(Arc<Mutex<Keys>>);

#[derive(Default)]
struct Keys {
    waiting: VecDeque<Option<io::Result<Event>>>,
    waker: Option<Waker>,
}

impl Keyboard {
    pub(crate) fn send(&self, event: Option<io::Result<Event>>) {
        let mut keys = self.0.lock().unwrap();
        keys.waiting.push_back(event);
        if let Some(waker) = keys.waker.take() {
            waker.wake();
        }
    }

    fn key(&self, code: KeyCode, modifiers: KeyModifiers) {
        self.send(Some(Ok(Event::Key(KeyEvent::new(code, modifiers)))));
    }

    pub(crate) fn press(&self, code: KeyCode) {
        self.key(code, KeyModifiers::NONE);
    }

    pub(crate) fn control(&self, letter: char) {
        self.key(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    fn type_in(&self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }
}

impl Stream for Keyboard {
    type Item = io::Result<Event>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut keys = self.0.lock().unwrap();
        if let Some(event) = keys.waiting.pop_front() {
            return Poll::Ready(event);
        }
        keys.waker.get_or_insert_with(|| context.waker().clone());
        Poll::Pending
    }
}

/// A loop that is ready to run.
pub(crate) struct Stage {
    pub(crate) log: Log,
    pub(crate) keyboard: Keyboard,
    pub(crate) gone: Arc<AtomicUsize>,
    pub(crate) timings: Timings,
    pub(crate) clock: fn() -> Timestamp,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self {
            log: Log::new(),
            keyboard: Keyboard::default(),
            gone: Arc::default(),
            timings: Timings {
                rest: Duration::ZERO,
                double: Duration::from_millis(400),
                poll: Duration::ZERO,
                poll_most: Duration::ZERO,
                minute: Duration::from_hours(1),
                second: Duration::from_hours(1),
                audit: Duration::from_millis(1),
                picture: Duration::ZERO,
                clipboard: Duration::from_secs(10),
                leave: Duration::from_secs(10),
            },
            clock: now,
        }
    }

    /// Runs until it ends by itself.
    async fn run(
        &self,
        script: impl Fn(&Effect) -> Work + Send + Sync + 'static,
        end: impl Future<Output = ()>,
    ) -> Ended {
        self.run_telling(move |effect, _| script(effect), end).await
    }

    /// The same with a world that tells what happens on the way of its answers.
    pub(crate) async fn run_telling(
        &self,
        script: impl Fn(&Effect, &Answers) -> Work + Send + Sync + 'static,
        end: impl Future<Output = ()>,
    ) -> Ended {
        let begin = app::Start {
            size: (100, 20),
            ..start()
        };
        let (state, effects) = app::start(begin);
        let glass = Glass {
            cells: TestBackend::new(100, 20),
            log: self.log.clone(),
            gone: Arc::clone(&self.gone),
        };
        let mut terminal = Terminal::new(glass).unwrap();
        let shell = Shell {
            performer: World {
                script: Arc::new(script),
                log: self.log.clone(),
                of_a_task: false,
            },
            look: Look::new(Glyphs::Unicode, TimeZone::UTC),
            timings: self.timings,
            clock: self.clock,
            wishes: outside().1,
            stops: Stops::none(),
        };
        let running = shell.run(&mut terminal, state, effects, self.keyboard.clone(), end);
        let ended = tokio::time::timeout(Duration::from_secs(25), running).await;
        ended.expect("the loop should have ended")
    }
}

pub(crate) fn soon(answer: Answer) -> Work {
    Box::pin(std::future::ready(answer))
}

pub(crate) fn silence() -> Work {
    Box::pin(std::future::pending())
}

/// One instance, two cases, and nothing else ever.
pub(crate) fn small_world(effect: &Effect) -> Work {
    let only = instance("acme", true);
    match effect {
        Effect::Identify(_) => soon(Answer::Caller(caller())),
        Effect::ListInstances(..) => soon(Answer::Instances(Ok(page(vec![only], None)))),
        Effect::ListCases(..) => {
            let cases = vec![case("100001", "Cracked"), case("100002", "Battery")];
            soon(Answer::Cases(Ok(page(cases, None))))
        }
        _ => silence(),
    }
}

pub(crate) async fn nothing_ends_it() {
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn the_first_frame_comes_before_any_work() {
    let stage = Stage::new();
    stage.keyboard.control('c');
    let ended = stage.run(small_world, nothing_ends_it()).await;
    assert_eq!(ended, Ended::Left);
    let steps = stage.log.steps();
    assert!(matches!(&steps[0], Step::Frame(text) if text.contains("attache")));
    assert!(steps.contains(&Step::Begun));
}

#[tokio::test]
async fn work_that_panics_becomes_words_and_the_loop_goes_on() {
    let stage = Stage::new();
    let script = |effect: &Effect| match effect {
        Effect::ListInstances(..) => Box::pin(async { panic!("on purpose") }),
        other => small_world(other),
    };
    let play = async {
        stage
            .log
            .until_text("The work stopped without an answer")
            .await;
        stage.keyboard.type_in("still here");
        stage.log.until_text("still here").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

#[tokio::test]
async fn keys_that_wait_are_all_taken_in_their_order_and_drawn_at_once() {
    let stage = Stage::new();
    let text = "the quick brown fox jumps over the lazy dog";
    stage.keyboard.type_in(text);
    let play = async {
        stage.log.until_text(text).await;
        stage.log.frames()
    };
    let play = async {
        let frames = play.await;
        stage.keyboard.control('c');
        frames
    };
    let (ended, frames) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    // The first, the one with the requests under way, and the one with all the keys.
    assert!(frames <= 3, "{frames} frames");
}

#[tokio::test]
async fn every_key_wakes_the_loop() {
    let stage = Stage::new();
    let play = async {
        let mut typed = String::new();
        for c in "abcdef".chars() {
            stage.keyboard.press(KeyCode::Char(c));
            typed.push(c);
            stage.log.until_text(&typed).await;
        }
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

#[tokio::test]
async fn what_is_called_off_is_dropped_at_once() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("loading instances").await;
        // Who we are, and the instances.
        assert_eq!(left_over(&stage.log), 2);
        stage.keyboard.press(KeyCode::Esc);
        stage.log.until_text("Called off").await;
        stage
            .log
            .until("a dropped task", |log| left_over(log) == 1)
            .await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

/// How many tasks began and are not over.
fn left_over(log: &Log) -> usize {
    let steps = log.steps();
    let count = |wanted: &Step| steps.iter().filter(|step| *step == wanted).count();
    count(&Step::Begun) - count(&Step::Dropped)
}

#[tokio::test]
async fn leaving_waits_until_all_work_has_cleaned_up() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("loading instances").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(left_over(&stage.log), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leaving_does_not_wait_for_ever() {
    let stage = Stage {
        timings: Timings {
            leave: Duration::from_millis(20),
            ..Stage::new().timings
        },
        ..Stage::new()
    };
    // A task that never gives way cannot be called off.
    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let (begins, mut begun) = watch::channel(false);
    let script = move |effect: &Effect| match effect {
        Effect::ListInstances(..) => {
            let held = Arc::clone(&held);
            let begins = begins.clone();
            Box::pin(async move {
                begins.send_replace(true);
                let _ = held.lock().unwrap().recv();
                Answer::Rested
            })
        }
        other => small_world(other),
    };
    let play = async {
        begun.wait_for(|begun| *begun).await.unwrap();
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert!(left_over(&stage.log) > 0, "it still runs");
    drop(release);
}

#[tokio::test]
async fn the_systems_wish_ends_it() {
    let stage = Stage::new();
    let end = async { stage.log.until_text("loading instances").await };
    let ended = stage.run(|_| silence(), end).await;
    assert_eq!(ended, Ended::Interrupted);
    assert_eq!(left_over(&stage.log), 0);
}

#[tokio::test]
async fn without_a_keyboard_it_ends() {
    for last in [None, Some(Err(io::Error::other("the terminal is gone")))] {
        let stage = Stage::new();
        stage.keyboard.type_in("a");
        stage.keyboard.send(last);
        let ended = stage.run(|_| silence(), nothing_ends_it()).await;
        assert_eq!(ended, Ended::Interrupted);
        assert_eq!(left_over(&stage.log), 0);
    }
}

#[tokio::test]
async fn without_a_screen_it_ends_and_cleans_up() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("loading instances").await;
        stage.gone.store(1, Ordering::SeqCst);
        stage.keyboard.type_in("a");
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Interrupted);
    assert_eq!(left_over(&stage.log), 0);
}

#[tokio::test]
async fn drawing_afresh_asks_the_terminal_nothing() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("Battery").await;
        stage.keyboard.control('l');
        stage.keyboard.type_in("x");
        stage.log.until_text("Case › x").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(small_world, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert!(stage.log.last_frame().contains("attache"));
}

/// A listing that tells what happens to it when it is told to.
#[tokio::test]
async fn what_only_goes_into_the_log_draws_nothing() {
    let stage = Stage::new();
    let (tell, told) = unbounded_channel();
    let told = Arc::new(tokio::sync::Mutex::new(told));
    let script = move |effect: &Effect, answers: &Answers| match effect {
        Effect::ListCases(..) => {
            let (told, answers) = (Arc::clone(&told), answers.clone());
            Box::pin(async move {
                while let Some(event) = told.lock().await.recv().await {
                    answers.send(Answer::Activity(activity(event)));
                }
                Answer::Cases(Ok(page(vec![case("100001", "Cracked")], None)))
            })
        }
        other => small_world(other),
    };
    let play = async {
        stage.log.until_text("loading cases, Esc stops").await;
        stage.log.until_text("SupportAgent").await;
        tell.send(DomainEvent::SigningIn).unwrap();
        stage
            .log
            .until_text("loading cases: waiting for the credentials")
            .await;
        tell.send(DomainEvent::Answered(Duration::ZERO)).unwrap();
        stage.log.until_text("loading cases, Esc stops").await;
        let frames = stage.log.frames();
        for _ in 0..20 {
            tell.send(DomainEvent::Answered(Duration::ZERO)).unwrap();
        }
        drop(tell);
        stage.log.until_text("Cracked").await;
        let drawn = stage.log.frames() - frames;
        stage.keyboard.press(KeyCode::F(8));
        stage.log.until_text("answered in 0 ms").await;
        stage.keyboard.control('c');
        drawn
    };
    let (ended, drawn) = tokio::join!(stage.run_telling(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(drawn, 1, "the cases, and none of the lines of the log");
}

static LOOKS: AtomicUsize = AtomicUsize::new(0);

#[tokio::test]
async fn a_minute_that_changes_nothing_draws_nothing() {
    fn same_minute() -> Timestamp {
        LOOKS.fetch_add(1, Ordering::SeqCst);
        now()
    }
    let stage = Stage {
        timings: Timings {
            minute: Duration::from_millis(1),
            ..Stage::new().timings
        },
        clock: same_minute,
        ..Stage::new()
    };
    let play = async {
        stage.log.until_text("Battery").await;
        stage.log.until_text("SupportAgent").await;
        let (frames, looks) = (stage.log.frames(), LOOKS.load(Ordering::SeqCst));
        // Twenty looks at the clock, and twenty times nothing to draw.
        while LOOKS.load(Ordering::SeqCst) < looks + 20 {
            tokio::task::yield_now().await;
        }
        let drawn = stage.log.frames() - frames;
        stage.keyboard.control('c');
        drawn
    };
    let (ended, drawn) = tokio::join!(stage.run(small_world, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(drawn, 0);
}

#[tokio::test]
async fn a_minute_that_changes_an_age_is_drawn() {
    fn later() -> Timestamp {
        now() + jiff::SignedDuration::from_hours(30)
    }
    let stage = Stage {
        timings: Timings {
            minute: Duration::from_millis(1),
            ..Stage::new().timings
        },
        clock: later,
        ..Stage::new()
    };
    let play = async {
        stage.log.until_text("Battery").await;
        stage.log.until_text("1 d").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(small_world, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}
