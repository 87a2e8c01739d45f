//! Whatever was shown before, the window shows the frame.

use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use attache::runtime::Beside;

use super::Drawn;

const COLUMNS: u16 = 24;
const ROWS: u16 = 10;

/// A row in parts, each with a style.
type Row = Vec<(String, Style)>;

fn style() -> impl Strategy<Value = Style> {
    let colour = prop::sample::select(vec![
        Color::Reset,
        Color::Red,
        Color::LightBlue,
        Color::Indexed(120),
        Color::Rgb(1, 2, 3),
    ]);
    let modifier = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::REVERSED,
        Modifier::BOLD | Modifier::REVERSED,
        Modifier::UNDERLINED | Modifier::ITALIC,
    ]);
    (colour.clone(), colour, modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// Letters of which all terminals think alike.
fn row() -> impl Strategy<Value = Row> {
    let text = "[a-c ]{0,9}|[見積書 a]{0,6}| {4,12}|[─│é]{1,4}";
    prop::collection::vec((text, style()), 0..4)
}

/// What a list does: it scrolls, or something in it changes, or all of it.
#[derive(Debug, Clone)]
enum Move {
    Scroll(isize),
    Row(usize, Row),
    All(Vec<Row>),
    Cursor(Option<(u16, u16)>),
    /// A picture that is in no frame has left this row.
    Smudge(u16),
    /// Somebody else had the window.
    Lose,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        3 => (-3_isize..=3).prop_map(Move::Scroll),
        3 => (0..40_usize, row()).prop_map(|(place, row)| Move::Row(place, row)),
        1 => prop::collection::vec(row(), 40).prop_map(Move::All),
        1 => prop::option::of((0..COLUMNS, 0..ROWS)).prop_map(Move::Cursor),
        1 => (0..ROWS).prop_map(Move::Smudge),
        1 => Just(Move::Lose),
    ];
    prop::collection::vec(one, 1..12)
}

fn draw(rows: &[Row], offset: usize, cursor: Option<(u16, u16)>, frame: &mut Frame) {
    // What stands above and below does not move with the list.
    frame.render_widget(Line::raw("head"), Rect::new(0, 0, COLUMNS, 1));
    for (row, y) in rows.iter().skip(offset).zip(1..ROWS - 1) {
        let spans: Vec<Span> = row
            .iter()
            .map(|(text, style)| Span::styled(text.clone(), *style))
            .collect();
        frame.render_widget(Line::from(spans), Rect::new(0, y, COLUMNS, 1));
    }
    frame.render_widget(Line::raw("foot"), Rect::new(0, ROWS - 1, COLUMNS, 1));
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// All that can be seen of a window. Of a blank it cannot be seen how its letters would look.
fn seen(drawn: &Drawn) -> (String, bool, (u16, u16)) {
    let screen = drawn.window.screen();
    let mut all = String::new();
    for y in 0..ROWS {
        for x in 0..COLUMNS {
            let cell = screen.cell(y, x).unwrap();
            let letters = match cell.contents() {
                "" if cell.is_wide_continuation() => "<",
                "" => " ",
                letters => letters,
            };
            let (fg, mut look) = (cell.fgcolor(), String::new());
            if letters != " " || cell.inverse() || cell.underline() {
                look = format!("{fg:?}");
            }
            if letters != " " && letters != "<" {
                let _ = write!(look, "{}{}{}", cell.bold(), cell.dim(), cell.italic());
            }
            if letters == "<" {
                look.clear();
            } else {
                let (bg, inverse, under) = (cell.bgcolor(), cell.inverse(), cell.underline());
                let _ = write!(look, "{bg:?}{inverse}{under}");
            }
            let _ = write!(all, "{letters}{look};");
        }
        all.push('\n');
    }
    let place = if screen.hide_cursor() {
        (0, 0)
    } else {
        screen.cursor_position()
    };
    (all, screen.hide_cursor(), place)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_frame_shows_the_same_whatever_was_there_before(
        first in prop::collection::vec(row(), 40),
        moves in moves(),
    ) {
        let (mut rows, mut offset, mut cursor) = (first, 10_usize, None);
        let mut drawn = Drawn::new(COLUMNS, ROWS);
        drawn.draw(|frame| draw(&rows, offset, cursor, frame));
        for one in moves {
            match one {
                Move::Scroll(by) => offset = offset.saturating_add_signed(by).min(32),
                Move::Row(place, row) => rows[place] = row,
                Move::All(all) => rows = all,
                Move::Cursor(place) => cursor = place,
                Move::Smudge(y) => {
                    let letters = "Z".repeat(COLUMNS.into());
                    let bytes = format!("\x1b[{};1H{letters}", y + 1);
                    drawn.beside(|glass| {
                        glass.write_beside(bytes.as_bytes()).unwrap();
                        glass.overlaid(Some(Rect::new(0, y, COLUMNS, 1)), false);
                    });
                }
                Move::Lose => drawn.beside(|glass| {
                    glass.write_beside(b"\x1b[2J\x1b[3;3Hlost").unwrap();
                    glass.take_back().unwrap();
                }),
            }
            drawn.draw(|frame| draw(&rows, offset, cursor, frame));
            let mut fresh = Drawn::new(COLUMNS, ROWS);
            fresh.draw(|frame| draw(&rows, offset, cursor, frame));
            prop_assert_eq!(seen(&drawn), seen(&fresh));
            // And nothing more, once it does.
            let again = drawn.draw(|frame| draw(&rows, offset, cursor, frame));
            prop_assert_eq!(String::from_utf8_lossy(&again), "");
        }
    }
}

#[test]
fn a_fresh_frame_is_what_ratatui_drew() {
    let mut drawn = Drawn::new(COLUMNS, ROWS);
    let style = Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED);
    let rows = vec![vec![
        ("ab".to_owned(), style),
        (" 見積 ".to_owned(), Style::new()),
        ("é─".to_owned(), Style::new().add_modifier(Modifier::BOLD)),
    ]];
    drawn.draw(|frame| draw(&rows, 0, Some((3, 4)), frame));
    let screen = drawn.window.screen();
    assert_eq!(screen.contents().lines().next(), Some("head"));
    assert_eq!(screen.contents().lines().nth(1), Some("ab 見積 é─"));
    let a = screen.cell(1, 0).unwrap();
    assert!(a.inverse() && a.fgcolor() == vt100::Color::Idx(1));
    let e = screen.cell(1, 8).unwrap();
    assert!(e.bold() && !e.inverse() && e.contents() == "é");
    assert_eq!(screen.cursor_position(), (4, 3));
    assert!(!screen.hide_cursor());
}
