//! How often an operation may be called: AWS's published rates as token buckets,
//! pure over a time that is passed in. Who is counted and when is not decided here.

use std::collections::HashMap;

use jiff::Timestamp;

use super::route::Operation;

/// Requests a second, and how many may come at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quota {
    pub(crate) rate: f64,
    pub(crate) burst: f64,
}

impl Quota {
    /// The published quota of an operation, or `None` where a link or an identity call has none.
    pub(crate) fn of(operation: Operation) -> Option<Self> {
        let (rate, burst) = match operation {
            Operation::SearchCases | Operation::SearchRelatedItems => (2.0, 10.0),
            Operation::GetCase => (4.0, 10.0),
            Operation::ListIntegrationAssociations => (25.0, 50.0),
            Operation::ListContactReferences | Operation::DescribeContact => (10.0, 15.0),
            Operation::GetObject | Operation::GetCallerIdentity => return None,
            _ => (2.0, 5.0),
        };
        Some(Self { rate, burst })
    }
}

/// One bucket: full at first, refilled with time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bucket {
    level: f64,
    seen: Timestamp,
}

impl Bucket {
    pub(crate) fn full(quota: Quota, now: Timestamp) -> Self {
        Self {
            level: quota.burst,
            seen: now,
        }
    }

    /// Takes one token if there is one; says whether there was.
    pub(crate) fn take(&mut self, quota: Quota, now: Timestamp) -> bool {
        // A clock that was set back must not drain the bucket.
        let passed = now.duration_since(self.seen).as_secs_f64().max(0.0);
        self.level = (self.level + passed * quota.rate).min(quota.burst);
        self.seen = now;
        if self.level < 1.0 {
            return false;
        }
        self.level -= 1.0;
        true
    }
}

/// Every operation's bucket; each is made at its first call.
#[derive(Debug, Default)]
pub(crate) struct Buckets(HashMap<Operation, Bucket>);

impl Buckets {
    /// Whether this call may pass now.
    pub(crate) fn admit(&mut self, operation: Operation, now: Timestamp) -> bool {
        let Some(quota) = Quota::of(operation) else {
            return true;
        };
        self.0
            .entry(operation)
            .or_insert_with(|| Bucket::full(quota, now))
            .take(quota, now)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_burst_passes_and_then_the_rate_rules() {
        let mut buckets = Buckets::default();
        let start = Timestamp::UNIX_EPOCH;
        let passed = (0..20)
            .filter(|_| buckets.admit(Operation::GetAttachedFile, start))
            .count();
        assert_eq!(passed, 5);
        let later = start + SignedDuration::from_millis(1000);
        let passed = (0..20)
            .filter(|_| buckets.admit(Operation::GetAttachedFile, later))
            .count();
        assert_eq!(passed, 2);
    }

    #[test]
    fn operations_do_not_share_a_bucket_and_links_have_none() {
        let mut buckets = Buckets::default();
        let start = Timestamp::UNIX_EPOCH;
        while buckets.admit(Operation::SearchCases, start) {}
        assert!(buckets.admit(Operation::GetCase, start));
        assert!((0..1000).all(|_| buckets.admit(Operation::GetObject, start)));
    }

    #[test]
    fn a_clock_set_back_neither_fills_nor_drains() {
        let quota = Quota {
            rate: 1.0,
            burst: 2.0,
        };
        let start = Timestamp::UNIX_EPOCH;
        let mut bucket = Bucket::full(quota, start);
        assert!(bucket.take(quota, start - SignedDuration::from_hours(1)));
        assert!(bucket.take(quota, start - SignedDuration::from_hours(1)));
        assert!(!bucket.take(quota, start - SignedDuration::from_hours(1)));
    }
}
