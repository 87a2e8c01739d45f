//! The embedded Connect behind a gate of the test's own, for a program in another process.

use attache::demo::{Options, Server, World};
use tokio::runtime::Runtime;

use super::program::{Ended, Home};
use crate::aws::{Answer, Canned, Seen};

/// The embedded Connect, and what stands before it.
pub(crate) struct Gate {
    canned: Canned,
    /// Both end with it.
    _runtime: Runtime,
    server: Server,
}

impl Gate {
    /// What has no answer from the gate, Connect answers.
    pub(crate) fn start(answer: impl Fn(&Seen) -> Option<Answer> + Send + Sync + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let (server, canned) = runtime.block_on(async {
            let world = World::sample(jiff::Timestamp::now()).unwrap();
            let server = Server::start(world, Options::default()).await.unwrap();
            let canned = Canned::before(&server.endpoint(), answer).await;
            (server, canned)
        });
        Self {
            canned,
            _runtime: runtime,
            server,
        }
    }

    /// Connect for a caller who may not do these operations.
    pub(crate) fn without(denied: &'static [&'static str]) -> Self {
        Self::start(move |seen| {
            let operation = seen.operation();
            denied
                .contains(&operation)
                .then(|| Answer::denied(operation))
        })
    }

    /// Runs a command line against it to its end.
    pub(crate) fn run(&self, home: &Home, arguments: &[&str]) -> Ended {
        home.run_with(arguments, &self.variables())
    }

    /// What leads a program there.
    pub(crate) fn variables(&self) -> Vec<(&str, &str)> {
        let access = self.server.access();
        vec![
            ("AWS_ENDPOINT_URL", self.canned.url()),
            ("AWS_REGION", &access.region),
            ("AWS_ACCESS_KEY_ID", &access.access_key_id),
            ("AWS_SECRET_ACCESS_KEY", &access.secret_access_key),
            // The quotas are not what these tests are about.
            ("ATTACHE_MAX_RPS", "1000"),
        ]
    }

    /// How often an operation was asked for.
    pub(crate) fn calls(&self, operation: &str) -> usize {
        let seen = self.canned.seen();
        seen.iter()
            .filter(|seen| seen.operation() == operation)
            .count()
    }
}
