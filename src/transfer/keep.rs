//! Whether transfers that are dropped leave their partial files for another time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A switch that clones share: off while a dropped transfer was called off by a person, on
/// once the whole program leaves.
#[derive(Debug, Clone, Default)]
pub struct KeepParts(Arc<AtomicBool>);

impl KeepParts {
    /// From now on what is dropped leaves what can be gone on with.
    pub fn keep(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it does.
    pub(super) fn keeps(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
