//! The folders of transfers: the private one, the desktop's, and what disks say.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use attache::domain::FailureKind;
use attache::transfer::{
    PrivateFolder, complete_in, disk_failure, downloads_folder, sweep_private_in,
};
use tempfile::TempDir;

#[test]
fn the_private_folder_goes_with_its_value() {
    let root = TempDir::new().unwrap();
    let folder = PrivateFolder::create_in(&root.path().join("cache/open")).unwrap();
    let path = folder.path().to_owned();
    fs::write(path.join("passport.pdf"), "x").unwrap();
    drop(folder);
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn the_private_folder_and_those_above_it_are_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let root = TempDir::new().unwrap();
    let folder = PrivateFolder::create_in(&root.path().join("cache/open")).unwrap();
    for path in [
        folder.path(),
        &root.path().join("cache/open"),
        &root.path().join("cache"),
    ] {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", path.display());
    }
}

#[test]
fn a_private_folder_in_use_is_locked_and_a_kept_one_is_not() {
    let root = TempDir::new().unwrap();
    let folder = PrivateFolder::create_in(root.path()).unwrap();
    let lock = File::open(folder.path().join(".lock")).unwrap();
    assert!(matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)));
    let path = folder.keep();
    assert!(path.is_dir());
    lock.try_lock().unwrap();
}

#[test]
fn two_private_folders_do_not_meet() {
    let root = TempDir::new().unwrap();
    let one = PrivateFolder::create_in(root.path()).unwrap();
    let other = PrivateFolder::create_in(root.path()).unwrap();
    assert_ne!(one.path(), other.path());
}

#[test]
fn a_private_folder_that_cannot_be_made_is_a_failure() {
    let root = TempDir::new().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "").unwrap();
    let failure = PrivateFolder::create_in(&file).unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local);
    assert!(failure.to_string().contains(&file.display().to_string()));
}

#[test]
fn what_a_disk_says_names_the_path_and_the_way_out() {
    let table = [
        (
            io::ErrorKind::StorageFull,
            "the disk that holds /far is full",
        ),
        (
            io::ErrorKind::QuotaExceeded,
            "quota on the disk that holds /far",
        ),
        (
            io::ErrorKind::ReadOnlyFilesystem,
            "/far lies on a disk that can only be read",
        ),
        (io::ErrorKind::PermissionDenied, "you may not write in /far"),
        (io::ErrorKind::NotFound, "the folder /far is gone"),
        (
            io::ErrorKind::FileTooLarge,
            "/far takes no file of this size",
        ),
        (io::ErrorKind::TimedOut, "/far: timed out"),
    ];
    for (kind, words) in table {
        let failure = disk_failure("It failed", Path::new("/far"), &kind.into());
        assert_eq!(failure.kind, FailureKind::Local);
        assert!(failure.to_string().contains(words), "{failure}");
        assert!(failure.hint.is_some());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_download_folder_is_the_desktops_or_the_home_s() {
    let home = TempDir::new().unwrap();
    assert_eq!(
        downloads_with(home.path()),
        home.path().join("Downloads").display().to_string()
    );
    fs::create_dir(home.path().join(".config")).unwrap();
    let dirs = home.path().join(".config/user-dirs.dirs");
    fs::write(dirs, "XDG_DOWNLOAD_DIR=\"$HOME/Herunter\"\n").unwrap();
    assert_eq!(
        downloads_with(home.path()),
        home.path().join("Herunter").display().to_string()
    );
}

/// What [`downloads_folder`] gives in a process with this home.
fn downloads_with(home: &Path) -> String {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "transfer_folders::child_prints_downloads",
            "--ignored",
            "--nocapture",
        ])
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    let output = String::from_utf8(child.stdout).unwrap();
    let (_, rest) = output.split_once("downloads=").unwrap();
    rest.lines().next().unwrap().to_owned()
}

#[test]
#[ignore = "a child of another test"]
fn child_prints_downloads() {
    println!("downloads={}", downloads_folder().unwrap().display());
}

#[cfg(target_os = "linux")]
#[test]
fn the_private_folder_lies_on_the_disk_rather_than_in_memory() {
    let home = TempDir::new().unwrap();
    let (cache, session) = (home.path().join("cache"), home.path().join("session"));
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "transfer_folders::child_prints_private"])
        .args(["--ignored", "--nocapture"])
        .env("HOME", home.path())
        .env("XDG_CACHE_HOME", &cache)
        .env("XDG_RUNTIME_DIR", &session)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = format!("private: {}", cache.join("attache/open").display());
    assert!(said.contains(&expected), "{said}");
}

#[test]
#[ignore = "a child of another test"]
fn child_prints_private() {
    let folder = PrivateFolder::create().unwrap();
    println!("private: {}", folder.path().display());
}

/// A folder as a process leaves it that was killed.
fn left_behind(root: &Path, name: &str) -> std::path::PathBuf {
    let folder = root.join(name);
    fs::create_dir_all(folder.join("3f2a91c0")).unwrap();
    fs::write(folder.join("3f2a91c0/passport.pdf"), "x").unwrap();
    File::create(folder.join(".lock")).unwrap();
    folder
}

