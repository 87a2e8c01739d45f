//! An audit without names. Its table is one like any other.

use super::super::audit::Audit;
use super::words::Hider;

impl Hider<'_> {
    /// The table that is not on the screen is not drawn, either.
    pub(super) fn audit(audit: &Audit) -> Audit {
        let Audit {
            id,
            of,
            begun,
            run,
            tally,
            exporting,
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
            exporting: *exporting,
            shown: *shown,
            aside: None,
            from: *from,
            visiting: *visiting,
        }
    }
}
