//! The terminal: how large it is, and what it can do as far as the environment tells.

use std::ffi::OsString;

use crate::desktop::{Clipboard, Colours, Desktop, Graphics, Terminal};
use crate::operations::doctor::Check;

/// The smallest size, in columns and rows, that the browser has room in.
const LEAST: (u16, u16) = (40, 8);

/// Makes these checks. There is no size where there is no terminal.
pub(super) fn terminal(
    size: Option<(u16, u16)>,
    env: impl Fn(&str) -> Option<OsString>,
) -> Vec<Check> {
    let terminal = Terminal::detect(&env);
    vec![
        screen(size),
        colours(terminal.colours),
        locale(terminal.utf8),
        clipboard(terminal.clipboard),
        links(terminal.links),
        graphics(terminal.graphics),
        desktop(Desktop::detect(&env), terminal.ssh),
    ]
}

fn screen(size: Option<(u16, u16)>) -> Check {
    const NAME: &str = "Terminal";
    match size {
        None => Check::skipped(NAME, "the output is no terminal"),
        Some((columns, rows)) if columns < LEAST.0 || rows < LEAST.1 => {
            Check::warning(NAME, format!("{columns} columns, {rows} rows")).hint(format!(
                "The browser wants {} columns and {} rows.",
                LEAST.0, LEAST.1
            ))
        }
        Some((columns, rows)) => Check::ok(NAME, format!("{columns} columns, {rows} rows")),
    }
}

fn colours(colours: Colours) -> Check {
    const NAME: &str = "Colours";
    Check::ok(
        NAME,
        match colours {
            Colours::None => {
                return Check::warning(NAME, "none").hint("Set TERM to the terminal's name.");
            }
            Colours::Eight => "8",
            Colours::Sixteen => "16",
            Colours::Palette => "256",
            Colours::True => "16 million",
        },
    )
}

fn locale(utf8: bool) -> Check {
    const NAME: &str = "Locale";
    if utf8 {
        return Check::ok(NAME, "UTF-8");
    }
    Check::warning(NAME, "no UTF-8, so signs and names may be garbled")
        .hint("Set LANG to a UTF-8 locale such as C.UTF-8, or use --ascii.")
}

fn clipboard(clipboard: Clipboard) -> Check {
    const NAME: &str = "Clipboard";
    match clipboard {
        Clipboard::Likely => Check::ok(NAME, "likely, by OSC 52"),
        Clipboard::Depends(how) => Check::ok(NAME, format!("perhaps, by OSC 52. {how}")),
        Clipboard::Unlikely => Check::ok(NAME, "not by OSC 52"),
    }
}

fn links(links: bool) -> Check {
    let likely = if links {
        "likely, by OSC 8"
    } else {
        "not known"
    };
    Check::ok("Links", likely)
}

fn graphics(graphics: Option<Graphics>) -> Check {
    let how = match graphics {
        Some(Graphics::Kitty) => "likely, kitty's way",
        Some(Graphics::Iterm2) => "likely, iTerm2's way",
        Some(Graphics::Sixel) => "likely, by sixel",
        None => "none known",
    };
    Check::ok("Graphics", how)
}

fn desktop(desktop: Desktop, ssh: bool) -> Check {
    const NAME: &str = "Desktop";
    match desktop {
        Desktop::Here => Check::ok(NAME, "files can be opened"),
        Desktop::Absent { why } => {
            let how = if ssh {
                "save them, or print a link with attache url"
            } else {
                "save them"
            };
            Check::ok(NAME, format!("files cannot be opened, {why}; {how}"))
        }
    }
}
