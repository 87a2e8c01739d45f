//! The pure machine: a [`Message`] changes the [`State`] and brings forth [`Effect`]s.
//!
//! Nothing here waits, reads a clock, a file or a socket: [`update`] is a function,
//! and so every state that it can reach can be walked by a test.

mod cursor;
pub mod details;
mod effect;
mod errors;
mod field;
pub mod keys;
mod message;
pub mod regions;
mod remote;
mod state;
mod ticket;
mod transfers;
mod update;

pub mod ages;
mod cases;
mod files;
mod instances;

pub use cases::{Cases, Search};
pub use cursor::{Cursor, Step};
pub use effect::{Effect, FileRequest};
pub use field::Field;
pub use files::{Bottom, Files, Listing, Pane};
pub use instances::{Finding, Instances};
pub use message::{Answer, Caller, Message};
pub use remote::{Asking, Pages, Remote};
pub use state::{Dialog, Notice, Screen, Start, State, Tone};
pub use ticket::{Ticket, Tickets};
pub use transfers::{Purpose, Stage, Transfer, Transfers};
pub use update::{start, update};
