//! How many bytes a key costs: over a slow line each is waited for. Bytes are the same on every
//! machine, so these are limits and no figures.

use attache::app::Theme;
use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message};
use attache::domain::FileStatus;
use attache::view::{self, Glyphs};

use super::Drawn;
use crate::app::world::*;
use crate::screens::states::look;

const MOVE: usize = 450;
const SCROLL: usize = 4_096;

/// A case with so many files at 120×40.
fn many(count: usize) -> Machine {
    let mut machine = on_cases();
    machine.send(Message::Resize {
        columns: 120,
        rows: 40,
    });
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let statuses = [
        FileStatus::Approved,
        FileStatus::Processing,
        FileStatus::Rejected,
        FileStatus::Failed,
    ];
    let files = (0..count).map(|number| {
        let name = format!("{number:05} damage report of the customer.pdf");
        let size = 1_000 + number as u64 * 7_919;
        file(&case, &name, statuses[number % 4].clone(), size)
    });
    machine.answer(ticket, Answer::Files(files.collect()));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}

/// What the frame after this key costs, and whether the list scrolled.
fn costs(machine: &mut Machine, drawn: &mut Drawn, key: Key) -> (usize, bool) {
    let offset = |machine: &Machine| {
        machine
            .state
            .files
            .as_ref()
            .unwrap()
            .table
            .cursor()
            .offset()
    };
    let before = offset(machine);
    machine.key(key);
    let look = look(machine.state.looks.theme, Glyphs::Unicode).look;
    let bytes = drawn.draw(|frame| view::draw(&machine.state, &look, frame));
    (bytes.len(), offset(machine) != before)
}

fn begun(machine: &Machine) -> Drawn {
    let mut drawn = Drawn::new(120, 40);
    let look = look(machine.state.looks.theme, Glyphs::Unicode).look;
    drawn.draw(|frame| view::draw(&machine.state, &look, frame));
    drawn
}

#[test]
fn a_step_costs_two_rows_and_one_that_scrolls_little_more() {
    for theme in Theme::ALL {
        steps(theme);
    }
}

/// A theme with its own paper costs no more than one without.
fn steps(theme: Theme) {
    let mut machine = many(200);
    machine.state.looks.theme = theme;
    let mut drawn = begun(&machine);
    let (mut moved, mut scrolled) = (0, 0);
    let down = std::iter::repeat_n(Key::Down, 120);
    let up = std::iter::repeat_n(Key::Up, 120);
    for key in down.chain(up) {
        let (bytes, scrolls) = costs(&mut machine, &mut drawn, key);
        let most = if scrolls { &mut scrolled } else { &mut moved };
        *most = bytes.max(*most);
    }
    eprintln!("{theme:?}: {moved} bytes a step, {scrolled} bytes a step that scrolls");
    assert!(moved > 0 && moved <= MOVE, "{theme:?}: {moved} bytes");
    assert!(scrolled > 0 && scrolled <= SCROLL, "{scrolled} bytes");
    // The terminal moves the rows itself.
    assert!(scrolled <= 1_000, "{scrolled} bytes");
}

#[test]
fn a_step_beside_the_details_costs_little_more_than_what_they_say() {
    let mut machine = many(200);
    machine.key(Key::Char('d'));
    let mut drawn = begun(&machine);
    for _ in 0..120 {
        let (bytes, _) = costs(&mut machine, &mut drawn, Key::Down);
        assert!(bytes <= SCROLL, "{bytes} bytes");
    }
}

#[test]
fn a_page_is_a_window_at_most() {
    let mut machine = many(200);
    let mut drawn = begun(&machine);
    for key in [Key::PageDown, Key::PageDown, Key::End, Key::Home] {
        let (bytes, _) = costs(&mut machine, &mut drawn, key);
        assert!(bytes <= 2 * SCROLL, "{bytes} bytes");
    }
}

#[test]
fn a_frame_that_changes_nothing_is_not_written() {
    let mut machine = many(200);
    let mut drawn = begun(&machine);
    // At the top already.
    assert_eq!(costs(&mut machine, &mut drawn, Key::Up), (0, false));
    let picker = on_cases();
    let mut drawn = begun(&picker);
    let look = look(Theme::Auto, Glyphs::Unicode).look;
    let again = drawn.draw(|frame| view::draw(&picker.state, &look, frame));
    assert!(again.is_empty());
}

/// A slow line bears it four times a second.
#[test]
fn a_turn_of_the_sign_costs_its_sign_and_the_way_there() {
    for theme in Theme::ALL {
        let mut machine = many(200);
        machine.state.looks.theme = theme;
        machine.key(Key::Char('r'));
        let mut drawn = begun(&machine);
        for _ in 0..20 {
            machine.send(Message::Turn);
            let look = look(theme, Glyphs::Unicode).look;
            let bytes = drawn.draw(|frame| view::draw(&machine.state, &look, frame));
            assert!(!bytes.is_empty(), "{theme:?}: it turns");
            assert!(bytes.len() <= 80, "{theme:?}: {} bytes", bytes.len());
        }
        // Nothing turns for who wants nothing to move.
        machine.state.looks.motion = attache::app::Motion::Still;
        assert!(!machine.state.turns());
    }
}
