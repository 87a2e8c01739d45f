//! An embedded Connect in this process, for commands of their own processes: what they ask
//! of it is counted.

use std::process::Command;

use attache::demo::{Faults, Options, Quotas, Recipe, Server, World};
use tokio::runtime::Runtime;

use super::program::Home;

/// A world made on purpose, and its server.
pub(crate) struct Estate {
    server: Server,
    _runtime: Runtime,
}

impl Estate {
    pub(crate) fn of(recipe: &Recipe, faults: Faults) -> Self {
        Self::with(recipe, faults, Quotas::none())
    }

    /// The same, which enforces a quota.
    pub(crate) fn with(recipe: &Recipe, faults: Faults, quota: Quotas) -> Self {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(2).enable_all().build().unwrap();
        let world = World::generated(jiff::Timestamp::now(), recipe).unwrap();
        let options = Options {
            faults,
            quota,
            ..Options::default()
        };
        let server = runtime.block_on(Server::start(world, options)).unwrap();
        Self {
            server,
            _runtime: runtime,
        }
    }

    /// A command line that asks it, without any waiting for quotas.
    pub(crate) fn command(&self, home: &Home, line: &[&str]) -> Command {
        let access = self.server.access();
        let mut command = home.command(line);
        command
            .env("AWS_ENDPOINT_URL", self.server.endpoint())
            .env("AWS_REGION", &access.region)
            .env("AWS_ACCESS_KEY_ID", &access.access_key_id)
            .env("AWS_SECRET_ACCESS_KEY", &access.secret_access_key)
            .env("ATTACHE_INSTANCE", Recipe::INSTANCE)
            .env("ATTACHE_MAX_RPS", "1000");
        command
    }

    /// Where it listens.
    pub(crate) fn endpoint(&self) -> String {
        self.server.endpoint()
    }

    /// An access key id and its secret.
    pub(crate) fn keys(&self) -> (&str, &str) {
        let access = self.server.access();
        (&access.access_key_id, &access.secret_access_key)
    }

    /// How many requests were throttled.
    pub(crate) fn throttled(&self) -> u64 {
        self.server.throttled()
    }

    /// How many requests it has had.
    pub(crate) fn requests(&self) -> u64 {
        self.server.calls().values().sum()
    }

    /// How many of one operation.
    pub(crate) fn calls(&self, operation: &str) -> u64 {
        self.server.calls().get(operation).copied().unwrap_or(0)
    }
}
