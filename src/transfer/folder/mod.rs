//! The folder of a target, held by a handle: whatever happens to its path meanwhile, names
//! are made, renamed and removed in this folder and nowhere else, and what has a name is
//! never followed. Which names these are is decided elsewhere.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use other::{Folder, Found, Identity, open_here, write_first};
#[cfg(unix)]
pub(super) use unix::{Folder, Found, Identity, open_here, write_first};
