//! The one test binary: one file or folder a subject.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails to get what it needs has failed"
)]

mod app;
mod aws;
mod boundaries;
mod demo;
mod desktop;
mod file_name;
mod net;
mod operations;
mod pictures;
mod screens;
mod sentences;
mod text;
mod transfer;
mod transfer_aborts;
mod transfer_faults;
mod transfer_folders;
mod transfer_world;
