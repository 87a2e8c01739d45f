//! Disks that are full, folders that cannot be written, and folders that vanish: as a
//! command and in the browser. Nothing of a file is left, and nothing else is touched.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use attache::app::keys::Key;
use attache::demo::{Faults, Server};

use super::around::{Around, REMEMBERED};
use super::row::{INVOICE, LOOK};
use super::stage::{Stage, serve};
use super::transfers_run::access;
use crate::cli::program::{Home, PROGRAM};

/// From now on no file takes more than 512 bytes (1,024 in some shells), whoever writes it.
const LIMIT: &str = "trap '' XFSZ; ulimit -f 1";

/// A size is neither listed nor told with the content.
const UNSIZED: &str = r#"{"rules": [
    {"on": ["BatchGetAttachedFileMetadata", "GetAttachedFile"], "then": {"omit": ["FileSizeInBytes"]}},
    {"on": "GetObject", "then": "unsized"}
]}"#;

const SMALL: [&str; 2] = [INVOICE, "100001"];
const LARGE: [&str; 2] = ["flicker-20MB.mp4", "10000163"];

/// What a shell does before it starts the command, and what that comes to.
struct Row {
    before: &'static str,
    /// Whether that takes a mount of one's own, which not every system grants.
    mounts: bool,
    file: [&'static str; 2],
    faults: &'static str,
    to: &'static str,
    says: &'static [&'static str],
    links: u64,
}

const USUAL: Row = Row {
    before: "true",
    mounts: false,
    file: SMALL,
    faults: r#"{"rules": []}"#,
    to: "disk",
    says: &[],
    links: 0,
};

const ROWS: &[Row] = &[
    Row {
        before: LIMIT,
        says: &["disk takes no file of this size: 1,480 bytes are needed"],
        links: 1,
        ..USUAL
    },
    Row {
        before: "mount -t tmpfs -o size=1m none disk",
        mounts: true,
        file: LARGE,
        says: &["need 20,971,520 bytes, and the disk that holds disk has 1,048,576 bytes free"],
        ..USUAL
    },
    Row {
        before: "mount -t tmpfs -o size=1m none disk",
        mounts: true,
        file: LARGE,
        faults: UNSIZED,
        says: &["disk is full: 1,", " bytes have come so far"],
        links: 1,
        ..USUAL
    },
    Row {
        before: "mount --bind disk disk && mount -o remount,bind,ro disk",
        mounts: true,
        says: &["disk lies on a disk that can only be read"],
        ..USUAL
    },
    Row {
        before: "echo mine > file",
        to: "file",
        says: &["file is not a folder"],
        ..USUAL
    },
    Row {
        before: "echo mine > file",
        to: "file/below",
        says: &["file/below is not a folder"],
        ..USUAL
    },
    Row {
        before: "ln -s nowhere link",
        to: "link",
        says: &["link"],
        ..USUAL
    },
    #[cfg(target_os = "linux")]
    Row {
        // Not even root may write here.
        to: "/proc/attache",
        says: &["/proc/attache"],
        ..USUAL
    },
];

impl Row {
    fn start(&self, home: &Home, server: &Server) -> Child {
        let mut shell = if self.mounts {
            let mut own = Command::new("unshare");
            own.args(["-Urm", "sh"]);
            own
        } else {
            Command::new("sh")
        };
        let before = self.before;
        let script =
            format!("{before} && {{ \"$0\" \"$@\"; echo \"code $?\"; ls -A disk; echo end; }}");
        let [file, case] = self.file;
        shell
            .args(["-c", &script, PROGRAM])
            .args([
                "save",
                file,
                "-c",
                case,
                "-i",
                "acme-support",
                "--to",
                self.to,
            ])
            .env_clear()
            .envs(home.environment())
            .envs(access(server))
            .current_dir(home.work())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        shell.spawn().unwrap()
    }