#[test]
fn what_a_killed_process_left_is_swept_and_nothing_else() {
    let root = TempDir::new().unwrap();
    let old = left_behind(root.path(), "attache-open-a1");
    let unlocked = left_behind(root.path(), "attache-open-a2");
    fs::remove_file(unlocked.join(".lock")).unwrap();
    let foreign = left_behind(root.path(), "somebody-open-a3");
    let used = PrivateFolder::create_in(root.path()).unwrap();
    let file = root.path().join("attache-open-file");
    fs::write(&file, "x").unwrap();
    sweep_private_in(root.path(), Duration::ZERO);
    assert!(!old.exists() && !unlocked.exists());
    assert!(foreign.join("3f2a91c0/passport.pdf").exists());
    assert!(used.path().join(".lock").exists());
    assert!(file.exists());
    let kept = used.keep();
    sweep_private_in(root.path(), Duration::ZERO);
    assert!(!kept.exists(), "a viewer has read it by now");
}

#[test]
fn what_is_young_is_left_to_its_viewer() {
    let root = TempDir::new().unwrap();
    let young = left_behind(root.path(), "attache-open-a1");
    sweep_private_in(root.path(), Duration::from_hours(24));
    assert!(young.join("3f2a91c0/passport.pdf").exists());
}

#[cfg(unix)]
#[test]
fn a_sweep_follows_no_link() {
    use std::os::unix::fs::symlink;
    let root = TempDir::new().unwrap();
    let elsewhere = left_behind(root.path(), "papers");
    symlink(&elsewhere, root.path().join("attache-open-a1")).unwrap();
    // Neither as the folder, nor inside it, nor as its lock.
    let old = left_behind(root.path(), "attache-open-a2");
    symlink(&elsewhere, old.join("link")).unwrap();
    let odd = left_behind(root.path(), "attache-open-a3");
    fs::remove_file(odd.join(".lock")).unwrap();
    symlink(elsewhere.join(".lock"), odd.join(".lock")).unwrap();
    sweep_private_in(root.path(), Duration::ZERO);
    assert!(elsewhere.join("3f2a91c0/passport.pdf").exists());
    assert!(root.path().join("attache-open-a1").is_symlink());
    assert!(!old.exists());
    assert!(odd.exists(), "whose lock that is nobody knows");
}

#[test]
fn a_path_is_completed_by_folders() {
    let root = TempDir::new().unwrap();
    for name in ["Documents", "Downloads", "Désk", ".hidden", "do\u{202e}x"] {
        fs::create_dir(root.path().join(name)).unwrap();
    }
    fs::create_dir(root.path().join("Documents/cases")).unwrap();
    fs::write(root.path().join("Do-file"), "").unwrap();
    let home = Some(root.path());
    let at = |typed: &str| complete_in(typed, home);
    assert_eq!(at("~"), ["~/"]);
    assert_eq!(at("~/Do"), ["~/Documents/", "~/Downloads/"]);
    assert_eq!(at("~/Documents/"), ["~/Documents/cases/"]);
    assert_eq!(at("~/"), ["~/Documents/", "~/Downloads/", "~/Désk/"]);
    assert_eq!(at("~/."), ["~/.hidden/"]);
    assert!(at("~/do").is_empty(), "what would fool a reader");
    assert!(at("~/nowhere/x").is_empty());
    let typed = format!("{}/Dow", root.path().display());
    assert_eq!(at(&typed), [format!("{typed}nloads/")]);
    assert!(complete_in("~/Do", None).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_be_typed_are_passed_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join(OsStr::from_bytes(b"a\xff"))).unwrap();
    fs::create_dir(root.path().join("a\u{1b}[2J")).unwrap();
    fs::create_dir(root.path().join("ab")).unwrap();
    assert_eq!(complete_in("~/a", Some(root.path())), ["~/ab/"]);
}

#[test]
fn a_huge_folder_is_looked_through_and_what_is_found_is_bounded() {
    let root = TempDir::new().unwrap();
    for number in 0..3_000 {
        fs::write(root.path().join(format!("scan-{number}.pdf")), "").unwrap();
    }
    for number in 0..500 {
        fs::create_dir(root.path().join(format!("case {number:03}"))).unwrap();
    }
    let found = |typed: &str| complete_in(typed, Some(root.path()));
    let all: Vec<_> = (0..20)
        .map(|number| format!("~/case {number:03}/"))
        .collect();
    assert_eq!(found("~/case 00"), all[..10]);
    assert_eq!(found("~/case 01"), all[10..]);
    assert_eq!(found("~/").len(), 400);
}

#[cfg(unix)]
#[test]
fn links_lead_on_and_loops_nowhere() {
    use std::os::unix::fs::symlink;
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("real")).unwrap();
    symlink("real", root.path().join("to it")).unwrap();
    symlink("to itself", root.path().join("to itself")).unwrap();
    symlink("nowhere", root.path().join("to nothing")).unwrap();
    fs::write(root.path().join("to read"), "").unwrap();
    let home = Some(root.path());
    assert_eq!(complete_in("~/to", home), ["~/to it/"]);
    assert!(complete_in("~/to itself/", home).is_empty());
    // Somebody else's home is not looked up: nor is it when a file is saved.
    assert!(complete_in("~root", home).is_empty());
    assert!(complete_in("~nobody-at-all/", home).is_empty());
}
