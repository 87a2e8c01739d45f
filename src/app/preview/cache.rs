//! The previews that were seen lately, in memory only and no more than so many bytes.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::domain::Preview;

use super::Sight;

/// The most bytes that all of them take together.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The most of them, however small.
const MOST: usize = 64;

/// The previews that were seen lately, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Previews {
    kept: VecDeque<(Sight, Arc<Preview>)>,
    bytes: usize,
}

impl Previews {
    /// What was seen of this very file; it is the newest from now on.
    pub fn seen(&mut self, sight: &Sight) -> Option<Arc<Preview>> {
        let place = self.kept.iter().position(|(kept, _)| kept == sight)?;
        let found = self.kept.remove(place)?;
        let preview = Arc::clone(&found.1);
        self.kept.push_back(found);
        Some(preview)
    }

    /// Keeps a preview, in the place of an older one of the same file. The oldest go until
    /// there is room; one that takes all the room alone is not kept.
    pub fn keep(&mut self, sight: Sight, preview: Arc<Preview>) {
        self.forget(&sight);
        let bytes = preview.bytes();
        if bytes > MOST_BYTES {
            return;
        }
        while self.bytes + bytes > MOST_BYTES || self.kept.len() >= MOST {
            let Some((_, oldest)) = self.kept.pop_front() else {
                break;
            };
            self.bytes -= oldest.bytes();
        }
        self.bytes += bytes;
        self.kept.push_back((sight, preview));
    }

    /// How many bytes all of them take.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn forget(&mut self, sight: &Sight) {
        let place = self.kept.iter().position(|(kept, _)| kept == sight);
        if let Some((_, old)) = place.and_then(|place| self.kept.remove(place)) {
            self.bytes -= old.bytes();
        }
    }
}
