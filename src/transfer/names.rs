//! Which names are one on the disk, and what has them. Which of two files gets a name is
//! decided elsewhere.

use std::io;
use std::path::Path;

use icu_casemap::CaseMapperBorrowed;
use icu_normalizer::DecomposingNormalizerBorrowed;
use tokio::task::spawn_blocking;

use super::folder::{Folder, Found};
use crate::domain::{SafeName, There};

/// One text for all names that some file system takes for the same one: by Unicode's
/// canonical caseless match. `x²` stays another name than `x2`, as it does on every disk.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let (normal, case) = (
        DecomposingNormalizerBorrowed::new_nfd(),
        CaseMapperBorrowed::new(),
    );
    let once = case.fold_string(&normal.normalize(name)).into_owned();
    normal.normalize(&once).into_owned()
}

/// What has this name in this folder, or one that folds to the same: a file, a link or a
/// folder. Nothing when nobody has it, or when that cannot be told.
pub async fn there(folder: &Path, name: &SafeName) -> Option<There> {
    let (path, name) = (folder.to_owned(), name.as_str().to_owned());
    let look = move || {
        let (name, found) = holder(&Folder::open(&path).ok()?, &name).ok()??;
        Some(There {
            path: path.join(name),
            size: found.size(),
            modified: found.modified(),
        })
    };
    spawn_blocking(look).await.ok().flatten()
}

/// The name that is taken where `name` is wished, exactly this one first, and what has it.
pub(super) fn holder(folder: &Folder, name: &str) -> io::Result<Option<(String, Found)>> {
    if let Some(found) = folder.look(name)? {
        return Ok(Some((name.to_owned(), found)));
    }
    for other in Taken::read(folder)?.holders(&folded(name)) {
        if let Some(found) = folder.look(other)? {
            return Ok(Some((other.to_owned(), found)));
        }
    }
    Ok(None)
}

/// The names in a folder as they were a moment ago.
pub(super) struct Taken(Vec<String>);

impl Taken {
    pub(super) fn read(folder: &Folder) -> io::Result<Self> {
        let names = folder.names()?.into_iter();
        Ok(Self(
            names
                .map(|name| name.to_string_lossy().into_owned())
                .collect(),
        ))
    }

    /// Whether one of them folds to this.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.holders(folded).next().is_some()
    }

    fn holders(&self, wished: &str) -> impl Iterator<Item = &str> {
        let same = move |name: &&str| {
            if name.is_ascii() {
                name.eq_ignore_ascii_case(wished)
            } else {
                folded(name) == wished
            }
        };
        self.0.iter().map(String::as_str).filter(same)
    }
}
