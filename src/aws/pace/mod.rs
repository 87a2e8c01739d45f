//! How fast AWS may be asked: one limiter for each operation, because AWS keeps one
//! bucket for each, shared by everyone in the account.
//!
//! `limiter` decides, pure over a time that is passed in; `gate` is where requests wait
//! for it; `quota` is what the limiter starts from. Nothing here knows the SDK, and
//! nothing here tries a request again.

mod bucket;
mod gate;
mod limiter;
mod quota;

pub use gate::{Gate, Gates, Permit};
pub use limiter::{Entry, Limiter, Moment, Outcome, Turn, Urgency};
pub use quota::{Pacing, Quota, QuotaSetting};
