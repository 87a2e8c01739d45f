//! Two presses of the mouse that belong together.

use std::time::Duration;

use jiff::Timestamp;

use crate::app::{Act, Mouse};

/// Remembers the last press.
pub(super) struct Clicks {
    last: Option<(Mouse, Timestamp)>,
    /// How long the second one may take.
    patience: Duration,
}

impl Clicks {
    pub(super) fn new(patience: Duration) -> Self {
        Self {
            last: None,
            patience,
        }
    }

    /// The same, as the second one where it is that. A third one is a first one again.
    pub(super) fn counted(&mut self, mouse: Mouse, now: Timestamp) -> Mouse {
        if mouse.act != Act::Press {
            self.last = None;
            return mouse;
        }
        let soon = |then: Timestamp| {
            let gone = Duration::try_from(now.duration_since(then));
            gone.is_ok_and(|gone| gone <= self.patience)
        };
        match self.last.take() {
            Some((first, then)) if first == mouse && soon(then) => Mouse {
                act: Act::Again,
                ..mouse
            },
            _ => {
                self.last = Some((mouse, now));
                mouse
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(column: u16) -> Mouse {
        Mouse {
            column,
            row: 3,
            act: Act::Press,
        }
    }

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    /// Which of these presses, by column and time, are second ones.
    fn seconds(presses: &[(u16, i64)]) -> Vec<bool> {
        let mut clicks = Clicks::new(Duration::from_millis(400));
        let all = presses.iter().map(|&(column, time)| {
            let mouse = clicks.counted(press(column), at(time));
            mouse.act == Act::Again
        });
        all.collect()
    }

    #[test]
    fn two_presses_are_one_thing_when_they_are_near_in_place_and_time() {
        assert_eq!(seconds(&[(1, 0), (1, 400)]), [false, true]);
        assert_eq!(seconds(&[(1, 0), (1, 401)]), [false, false]);
        assert_eq!(seconds(&[(1, 0), (2, 10)]), [false, false]);
        assert_eq!(
            seconds(&[(1, 0), (1, 1), (1, 2), (1, 3)]),
            [false, true, false, true]
        );
        // A clock that was put back.
        assert_eq!(seconds(&[(1, 1_000), (1, 0)]), [false, false]);
    }

    #[test]
    fn the_wheel_comes_between() {
        let mut clicks = Clicks::new(Duration::from_millis(400));
        clicks.counted(press(1), at(0));
        let wheel = Mouse {
            act: Act::WheelDown,
            ..press(1)
        };
        assert_eq!(clicks.counted(wheel, at(1)), wheel);
        assert_eq!(clicks.counted(press(1), at(2)), press(1));
    }
}
