//! What is printed: data on stdout, words on stderr, and nothing raw on either.

mod files;
mod foot;
mod lines;
mod lists;
mod printer;
mod table;

pub use crate::domain::to_json;
pub use files::{FILE_NAMES, attachment, error_code, item_error, problem};
pub use foot::cells;
pub use lines::Lines;
pub use lists::Lists;
pub use printer::Printer;
pub use table::{Cells, Column, Table, labelled, table};
