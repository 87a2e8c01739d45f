//! A storage that does to each request what a list says, and counts; and links that are counted.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::domain::{Event, Failure, Progress, Saved, SignedLink};
use attache::net::{Timings, Transport};
use attache::transfer::{Expected, Links, Target, Told, save};
use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::transfer_world::{FILE, refusal, tells_no_secret};

/// What is done to a request.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// It is answered.
    Serve,
    /// The same, but the line closes after so many bytes of the body.
    Cut(usize),
    /// The same, but nothing comes after so many.
    Stall(usize),
    /// The same, with a length that nobody promises and a line that closes after so many.
    Open(usize),
    /// It is refused with this status and body.
    Refuse(u16, String),
    /// The range is ignored.
    Whole,
    /// Another range comes than was asked for.
    Another,
    /// From now on it is another content.
    Change(Vec<u8>, &'static str),
}

impl Act {
    pub(crate) fn expired() -> Self {
        Act::Refuse(403, refusal("AccessDenied", "Request has expired"))
    }
}

/// What the storage saw and sent.
#[derive(Default)]
pub(crate) struct Seen {
    /// The range of each request, and what it was conditioned on.
    pub(crate) ranges: Vec<Option<(u64, String)>>,
    /// Bytes of bodies in all.
    pub(crate) sent: usize,
}

/// A storage of one content.
pub(crate) struct Storage {
    pub(crate) base: Url,
    pub(crate) seen: Arc<Mutex<Seen>>,
    links: Arc<AtomicU32>,
    pub(crate) size: Option<u64>,
    /// How long each link lives.
    pub(crate) lives: Option<Duration>,
}

impl Storage {
    pub(crate) async fn of(content: Vec<u8>, etag: &'static str, acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let watched = Arc::clone(&seen);
        let size = Some(content.len() as u64);
        let thing = Arc::new(Mutex::new((content, etag, VecDeque::from(acts))));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&thing), Arc::clone(&watched)));
            }
        });
        Self {
            base,
            seen,
            links: Arc::default(),
            size,
            lives: None,
        }
    }

    /// Saves, and gives what was told as well.
    pub(crate) async fn save(
        &self,
        target: &Target,
        timings: &Timings,
    ) -> (Result<Saved, Failure>, Vec<Progress>, Vec<Event>) {
        let (mut reports, mut events) = (Vec::new(), Vec::new());
        let on = |told| match told {
            Told::Progress(now) => reports.push(now),
            Told::Event(event) => events.push(event),
        };
        let saved = self.save_telling(target, timings, on).await;
        (saved, reports, events)
    }

    pub(crate) async fn save_telling(
        &self,
        target: &Target,
        timings: &Timings,
        on: impl FnMut(Told) + Send,
    ) -> Result<Saved, Failure> {
        let transport = Transport::new(timings);
        let saved = save(&transport, &mut Counted(self), target, timings, on).await;
        if let Err(failure) = &saved {
            tells_no_secret(failure);
        }
        saved
    }

    /// Links that were made.
    pub(crate) fn links(&self) -> u32 {
        self.links.load(Ordering::SeqCst)
    }

    pub(crate) fn sent(&self) -> usize {
        self.seen.lock().unwrap().sent
    }

    pub(crate) fn ranges(&self) -> Vec<Option<u64>> {
        let seen = self.seen.lock().unwrap();
        let from = |range: &Option<(u64, String)>| range.as_ref().map(|range| range.0);
        seen.ranges.iter().map(from).collect()
    }
}

struct Counted<'a>(&'a Storage);

impl Links for Counted<'_> {
    async fn next(&mut self) -> Result<(SignedLink, Expected), Failure> {
        self.0.links.fetch_add(1, Ordering::SeqCst);
        let url = self.0.base.join(FILE).unwrap();
        let expiry = self.0.lives.map(|lives| Timestamp::now() + lives);
        let link = SignedLink::new(url.as_str(), expiry).unwrap();
        let size = self.0.size;
        let expected = Expected::default();
        Ok((link, Expected { size, ..expected }))
    }
}

type Thing = Arc<Mutex<(Vec<u8>, &'static str, VecDeque<Act>)>>;

async fn answer(mut stream: TcpStream, thing: Thing, seen: Arc<Mutex<Seen>>) -> Option<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
    let request = String::from_utf8(request).unwrap();
    let header = |name: &str| {
        let line = request.lines().find_map(|line| line.strip_prefix(name));
        line.map(|value| value.trim().to_owned())
    };
    let range = header("range: bytes=").map(|range| range.trim_end_matches('-').parse().unwrap());
    let range = range.zip(header("if-range:"));
    let (content, etag, act) = {
        let mut thing = thing.lock().unwrap();
        let mut act = thing.2.pop_front().unwrap_or(Act::Serve);
        if let Act::Change(content, etag) = act {
            (thing.0, thing.1, act) = (content, etag, Act::Serve);
        }
        (thing.0.clone(), thing.1, act)
    };
    let mut from = range
        .as_ref()
        .filter(|range| range.1 == etag)
        .map(|range| range.0);
    seen.lock().unwrap().ranges.push(range);
    if let Act::Refuse(status, body) = &act {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.ok()?;
        stream.write_all(body.as_bytes()).await.ok()?;
        return None;
    }
    if matches!(act, Act::Whole) {
        from = None;
    }
    let start = usize::try_from(from.unwrap_or(0)).unwrap();
    let shown = if matches!(act, Act::Another) {
        start + 1
    } else {
        start
    };
    let mut head = match from {
        Some(_) => format!(
            "HTTP/1.1 206 X\r\ncontent-range: bytes {shown}-{}/{}\r\n",
            content.len() - 1,
            content.len()
        ),
        None => "HTTP/1.1 200 X\r\n".to_owned(),
    };
    if !etag.is_empty() {
        write!(head, "etag: {etag}\r\n").unwrap();
    }
    if !matches!(act, Act::Open(_)) {
        write!(head, "content-length: {}\r\n", content.len() - start).unwrap();
    }
    stream
        .write_all(format!("{head}connection: close\r\n\r\n").as_bytes())
        .await
        .ok()?;
    let most = match act {
        Act::Cut(most) | Act::Stall(most) | Act::Open(most) => most,
        _ => usize::MAX,
    };
    let body = &content[start..];
    let body = &body[..body.len().min(most)];
    seen.lock().unwrap().sent += body.len();
    stream.write_all(body).await.ok()?;
    if matches!(act, Act::Stall(_)) {
        std::future::pending::<()>().await;
    }
    stream.shutdown().await.ok()
}
