//! The only place that knows the AWS SDK: one method for each API call, in the
//! domain's words.
//!
//! [`Aws`] does nothing until it is first asked. Every request passes
//! `client::Aws::ask`, which is where pacing will go; every refusal passes
//! `refuse`, the only place that reads the SDK's errors; every answer passes
//! `convert`, the only place that reads the SDK's types. Nothing here is spawned:
//! whoever drops a future has cancelled the request.

mod call;
mod cases;
mod chain;
mod client;
mod commands;
mod config;
mod connect;
mod convert;
mod convert_cases;
mod credentials;
mod endpoint;
mod life;
mod mask;
mod origin;
mod pages;
mod profiles;
mod refuse;
mod refuse_login;
mod refuse_source;
mod region;
mod shared;
mod sts;

pub use cases::Related;
pub use client::Aws;
pub use config::{AwsSettings, Login};
pub use connect::LinkWish;
pub use life::CredentialsLife;
pub use pages::Trail;
pub use profiles::profiles;
