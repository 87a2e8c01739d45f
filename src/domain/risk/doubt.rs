//! The doubt itself, and what came of the wish to open a file.

use super::super::SafeText;

/// Why a file is not opened before a person was asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Risk {
    /// The end of a sentence that begins with the file's name: `is a program for Windows (.exe)`.
    pub why: SafeText,
}

impl Risk {
    /// A doubt by the end of its sentence.
    pub(super) fn because(why: impl Into<SafeText>) -> Self {
        Self { why: why.into() }
    }
}

/// What came of the wish to open a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Opened {
    /// The desktop's program has it.
    HandedOver,
    /// It was not handed over: a person must know this first.
    Doubtful(Risk),
}
