//! A set of rules: read from a text, a file, or the library that is built in.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use thiserror::Error;

use super::library;
use super::rule::{On, Rule, Then};

/// What goes wrong on purpose; the default is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults {
    about: String,
    pub(super) rules: Vec<Rule>,
}

/// Why there are no such faults.
#[derive(Debug, Error)]
pub enum FaultError {
    /// No fault of the library has this name, and no file is there.
    #[error("there is no fault {name:?}, and no such file; the known ones are {known}")]
    Unknown {
        /// What was given.
        name: String,
        /// The names of the library, joined by commas.
        known: String,
    },
    /// The text is not what the format asks for.
    #[error("{file}line {line}: {what}")]
    Broken {
        /// The file's name and a comma, or nothing.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// The file could not be read.
    #[error("{file}: {source}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with \"rules\"")]
struct Written {
    #[serde(default)]
    about: String,
    rules: Vec<Rule>,
}

impl Faults {
    /// Reads faults from JSON: `{"about": "…", "rules": [{"on": …, "then": …}, …]}`.
    pub fn parse(text: &str) -> Result<Self, FaultError> {
        let Written { about, rules } =
            serde_json::from_str(text).map_err(|error| FaultError::broken(&error))?;
        Ok(Self { about, rules })
    }

    /// A fault of the library.
    pub fn named(name: &str) -> Result<Self, FaultError> {
        let text = library::text(name).ok_or_else(|| FaultError::unknown(name))?;
        Self::parse(text).map_err(|error| error.within(name))
    }

    /// A fault of the library, or else the file of this name.
    pub fn find(word: &str) -> Result<Self, FaultError> {
        if library::text(word).is_some() {
            return Self::named(word);
        }
        if !Path::new(word).exists() {
            return Err(FaultError::unknown(word));
        }
        let text = fs::read_to_string(word).map_err(|source| FaultError::Unreadable {
            file: word.to_owned(),
            source,
        })?;
        Self::parse(&text).map_err(|error| error.within(word))
    }

    /// The library: each fault's name, and in a line what goes wrong.
    #[must_use]
    pub fn library() -> Vec<(&'static str, String)> {
        let about =
            |name| Self::named(name).map_or_else(|error| error.to_string(), |own| own.about);
        library::names().map(|name| (name, about(name))).collect()
    }

    /// What goes wrong, in a line.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// These, and after them the others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.rules.extend(others.rules);
        self
    }

    /// Whether nothing listens where the links point.
    pub(crate) fn hide_links(&self) -> bool {
        self.hide(|_| true)
    }

    /// Whether nothing listens at the endpoint itself.
    pub(crate) fn hide_endpoint(&self) -> bool {
        self.hide(|on| *on == On::Every)
    }

    fn hide(&self, whom: impl Fn(&On) -> bool) -> bool {
        self.rules
            .iter()
            .any(|rule| rule.then == Then::Unreachable && whom(&rule.on))
    }
}

impl FaultError {
    fn unknown(name: &str) -> Self {
        Self::Unknown {
            name: name.to_owned(),
            known: library::names().collect::<Vec<_>>().join(", "),
        }
    }

    fn broken(error: &serde_json::Error) -> Self {
        let told = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        Self::Broken {
            file: String::new(),
            line: error.line(),
            what: told.strip_suffix(&place).unwrap_or(&told).to_owned(),
        }
    }

    /// The same, naming the file.
    fn within(self, name: &str) -> Self {
        match self {
            Self::Broken { line, what, .. } => Self::Broken {
                file: format!("{name}, "),
                line,
                what,
            },
            other => other,
        }
    }
}
