//! What is shown, and how it is chosen.

use attache::app::keys::Key;

use super::{Named, hostile};

/// The table with a filter, other statuses and other columns, and how they are chosen.
pub(super) fn found() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = hostile();
    machine.key(Key::Char('A'));
    machine.key(Key::Char('/'));
    machine.type_in("inv 202 !見");
    all.push(("filtering", machine.state.clone()));
    machine.key(Key::Esc);
    machine.key(Key::Char('/'));
    machine.type_in("no such file");
    machine.key(Key::Enter);
    all.push(("filtered_out", machine.state.clone()));
    machine.key(Key::Esc);
    machine.key(Key::Char('f'));
    machine.key(Key::Char('1'));
    machine.key(Key::Char('6'));
    machine.key(Key::Down);
    all.push(("statuses", machine.state.clone()));
    machine.key(Key::Enter);
    all.push(("filtered", machine.state));
    let mut machine = hostile();
    machine.key(Key::Char('>'));
    machine.key(Key::Char('R'));
    machine.key(Key::Char('C'));
    machine.key(Key::Char('2'));
    machine.key(Key::Down);
    machine.key(Key::Char('+'));
    all.push(("columns", machine.state.clone()));
    machine.key(Key::Enter);
    all.push(("files_for_an_auditor", machine.state));
    all
}
