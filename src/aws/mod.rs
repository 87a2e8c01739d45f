//! The only place that knows the AWS SDK: one method for each API call, in the
//! domain's words.
//!
//! [`Aws`] does nothing until it is first asked. Every request passes `ask`, where it
//! waits for its turn at the gate of [`pace`] and is tried again as `retry` says; every
//! refusal passes `refuse`, where the SDK's errors become a person's sentence; every
//! answer passes `convert`, the only place that reads the SDK's types. Nothing here is
//! spawned: whoever drops a future has cancelled the request.

pub mod pace;

mod ask;
mod call;
mod cases;
mod chain;
mod client;
mod commands;
mod config;
mod connect;
mod convert;
mod convert_cases;
mod convert_desk;
mod credentials;
mod desk;
mod destination;
mod endpoint;
mod life;
mod mask;
mod operations;
mod origin;
mod pages;
mod policy;
mod profiles;
mod reach;
mod refuse;
mod refuse_login;
mod refuse_source;
mod region;
mod retry;
mod shared;
mod skew;
mod sts;
mod tell;
mod timings;
mod whole;

pub use cases::Related;
pub use client::Aws;
pub use config::{AwsSettings, Login};
pub use connect::LinkWish;
pub use life::CredentialsLife;
pub use operations::{operations, quota};
pub use pace::{Pacing, Quota, QuotaSetting};
pub use pages::Trail;
pub use profiles::profiles;
pub use timings::Timings;
pub use whole::{DomainFile, Listing};
