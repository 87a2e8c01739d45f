//! The one test binary: one file or folder a subject.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails to get what it needs has failed"
)]

mod app;
mod audit;
mod aws;
mod boundaries;
mod cli;
mod config;
mod contents;
mod credentials;
mod demo;
mod desktop;
mod doctor;
mod domain;
mod faults;
mod file_name;
mod frames;
mod glass;
#[path = "../../fuzz/invariants.rs"]
mod invariants;
mod ledger;
mod lent;
mod logging;
mod loopback;
mod net;
mod opening;
mod operations;
mod pace;
mod pictures;
mod preview;
#[cfg(unix)]
mod pty;
mod readme;
mod recents;
mod risk;
mod screens;
mod sentences;
mod shell;
mod table;
mod text;
#[cfg(target_os = "linux")]
mod transcripts;
mod transfer;
mod transfer_aborts;
mod transfer_disks;
mod transfer_faults;
mod transfer_folders;
mod transfer_left;
mod transfer_names;
mod transfer_retries;
mod transfer_storage;
mod transfer_world;
