//! The embedded Connect: an HTTP server in this process that speaks the wire protocol
//! of Amazon Connect, Connect Cases and STS, and serves the signed links of S3, over a
//! sample world. The program reaches it by endpoint and credentials only, as any AWS
//! client can. It changes nothing it holds, and nothing in it ever leaves loopback.
//!
//! Beside them stand a container's endpoint for credentials and a machine's metadata
//! (`neighbour`), so that every source of credentials can be tried without an account.
//!
//! A request goes `service` → `route` (which operation) → `auth` (is it signed for us)
//! → `fault` (does something go wrong on purpose) → `quota` → `connect`, `files`,
//! `contacts`, `users`, `cases`, `related`, `sts` or `bucket`, each of which reads the
//! `world` and returns an answer or a `refusal`.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use attache::demo::{Options, Server, World};
//! let world = World::sample(jiff::Timestamp::now())?;
//! let server = Server::start(world, Options::default()).await?;
//! println!("AWS_ENDPOINT_URL={}", server.endpoint());
//! # Ok(())
//! # }
//! ```

mod auth;
mod bucket;
mod cases;
mod clock;
mod connect;
mod contacts;
mod denial;
mod fault;
mod fetches;
mod files;
mod input;
mod line;
mod link;
mod memo;
mod neighbour;
mod page;
mod quota;
mod range;
mod refusal;
mod related;
mod route;
mod search;
mod server;
mod service;
mod session;
mod sign;
mod sts;
mod users;
mod world;

pub use clock::Clock;
pub use fault::{FaultError, Faults};
pub use fetches::Fetch;
pub use quota::Quotas;
pub use server::{Access, Options, Server};
pub use world::{Recipe, World, WorldError};
