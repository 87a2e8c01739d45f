//! Files that do more than show something when they are opened: what their names and their
//! first bytes tell. It is a list of what is known to run, not a search for what is evil:
//! what raises no doubt here may still be hostile to the program that shows it.

mod called;
mod content;
mod doubt;
mod name;

pub use content::{HEAD, risk_of_content};
pub use doubt::{Opened, Risk};
pub use name::risk_of_name;
