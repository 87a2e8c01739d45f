//! What a person sees.

mod cells;
mod clicks;
mod colours;
mod contrast;
mod dialogs;
mod pictures;
mod previews;
mod private;
mod properties;
mod runs;
mod sizes;
mod snapshots;
pub(crate) mod states;
mod styles;
mod switched;
mod truth;
