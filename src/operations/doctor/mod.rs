//! Whether the way to the files is open: each station on it, from the credentials to the
//! bucket, by calls that change nothing.
//!
//! One cause is told once: what cannot be tried because of it is skipped and names it. A
//! call that is denied is no fault of the whole where another one does its work.

mod cases;
mod check;
mod choose;
mod contacts;
mod desk;
mod examiner;
mod files;
mod login;
mod place;
mod reach;
mod users;

pub use check::{Check, Status};
pub use examiner::{Asked, Told, examine};
