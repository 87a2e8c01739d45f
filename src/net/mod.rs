//! The one HTTP connector, for the SDK and for downloads alike.
//!
//! Proxies and the certificates to trust come from the environment, TLS is rustls on
//! ring, and loopback hosts are always reached directly. Nothing here knows AWS or the disk, and no error text
//! that leaves this folder holds an address: a link is a secret.

mod address;
mod awake;
mod connect;
mod error;
mod names;
mod scrub;
mod timings;
mod transport;
mod trust;

pub use address::{Detour, is_loopback, may_fetch, redirected};
pub use connect::http_client;
pub use error::{NetError, NetErrorKind};
pub use scrub::without_addresses;
pub use timings::Timings;
pub use transport::{Answer, Transport};
pub use trust::{TrustError, check_trust, configure_trust};
