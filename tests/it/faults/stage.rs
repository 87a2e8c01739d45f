//! The browser without its terminal: the machine, its effects done side by side against an
//! embedded Connect in this process, and the screen as a person would see it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use attache::app::keys::Key;
use attache::app::table::Layout;
use attache::app::{self, Effect, Looks, Message, Screen, Start, State, Ticket, Tone};
use attache::aws::{Aws, AwsSettings, Login, Timings};
use attache::demo::{Faults, Options, Server, World};
use attache::domain::LoginChoice;
use attache::ledger::Ledger;
use attache::net::{self, Transport};
use attache::operations::{Agent, Downloads};
use attache::recents::Recents;
use attache::runtime::{self, Answers, Audits, Perform, Performer};
use attache::view::{self, Glyphs, Look};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{AbortHandle, JoinSet};

use crate::aws::{http, unpaced};
use crate::cli::program::files_in;

/// The size of the window in cells.
const SIZE: (u16, u16) = (120, 40);

/// Who waits longer waits for ever. Far more than anything here takes.
const FOR_EVER: Duration = Duration::from_mins(1);

/// Further attempts follow at once; nothing else is shorter than in earnest.
pub(super) fn quick() -> Timings {
    Timings {
        backoff: Duration::from_millis(1),
        refused: Duration::from_millis(1),
        ..Timings::default()
    }
}

/// The browser, and what it asks.
pub(super) struct Stage {
    pub(super) state: State,
    pub(super) server: Server,
    performer: Performer,
    folder: TempDir,
    outbox: UnboundedSender<Message>,
    inbox: UnboundedReceiver<Message>,
    tasks: JoinSet<()>,
    handles: HashMap<Ticket, AbortHandle>,
}

impl Stage {
    /// The browser as it starts with nothing named, on a Connect with these faults.
    pub(super) async fn open(faults: Faults) -> Self {
        let server = serve(faults).await;
        let endpoint = server.endpoint();
        Self::at(server, &endpoint, quick())
    }

    /// The same at this endpoint, with these limits.
    pub(super) fn at(server: Server, endpoint: &str, timings: Timings) -> Self {
        let folder = TempDir::new().unwrap();
        let (state, first) = app::start(Start {
            mouse: true,
            login: LoginChoice::default(),
            instance: None,
            case: None,
            contact: None,
            domain: None,
            file_ids: Vec::new(),
            audit: None,
            recents: false,
            notify: attache::app::Notify::Off,
            keymap: std::sync::Arc::default(),
            privacy: attache::app::veil::Privacy::Open,
            save_to: None,
            no_desktop: None,
            layout: Layout::default(),
            looks: Looks::default(),
            now: Timestamp::now(),
            zone: TimeZone::UTC,
            size: SIZE,
        });
        let performer = Performer {
            graphics: attache::domain::Graphics::Blocks,
            aws: Aws::with_timings(settings(&server, endpoint), http(), timings),
            downloads: Downloads::new(Transport::new(&net::Timings::default()), Ledger::off(), 4),
            save_to: Ok(folder.path().join("saved")),
            agent: Agent::default(),
            poller: attache::operations::Poller::default(),
            audits: Audits::default(),
            recents: Recents::off(),
            keeper: attache::settings::Keeper::default(),
            private: Arc::default(),
            timings: runtime::Timings {
                rest: Duration::ZERO,
                ..runtime::Timings::default()
            },
            seat: runtime::Seat::new(|_| None, Timestamp::now).0,
        };
        let (outbox, inbox) = unbounded_channel();
        let mut browser = Self {
            state,
            server,
            performer,
            folder,
            outbox,
            inbox,
            tasks: JoinSet::new(),
            handles: HashMap::new(),
        };
        browser.begin(first);
        browser
    }

