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
mod cli;
mod credentials;
mod demo;
mod desktop;
mod domain;
mod file_name;
mod loopback;
mod net;
mod operations;
mod pictures;
#[cfg(unix)]
mod pty;
mod screens;
mod sentences;
mod shell;
mod text;
mod transfer;
mod transfer_aborts;
mod transfer_faults;
mod transfer_folders;
mod transfer_world;
