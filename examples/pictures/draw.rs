//! Which screens the pictures show, and the keys that lead there.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use attache::app::keys::Key;
use attache::app::table::Layout;
use attache::app::{self, Answer, Effect, Looks, Message, Start, State, Theme};
use attache::aws::{Aws, AwsSettings, Login, Pacing};
use attache::demo::{Options, Server, World};
use attache::domain::{InstanceName, LoginChoice, Progress, Saved, Settled};
use attache::ledger::Ledger;
use attache::net::{self, Transport};
use attache::operations::Downloads;
use attache::runtime::{Answers, Audits, Perform, Performer, Timings};
use attache::view::{self, Glyphs, Look};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use tokio::sync::mpsc::unbounded_channel;

use super::svg;

/// The day on which the pictures are taken.
const NOW: &str = "2026-05-04T15:30:00Z";

/// The size of the pictures in cells.
const SIZE: (u16, u16) = (118, 32);

/// A picture: the file's name and its content.
type Picture = (String, String);

/// Every picture, each for readers of dark pages and of light ones.
pub async fn all() -> Result<Vec<Picture>, Box<dyn Error>> {
    let now: Timestamp = NOW.parse()?;
    let options = Options {
        now: Some(now),
        ..Options::default()
    };
    let server = Server::start(World::sample(now)?, options).await?;
    let mut stage = Stage::open(&server, now)?;
    stage.settle().await;
    let mut all = Vec::from(stage.pictures("cases")?);
    stage.press(&[Key::Enter]).await;
    // The scanner has had its time with the file that was just sent.
    server.clock().advance(SignedDuration::from_secs(60));
    stage.press(&[Key::Char('r')]).await;
    stage.press(&[Key::Down; 2]).await;
    stage.press(&[Key::Char('d'), Key::Char('p')]).await;
    all.extend(stage.pictures("files")?);
    stage.press(&[Key::Char('p'), Key::Char('d')]).await;
    let typed = [
        Key::Char('/'),
        Key::Char('i'),
        Key::Char('n'),
        Key::Char('v'),
    ];
    stage.press(&typed).await;
    all.extend(stage.pictures("filter")?);
    stage.press(&[Key::Esc]).await;
    let typed = [
        Key::Char(':'),
        Key::Char('s'),
        Key::Char('a'),
        Key::Char('v'),
    ];
    stage.press(&typed).await;
    all.extend(stage.pictures("palette")?);
    stage.press(&[Key::Esc]).await;
    stage.press(&[Key::Down; 6]).await;
    stage.press(&[Key::Char('w')]).await;
    all.extend(stage.pictures("why")?);
    stage.press(&[Key::Esc, Key::Home]).await;
    stage.hold(&[Key::Char('a'), Key::Char('s'), Key::Char('t')]);
    stage.on_the_way();
    all.extend(stage.pictures("transfers")?);
    Ok(all)
}

/// The machine with its effects done one after the other.
struct Stage {
    state: State,
    effects: Vec<Effect>,
    performer: Performer,
}

impl Stage {
    fn open(server: &Server, now: Timestamp) -> Result<Self, Box<dyn Error>> {
        let access = server.access();
        let settings = AwsSettings {
            login: Login::Keys {
                access_key_id: access.access_key_id.clone(),
                secret_access_key: access.secret_access_key.clone(),
            },
            region: Some(access.region.clone()),
            fallback_region: None,
            endpoint_url: Some(server.endpoint()),
            pacing: Pacing::default(),
        };
        let instance =
            InstanceName::parse("acme-support").map_err(|failure| failure.to_string())?;
        let (state, effects) = app::start(Start {
            mouse: false,
            login: LoginChoice::default(),
            instance: Some(instance),
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
            now,
            zone: TimeZone::UTC,
            size: SIZE,
        });
        let performer = Performer {
            graphics: attache::domain::Graphics::Blocks,
            aws: Aws::new(settings, net::http_client()),
            downloads: Downloads::new(Transport::new(&net::Timings::default()), Ledger::off(), 4),
            save_to: Ok(PathBuf::from("unused")),
            agent: attache::operations::Agent::default(),
            poller: attache::operations::Poller::default(),
            audits: Audits::default(),
            recents: attache::recents::Recents::off(),
            keeper: attache::settings::Keeper::default(),
            private: Arc::default(),
            timings: Timings::default(),
            seat: attache::runtime::Seat::new(|_| None, Timestamp::now).0,
        };
        Ok(Self {
            state,
            effects,
            performer,
        })
    }

    async fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.effects
                .extend(app::update(&mut self.state, Message::Key(*key)));
            self.settle().await;
        }
    }

    /// Presses keys, and leaves undone what they ask for.
    fn hold(&mut self, keys: &[Key]) {
        for key in keys {
            let asked = app::update(&mut self.state, Message::Key(*key));
            self.effects.extend(asked);
        }
    }

    /// Some of the saves that are held are begun, and some are done: nothing is fetched, since
    /// how fast that goes is another thing every time.
    fn on_the_way(&mut self) {
        let saves = self.effects.iter().filter_map(|effect| match effect {
            Effect::Save(ticket, request) => Some((*ticket, request.file.file.clone())),
            _ => None,
        });
        let saves: Vec<_> = saves.collect();
        for (at, (ticket, file)) in saves.into_iter().enumerate() {
            let size = file.size.unwrap_or_default();
            let answer = match at {
                0..4 => Answer::Saved(Ok(Settled::Saved(Saved {
                    path: format!("/home/kim/Downloads/{}", file.title()).into(),
                    size,
                    sha256: String::new(),
                }))),
                4..7 => Answer::Progress(Progress {
                    received: size * (9 - at as u64) / 6,
                    total: Some(size),
                    rate: Some(1_400),
                    link_left: Some(291),
                    retries: u32::from(at == 5),
                    links: 1,
                    ..Progress::default()
                }),
                _ => continue,
            };
            app::update(&mut self.state, Message::Answered(ticket, answer));
        }
    }

    /// Does everything that was asked for, and what comes of it.
    async fn settle(&mut self) {
        while !self.effects.is_empty() {
            for effect in std::mem::take(&mut self.effects) {
                // What changes by itself is not waited for.
                if matches!(effect, Effect::Poll { .. }) {
                    continue;
                }
                let Some(ticket) = effect.ticket() else {
                    continue;
                };
                let (outbox, mut parts) = unbounded_channel();
                let answer = self
                    .performer
                    .perform(effect, Answers::new(ticket, outbox))
                    .await;
                while let Some(part) = parts.recv().await {
                    self.effects.extend(app::update(&mut self.state, part));
                }
                let message = Message::Answered(ticket, answer);
                self.effects.extend(app::update(&mut self.state, message));
            }
        }
    }

    /// The screen as it is now, in both themes.
    fn pictures(&mut self, name: &str) -> Result<[Picture; 2], Box<dyn Error>> {
        let [dark, light] = [Theme::Dark, Theme::Light].map(|theme| {
            self.state.looks.theme = theme;
            let picture = svg::svg(&self.picture()?);
            Ok::<_, Box<dyn Error>>((format!("{name}-{}.svg", theme.name()), picture))
        });
        Ok([dark?, light?])
    }

    fn picture(&self) -> Result<Buffer, Box<dyn Error>> {
        let look = Look::new(Glyphs::Unicode, TimeZone::UTC);
        let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
        terminal.draw(|frame| view::draw(&self.state, &look, frame))?;
        Ok(terminal.backend().buffer().clone())
    }
}
