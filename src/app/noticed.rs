//! What the notice line says that may need more lines than its own.

use crate::domain::plural;

use super::keys::Mode;
use super::regions::Regions;
use super::{State, Tone};

/// What the notice line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// Whether it is good news.
    pub tone: Tone,
    /// What it says, with the sign in front of it; what a good one is called is the view's.
    pub text: String,
}

/// In the place of the sign in front of good news: it has one cell in every font.
pub const GOOD: char = '+';

impl State {
    /// What was said last; else the errors and notes for whose pane there is no room, or that
    /// the person closed. Nothing while transfers run or ask, of whom one line tells.
    pub fn noticed(&self, regions: &Regions) -> Option<Noticed> {
        if let Some(notice) = &self.notice {
            let sign = match notice.tone {
                Tone::Plain | Tone::Note => String::new(),
                Tone::Good => format!("{GOOD} "),
                Tone::Bad => "! ".to_owned(),
            };
            return Some(Noticed {
                tone: notice.tone,
                text: format!("{sign}{}", notice.text),
            });
        }
        let asks = self.transfers.asking() > 0 && self.dialog.is_none();
        let is_told = self.transfers.running() > 0 || asks || self.guide().is_some();
        if is_told || regions.bottom.is_some() {
            return None;
        }
        match (self.error_count(), self.notes().into_iter().next()) {
            (0, None) => None,
            (0, Some(text)) => Some(Noticed {
                tone: Tone::Note,
                text,
            }),
            (errors, _) => {
                let count = plural(errors as u64, "error", "errors");
                let key = self.errors_key();
                Some(Noticed {
                    tone: Tone::Bad,
                    text: format!("! {count}: {key} shows what and why"),
                })
            }
        }
    }

    /// The key that leads to the errors, for a sentence; while words are typed, what comes
    /// before it.
    pub fn errors_key(&self) -> String {
        let below = self.mode_below();
        let key = match below {
            Mode::Filter => "{take}, then ",
            _ => "",
        };
        let leads = match below {
            Mode::Picker | Mode::CasePicker | Mode::PickerErrors => "{next-pane}",
            _ => "{errors}",
        };
        let after = match below {
            Mode::Filter => Mode::Files,
            below => below,
        };
        format!(
            "{}{}",
            self.keymap.spell(below, key),
            self.keymap.spell(after, leads)
        )
    }
}
