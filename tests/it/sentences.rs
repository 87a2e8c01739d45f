//! What the sentences of the lower folders may not say.

use std::fs;
use std::path::{Path, PathBuf};

/// Whose sentences both front ends tell.
const FOLDERS: [&str; 5] = ["aws", "operations", "net", "transfer", "desktop"];

/// Each line of code of these folders, without the comments.
fn lines() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut lines = Vec::new();
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.lines().filter(|line| !line.trim().starts_with("//"));
            lines.extend(code.map(|line| (path.clone(), line.to_owned())));
        }
    }
    assert!(lines.len() > 1_000);
    lines
}

#[test]
fn no_sentence_names_a_key_of_the_browser() {
    let keys: Vec<String> = ('a'..='z').map(|key| format!(" ({key})")).collect();
    for (path, line) in lines() {
        let said = line.contains('"') && keys.iter().any(|key| line.contains(key));
        assert!(!said, "{}: {line}", path.display());
    }
}
