//! From a link to a verified file: the only place that writes attachments.
//!
//! A body flows with bounded memory into a partial file beside its target, is counted and
//! hashed on the way, synced, and renamed without replacing anything that nobody chose.
//! Under a file's final name there is never a partial or a wrong file. A broken line, a
//! dead link, and the next start of the program go on where it stopped. Who may download,
//! and where the links come from, is decided elsewhere.

mod complete;
mod disk;
mod fetch;
mod folder;
mod folders;
mod head;
mod keep;
mod kept;
mod meter;
mod names;
mod part;
mod peek;
mod place;
mod private;
mod range;
mod refusal;
mod reserved;
mod run;
mod save;
mod settle;
mod sidecar;
mod size;
mod space;
mod sweep;
mod trouble;
mod web_mark;
mod whole;
mod writer;

pub use crate::net::Timings;
pub use complete::{complete, complete_in, expanded};
pub use disk::disk_failure;
pub use folders::downloads_folder;
pub use head::head;
pub use keep::KeepParts;
pub use kept::kept;
pub use names::{folded, there};
pub use peek::{Peeked, peek};
pub use private::{PrivateFolder, sweep_private, sweep_private_in};
pub use refusal::{Refusal, RefusalKind};
pub use save::{Expected, Links, Target, Told, save};
pub use sweep::sweep;
pub use web_mark::mark_of_the_web;
pub use whole::whole;
