//! Whether a program with a window could be seen by the person at the keyboard.

use std::ffi::OsString;

/// Whether there is a desktop to open files on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// The person sits at it.
    Here,
    /// There is none, or it is on another machine.
    Absent {
        /// Why, as the end of a sentence: `this is an SSH session`.
        why: &'static str,
    },
}

impl Desktop {
    /// Finds out from the environment's variables, on the system this program was built for.
    pub fn detect(env: impl Fn(&str) -> Option<OsString>) -> Self {
        Self::detect_on(std::env::consts::OS, env)
    }

    /// The same for a system by its name in [`std::env::consts::OS`].
    pub fn detect_on(system: &str, env: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &&str| env(name).is_some_and(|value| !value.is_empty());
        // Even with a forwarded display: the file would open here, on the far machine, and
        // its viewer crawl over the line. Saving and links serve better.
        if ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"]
            .iter()
            .any(|name| set(&name))
        {
            return Desktop::Absent {
                why: "this is an SSH session",
            };
        }
        // Windows' own programs are reached from its Linux without any display.
        let windows_behind = ["WSL_INTEROP", "WSL_DISTRO_NAME"];
        let displays = ["WAYLAND_DISPLAY", "DISPLAY"];
        match system {
            "macos" | "windows" => Desktop::Here,
            _ if windows_behind.iter().any(|name| set(&name)) => Desktop::Here,
            _ if displays.iter().any(|name| set(&name)) => Desktop::Here,
            _ => Desktop::Absent {
                why: "there is no graphical session",
            },
        }
    }

    /// Whether files can be opened.
    pub fn is_here(self) -> bool {
        self == Desktop::Here
    }
}
