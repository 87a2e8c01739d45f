//! A link that is handed over inside the real tmux, where it is installed: nothing of it can
//! be scrolled back to.

use std::process::Command;

use tempfile::TempDir;

use crate::cli::program::{Home, PROGRAM};

/// A server of its own; it ends with the value.
struct Tmux {
    home: Home,
    sockets: TempDir,
}

impl Tmux {
    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-u", "-f", "/dev/null"])
            .args(arguments)
            .env_clear()
            .envs(self.home.environment())
            .env("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
            .env("LANG", "C.UTF-8")
            .env("TMUX_TMPDIR", self.sockets.path())
            .current_dir(self.home.work())
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Waits until the window shows this text, be it broken over lines.
    #[track_caller]
    fn until(&self, text: &str) {
        let mut shown = String::new();
        for _ in 0..5_000 {
            shown = self.run(&["capture-pane", "-p"]);
            let words: Vec<_> = shown.split_whitespace().collect();
            if words.join(" ").contains(text) {
                return;
            }
        }
        panic!("waited for {text}:\n{shown}");
    }

    fn resize(&self, columns: &str, rows: &str) {
        self.run(&["resize-window", "-x", columns, "-y", rows]);
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn what_was_shown_in_tmux_cannot_be_scrolled_back_to() {
    if Command::new("tmux").arg("-V").output().is_err() {
        return;
    }
    let tmux = Tmux {
        home: Home::new(),
        sockets: TempDir::new().unwrap(),
    };
    // The program is all that the window shows: it begins in the first row.
    let line = format!("'{PROGRAM}' demo -i acme-support -c 100001; exec cat");
    tmux.run(&["new-session", "-d", "-x", "120", "-y", "50", &line]);
    tmux.until("17 files");
    tmux.run(&["send-keys", "o"]);
    tmux.until("my machine");
    tmux.run(&["send-keys", "m"]);
    tmux.until("any other key goes back");
    tmux.run(&["send-keys", "w"]);
    tmux.until("for other shells");
    tmux.resize("40", "12");
    tmux.until("too small for all");
    tmux.resize("120", "50");
    tmux.until("X-Amz-Signature");
    tmux.run(&["send-keys", "Enter"]);
    tmux.until("17 files");
    tmux.run(&["send-keys", "q"]);
    // What the window becomes then is the person's own screen.
    let mut all = tmux.run(&["capture-pane", "-p", "-S", "-"]);
    while all.contains("17 files") {
        all = tmux.run(&["capture-pane", "-p", "-S", "-"]);
    }
    for secret in ["X-Amz", "curl", "attache-demo-bucket"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