    fn begin(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (effect.ticket(), effect) {
                (_, Effect::Cancel(ticket)) => {
                    if let Some(handle) = self.handles.remove(&ticket) {
                        handle.abort();
                    }
                }
                // What changes by itself is tried elsewhere; here nobody is waited for.
                (_, Effect::Poll { .. }) => {}
                (_, Effect::Switch(choice)) => self.performer.switch(&choice),
                (Some(ticket), effect) => {
                    let (performer, outbox) = (self.performer.clone(), self.outbox.clone());
                    let handle = self.tasks.spawn(async move {
                        let answers = Answers::new(ticket, outbox.clone());
                        let answer = performer.perform(effect, answers).await;
                        let _ = outbox.send(Message::Answered(ticket, answer));
                    });
                    self.handles.insert(ticket, handle);
                }
                (None, _) => {}
            }
        }
    }

    fn take(&mut self, message: Message) {
        let effects = app::update(&mut self.state, message);
        self.begin(effects);
    }

    /// Does what was asked for, and what comes of it, until nothing is under way.
    pub(super) async fn settle(&mut self) {
        self.until(|_| false).await;
        let polls = self.state.files.as_ref();
        let polls = polls.and_then(|files| files.polling.asking);
        let mut awaited = self.state.awaited();
        awaited.retain(|ticket| Some(*ticket) != polls);
        assert!(awaited.is_empty(), "{awaited:?} wait for ever");
        assert!(self.state.delays.is_empty(), "{:?}", self.state.delays);
    }

    /// The same, until it is so.
    pub(super) async fn until(&mut self, so: impl Fn(&Self) -> bool) {
        let going = async {
            let idle = |of: &Self| of.tasks.is_empty() && of.inbox.is_empty();
            while !so(self) && !idle(self) {
                tokio::select! {
                    biased;
                    Some(message) = self.inbox.recv() => self.take(message),
                    Some(ended) = self.tasks.join_next() => {
                        assert!(!ended.is_err_and(|error| error.is_panic()), "a task panicked");
                    }
                }
            }
        };
        let ended = tokio::time::timeout(FOR_EVER, going).await;
        assert!(ended.is_ok(), "something waits for ever");
    }

    /// Presses a key, and nothing more.
    pub(super) fn press(&mut self, key: Key) {
        self.take(Message::Key(key));
    }

    /// Types into the picker and takes what is found; false when it leads no further.
    pub(super) async fn pick(&mut self, words: &str) -> bool {
        let before = self.state.screen;
        for character in words.chars() {
            self.press(Key::Char(character));
        }
        self.settle().await;
        if self.state.screen == before {
            self.press(Key::Enter);
            self.settle().await;
        }
        self.state.screen != before
    }

    /// Moves to the file of this name; false when it is not there.
    pub(super) fn choose(&mut self, name: &str) -> bool {
        self.press(Key::Home);
        for _ in 0..self.rows() {
            if self.selected() == Some(name.to_owned()) {
                return true;
            }
            self.press(Key::Down);
        }
        false
    }

    /// The name of the selected file.
    pub(super) fn selected(&self) -> Option<String> {
        let file = self.state.files.as_ref()?.selected()?;
        Some(file.title().to_string())
    }

    /// How many rows the screen has, shown or scrolled away.
    pub(super) fn rows(&self) -> usize {
        let State {
            instances,
            cases,
            files,
            ..
        } = &self.state;
        match self.state.screen {
            Screen::Instances => instances.list.items().len(),
            Screen::Cases => cases.as_ref().map_or(0, |cases| cases.all.items().len()),
            Screen::Files => files.as_ref().map_or(0, |files| files.rows().len()),
        }
    }

    /// What the browser has to tell beside the rows, a line each.
    pub(super) fn said(&self) -> Vec<String> {
        let notice = self.state.notice.as_ref();
        let notice = notice.filter(|notice| notice.tone != Tone::Plain);
        let errors = self.state.errors().into_iter().chain(self.state.notes());
        errors
            .chain(notice.map(|notice| notice.text.to_string()))
            .collect()
    }

    /// The words on the screen, without the frames and as if no line were broken.
    pub(super) fn screen(&self) -> String {
        let look = Look::new(Glyphs::Unicode, TimeZone::UTC);
        let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
        terminal
            .draw(|frame| view::draw(&self.state, &look, frame))
            .unwrap();
        let cells = terminal.backend().buffer().content().chunks(SIZE.0.into());
        let lines = cells.map(|line| line.iter().map(ratatui::buffer::Cell::symbol).collect());
        let lines: Vec<String> = lines.collect();
        let words = lines
            .join("\n")
            .replace(['│', '─', '┌', '┐', '└', '┘'], " ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The files in the folder for saved ones.
    pub(super) fn saved(&self) -> Vec<String> {
        files_in(&self.folder())
    }

    /// Gives transfers this patience.
    pub(super) fn be_patient(&mut self, patience: net::Timings) {
        self.performer.downloads.timings = patience;
    }

    /// The folder for saved files; it is made when something is saved.
    pub(super) fn folder(&self) -> PathBuf {
        self.outer().join("saved")
    }

    /// The folder in which that for saved files lies alone.
    pub(super) fn outer(&self) -> &Path {
        self.folder.path()
    }
}

/// An embedded Connect with these faults.
pub(super) async fn serve(faults: Faults) -> Server {
    let options = Options {
        faults,
        ..Options::default()
    };
    let world = World::sample(Timestamp::now()).unwrap();
    Server::start(world, options).await.unwrap()
}

fn settings(server: &Server, endpoint: &str) -> AwsSettings {
    let access = server.access();
    AwsSettings {
        login: Login::Keys {
            access_key_id: access.access_key_id.clone(),
            secret_access_key: access.secret_access_key.clone(),
        },
        region: Some(access.region.clone()),
        fallback_region: None,
        endpoint_url: Some(endpoint.to_owned()),
        pacing: unpaced(),
    }
}
