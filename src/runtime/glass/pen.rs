//! How letters look, and the fewest bytes that change it.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What shows on a blank.
pub(super) const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each property with the codes that turn it on and off.
const PROPERTIES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// How the next letter looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// The one that this cell is written with.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether this cell looks right when this pen writes it.
    pub(super) fn suits(self, cell: &Cell) -> bool {
        let wanted = Self::of(cell);
        if self == wanted {
            return true;
        }
        let seen = |pen: Self| pen.modifier & SEEN_ON_BLANKS;
        cell.symbol() == " "
            && self.bg == wanted.bg
            && seen(self) == seen(wanted)
            && (seen(wanted).is_empty() || self.fg == wanted.fg)
    }

    /// The bytes that make this pen the `wanted` one.
    pub(super) fn change(self, wanted: Self) -> String {
        if self == wanted {
            return String::new();
        }
        let afresh = Self::default().codes(wanted);
        let afresh = if afresh.is_empty() {
            String::new()
        } else {
            format!("0;{}", afresh.join(";"))
        };
        let onwards = self.codes(wanted).join(";");
        let shorter = if afresh.len() < onwards.len() {
            afresh
        } else {
            onwards
        };
        format!("\x1b[{shorter}m")
    }

    /// The codes that lead from this one to the `wanted` one.
    fn codes(self, wanted: Self) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        let (mut lost, mut has) = (self.modifier - wanted.modifier, self.modifier);
        for (property, _, off) in PROPERTIES {
            if lost.contains(property) {
                codes.push(off.to_owned());
                // One code may take two of them away.
                for (other, _, same) in PROPERTIES {
                    if same == off {
                        lost -= other;
                        has -= other;
                    }
                }
            }
        }
        for (property, on, _) in PROPERTIES {
            if (wanted.modifier - has).contains(property) {
                codes.push(on.to_owned());
            }
        }
        if self.fg != wanted.fg {
            codes.push(colour(wanted.fg, 30));
        }
        if self.bg != wanted.bg {
            codes.push(colour(wanted.bg, 40));
        }
        codes
    }
}

/// The code of a colour, of letters from 30 on and behind them from 40 on.
fn colour(colour: Color, from: u8) -> String {
    let bright = from + 60;
    let code = match colour {
        Color::Reset => from + 9,
        Color::Black => from,
        Color::Red => from + 1,
        Color::Green => from + 2,
        Color::Yellow => from + 3,
        Color::Blue => from + 4,
        Color::Magenta => from + 5,
        Color::Cyan => from + 6,
        Color::Gray => from + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(index) => return format!("{};5;{index}", from + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", from + 8),
    };
    code.to_string()
}
