//! A running server: its socket, its life and what it can be asked from inside the
//! process. What it answers over HTTP is the business of `service`.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use super::clock::Clock;
use super::fault::Faults;
use super::fetches::Fetch;
use super::line::{Line, Lines};
use super::neighbour;
use super::quota::Quotas;
use super::service::{self, Shared};
use super::world::World;

/// How a server is to run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// How often each operation may be called; by default as often as one likes.
    pub quota: Quotas,
    /// What goes wrong on purpose; by default nothing.
    pub faults: Faults,
    /// Stands the server's clock still at this time, for tests; `None` is the machine's clock.
    pub now: Option<Timestamp>,
}

/// What a client needs besides the endpoint. The words are samples: any others will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The region that requests must be signed for.
    pub region: String,
    /// An access key id.
    pub access_key_id: String,
    /// A secret access key.
    pub secret_access_key: String,
}

/// A running server; it stops when dropped.
#[derive(Debug)]
pub struct Server {
    /// Where clients are told that it listens.
    address: SocketAddr,
    /// Holds an address at which nothing listens, when one is told.
    _closed: Option<TcpSocket>,
    access: Access,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    /// Closed to tell requests that would never end.
    life: Option<watch::Sender<()>>,
    /// Gone once its end has been seen.
    task: Option<JoinHandle<std::io::Result<()>>>,
}

impl Server {
    /// Binds a port of 127.0.0.1 and starts to answer. An error is the socket's, e.g. a port in use.
    pub async fn start(world: World, options: Options) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let address = listener.local_addr()?;
        let clock = options.now.map_or_else(Clock::system, Clock::pinned);
        let access = Access {
            region: world.region.clone(),
            access_key_id: "AKIAATTACHEDEMO00000".to_owned(),
            secret_access_key: "attache/demo/secret/access/key/000000000".to_owned(),
        };
        let Options { faults, quota, .. } = options;
        let closed = faults.hide_links().then(closed).transpose()?;
        let told = match &closed {
            Some(socket) => socket.local_addr()?,
            None => address,
        };
        let address = if faults.hide_endpoint() {
            told
        } else {
            address
        };
        let (life, alive) = watch::channel(());
        let rules = (quota, faults);
        let shared = Shared::new(world, format!("http://{told}"), clock, rules, alive)?;
        let shared = Arc::new(shared);
        let router = neighbour::routes()
            .fallback(service::answer)
            .with_state(Arc::clone(&shared))
            .into_make_service_with_connect_info::<Line>();
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = axum::serve(Lines(listener), router).with_graceful_shutdown(async {
            // A dropped sender means the same as a sent word.
            let _ = stopped.await;
        });
        Ok(Self {
            address,
            _closed: closed,
            access,
            shared,
            stop: Some(stop),
            life: Some(life),
            task: Some(tokio::spawn(async move { serve.await })),
        })
    }

    /// Where it listens, e.g. `http://127.0.0.1:40123`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sample credentials and the region for a client.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The server's clock; one that [`Options::now`] pinned can be pushed forward.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.shared.clock()
    }

    /// How many requests each operation has seen, refused ones included; links count as `GetObject`.
    #[must_use]
    pub fn calls(&self) -> BTreeMap<String, u64> {
        self.shared.calls()
    }

    /// How many links were made, used or not.
    #[must_use]
    pub fn links(&self) -> u64 {
        self.shared.fetches.links()
    }

    /// Every request by a link so far, in the order of their arrival.
    #[must_use]
    pub fn fetches(&self) -> Vec<Fetch> {
        self.shared.fetches.all()
    }

    /// How many requests were answered that they come too often, by a quota or a fault.
    #[must_use]
    pub fn throttled(&self) -> u64 {
        self.shared.throttled()
    }

    /// Waits until the server ends by itself, which it does only when its socket breaks.
    /// May be given up and called again; after the end it returns at once.
    pub async fn closed(&mut self) -> std::io::Result<()> {
        let Some(task) = &mut self.task else {
            return Ok(());
        };
        let outcome = task.await;
        self.task = None;
        outcome.unwrap_or_else(|error| Err(std::io::Error::other(error)))
    }

    /// Takes no new request, lets running ones end, and returns when all have.
    pub async fn stop(mut self) -> std::io::Result<()> {
        self.stop.take();
        self.life.take();
        self.closed().await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Dropping `stop` tells open connections to end; aborting closes the socket at once.
        self.stop.take();
        self.life.take();
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

/// A port of 127.0.0.1 that is taken, and at which nothing listens: who calls there is refused.
fn closed() -> std::io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    Ok(socket)
}
