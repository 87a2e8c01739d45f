//! Every screen, pane and dialog, each as a state that keys and answers lead to.

mod audits;
mod found;
mod hostile;
mod on_the_way;
mod partial;
mod whys;

use attache::app::keys::Key;
use attache::app::{Answer, Depth, Effect, Looks, Message, State, Theme};
use attache::domain::Lack;
use attache::view::{self, Glyphs, Look};
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

pub(super) use self::hostile::hostile;
use crate::app::transitions::guide::first_run;
use crate::app::world::*;

/// A name and the state that it stands for.
pub(crate) type Named = (&'static str, State);

/// How a picture looks: the state's choice of colours, and the rest.
pub(crate) struct Wearing {
    pub looks: Looks,
    pub look: Look,
}

/// In all colours.
pub(crate) fn look(theme: Theme, glyphs: Glyphs) -> Wearing {
    wearing(theme, Depth::Full, glyphs)
}

pub(crate) fn wearing(theme: Theme, depth: Depth, glyphs: Glyphs) -> Wearing {
    Wearing {
        looks: Looks {
            theme,
            depth,
            ..Looks::default()
        },
        look: Look::new(glyphs, TimeZone::UTC),
    }
}

/// The state drawn in a window of this size.
pub(crate) fn picture(state: &State, size: (u16, u16), wearing: &Wearing) -> Buffer {
    let mut state = state.clone();
    state.looks = wearing.looks;
    attache::app::update(
        &mut state,
        Message::Resize {
            columns: size.0,
            rows: size.1,
        },
    );
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal
        .draw(|frame| view::draw(&state, &wearing.look, frame))
        .unwrap();
    terminal.backend().buffer().clone()
}

/// The letters of a picture, a line a row.
pub(crate) fn letters(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut text = String::new();
    for row in buffer.content.chunks(width) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            // The cell behind a wide character belongs to it.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            covered = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// All of them.
pub(crate) fn all() -> Vec<Named> {
    let mut all: Vec<Named> = vec![("start", Machine::new(start()).state)];
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let mut failed = machine.clone();
    failed.answer(ticket, Answer::Instances(Err(failure())));
    all.push(("instances_failed", failed.state));
    for (name, lack) in [
        ("first_run", Lack::Credentials),
        ("first_run_region", Lack::Region),
    ] {
        all.push((name, first_run(lack).state));
    }
    let two = vec![
        instance("acme-claims", false),
        instance("acme-support", true),
    ];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    all.push(("instances", machine.state.clone()));
    all.push(("cases", on_cases().state));
    let mut searching = on_cases();
    searching.type_in("warm \u{202E}見積");
    all.push(("cases_searching", searching.state));
    all.push(("files", on_files().state));
    all.push(("files_hostile", hostile().state));
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    all.push(("files_loading", machine.state.clone()));
    let mut machine = hostile();
    machine.key(Key::Down);
    machine.key(Key::Char('d'));
    all.push(("details", machine.state.clone()));
    machine.key(Key::Char('d'));
    machine.key(Key::Char('e'));
    all.push(("errors", machine.state));
    all.extend(on_the_way::transfers());
    let mut machine = on_files();
    machine.key(Key::Char('?'));
    all.push(("help", machine.state.clone()));
    machine.key(Key::Char('/'));
    machine.type_in("mark");
    all.push(("help_searching", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char(':'));
    all.push(("palette", machine.state.clone()));
    machine.type_in("copy");
    all.push(("palette_searching", machine.state));
    let mut machine = hostile();
    machine.key(Key::Char('d'));
    machine.key(Key::Char('H'));
    all.push(("private", machine.state));
    all.extend(super::dialogs::all());
    all.extend(found::found());
    all.extend(super::previews::all());
    all.extend(partial::partial());
    all.extend(partial::logins());
    all.extend(whys::whys());
    all.extend(on_the_way::on_the_way());
    all.extend(audits::audits());
    all
}
