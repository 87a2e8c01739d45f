//! An audit without names. Its table is one like any other.

use crate::domain::{Creator, Sums};

use super::super::audit::Audit;
use super::words::Hider;

impl Hider<'_> {
    /// The table that is not on the screen is not drawn, either.
    pub(super) fn audit(&self, audit: &Audit) -> Audit {
        let Audit {
            id,
            of,
            begun,
            run,
            tally,
            sums,
            exporting,
            refused: _,
            shown,
            aside: _,
            from,
            visiting,
        } = audit;
        Audit {
            id: *id,
            of: of.clone(),
            begun: *begun,
            run: *run,
            tally: *tally,
            sums: self.sums(sums),
            exporting: exporting.clone(),
            refused: None,
            shown: *shown,
            aside: None,
            from: *from,
            visiting: *visiting,
        }
    }

    /// How many files who uploaded is no secret; who that is, is.
    fn sums(&self, sums: &Sums) -> Sums {
        let by_uploader = sums.by_uploader.iter();
        let hidden = |by: &Option<Creator>| by.as_ref().map(|by| self.creator(by));
        Sums {
            by_uploader: by_uploader.map(|(by, sum)| (hidden(by), *sum)).collect(),
            ..sums.clone()
        }
    }
}
