//! The command lines that bring a login back, ready to be pasted into a shell.

use std::env;

/// `aws sso login`, for this profile.
pub(super) fn sso(profile: Option<&str>) -> String {
    let command = if is_afar() {
        // The browser on this machine could not be used, nor could it come back to it.
        "aws sso login --use-device-code"
    } else {
        "aws sso login"
    };
    of(command, profile)
}

/// `aws login`, for this profile.
pub(super) fn login(profile: Option<&str>) -> String {
    let command = if is_afar() {
        "aws login --remote"
    } else {
        "aws login"
    };
    of(command, profile)
}

/// A command for this profile, its name quoted where a shell would not take it as it stands.
pub(super) fn of(command: &str, profile: Option<&str>) -> String {
    match profile {
        Some(profile) if profile.contains(|c: char| !is_plain(c)) => {
            format!("{command} --profile '{}'", profile.replace('\'', r"'\''"))
        }
        Some(profile) => format!("{command} --profile {profile}"),
        None => command.to_owned(),
    }
}

/// Whether a shell takes this character as it stands.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "._-/@:+,".contains(c)
}

/// Whether a browser that this machine opens is not before the person's eyes.
fn is_afar() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_screen = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"]
            .into_iter()
            .any(set);
    set("SSH_CONNECTION") || set("SSH_TTY") || !has_screen
}
