//! Single transitions: what a person does, what it asks for, what comes of it.

mod cases;
mod files;
mod instances;
mod log;
mod login;
mod naming;
mod partial;
mod recents;
mod transfers;

use super::world::Machine;

/// What the notice line says.
fn notice(machine: &Machine) -> String {
    let notice = machine.state.notice.as_ref();
    notice.map_or(String::new(), |notice| notice.text.to_string())
}
