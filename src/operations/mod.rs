//! What both front ends do: the browser and the commands call the same functions.
//!
//! How a person's words become an instance, a case and a table of files. Each
//! function asks [`Aws`](crate::aws::Aws) and returns the domain's words; nothing is
//! spawned, so whoever drops a future has called everything off.

mod agent;
mod cases;
mod contacts;
mod details;
pub mod doctor;
mod domains;
mod downloads;
mod fetch;
mod files;
mod find_file;
mod handover;
mod instances;
mod open;
mod people;
mod preview;
mod reading;
mod save;
mod settle;
mod told;

pub use agent::Agent;
pub use cases::{cases, find_cases, find_cases_page};
pub use contacts::find_contact;
pub use details::{Details, Read};
pub use domains::domain_of;
pub use downloads::{Downloads, FileAt, SaveWish};
pub use files::{link, list_files};
pub use find_file::{file_id, find_file, find_files};
pub use handover::{HANDED_LIFE, Quotes, curl_line, handed_link, handed_name};
pub use instances::{find_instance, instances};
pub use people::person;
pub use save::wished_name;
pub use settle::{Polled, Poller};
pub use told::{Found, Say};

pub use crate::aws::LinkWish;
