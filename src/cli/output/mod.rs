//! What is printed: data on stdout, words on stderr, and nothing raw on either.

mod files;
mod json;
mod printer;
mod table;

pub use files::{attachment, error_code, item_error, problem};
pub use json::to_json;
pub use printer::Printer;
pub use table::{Cells, Column, Table, table};
