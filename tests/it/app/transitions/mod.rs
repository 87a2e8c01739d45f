//! Single transitions: what a person does, what it asks for, what comes of it.

mod audit;
mod cases;
mod clips;
mod conflicts;
mod elsewhere;
mod files;
pub(crate) mod guide;
mod help;
mod instances;
mod keep;
mod live;
mod log;
mod login;
mod looks;
mod marks;
mod mouse;
mod naming;
mod palette;
mod partial;
mod preview;
mod recents;
mod save_as;
mod stopped;
mod totals;

mod transfers;
mod turns;
mod way_back;

use super::world::Machine;

/// What the notice line says.
fn notice(machine: &Machine) -> String {
    let notice = machine.state.notice.as_ref();
    notice.map_or(String::new(), |notice| notice.text.to_string())
}
