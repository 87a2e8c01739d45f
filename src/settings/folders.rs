//! Where on this machine the program's own files lie. None of them need exist.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The configuration file of this platform; nothing without a home.
pub fn config_file() -> Option<PathBuf> {
    Some(project()?.config_dir().join("config.toml"))
}

/// The folder for what the program remembers by itself: its state, or where a platform
/// knows no such folder, its data on this machine.
pub fn state_folder() -> Option<PathBuf> {
    let project = project()?;
    let state = project.state_dir();
    Some(state.unwrap_or_else(|| project.data_local_dir()).to_owned())
}

/// The file of the cases that were looked into lately.
pub fn recents_file() -> Option<PathBuf> {
    Some(state_folder()?.join("recents.json"))
}

/// The file of what was saved.
pub fn ledger_file() -> Option<PathBuf> {
    Some(state_folder()?.join("saved.jsonl"))
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "attache")
}
