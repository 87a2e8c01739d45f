//! The pure machine: a [`Message`] changes the [`State`] and brings forth [`Effect`]s.
//!
//! Nothing here waits, reads a clock, a file or a socket: [`update`] is a function,
//! and so every state that it can reach can be walked by a test.

pub mod audit;
mod awaited;
mod column_choice;
mod cursor;
pub mod details;
mod dialog;
mod effect;
mod errors;
mod extent;
mod field;
mod file_ids;
mod guide;
pub mod helping;
pub mod hit;
pub mod keys;
mod live;
pub mod log;
mod login;
mod looks;
mod message;
mod mouse;
mod notify;
pub mod palette;
mod possible;
mod preview;
pub mod regions;
mod remote;
mod save_as;
mod setting;
mod start;
mod state;
mod statuses;
pub mod table;
mod ticket;
pub mod totals;
mod transfers;
mod update;
pub mod veil;

pub mod ages;
mod cases;
pub mod clips;
mod files;
mod instances;

pub use awaited::is_seen;
pub use cases::{Cases, Row, Search};
pub use column_choice::ColumnChoice;
pub use cursor::{Cursor, Step};
pub use dialog::{Dialog, Notice, Tone};
pub use effect::{Clip, Effect, FileRequest, OpenRequest, SaveRequest};
pub use errors::{ErrorLine, Part};
pub use extent::Extent;
pub use field::Field;
pub use file_ids::named_files;
pub use files::{Bottom, Files, Listing, Pane};
pub use instances::{Finding, Found, Instances, Sought};
pub use live::{Insights, Kind, Names, People, Polling, Why};
pub use log::Log;
pub use login::Chooser;
pub use looks::{Depth, Looks, Theme};
pub use message::{Answer, Caller, Message};
pub use mouse::{Act, Mouse};
pub use notify::{Alert, Notify};
pub use preview::{FACT, GAP, Looking, Previewing, Previews, Row as PreviewRow, Sight};
pub use remote::{Asking, Pages, Remote};
pub use save_as::{MOST_LISTED, Place, SaveAs, common_start};
pub use setting::{Keeping, Setting, Value};
pub use start::{Start, Wanted};
pub use state::{Screen, State};
pub use ticket::{Ticket, Tickets};
pub use totals::Totals;
pub use transfers::{Errand, Purpose, Stage, Transfer, Transfers};
pub use update::{parting, start, update};
