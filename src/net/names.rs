//! Looks names up, each on a thread of its own: the runtime would wait at the end of the
//! program for a look-up that hangs, and the system's can hang for half a minute.

use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::thread;

use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns, ResolveDnsError};
use tokio::sync::oneshot;

/// The system's own look-up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names;

impl ResolveDns for Names {
    fn resolve_dns<'a>(&'a self, name: &'a str) -> DnsFuture<'a> {
        DnsFuture::new(async move { look_up(name.to_owned()).await.map_err(ResolveDnsError::new) })
    }
}

async fn look_up(name: String) -> io::Result<Vec<IpAddr>> {
    let (answer, found) = oneshot::channel();
    thread::Builder::new()
        .name("names".to_owned())
        .spawn(move || {
            let addresses = (name.as_str(), 0).to_socket_addrs();
            let addresses = addresses.map(|found| found.map(|address| address.ip()).collect());
            // Whoever asked may have given up.
            let _ = answer.send(addresses);
        })?;
    found
        .await
        .unwrap_or_else(|_| Err(io::Error::other("the look-up ended without an answer")))
}
