//! The rows that are shown, in their order: finding one of them, and putting some in, without
//! looking at all of them.

use std::cmp::Ordering;

/// Where a row stands among those that are shown; of one that is not, where it would.
pub(super) fn find(shown: &[u32], compare: impl Fn(u32) -> Ordering) -> Result<usize, usize> {
    shown.binary_search_by(|&slot| compare(slot))
}

/// Takes out what stands at these places.
pub(super) fn take_out(shown: &mut Vec<u32>, mut places: Vec<usize>) {
    if places.is_empty() {
        return;
    }
    places.sort_unstable();
    let mut gone = places.into_iter().peekable();
    let mut place = 0;
    shown.retain(|_| {
        let goes = gone.next_if_eq(&place).is_some();
        place += 1;
        // The same place may be told of twice.
        while gone.next_if(|next| *next < place).is_some() {}
        !goes
    });
}

/// Puts rows among those that are shown; both stand in order. What follows a row moves once.
pub(super) fn merge(shown: &mut Vec<u32>, new: &[u32], compare: impl Fn(u32, u32) -> Ordering) {
    let mut end = shown.len();
    shown.resize(end + new.len(), 0);
    for (before, &slot) in new.iter().enumerate().rev() {
        let place = shown[..end].partition_point(|&other| compare(other, slot) == Ordering::Less);
        shown.copy_within(place..end, place + before + 1);
        shown[place + before] = slot;
        end = place;
    }
}
