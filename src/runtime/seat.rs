//! Where the person sits: the terminal beside the frames, the clipboard, and the clock for
//! what is shown there.

use std::env;
use std::ffi::OsString;
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::spawn_blocking;

use crate::app::{Alert, Notify};
use crate::desktop::{BELL, Clipboard, Desktop, Held, Terminal, notification, sequence};
use crate::domain::{Copied, Failure, FailureKind};

use super::outside::{Outside, Wishes, outside};

/// Where the person sits.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Reaches the terminal beside the frames.
    pub outside: Outside,
    /// What the terminal can do.
    pub terminal: Terminal,
    /// Whether this machine's desktop is the person's.
    pub desktop: Desktop,
    /// Tells the time.
    pub clock: fn() -> Timestamp,
    held: Held,
}

impl Seat {
    /// The seat that these variables of the environment describe, and what the shell needs
    /// to serve it.
    pub fn new(env: impl Fn(&str) -> Option<OsString>, clock: fn() -> Timestamp) -> (Self, Wishes) {
        let (outside, wishes) = outside();
        let seat = Self {
            outside,
            terminal: Terminal::detect(&env),
            desktop: Desktop::detect(&env),
            clock,
            held: Held::default(),
        };
        (seat, wishes)
    }

    /// The same for this process.
    pub fn of_this_process(clock: fn() -> Timestamp) -> (Self, Wishes) {
        Self::new(|name| env::var_os(name), clock)
    }

    /// Lets the person hear of something, wherever the terminal is. A terminal that is gone has
    /// nobody before it.
    pub async fn alert(&self, alert: &Alert) {
        let bytes = match alert.how {
            Notify::Off => return,
            Notify::Bell => BELL.to_vec(),
            Notify::Desktop => notification(alert.text.as_str(), &self.terminal),
        };
        self.outside.write(bytes).await;
    }

    /// Puts the text onto the person's clipboard: this desktop's, or else that of the
    /// terminal, which may be on another machine. A desktop that has not taken it within
    /// `patience` counts as none.
    pub async fn copy(&self, text: String, patience: Duration) -> Result<Copied, Failure> {
        if self.desktop.is_here() {
            let (held, copy) = (self.held.clone(), text.clone());
            if spawn_blocking(move || held.set(copy, patience))
                .await
                .unwrap_or(false)
            {
                return Ok(Copied::Clipboard);
            }
        }
        let bytes = sequence(&text, self.terminal.between)?;
        if !self.outside.write(bytes).await {
            let what = "The text could not be copied";
            let why = "there is neither a desktop nor a terminal to copy it to";
            return Err(Failure::new(FailureKind::Local, what, why));
        }
        Ok(Copied::Sent(match self.terminal.clipboard {
            Clipboard::Likely => None,
            Clipboard::Depends(on) => Some(on),
            Clipboard::Unlikely => Some("This terminal likely drops it."),
        }))
    }
}
