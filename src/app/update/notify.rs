//! Tells a person who looks elsewhere that what they waited for is over.

use crate::domain::{Attachment, SafeText};

use super::super::veil::Privacy;
use super::super::{Alert, Answer, Effect, Message, Notify, Setting, State, Tone};

/// To the next way of hearing of it, which is kept.
pub(super) fn turn(state: &mut State) -> Vec<Effect> {
    state.notify = state.notify.next();
    let text = match state.notify {
        Notify::Off => "No notifications.",
        Notify::Bell => "The bell rings when a file settles or the transfers have ended.",
        Notify::Desktop => {
            "The desktop tells when a file settles or the transfers have ended, where the terminal can."
        }
    };
    state.say(Tone::Plain, text);
    let keep = state.keep(Setting::Notify(state.notify.name().to_owned()));
    let mut effects = vec![keep];
    // So that one hears at once what it will be like.
    effects.extend(alert(state, [], "This is how it will be."));
    effects
}

/// Tells it, when that is wished; these files are meant.
pub(super) fn alert<'a>(
    state: &mut State,
    of: impl IntoIterator<Item = &'a Attachment>,
    text: &str,
) -> Option<Effect> {
    let how = state.notify;
    if how == Notify::Off {
        return None;
    }
    let ticket = state.tickets.draw();
    state.alerting.insert(ticket);
    let text = SafeText::new(text);
    let text = match state.privacy {
        Privacy::Open => text,
        // A desktop's notification is seen by more than the person.
        Privacy::Private => state.hidden_of(of, &text),
    };
    Some(Effect::Alert(ticket, Alert { how, text }))
}

/// Whether a message may be the end of what a person waits for.
pub(super) fn may_end_transfers(message: &Message) -> bool {
    matches!(
        message,
        Message::Answered(_, Answer::Saved(_) | Answer::Opened(_)) | Message::Lost(_)
    )
}

/// The last of the transfers ended by itself: what was said of it is told.
pub(super) fn transfers_ended(state: &mut State) -> Option<Effect> {
    let said = state.notice.as_ref().map(|notice| match state.privacy {
        Privacy::Open => notice.text.to_string(),
        // It was hidden when it was said.
        Privacy::Private => state
            .log
            .hidden(&notice.text)
            .unwrap_or(&notice.text)
            .to_string(),
    });
    alert(
        state,
        [],
        &said.unwrap_or_else(|| "The transfers have ended.".to_owned()),
    )
}
