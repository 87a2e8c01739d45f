//! The preview: opened, following the selection, called off, remembered and given up.

use std::sync::Arc;

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Effect, Looking, Message, Previewing, Screen, Ticket};
use attache::domain::{Attachment, Body, FileStatus, LoginChoice, Preview};

use crate::app::world::*;

/// Three approved files and a rejected one; the first is selected.
fn four() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    machine.answer(listing(&machine), Answer::Files(files(&machine.case())));
    machine.answer(listing(&machine), Answer::Listed(Ok(())));
    machine
}

fn files(case: &attache::domain::Case) -> Vec<Attachment> {
    let good = FileStatus::Approved;
    vec![
        file(case, "a.txt", good.clone(), 10),
        file(case, "b.txt", good.clone(), 20),
        file(case, "c.txt", FileStatus::Rejected, 30),
        file(case, "d.txt", good, 40),
    ]
}

fn listing(machine: &Machine) -> Ticket {
    machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)))
}

fn open(machine: &Machine) -> &Previewing {
    machine
        .state
        .files
        .as_ref()
        .unwrap()
        .preview
        .as_ref()
        .unwrap()
}

/// The name of the file that is asked for, and its ticket.
fn asked(machine: &Machine) -> Option<(String, Ticket)> {
    machine.pending.iter().find_map(|effect| match effect {
        Effect::Preview(ticket, request) => Some((request.file.title().to_string(), *ticket)),
        _ => None,
    })
}

fn resting(machine: &Machine) -> Option<Ticket> {
    machine.pending.iter().find_map(|effect| match effect {
        Effect::Rest(ticket) => Some(*ticket),
        _ => None,
    })
}

fn rest(machine: &mut Machine) {
    let ticket = resting(machine).unwrap();
    machine.answer(ticket, Answer::Rested);
}

fn says(text: &str) -> Answer {
    Answer::Previewed(Ok(Arc::new(Preview {
        body: Body::Text(vec![text.into()]),
        ..Preview::bare("text, UTF-8", true)
    })))
}

fn shown(machine: &Machine) -> String {
    let seen = open(machine).seen.as_ref();
    seen.map_or(String::new(), |seen| seen.lines()[0].to_string())
}

/// Answers what is asked for with the file's own name.
fn come(machine: &mut Machine) {
    let (name, ticket) = asked(machine).unwrap();
    machine.answer(ticket, says(&name));
}

#[test]
fn it_opens_at_once_and_follows_when_the_fingers_rest() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    assert_eq!(asked(&machine).unwrap().0, "a.txt");
    assert_eq!(resting(&machine), None, "the first is asked for at once");
    come(&mut machine);
    assert_eq!(shown(&machine), "a.txt");
    // In a wide window the table keeps the keys.
    assert_eq!(machine.state.mode(), Mode::Files);
    machine.key(Key::Down);
    assert_eq!((shown(&machine), asked(&machine)), (String::new(), None));
    rest(&mut machine);
    assert_eq!(asked(&machine).unwrap().0, "b.txt");
    come(&mut machine);
    assert_eq!(shown(&machine), "b.txt");
}

#[test]
fn what_is_left_is_called_off() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    let (_, left) = asked(&machine).unwrap();
    assert!(machine.key(Key::Down).contains(&Effect::Cancel(left)));
    let pause = resting(&machine).unwrap();
    assert!(machine.key(Key::End).contains(&Effect::Cancel(pause)));
    let before = machine.state.clone();
    for late in [left, pause] {
        for answer in [says("late"), Answer::Rested] {
            machine.send(Message::Answered(late, answer));
            assert_eq!(machine.state, before);
        }
    }
    // Closing and leaving call it off as well.
    for key in [Key::Char('p'), Key::Esc, Key::Char('c')] {
        let mut machine = machine.clone();
        let pause = resting(&machine).unwrap();
        let effects = machine.key(key);
        assert!(
            effects.contains(&Effect::Cancel(pause)),
            "{key}: {effects:?}"
        );
    }
}

