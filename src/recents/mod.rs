//! The cases that were looked into lately, for each identity and instance: ids and titles
//! only, in one file that only its owner can read.

use crate::aws::Aws;
use crate::domain::{Failure, InstanceId, Recent};

/// What is remembered of former runs. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Recents {}

impl Recents {
    /// Remembers nothing.
    pub fn off() -> Self {
        Self {}
    }

    /// The cases of this instance that this identity looked into, the latest first.
    #[expect(clippy::unused_async, reason = "reads a file soon")]
    pub async fn recall(&self, _aws: &Aws, _instance: &InstanceId) -> Vec<Recent> {
        Vec::new()
    }

    /// Remembers one. What cannot be written is not worth a word.
    #[expect(clippy::unused_async, reason = "writes a file soon")]
    pub async fn remember(&self, _aws: &Aws, _instance: &InstanceId, _recent: &Recent) {}

    /// Forgets all of every identity.
    #[expect(clippy::unused_async, reason = "removes a file soon")]
    pub async fn forget(&self) -> Result<(), Failure> {
        Ok(())
    }
}
