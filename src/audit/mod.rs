//! Every attached file of the cases of whole domains, as a report: which files there are,
//! what each is, and what could not be read.
//!
//! A walk finds the files, case by case: `walk` by `SearchAllRelatedItems`, sorted by case,
//! or, where that is not wanted or not allowed, by `SearchCases` and one search a case. What
//! belongs to one case is a [`Unit`](group::Unit); `read` turns a unit into [`Row`]s by full
//! batches; `engine` runs walk and reading side by side, and several places beside each other.
//!
//! All that is found goes through the `sink` into the `journal` first, an append-only file
//! beside the result. The journal is what is true: the result is written from it, as it
//! grows (`write`: ndjson, csv, a table) or at the end (json, html), so that whoever is cut
//! off at any byte goes on with `--resume` and ends with the same bytes. Of a domain nothing
//! lies in memory but the marks of the cases that are done, the titles of cases when they are
//! wanted, and the sums (`totals`).
//!
//! A finished report is read again by `reader`, whichever format it has: for a `diff` of two, or
//! for a `session`, an audit that the browser watches or reads from a file (`opened`), of whose
//! rows `entry` makes what the browser shows. Whether a report is whole its journal says
//! (`standing`).
//!
//! `group`, `filter`, `row` and `totals` are pure. Nothing here is spawned:
//! whoever drops the future has called everything off. What is typed, what is said and how a
//! command ends is the business of `cli`.

mod ask;
mod compared;
mod diff;
mod document;
mod engine;
mod entry;
mod export;
mod filter;
mod fresh;
mod group;
mod journal;
mod opened;
mod patience;
mod progress;
mod read;
mod reader;
mod replay;
mod row;
mod session;
mod sink;
mod spent;
mod standing;
mod totals;
mod walk;
mod write;

pub use ask::{Ask, Method};
pub use compared::Compared;
pub use diff::{Change, Changes, diff};
pub use engine::{Ends, Place, run};
pub use entry::{Entries, Entry};
pub use export::CALLER;
pub use export::Export;
pub use filter::Filter;
pub use journal::{Journal, Opened, WHAT, journal_path, open_own};
pub use opened::{Head, peek};
pub use patience::{Asker, Patience};
pub use progress::Progress;
pub use reader::{Piece, read};
pub use row::{Row, columns};
pub use session::Session;
pub use sink::Sink;
pub use spent::Spent;
pub use standing::{Standing, standing};
pub use totals::Totals;
pub use write::{Live, Names, Rendered, Shape, Summary, csv_line, csv_row, write_csv_head};