#[test]
fn of_what_is_not_approved_nothing_is_asked() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    come(&mut machine);
    machine.key(Key::Down);
    machine.key(Key::Down);
    assert_eq!((asked(&machine), resting(&machine)), (None, None));
    let Looking::Refused(why) = &open(&machine).looking else {
        panic!("{:?}", open(&machine));
    };
    assert!(why.contains("rejected"), "{why}");
    // Not even when it is asked for again.
    machine.key(Key::Tab);
    assert_eq!(machine.state.mode(), Mode::Preview);
    assert!(machine.key(Key::Char('r')).is_empty());
}

#[test]
fn what_was_seen_is_shown_again_without_asking() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    come(&mut machine);
    machine.key(Key::Down);
    rest(&mut machine);
    come(&mut machine);
    machine.key(Key::Up);
    assert_eq!(shown(&machine), "a.txt");
    assert_eq!((asked(&machine), resting(&machine)), (None, None));
    // Asked for again on purpose; what is there stays meanwhile.
    machine.key(Key::Tab);
    machine.key(Key::Char('r'));
    assert_eq!(
        (
            shown(&machine).as_str(),
            asked(&machine).unwrap().0.as_str()
        ),
        ("a.txt", "a.txt")
    );
    let (_, ticket) = asked(&machine).unwrap();
    machine.answer(ticket, says("new"));
    assert_eq!(shown(&machine), "new");
    // Closed and opened again.
    machine.key(Key::Esc);
    machine.key(Key::Char('p'));
    assert_eq!((shown(&machine).as_str(), asked(&machine)), ("new", None));
}

#[test]
fn a_file_that_changed_is_asked_for_again() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    come(&mut machine);
    for (status, size, again) in [
        (FileStatus::Approved, 10, false),
        (FileStatus::Approved, 11, true),
        (FileStatus::Rejected, 11, false),
    ] {
        machine.key(Key::Char('r'));
        let mut files = files(&machine.case());
        files[0].status = status.clone();
        files[0].size = Some(size);
        machine.answer(listing(&machine), Answer::Files(files));
        machine.answer(listing(&machine), Answer::Listed(Ok(())));
        assert_eq!(resting(&machine).is_some(), again, "{status:?} {size}");
        if again {
            rest(&mut machine);
            come(&mut machine);
        }
    }
    assert!(matches!(open(&machine).looking, Looking::Refused(_)));
}

#[test]
fn a_failure_is_told_in_its_place_and_can_be_tried_again() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    let (_, ticket) = asked(&machine).unwrap();
    machine.answer(ticket, Answer::Previewed(Err(failure())));
    assert!(
        open(&machine)
            .sentence()
            .unwrap()
            .contains("could not be asked")
    );
    machine.key(Key::Tab);
    machine.key(Key::Char('r'));
    come(&mut machine);
    assert_eq!(shown(&machine), "a.txt");
    // Work that died says so.
    machine.key(Key::Char('r'));
    let (_, ticket) = asked(&machine).unwrap();
    machine.send(Message::Lost(ticket));
    assert!(matches!(open(&machine).looking, Looking::Failed(_)));
}

#[test]
fn in_a_narrow_window_details_and_preview_take_turns() {
    let mut machine = four();
    machine.send(Message::Resize {
        columns: 80,
        rows: 24,
    });
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Details);
    machine.key(Key::Char('p'));
    assert_eq!(machine.state.mode(), Mode::Preview);
    come(&mut machine);
    machine.key(Key::Char('d'));
    assert_eq!(machine.state.mode(), Mode::Details);
    machine.key(Key::Char('p'));
    assert_eq!(
        (machine.state.mode(), shown(&machine).as_str()),
        (Mode::Preview, "a.txt")
    );
    machine.key(Key::Char('n'));
    assert_eq!(machine.state.mode(), Mode::Preview);
    rest(&mut machine);
    assert_eq!(asked(&machine).unwrap().0, "b.txt");
    machine.key(Key::Char('['));
    assert_eq!(shown(&machine), "a.txt");
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Details);
    machine.key(Key::Esc);
    assert_eq!(
        (machine.state.mode(), machine.state.screen),
        (Mode::Files, Screen::Files)
    );
    // What is behind the details asks for nothing.
    machine.key(Key::Char('p'));
    machine.key(Key::Char('d'));
    machine.key(Key::Char('s'));
    assert_eq!((asked(&machine), resting(&machine)), (None, None));
}

