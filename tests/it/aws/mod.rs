//! `attache::aws` against recorded HTTP: the real SDK clients, a tiny server that
//! answers what it is told to.

mod answers;
mod canned;
mod cases_answers;
mod environment;
mod refusals;
mod requests;
mod secrets;

pub(crate) use canned::{Answer, Canned, Seen, aws_at, http, json};
