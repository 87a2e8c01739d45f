//! The loop on its stage: what was done in which order, and a world that answers by a script.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::app::{self, Answer, Effect};
use attache::domain::LoginChoice;
use attache::runtime::{Answers, Ended, Perform, Shell, Stops, Timings, outside};
use attache::view::{Glyphs, Look};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tokio::sync::watch;

use super::glass::Glass;
use super::keyboard::Keyboard;
use crate::app::world::{caller, case, instance, now, page, start};

/// What was done, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
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

    pub(super) fn add(&self, step: Step) {
        self.steps.lock().unwrap().push(step);
        self.count.send_modify(|count| *count += 1);
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        self.steps.lock().unwrap().clone()
    }

    pub(crate) fn frames(&self) -> usize {
        let steps = self.steps();
        let frames = steps.iter().filter(|step| matches!(step, Step::Frame(_)));
        frames.count()
    }

    pub(super) fn last_frame(&self) -> String {
        let steps = self.steps();
        let frames = steps.iter().rev().find_map(|step| match step {
            Step::Frame(text) => Some(text.clone()),
            _ => None,
        });
        frames.unwrap_or_default()
    }

    /// Waits for it; only a failure takes the time that this is ready to wait.
    pub(super) async fn until(&self, what: &str, is: impl Fn(&Log) -> bool) {
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
                turn: Duration::from_hours(1),
                picture: Duration::ZERO,
                clipboard: Duration::from_secs(10),
                leave: Duration::from_secs(10),
            },
            clock: now,
        }
    }

    /// Runs until it ends by itself.
    pub(super) async fn run(
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

/// How many tasks began and are not over.
pub(super) fn left_over(log: &Log) -> usize {
    let steps = log.steps();
    let count = |wanted: &Step| steps.iter().filter(|step| *step == wanted).count();
    count(&Step::Begun) - count(&Step::Dropped)
}
