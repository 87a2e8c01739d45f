//! A table of files, wherever they come from: which of them are shown, how they are ordered,
//! which columns they have, and which are marked. It knows no case and no screen.

mod arrange;
mod arranging;
mod column;
mod columns;
mod filling;
mod filter;
mod layout;
mod lens;
mod marking;
mod marks;
mod rows;
mod shown;
mod slots;
mod sort;
mod standing;
#[expect(
    clippy::module_inception,
    reason = "the table itself, beside its parts"
)]
mod table;
mod veil;

pub use arrange::{Arrangement, Order};
pub use column::Column;
pub use columns::{Chosen, Columns};
pub use filter::{Filter, Sieve};
pub use layout::Layout;
pub use lens::Lens;
pub use marks::Marks;
pub use rows::Rows;
pub use sort::Sort;
pub use table::Table;
