//! How a person likes a table to be: its columns and their order.

use super::{Column, Columns, Filter, Lens, Order, Sort};

/// How a person likes a table to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Which columns it has.
    pub columns: Columns,
    /// In which order its rows stand.
    pub sort: Sort,
}

impl Layout {
    /// The same with a column that tells cases apart, behind the name.
    #[must_use]
    pub fn with_case(&self) -> Self {
        Self {
            columns: self.columns.with(Column::Case, Column::Name),
            sort: self.sort,
        }
    }

    /// How the rows are to stand that pass this filter.
    pub fn order(&self, filter: Filter, lens: Lens) -> Order {
        let columns: Vec<Column> = self.columns.list().iter().map(|one| one.column).collect();
        Order {
            sort: self.sort,
            filter,
            columns,
            lens,
        }
    }
}
