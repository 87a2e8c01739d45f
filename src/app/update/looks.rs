//! How the screen looks.

use super::super::{Depth, Effect, Setting, State, Theme, Tone};

/// Takes the next theme.
pub(super) fn next_theme(state: &mut State) -> Vec<Effect> {
    if state.looks.depth == Depth::Off {
        let text = "There are no colours: NO_COLOR, --color never, or a terminal without any.";
        state.say(Tone::Plain, text);
        return Vec::new();
    }
    let theme = state.looks.theme.next();
    state.looks.theme = theme;
    state.say(Tone::Plain, said(theme));
    vec![state.keep(Setting::Theme(theme))]
}

fn said(theme: Theme) -> String {
    format!("Theme {}: {}.", theme.name(), theme.words())
}
