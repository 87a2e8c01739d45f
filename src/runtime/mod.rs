//! The thin shell around the machine: the only place that waits.
//!
//! It turns keys and answers into messages, draws once after each batch of them, and
//! has the effects done by tasks. Generic over the terminal and its events, so that a
//! test can be the terminal.

mod arrange;
mod audits;
mod clicks;
mod files;
mod glass;
mod handover;
mod input;
mod outside;
mod overlay;
mod perform;
mod picture;
mod plain;
mod rounds;
mod seat;
mod sheet;
mod shell;
mod signals;
mod stage;
mod stops;
mod tasks;
mod terminal;
mod timings;
mod turner;

pub use audits::Audits;
pub use glass::Glass;
pub use input::{events, message_of};
pub use outside::{Beside, Happened, Lent, Outside, Wishes, outside};
pub use perform::{Answers, Perform, Performer};
pub use plain::PlainShell;
pub use seat::Seat;
pub use shell::{Ended, Shell};
pub use signals::end_asked;
pub use stops::Stops;
pub use terminal::{Session, is_a_terminal};
pub use timings::Timings;
