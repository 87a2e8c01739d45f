//! Names that transfers of this process are about to give, so that two of them never give
//! names that are one on some disk.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::folder::{Folder, Identity};

/// Which folder, and the folded name.
type Name = (Identity, String);

static NAMES: LazyLock<Mutex<HashSet<Name>>> = LazyLock::new(Mutex::default);

/// A name that nobody else in this process gives; free again when the value is dropped.
pub(super) struct Reserved(Name);

impl Reserved {
    /// Reserves a folded name; nothing when somebody has it already.
    pub(super) fn take(folder: &Folder, name: String) -> Option<Self> {
        let name = (folder.identity(), name);
        let free = names().insert(name.clone());
        // Made only then: what is dropped gives the name free.
        free.then(|| Self(name))
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        names().remove(&self.0);
    }
}

fn names() -> MutexGuard<'static, HashSet<Name>> {
    NAMES.lock().unwrap_or_else(PoisonError::into_inner)
}