#[test]
fn coming_back_to_the_case_shows_what_was_open() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    come(&mut machine);
    machine.key(Key::Char('c'));
    assert_eq!(machine.state.screen, Screen::Cases);
    machine.key(Key::Enter);
    assert_eq!(
        (machine.state.screen, shown(&machine).as_str()),
        (Screen::Files, "a.txt")
    );
}

#[test]
fn nothing_of_it_outlives_a_switch() {
    let mut machine = four();
    machine.key(Key::Char('p'));
    come(&mut machine);
    assert!(machine.state.previews.bytes() > 0);
    machine.key(Key::Char('P'));
    machine.key(Key::Enter);
    assert_eq!(machine.state.login, LoginChoice::default());
    assert_eq!(machine.state.previews.bytes(), 0);
}

#[test]
fn what_is_kept_is_bounded() {
    let case = case("100001", "Screen");
    let mut previews = attache::app::Previews::default();
    let big = |bytes: usize| {
        Arc::new(Preview {
            body: Body::Text(vec![
                attache::domain::SafeText::new(&"x".repeat(4_000));
                bytes / 4_000
            ]),
            ..Preview::bare("text", true)
        })
    };
    let sight = |n: usize| {
        let name = format!("{n}.txt");
        attache::app::Sight::of(&file(&case, &name, FileStatus::Approved, 1))
    };
    for n in 0..40 {
        previews.keep(sight(n), big(1_000_000));
        assert!(previews.bytes() <= 8 * 1024 * 1024);
    }
    assert!(previews.seen(&sight(0)).is_none(), "the oldest went");
    assert!(previews.seen(&sight(39)).is_some());
    // What was looked at last goes last.
    assert!(previews.seen(&sight(35)).is_some());
    for n in 40..45 {
        previews.keep(sight(n), big(1_000_000));
    }
    assert!(previews.seen(&sight(35)).is_some());
    assert!(previews.seen(&sight(37)).is_none());
    // One that is too large for all of it pushes nothing out.
    previews.keep(sight(99), big(20_000_000));
    assert!(previews.seen(&sight(99)).is_none() && previews.seen(&sight(35)).is_some());
    for n in 100..400 {
        previews.keep(sight(n), big(0));
    }
    assert!(
        previews.seen(&sight(100)).is_none(),
        "small ones are bounded, too"
    );
}

