//! The pace of requests: the limiter as a pure machine, alone against a server's bucket,
//! and the gate that requests wait at.

mod alone;
mod gate;
mod limiter;
mod quotas;
