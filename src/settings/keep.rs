//! Writes single settings into the configuration file. Everything else in it stays as the
//! person wrote it: comments, order, blank lines, line ends.

use std::collections::HashMap;
use std::fs::{self, File, Permissions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use tempfile::Builder;
use tokio::task::spawn_blocking;
use toml_edit::{Array, DocumentMut, Item, Table, Value as Written};

use super::file::LONGEST;
use crate::app::{Setting, Ticket, Value};
use crate::domain::{Failure, FailureKind};

/// How often it begins anew because somebody else wrote the file meanwhile.
const TRIES: u8 = 5;
/// How often and how long another program that keeps a setting is waited for.
const WAITS: u32 = 200;
const WAIT: Duration = Duration::from_millis(5);
/// How many links lead to a file before they are taken for a circle.
const MOST_LINKS: u8 = 16;

/// Where a setting stands in the file.
type Place = &'static [&'static str];

/// Keeps settings in a file. Clones share it, and write one after the other.
#[derive(Debug, Clone, Default)]
pub struct Keeper {
    path: Option<PathBuf>,
    /// The newest request of each setting that was written.
    written: Arc<Mutex<HashMap<Place, Ticket>>>,
}

impl Keeper {
    /// Keeps them in this file, which need not be there yet; without one keeps nothing.
    pub fn new(path: Option<PathBuf>) -> Self {
        Self {
            path,
            ..Self::default()
        }
    }

    /// Writes a setting. One that came later stays, however the requests overtake each other.
    pub async fn keep(&self, ticket: Ticket, setting: Setting) -> Result<(), Failure> {
        let Some(path) = self.path.clone() else {
            return Err(not_kept("there is no folder for the configuration file"));
        };
        let written = Arc::clone(&self.written);
        let write = move || {
            let mut written = written.lock().unwrap_or_else(PoisonError::into_inner);
            let mut entries = setting.entries();
            entries.retain(|(place, _)| written.get(place).is_none_or(|last| *last < ticket));
            write(&path, &entries)?;
            written.extend(entries.into_iter().map(|(place, _)| (place, ticket)));
            Ok(())
        };
        let done = spawn_blocking(write).await;
        done.unwrap_or_else(|_| Err("the work stopped".to_owned()))
            .map_err(|why| not_kept(&why))
    }
}

fn not_kept(why: &str) -> Failure {
    let what = "What you chose holds only until you leave: it could not be kept";
    Failure::new(FailureKind::Local, what, why)
}

fn write(path: &Path, entries: &[(Place, Value)]) -> Result<(), String> {
    let path = &target(path)?;
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(told)?;
    // Released with the handle.
    let _alone = lock(folder);
    for _ in 0..TRIES {
        let before = read(path)?;
        let after = changed(before.as_deref().unwrap_or_default(), entries)
            .map_err(|why| format!("{}: {why}", path.display()))?;
        if before.as_deref() == Some(after.as_str()) {
            return Ok(());
        }
        let mut file = Builder::new()
            .prefix(".config.toml.")
            .tempfile_in(folder)
            .map_err(told)?;
        file.write_all(after.as_bytes()).map_err(told)?;
        if let Some(old) = permissions(path) {
            file.as_file().set_permissions(old).map_err(told)?;
        }
        file.as_file().sync_all().map_err(told)?;
        // What somebody wrote into it meanwhile is not lost.
        if read(path)? == before {
            file.persist(path).map_err(|error| told(error.error))?;
            return Ok(());
        }
    }
    Err(format!(
        "{}: somebody else writes it all the time",
        path.display()
    ))
}

/// The folder for this process alone, as far as the system can do that: from the reading to the
/// writing nobody else of this program writes. It is never waited for long: without it the file
/// is compared once more before it is replaced.
fn lock(folder: &Path) -> Option<File> {
    let handle = File::open(folder).ok()?;
    for _ in 0..WAITS {
        match handle.try_lock() {
            Ok(()) => return Some(handle),
            Err(TryLockError::WouldBlock) => sleep(WAIT),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// The file itself, where the path leads to it by links: those stay.
fn target(path: &Path) -> Result<PathBuf, String> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(format!("{}: its links lead in a circle", path.display()))
}

/// What stands in the file; nothing where there is none.
fn read(path: &Path) -> Result<Option<String>, String> {
    let told = |why: &str| Err(format!("{}: {why}", path.display()));
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return told(&error.to_string()),
        Ok(about) if !about.is_file() => return told("it is not a file"),
        Ok(about) if about.len() > LONGEST => return told("it is too long"),
        Ok(_) => {}
    }
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) => told(&error.to_string()),
    }
}

/// Those of the file that is replaced; a new one is its owner's only.
fn permissions(path: &Path) -> Option<Permissions> {
    fs::metadata(path).ok().map(|about| about.permissions())
}

/// The text with these settings in it.
fn changed(text: &str, entries: &[(Place, Value)]) -> Result<String, String> {
    // The mark that some editors begin a file with is no part of the document.
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let document = text.parse::<DocumentMut>();
    let mut document = document.map_err(|error| error.message().to_owned())?;
    let is_bare = document.is_empty();
    if is_bare {
        document = DocumentMut::new();
    }
    for (place, value) in entries {
        let Some((name, tables)) = place.split_last() else {
            continue;
        };
        let mut table = document.as_table_mut();
        for name in tables {
            let item = table.entry(name).or_insert(Item::Table(Table::new()));
            let inner = item.as_table_mut();
            table = inner.ok_or_else(|| format!("`{name}` is no table of its own"))?;
        }
        put(table, name, value);
    }
    let new = if is_bare {
        // A file of comments alone, such as a template: what is set stands behind them.
        let gap = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        format!("{text}{gap}{document}")
    } else {
        document.to_string()
    };
    let lone = new.matches('\n').count() > new.matches("\r\n").count();
    if text.contains("\r\n") && lone {
        return Ok(format!(
            "{mark}{}",
            new.replace("\r\n", "\n").replace('\n', "\r\n")
        ));
    }
    Ok(format!("{mark}{new}"))
}

/// Puts the value there; a comment behind the old one stays.
fn put(table: &mut Table, name: &str, value: &Value) {
    let mut new = match value {
        Value::Text(text) => Written::from(text.as_str()),
        Value::Flag(flag) => Written::from(*flag),
        Value::List(words) => Written::from(words.iter().map(String::as_str).collect::<Array>()),
    };
    match table.get_mut(name) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        _ => {
            table.insert(name, Item::Value(new));
        }
    }
}
