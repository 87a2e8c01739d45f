//! The commands as a script runs them: what they print, and how they end.

mod bad_input;
pub(crate) mod estate;
mod gate;
#[cfg(unix)]
mod manifest;
mod manual;
mod naming;
#[cfg(unix)]
mod opening;
mod output;
mod permissions;
pub(crate) mod program;
mod quota;
mod reruns;
mod saving;
#[cfg(unix)]
pub(crate) mod stalled;
#[cfg(unix)]
mod streams;
mod waiting;
