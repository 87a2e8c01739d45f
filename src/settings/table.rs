//! How the table of files is to be, as the configuration file writes it.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::app::table::{Column, Columns, Layout, Sort};

/// How the table of files is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenFiles {
    /// The columns, in their order.
    #[serde(default, deserialize_with = "columns")]
    pub columns: Option<Vec<String>>,
    /// The column that sorts.
    #[serde(default, deserialize_with = "column")]
    pub sort: Option<String>,
    /// Whether it sorts in reverse.
    pub reverse: Option<bool>,
}

impl WrittenFiles {
    /// The same as the browser knows it. What was written is known to make sense.
    pub fn layout(&self) -> Layout {
        let columns = self.columns.as_ref();
        let sorted = self.sort.as_deref().and_then(Column::named);
        Layout {
            columns: columns
                .and_then(|words| Columns::read(words).ok())
                .unwrap_or_default(),
            sort: Sort {
                descending: self.reverse.unwrap_or_default(),
                ..sorted.map_or_else(Sort::default, Sort::by)
            },
        }
    }
}

/// A word that names a column, and its width perhaps: a mistake is told with its own line.
struct Word(String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Reads)
    }
}

/// Checks a word while it is read, since only then its own place is known.
struct Reads;

impl Visitor<'_> for Reads {
    type Value = Word;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a column")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Word, E> {
        match Columns::read(&[word]) {
            Ok(_) => Ok(Word(word.to_owned())),
            Err(why) => Err(E::custom(why)),
        }
    }
}

fn columns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let words = Vec::<Word>::deserialize(deserializer)?;
    if words.is_empty() {
        return Err(D::Error::custom("a table without columns shows nothing"));
    }
    Ok(Some(words.into_iter().map(|word| word.0).collect()))
}

fn column<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let word = String::deserialize(deserializer)?;
    match Column::named(&word) {
        Some(_) => Ok(Some(word)),
        None => Err(D::Error::custom(Column::unknown(&word))),
    }
}
