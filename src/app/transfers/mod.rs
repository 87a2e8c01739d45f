//! What is on its way from the service to this machine, and what became of it. There may be as many
//! as there are rows, so whatever is asked at each key or frame is known without counting.

mod books;
mod list;
mod stage;
mod sum;
mod transfer;

pub use list::Transfers;
pub use stage::{HowFar, Stage};
pub use transfer::{Errand, Purpose, Transfer};
