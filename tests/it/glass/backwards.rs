//! Names that are read from right to left, as a terminal orders them that does so with whole
//! rows: an implementation of the algorithm that all of these terminals use.

use attache::app::Theme;
use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message};
use attache::domain::{Creator, FileStatus};
use attache::view::Glyphs;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use unicode_bidi::{BidiInfo, Level};
use unicode_width::UnicodeWidthStr;

use crate::app::world::*;
use crate::screens::states::{look, picture};

/// Which cell of the row the terminal draws at each place, when the row is read so at first.
fn drawn(buffer: &Buffer, y: u16, base: Option<Level>) -> Vec<u16> {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut covered = 0;
    for x in 0..buffer.area.width {
        if covered > 0 {
            covered -= 1;
            continue;
        }
        let symbol = buffer[(x, y)].symbol();
        for c in symbol.chars() {
            places.extend(std::iter::repeat_n(x, c.len_utf8()));
        }
        covered = symbol.width().saturating_sub(1);
        text.push_str(symbol);
    }
    let info = BidiInfo::new(&text, base);
    let paragraph = &info.paragraphs[0];
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut order: Vec<u16> = Vec::new();
    for run in runs {
        let backwards = levels[run.start].is_rtl();
        let mut cells: Vec<u16> = places[run].to_vec();
        cells.dedup();
        if backwards {
            cells.reverse();
        }
        order.extend(cells);
    }
    order.dedup();
    order
}

/// Every cell that is no part of the names stands where it would without them.
fn check(buffer: &Buffer, y: u16, names: std::ops::Range<u16>) -> Result<(), TestCaseError> {
    for base in [Some(Level::ltr()), None] {
        let order = drawn(buffer, y, base);
        let mut x = 0;
        for cell in order {
            let wide = u16::try_from(buffer[(cell, y)].symbol().width())
                .unwrap()
                .max(1);
            let (inside, stays) = (names.contains(&cell), names.contains(&x));
            prop_assert!(inside == stays, "cell {cell} is drawn at {x} of row {y}");
            prop_assert!(
                inside || cell == x,
                "cell {cell} is drawn at {x} of row {y}"
            );
            x += wide;
        }
    }
    Ok(())
}

/// The cells of the column of this title.
fn column(buffer: &Buffer, title: &str, next: &str) -> std::ops::Range<u16> {
    let titles: Vec<&str> = (0..buffer.area.width)
        .map(|x| buffer[(x, 3)].symbol())
        .collect();
    let find = |word: &str| {
        let at = (0..titles.len()).find(|&x| titles[x..].concat().starts_with(word));
        u16::try_from(at.unwrap()).unwrap()
    };
    let start = find(title);
    // Numbers are at the right end of theirs: only what is before it is the names'.
    let end = find(next);
    let blank = (start..end).rev().find(|&x| titles[usize::from(x)] != " ");
    start..blank.map_or(end, |_| end)
}

fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => "[א-ת]{1,9}",
        3 => "[ا-غ]{1,9}",
        2 => "[0-9]{1,4}",
        1 => "[٠-٩]{1,4}",
        1 => "[a-z]{1,6}",
        1 => "[(){}<>.,:;%€-]{1,3}",
    ];
    (prop::collection::vec(word, 1..7), "|\\.pdf|\\.xlsx")
        .prop_map(|(words, end)| words.join(" ") + &end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_stands_beside_a_name_stays_there(
        names in prop::collection::vec((name(), name()), 1..8),
        columns in prop::sample::select(vec![90_u16, 120]),
    ) {
        let mut machine = on_cases();
        machine.key(Key::Enter);
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let case = machine.case();
        let files = names.iter().map(|(name, by)| {
            let mut one = file(&case, name, FileStatus::Approved, 1_234);
            one.created_by = Some(Creator::ConnectUser(format!("instance/i/agent/{by}").into()));
            one
        });
        machine.answer(ticket, Answer::Files(files.collect()));
        machine.answer(ticket, Answer::Listed(Ok(())));
        machine.send(Message::Resize { columns, rows: 24 });
        // The summary, the header and the frames are rows as well.
        let buffer = picture(&machine.state, (columns, 24), &look(Theme::Auto, Glyphs::Unicode));
        let size = column(&buffer, "Name", "Size");
        let rows = machine.state.files.as_ref().unwrap().rows().len();
        for y in 4..4 + u16::try_from(rows).unwrap().min(16) {
            // Those who uploaded have names of their own, in a column behind the numbers.
            let by = column(&buffer, "By", "Source");
            let order = drawn(&buffer, y, Some(Level::ltr()));
            let (mut x, mut wrong) = (0, None);
            for cell in order {
                let field = |x: u16| (size.contains(&x), by.contains(&x));
                if field(cell) != field(x) || (field(x) == (false, false) && cell != x) {
                    wrong.get_or_insert((cell, x));
                }
                x += u16::try_from(buffer[(cell, y)].symbol().width()).unwrap().max(1);
            }
            prop_assert_eq!(wrong, None, "row {}", y);
        }
    }

    #[test]
    fn a_case_of_such_a_title_stays_in_its_column(title in name(), other in name()) {
        let mut machine = on_cases();
        machine.key(Key::F(5));
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
        let cases = vec![case("100001", &title), case("100002", &other)];
        machine.answer(ticket, Answer::Cases(Ok(page(cases, None))));
        let buffer = picture(&machine.state, (100, 24), &look(Theme::Auto, Glyphs::Unicode));
        let titles = column(&buffer, "Title", "Status");
        for y in 4..6 {
            check(&buffer, y, titles.clone())?;
        }
    }
}

/// In its own field it is read as it should be, not letter by letter from the left.
#[test]
fn a_name_is_read_from_right_to_left() {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let name = "חשבונית של הלקוח";
    let files = vec![file(&machine.case(), name, FileStatus::Approved, 1)];
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    let buffer = picture(
        &machine.state,
        (80, 24),
        &look(Theme::Auto, Glyphs::Unicode),
    );
    let shown: String = drawn(&buffer, 4, Some(Level::ltr()))
        .into_iter()
        .map(|x| buffer[(x, 4)].symbol().replace('\u{200E}', ""))
        .collect();
    let backwards: String = name.chars().rev().collect();
    assert!(shown.contains(&backwards), "{shown}");
    // Without such letters there are no marks.
    let plain = picture(
        &on_files().state,
        (80, 24),
        &look(Theme::Auto, Glyphs::Unicode),
    );
    let marked = |buffer: &Buffer| {
        let mut cells = buffer.content.iter();
        cells.any(|cell| cell.symbol().contains('\u{200E}'))
    };
    assert!(marked(&buffer) && !marked(&plain));
}

/// Were the terminal of these tests one that leaves rows alone, they would prove nothing.
#[test]
fn without_the_marks_the_size_would_move() {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let files = vec![file(
        &machine.case(),
        "فاتورة العميل",
        FileStatus::Approved,
        1_234,
    )];
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    let mut buffer = picture(
        &machine.state,
        (80, 24),
        &look(Theme::Auto, Glyphs::Unicode),
    );
    let kept = drawn(&buffer, 4, Some(Level::ltr()));
    for cell in &mut buffer.content {
        let bare = cell.symbol().replace('\u{200E}', "");
        cell.set_symbol(&bare);
    }
    let moved = drawn(&buffer, 4, Some(Level::ltr()));
    assert_ne!(kept, moved);
}
