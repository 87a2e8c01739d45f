//! The audit: begun, looked at, left alone, paused, called off, written out.

mod answers;
mod begin;
pub(super) mod export;
mod stage;
mod steer;
pub(super) mod totals;

pub(super) use answers::{arranged, ended, found, not_arranged, noted};
pub(super) use begin::{open, toggle};
pub(super) use stage::{come_back, is_visited, leave, leave_to};
pub(super) use steer::{act, end};
