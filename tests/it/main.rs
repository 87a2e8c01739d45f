//! The one test binary: one file or folder a subject.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails to get what it needs has failed"
)]

mod aws;
mod demo;
mod operations;