    async fn check(&self) {
        let server = serve(Faults::parse(self.faults).unwrap()).await;
        let home = Home::new();
        fs::create_dir(home.work().join("disk")).unwrap();
        fs::write(home.work().join("mine"), "mine").unwrap();
        let around = Around::of(home.path());
        let output = ended(self.start(&home, &server)).await;
        let (out, said) = (text(&output.stdout), text(&output.stderr));
        let told = format!("{}\n{said}", self.before);
        assert_eq!(out, "code 1\nend\n", "{told}");
        for part in self.says {
            assert!(said.contains(part), "{part:?} in {told}");
        }
        assert_eq!(server.links(), self.links, "{told}");
        let made = ["work/file", "work/link"];
        let changed = around.changed(&[&REMEMBERED[..], &made].concat());
        assert!(changed.is_empty(), "{changed:?} {told}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

async fn ended(child: Child) -> Output {
    let ended = tokio::task::spawn_blocking(|| child.wait_with_output().unwrap());
    ended.await.unwrap()
}

/// Whether this system lets a person mount in a space of their own.
fn mounts() -> bool {
    let mut tried = Command::new("unshare");
    tried.args(["-Urm", "sh", "-c", "mount -t tmpfs none /tmp"]);
    tried.output().is_ok_and(|tried| tried.status.success())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_says_what_takes_no_file_and_asks_for_no_link_in_vain() {
    let mounts = mounts();
    for row in ROWS {
        if row.mounts && !mounts {
            println!("not tried, as nothing can be mounted: {}", row.before);
            continue;
        }
        row.check().await;
    }
}

async fn save(stage: &mut Stage) {
    stage.settle().await;
    for words in LOOK.picks {
        assert!(stage.pick(words).await, "{words}");
    }
    assert!(stage.choose(INVOICE));
    stage.press(Key::Char('s'));
}

#[tokio::test]
#[ignore = "a child of the next test"]
async fn child_browses() {
    let mut stage = Stage::open(Faults::default()).await;
    save(&mut stage).await;
    stage.settle().await;
    println!("left {:?}, links {}", stage.saved(), stage.server.links());
    println!("said {}", stage.said().join("\n"));
}

#[test]
fn the_browser_says_that_a_disk_is_full() {
    let script = format!("{LIMIT}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "faults::disks::child_browses",
            "--ignored",
            "--nocapture",
        ])
        .output()
        .unwrap();
    let said = text(&output.stdout);
    for part in [
        "left [], links 1",
        "saved takes no file of this size: 1,480 bytes are needed",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[tokio::test]
async fn the_browser_says_that_a_folder_is_none() {
    let mut stage = Stage::open(Faults::default()).await;
    fs::write(stage.folder(), "mine").unwrap();
    let around = Around::of(stage.outer());
    save(&mut stage).await;
    stage.settle().await;
    let said = stage.said().join("\n");
    assert!(said.contains("saved is not a folder"), "{said}");
    assert_eq!(around.changed(&[]), [""; 0]);
    assert_eq!(stage.server.links(), 0);
}

/// Contents take a second or two.
const SLOWLY: &str =
    r#"{"rules": [{"on": "GetObject", "then": {"slow-body": {"bytes": 100, "ms": 100}}}]}"#;

fn has_part(folder: &Path) -> bool {
    folder.join(format!(".{INVOICE}.attache-part")).exists()
}

/// Removes a folder in which somebody works.
fn remove(folder: &Path) {
    while folder.exists() {
        let _ = fs::remove_dir_all(folder);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_says_that_its_folder_vanished() {
    let server = serve(Faults::parse(SLOWLY).unwrap()).await;
    let home = Home::new();
    let folder = home.work().join("disk");
    fs::create_dir(&folder).unwrap();
    let around = Around::of(home.path());
    let mut child = USUAL.start(&home, &server);
    while !has_part(&folder) {
        assert!(child.try_wait().unwrap().is_none(), "it ended too early");
        tokio::task::yield_now().await;
    }
    remove(&folder);
    let said = text(&ended(child).await.stderr);
    assert!(said.contains("disk is gone"), "{said}");
    let changed = around.changed(&[&REMEMBERED[..], &["work/disk"]].concat());
    assert_eq!(changed, [""; 0]);
    assert!(!folder.exists());
}

#[tokio::test]
async fn the_browser_says_that_its_folder_vanished() {
    let mut stage = Stage::open(Faults::parse(SLOWLY).unwrap()).await;
    let around = Around::of(stage.outer());
    save(&mut stage).await;
    stage.until(|stage| has_part(&stage.folder())).await;
    remove(&stage.folder());
    stage.settle().await;
    let said = stage.said().join("\n");
    assert!(said.contains("saved is gone"), "{said}");
    assert_eq!(around.changed(&[]), [""; 0]);
}
