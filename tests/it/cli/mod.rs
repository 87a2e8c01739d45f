//! The commands as a script runs them: what they print, and how they end.

pub(crate) mod program;
