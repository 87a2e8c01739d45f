//! Where a person wants a file to go: a field with a path in it.

use std::path::{PathBuf, is_separator};

use crate::domain::{Attachment, SafeName, SafeText};

use super::PathField;

/// The dialog in which a folder, and for a single file a name, is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveAs {
    /// What is saved; all of it is approved.
    pub files: Vec<Attachment>,
    /// How many more were marked, but are not approved.
    pub left_out: usize,
    /// The path.
    pub path: PathField,
}

/// What a typed path means: a folder, else the one for saved files; and a name, else the
/// file's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// As it was typed; `~` is for whoever goes there.
    pub folder: Option<PathBuf>,
    /// As it was typed.
    pub name: Option<String>,
}

impl SaveAs {
    /// The dialog for these files, in this folder.
    pub fn of(files: Vec<Attachment>, left_out: usize, folder: &str) -> Self {
        let mut text = folder.to_owned();
        if !text.is_empty() && !text.ends_with(is_separator) {
            text.push('/');
        }
        if let [file] = files.as_slice() {
            text.push_str(safe_name(file).as_str());
        }
        Self {
            files,
            left_out,
            path: PathField::holding(&text),
        }
    }

    /// Where the files go by what is typed now.
    pub fn place(&self) -> Place {
        Place::of(self.path.field.text(), self.files.len() > 1)
    }
}

/// The name that a file gets when nobody gives it another one.
pub fn safe_name(file: &Attachment) -> SafeName {
    let raw = file.name.as_ref().map_or("", SafeText::raw);
    SafeName::new(raw, file.key.file.raw())
}

impl Place {
    /// Takes a typed path apart. For several files all of it is a folder; for one, what
    /// stands behind the last separator is a name, unless it can only be a folder.
    pub fn of(text: &str, several: bool) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::default();
        }
        let at = text.rfind(is_separator);
        let last = at.map_or(text, |at| &text[at + 1..]);
        let folder_only = matches!(last, "" | "." | "..") || text == "~";
        if several || folder_only {
            return Self {
                folder: Some(text.into()),
                name: None,
            };
        }
        Self {
            // With its separator: `/` alone is a folder, too.
            folder: at.map(|at| text[..=at].into()),
            name: Some(last.to_owned()),
        }
    }
}
