//! From a link to a verified file: the only place that writes attachments.
//!
//! A body flows with bounded memory into a temporary file beside its target, is
//! counted and hashed on the way, synced, and renamed without replacing anything.
//! Under a file's final name there is never a partial or a wrong file. Who may
//! download, and where the link comes from, is decided elsewhere.

mod disk;
mod fetch;
mod folders;
mod head;
mod kept;
mod met;
mod part;
mod private;
mod refusal;
mod save;

pub use crate::net::Timings;
pub use disk::disk_failure;
pub use folders::downloads_folder;
pub use head::head;
pub use kept::kept;
pub use met::{sweep, there, whole};
pub use private::PrivateFolder;
pub use refusal::{Refusal, RefusalKind};
pub use save::{Expected, Links, Target, Told, save};
