//! What a person sees.

mod cells;
mod colours;
mod contrast;
mod dialogs;
mod runs;
mod sizes;
mod snapshots;
mod states;
mod styles;
mod switched;
mod truth;
