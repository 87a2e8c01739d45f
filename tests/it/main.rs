//! The one test binary: one file a subject.

mod aws;
mod demo;
mod operations;
