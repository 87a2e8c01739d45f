//! What both front ends do: the browser and the commands call the same functions.
//!
//! How a person's words become an instance, a case and a table of files. Each
//! function asks [`Aws`](crate::aws::Aws) and returns the domain's words; nothing is
//! spawned, so whoever drops a future has called everything off.

mod cases;
mod contacts;
pub mod doctor;
mod files;
mod find_file;
mod instances;
mod save;

pub use cases::{cases, find_cases, find_cases_page};
pub use contacts::find_contact;
pub use files::{Found, link, list_files};
pub use find_file::{find_file, find_files};
pub use instances::{domain_of, find_instance, instances};
pub use save::{bring, open, save};

pub use crate::aws::LinkWish;