#[test]
fn lines_are_broken_or_cut_and_the_place_is_kept() {
    let mut machine = four();
    machine.send(Message::Resize {
        columns: 60,
        rows: 16,
    });
    machine.key(Key::Char('p'));
    let (_, ticket) = asked(&machine).unwrap();
    let lines = (0..40)
        .map(|n| format!("{n} {}", "word ".repeat(60)).into())
        .collect();
    let long = Preview {
        body: Body::Text(lines),
        ..Preview::bare("text, UTF-8", true)
    };
    machine.answer(ticket, Answer::Previewed(Ok(Arc::new(long))));
    let first = |machine: &Machine| match &open(machine).shown(56, 10)[0] {
        attache::app::PreviewRow::Content(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    for _ in 0..14 {
        machine.key(Key::Down);
    }
    assert!(
        !first(&machine).starts_with(char::is_numeric),
        "in the middle of a line"
    );
    machine.key(Key::Char('w'));
    assert!(first(&machine).starts_with("2 word"), "{}", first(&machine));
    machine.key(Key::Right);
    assert!(!first(&machine).starts_with('2'));
    for _ in 0..40 {
        machine.key(Key::Right);
    }
    assert!(
        first(&machine).trim_end().ends_with("word"),
        "{}",
        first(&machine)
    );
    machine.key(Key::Char('w'));
    assert!(first(&machine).starts_with("2 word"), "{}", first(&machine));
    machine.key(Key::End);
    machine.key(Key::Home);
    assert!(first(&machine).starts_with("0 word"));
}

/// A long text in the preview, as wide as no ASCII is.
fn long(machine: &mut Machine) {
    machine.key(Key::Char('p'));
    let (_, ticket) = asked(machine).unwrap();
    let words = ["見積書 ", "перечень ", "word ", "👨\u{200D}👩\u{200D}👧 "];
    let lines = (0..200).map(|n| format!("{n} {}", words[n % 4].repeat(n % 37)).into());
    let long = Preview {
        facts: vec![("Title", "one".into())],
        body: Body::Text(lines.collect()),
        ..Preview::bare("text, UTF-8", true)
    };
    machine.answer(ticket, Answer::Previewed(Ok(Arc::new(long))));
}

#[test]
fn where_lines_end_is_known_before_the_picture() {
    let mut machine = four();
    long(&mut machine);
    let room = |machine: &Machine| machine.state.regions().preview_room().0;
    assert_eq!(open(&machine).measured(), Some(room(&machine)));
    // After every message: another width, another file, and back.
    let wide = room(&machine);
    machine.send(Message::Resize {
        columns: 150,
        rows: 40,
    });
    assert_ne!(room(&machine), wide);
    assert_eq!(open(&machine).measured(), Some(room(&machine)));
    machine.key(Key::Down);
    assert_eq!(open(&machine).measured(), None);
    rest(&mut machine);
    come(&mut machine);
    assert_eq!(open(&machine).rows(room(&machine)), 1);
    machine.key(Key::Up);
    assert_eq!(open(&machine).measured(), Some(room(&machine)));
    assert!(open(&machine).rows(room(&machine)) > 200);
}

#[test]
fn what_is_known_of_the_lines_is_what_they_are() {
    let mut machine = four();
    long(&mut machine);
    let (cells, height) = machine.state.regions().preview_room();
    let known = open(&machine);
    // One that was measured at no width breaks the lines anew, row by row.
    let mut fresh = Previewing::default();
    fresh.see(Arc::clone(known.seen.as_ref().unwrap()));
    assert_eq!((fresh.measured(), known.measured()), (None, Some(cells)));
    let rows = fresh.shown(cells, 10_000);
    assert_eq!(rows.len(), known.rows(cells));
    for offset in 0..rows.len() {
        let mut known = known.clone();
        known.offset = offset;
        let end = rows.len().min(offset + height);
        assert_eq!(known.shown(cells, height), rows[offset..end], "{offset}");
        let line = known.line_at(offset, cells);
        let row = known.row_of(line, cells);
        assert!(
            row <= offset,
            "{offset} is in line {line}, which begins at {row}"
        );
        assert_eq!(known.line_at(row, cells), line);
    }
}

#[test]
fn why_nothing_is_shown_is_said_once() {
    let said = |preview: Preview| {
        let mut machine = four();
        machine.key(Key::Char('p'));
        let (_, ticket) = asked(&machine).unwrap();
        machine.answer(ticket, Answer::Previewed(Ok(Arc::new(preview))));
        let rows = open(&machine).shown(200, 20).into_iter();
        rows.map(|row| match row {
            attache::app::PreviewRow::Said(text) => text,
            other => format!("{other:?}"),
        })
        .collect::<Vec<_>>()
    };
    let bare = || Preview::bare("ZIP archive", false);
    let noted = Preview {
        note: Some("It is damaged.".into()),
        ..bare()
    };
    assert_eq!(said(noted), ["It is damaged. s saves it, o opens it."]);
    let general = "There is nothing in it that could be shown here. s saves it, o opens it.";
    assert_eq!(said(bare()), [general]);
    // A note beside a text does not hide that it is not all of it.
    let noted = Preview {
        body: Body::Text(vec!["x".into()]),
        note: Some("(made from HTML)".into()),
        ..bare()
    };
    let expected = [
        "Content(\"x\")",
        "(made from HTML)",
        "(only the start is shown)",
    ];
    assert_eq!(said(noted), expected);
}
