//! `attache::aws` against recorded HTTP: the real SDK clients, a tiny server that
//! answers what it is told to.

mod answers;
mod canned;
mod cases_answers;
mod desk;
mod environment;
mod line;
mod refusals;
mod reload;
mod repairs;
mod requests;
mod retries;
mod secrets;
mod turns;

pub(crate) use canned::{Answer, Canned, Seen, aws_at, http, json, quick, unpaced};
