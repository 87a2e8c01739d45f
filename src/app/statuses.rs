//! Which statuses a person can choose from.

use std::collections::BTreeSet;

use crate::domain::FileStatus;

use super::Files;

impl Files {
    /// The statuses that can be chosen, in their order, and how many files have each: those
    /// that AWS names, and whatever else a file has.
    pub fn statuses(&self) -> Vec<(FileStatus, u64)> {
        let known = [
            FileStatus::Approved,
            FileStatus::Processing,
            FileStatus::Rejected,
            FileStatus::Failed,
            FileStatus::Drafting,
        ];
        let counts = self.rows().counts();
        let chosen = &self.table.order().filter.statuses;
        let all: BTreeSet<&FileStatus> = known.iter().chain(counts.keys()).chain(chosen).collect();
        let count = |status: &FileStatus| counts.get(status).copied().unwrap_or(0);
        all.into_iter()
            .map(|status| (status.clone(), count(status)))
            .collect()
    }
}
