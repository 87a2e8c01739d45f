//! A terminal that thinks otherwise of how wide a sign is: the columns behind it stay.

use proptest::prelude::*;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Drawn;
use attache::domain::SafeText;
use attache::domain::cells::cut;

const COLUMNS: u16 = 60;
const ROWS: u16 = 8;
/// Where the column behind the names begins.
const BEHIND: u16 = 24;

/// Names that terminals and fonts disagree about: joined pictures, flags, keycaps, selectors,
/// marks, letters that join or stand above each other.
const NAMES: [&str; 14] = [
    "👨\u{200D}👩\u{200D}👧 family.png",
    "🏳\u{FE0F}\u{200D}🌈.png",
    "🇯🇵🇩🇪🇺🇳 flags.txt",
    "✈\u{FE0F} flight ❤\u{FE0F}.pdf",
    "1\u{FE0F}\u{20E3}.txt",
    "👍🏽👍🏿 thumbs",
    "क्षत्रिय हिन्दी.doc",
    "မြန်မာ ภาษาไทย",
    "z\u{301}\u{302}\u{303}algo.txt",
    "한글 가각힣.hwp",
    "\u{1112}\u{1161}\u{11AB}.txt",
    "ﷺ ﷽.txt",
    "𓀀𒀀 🀄🃏",
    "ｱﾞｲﾟ.txt",
];

fn draw(names: &[String], frame: &mut Frame) {
    for (name, y) in names.iter().zip(0..) {
        let name = cut(name, usize::from(BEHIND) - 1, "…");
        frame.render_widget(Line::raw(name), Rect::new(0, y, BEHIND - 1, 1));
        let behind = format!("| 12.0 kB row {y} is here");
        frame.render_widget(Line::raw(behind), Rect::new(BEHIND, y, COLUMNS - BEHIND, 1));
    }
}

/// The cells behind the names, as this terminal shows them.
fn behind(drawn: &Drawn, rows: usize) -> Vec<String> {
    let screen = drawn.window.screen();
    let row = |y: usize| {
        let cells = (BEHIND..COLUMNS).map(|x| {
            let cell = screen.cell(u16::try_from(y).unwrap(), x).unwrap();
            match cell.contents() {
                "" => " ".to_owned(),
                letters => letters.to_owned(),
            }
        });
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..rows).map(row).collect()
}

fn expected(rows: usize) -> Vec<String> {
    (0..rows)
        .map(|y| format!("| 12.0 kB row {y} is here"))
        .collect()
}

fn name() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    prop_oneof![2 => odd, 1 => any::<String>()].prop_map(|raw| SafeText::new(&raw).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_name_moves_what_stands_behind_it(
        frames in prop::collection::vec(prop::collection::vec(name(), 6), 1..6),
    ) {
        let mut drawn = Drawn::new(COLUMNS, ROWS);
        for names in frames {
            drawn.draw(|frame| draw(&names, frame));
            prop_assert_eq!(behind(&drawn, names.len()), expected(names.len()));
        }
    }
}

/// The terminal in memory knows nothing of joined pictures: were the test blind to them, the
/// one above would prove nothing.
#[test]
fn the_terminal_of_these_tests_disagrees() {
    let family = NAMES[0].graphemes(true).next().unwrap();
    assert_eq!(family.width(), 2);
    let drawn = Drawn::new(COLUMNS, ROWS);
    let mut window = drawn.window.clone();
    std::io::Write::write_all(&mut window, family.as_bytes()).unwrap();
    assert_eq!(window.screen().cursor_position(), (0, 6));
}
