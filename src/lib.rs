//! attache: a terminal browser for the files attached to Amazon Connect cases.
//!
//! One pure machine in one thin shell. [`app`] holds the machine: a `Message` goes
//! in, the `State` changes, `Effect`s come out as data. [`view`] draws a `&State`.
//! [`runtime`] is the only place that waits: it turns keys and answers into
//! messages, and effects into work done by [`operations`], which the headless
//! commands in [`cli`] call as well.
//!
//! The one direction of travel is inward:
//!
//! ```text
//! domain ◄ app ◄ view
//! domain ◄ net ◄ aws, transfer    domain ◄ desktop, ledger
//! domain ◄ contents
//!  aws, transfer, desktop, ledger, contents ◄ operations ◄ runtime, cli ◄ main
//! aws ◄ recents ◄ runtime, cli    app, aws ◄ settings ◄ runtime, cli
//! operations ◄ audit ◄ runtime, cli
//! demo   ◄ cli        (the embedded Connect, reached only over HTTP)
//! ```
//!
//! `tests/it/boundaries.rs` reads the sources and keeps it so.

pub mod app;
pub mod audit;
pub mod aws;
pub mod cli;
pub mod contents;
pub mod demo;
pub mod desktop;
pub mod domain;
pub mod ledger;
pub mod net;
pub mod operations;
pub mod recents;
pub mod runtime;
pub mod settings;
pub mod transfer;
pub mod view;
