//! What a person sees.

mod cells;
mod dialogs;
mod previews;
mod private;
mod sizes;
mod snapshots;
pub(crate) mod states;
mod styles;
mod switched;
mod truth;
