//! How the browser looks on this terminal: what was asked for, and what it can show.

use crate::app::{Depth, Looks, Motion, Theme};
use crate::desktop::{self, Colours, Terminal};
use crate::domain::{Graphics, GraphicsWish};
use crate::view::Glyphs;

use super::args::Colour;

/// The theme that was asked for, in the colours that there are. What is typed goes before
/// `NO_COLOR`, and that before what is found out.
pub(super) fn looks(
    theme: Option<Theme>,
    colour: Colour,
    terminal: &Terminal,
    no_color: bool,
) -> Looks {
    let depth = match terminal.colours {
        Colours::None => Depth::Off,
        Colours::Eight => Depth::Eight,
        Colours::Sixteen => Depth::Sixteen,
        Colours::Palette => Depth::Many,
        Colours::True => Depth::Full,
    };
    let depth = match (colour, depth) {
        (Colour::Never, _) => Depth::Off,
        (Colour::Auto, _) if no_color => Depth::Off,
        (Colour::Always, Depth::Off) => Depth::Sixteen,
        (Colour::Auto | Colour::Always, depth) => depth,
    };
    Looks {
        theme: theme.unwrap_or_default(),
        depth,
        motion: Motion::default(),
    }
}

/// The signs that were asked for, else those that the terminal shows.
pub(super) fn glyphs(ascii: Option<bool>, terminal: &Terminal) -> Glyphs {
    // The plain Linux console knows UTF-8, but has a font of 256 or 512 signs.
    let poor = !terminal.utf8 || terminal.colours == Colours::Eight;
    if ascii.unwrap_or(poor) {
        Glyphs::Ascii
    } else {
        Glyphs::Unicode
    }
}

/// How pictures are shown: as was wished, else as the terminal says that it can. Over a slow
/// line their pixels would be waited for, and half-blocks go everywhere.
pub(super) fn graphics(wish: GraphicsWish, terminal: &Terminal) -> Graphics {
    match (wish, terminal.graphics) {
        (GraphicsWish::Like(graphics), _) => graphics,
        (GraphicsWish::Auto, _) if terminal.ssh => Graphics::Blocks,
        (GraphicsWish::Auto, Some(desktop::Graphics::Kitty)) => Graphics::Kitty,
        (GraphicsWish::Auto, Some(desktop::Graphics::Iterm2)) => Graphics::Iterm2,
        (GraphicsWish::Auto, Some(desktop::Graphics::Sixel)) => Graphics::Sixel,
        (GraphicsWish::Auto, None) => Graphics::Blocks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(pairs: &[(&str, &str)]) -> Terminal {
        Terminal::detect_on("linux", |name| {
            let found = pairs.iter().find(|(set, _)| *set == name);
            found.map(|(_, value)| value.into())
        })
    }

    fn depth(colour: Colour, no_color: bool, pairs: &[(&str, &str)]) -> Depth {
        looks(None, colour, &terminal(pairs), no_color).depth
    }

    #[test]
    fn what_is_typed_goes_before_no_color_and_that_before_the_terminal() {
        let full = &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..];
        assert_eq!(depth(Colour::Auto, false, full), Depth::Full);
        assert_eq!(depth(Colour::Auto, true, full), Depth::Off);
        assert_eq!(depth(Colour::Always, true, full), Depth::Full);
        assert_eq!(depth(Colour::Never, false, full), Depth::Off);
        let many = &[("TERM", "xterm-256color")];
        assert_eq!(depth(Colour::Auto, false, many), Depth::Many);
        assert_eq!(
            depth(Colour::Auto, false, &[("TERM", "linux")]),
            Depth::Eight
        );
        assert_eq!(depth(Colour::Auto, false, &[("TERM", "dumb")]), Depth::Off);
        assert_eq!(
            depth(Colour::Always, false, &[("TERM", "dumb")]),
            Depth::Sixteen
        );
    }

    #[test]
    fn without_utf_8_and_on_the_plain_console_signs_are_ascii() {
        let utf8 = ("LANG", "de_DE.UTF-8");
        let xterm = terminal(&[("TERM", "xterm"), utf8]);
        let console = terminal(&[("TERM", "linux"), utf8]);
        let latin = terminal(&[("TERM", "xterm"), ("LANG", "de_DE")]);
        assert_eq!(glyphs(None, &xterm), Glyphs::Unicode);
        assert_eq!(glyphs(None, &console), Glyphs::Ascii);
        assert_eq!(glyphs(None, &latin), Glyphs::Ascii);
        assert_eq!(glyphs(Some(true), &xterm), Glyphs::Ascii);
        assert_eq!(glyphs(Some(false), &latin), Glyphs::Unicode);
    }
}
