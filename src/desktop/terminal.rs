//! What the terminal can do, as far as the environment tells. Nothing is asked of the
//! terminal itself: an answer that never comes, or comes late, would be taken for keys.

use std::ffi::OsString;

/// What the terminal can likely do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// The colours that it knows.
    pub colours: Colours,
    /// Whether text can be put on the clipboard through it (OSC 52).
    pub clipboard: Clipboard,
    /// Whether it makes links of text (OSC 8).
    pub links: bool,
    /// How it shows pictures, if it does.
    pub graphics: Option<Graphics>,
    /// How it hands notifications on to the desktop, if it does.
    pub notes: Notes,
    /// Whether the locale's text is UTF-8.
    pub utf8: bool,
    /// Whether it is on another machine.
    pub ssh: bool,
    /// What stands between this program and the terminal, if anything.
    pub between: Option<Between>,
}

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// None.
    None,
    /// Eight, and those brighter only for letters: the plain Linux console.
    Eight,
    /// The terminal's own sixteen.
    Sixteen,
    /// A palette of 256.
    Palette,
    /// Sixteen million.
    True,
}

/// What becomes of text that is sent to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// It likely arrives.
    Likely,
    /// It depends on a setting; what to do, in a sentence.
    Depends(&'static str),
    /// It is likely dropped.
    Unlikely,
}

/// A way to show pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Graphics {
    /// Kitty's.
    Kitty,
    /// iTerm2's.
    Iterm2,
    /// Sixel.
    Sixel,
}

/// How a terminal hands notifications on to the desktop, by the number of the sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// iTerm2's.
    Osc9,
    /// Kitty's.
    Osc99,
    /// rxvt's.
    Osc777,
    /// It does not, as far as anybody knows.
    None,
}

/// A program between this one and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// The terminals that tell of themselves and differ in what they can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kitty,
    Ghostty,
    Wezterm,
    Iterm2,
    Alacritty,
    Foot,
    Konsole,
    Vte,
    Vscode,
    Windows,
    Apple,
    Console,
    Other,
}

impl Terminal {
    /// Finds out from the environment's variables, on the system this program was built for.
    pub fn detect(env: impl Fn(&str) -> Option<OsString>) -> Self {
        Self::detect_on(std::env::consts::OS, env)
    }

    /// The same for a system by its name in [`std::env::consts::OS`].
    pub fn detect_on(system: &str, env: impl Fn(&str) -> Option<OsString>) -> Self {
        let value = |name: &str| {
            let value = env(name).map(|value| value.to_string_lossy().to_lowercase());
            value.unwrap_or_default()
        };
        let set = |name: &str| !value(name).is_empty();
        let term = value("TERM");
        let between = match () {
            () if set("TMUX") || term.starts_with("tmux") => Some(Between::Tmux),
            () if set("STY") || term.starts_with("screen") => Some(Between::Screen),
            () => None,
        };
        let kind = kind(system, &value);
        Self {
            colours: colours(&term, &value("COLORTERM"), (kind, between)),
            clipboard: clipboard(kind, between),
            links: links(kind, between),
            graphics: graphics(kind, &term).filter(|_| between.is_none()),
            notes: notes(kind),
            utf8: utf8(system, &value),
            ssh: ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"]
                .iter()
                .any(|name| set(name)),
            between,
        }
    }
}

fn kind(system: &str, value: &impl Fn(&str) -> String) -> Kind {
    let set = |name: &str| !value(name).is_empty();
    let (term, program) = (value("TERM"), value("TERM_PROGRAM"));
    match program.as_str() {
        "ghostty" => return Kind::Ghostty,
        "wezterm" => return Kind::Wezterm,
        "iterm.app" => return Kind::Iterm2,
        "vscode" => return Kind::Vscode,
        "apple_terminal" => return Kind::Apple,
        _ => {}
    }
    match () {
        () if set("KITTY_WINDOW_ID") || term.contains("kitty") => Kind::Kitty,
        () if term.contains("ghostty") => Kind::Ghostty,
        () if set("WEZTERM_PANE") || term.contains("wezterm") => Kind::Wezterm,
        () if value("LC_TERMINAL") == "iterm2" => Kind::Iterm2,
        () if set("ALACRITTY_WINDOW_ID") || term.contains("alacritty") => Kind::Alacritty,
        () if term.starts_with("foot") => Kind::Foot,
        () if set("KONSOLE_VERSION") => Kind::Konsole,
        () if set("VTE_VERSION") || term.starts_with("vte") => Kind::Vte,
        () if set("WT_SESSION") || system == "windows" => Kind::Windows,
        () if term == "linux" => Kind::Console,
        () => Kind::Other,
    }
}

/// What was announced. GNU screen garbles more than 256, whatever stands behind it.
fn colours(term: &str, colorterm: &str, (kind, between): (Kind, Option<Between>)) -> Colours {
    let rich = matches!(
        kind,
        Kind::Kitty
            | Kind::Ghostty
            | Kind::Wezterm
            | Kind::Iterm2
            | Kind::Alacritty
            | Kind::Foot
            | Kind::Windows
    );
    let screen = between == Some(Between::Screen);
    match () {
        () if term == "dumb" || (term.is_empty() && kind != Kind::Windows) => Colours::None,
        () if kind == Kind::Console => Colours::Eight,
        () if screen && (colorterm == "truecolor" || rich) => Colours::Palette,
        () if colorterm == "truecolor" || colorterm == "24bit" || rich => Colours::True,
        () if term.contains("256color") => Colours::Palette,
        () => Colours::Sixteen,
    }
}

fn clipboard(kind: Kind, between: Option<Between>) -> Clipboard {
    let tmux = "In tmux it needs `set -s set-clipboard on`.";
    let iterm2 = "Allow it in iTerm2's settings: General, Selection.";
    let konsole = "Konsole knows it from version 24.12 on.";
    match (between, kind) {
        (_, Kind::Apple | Kind::Console | Kind::Vte) => Clipboard::Unlikely,
        (Some(Between::Tmux), _) => Clipboard::Depends(tmux),
        (_, Kind::Iterm2) => Clipboard::Depends(iterm2),
        (_, Kind::Konsole) => Clipboard::Depends(konsole),
        (_, Kind::Other) => Clipboard::Depends("Not every terminal allows it."),
        (_, _) => Clipboard::Likely,
    }
}

fn links(kind: Kind, between: Option<Between>) -> bool {
    let knows = !matches!(kind, Kind::Apple | Kind::Console | Kind::Other);
    knows && between != Some(Between::Screen)
}

fn graphics(kind: Kind, term: &str) -> Option<Graphics> {
    match kind {
        Kind::Kitty | Kind::Ghostty | Kind::Konsole => Some(Graphics::Kitty),
        Kind::Iterm2 | Kind::Wezterm => Some(Graphics::Iterm2),
        Kind::Foot => Some(Graphics::Sixel),
        _ if term.contains("sixel") || term.contains("mlterm") => Some(Graphics::Sixel),
        _ => None,
    }
}

fn notes(kind: Kind) -> Notes {
    match kind {
        Kind::Kitty => Notes::Osc99,
        Kind::Iterm2 | Kind::Wezterm | Kind::Ghostty => Notes::Osc9,
        Kind::Foot | Kind::Vte => Notes::Osc777,
        _ => Notes::None,
    }
}

/// The first of these that is set decides. Windows' consoles are written to in Unicode.
fn utf8(system: &str, value: &impl Fn(&str) -> String) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .map(value)
        .find(|value| !value.is_empty());
    let locale = locale.unwrap_or_default();
    system == "windows" || locale.contains("utf-8") || locale.contains("utf8")
}
