//! What an audit is asked for. Two runs that ask the same go on where the other stopped.

use serde_json::{Value, json};

use super::filter::Filter;
use super::write::Shape;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Case by case, rather than by the search over the whole domain.
    pub by_case: bool,
    /// The cases' reference numbers, titles and statuses stand in the rows.
    pub with_cases: bool,
    /// Which files are wanted.
    pub filter: Filter,
    /// How the result is written.
    pub shape: Shape,
}

impl Ask {
    /// The same as data, with what names the places.
    pub fn told(&self, places: &[Value]) -> Value {
        json!({
            "Places": places,
            "ByCase": self.by_case,
            "WithCases": self.with_cases,
            "Filter": self.filter.told(),
            "Format": self.shape.word(),
        })
    }
}

/// How the files of a domain were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By `SearchAllRelatedItems`.
    WholeDomain,
    /// By `SearchCases`, and `SearchRelatedItems` for each case.
    ByCase,
}

impl Method {
    /// The word in the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::WholeDomain => "SearchAllRelatedItems",
            Self::ByCase => "SearchCases, SearchRelatedItems",
        }
    }

    /// The order of the rows, in words.
    pub fn order(self) -> &'static str {
        match self {
            Self::WholeDomain => "by case id, then by file id",
            Self::ByCase => "by the age of the case, the oldest first, then by file id",
        }
    }
}
