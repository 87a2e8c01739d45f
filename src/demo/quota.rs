//! How often an operation may be called: AWS's published rates or others, as token
//! buckets, pure over a time that is passed in. Who is counted and when is not decided here.

use std::collections::HashMap;

use jiff::Timestamp;

use super::route::{Operation, Service};

/// Requests a second, and how many may come at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quota {
    pub(crate) rate: f64,
    pub(crate) burst: f64,
}

/// The quotas that a server enforces; the default is none.
///
/// Each operation has a bucket of its own. Links and the caller's identity have none,
/// unless [`Quotas::with`] gives them one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotas {
    most: Most,
    own: HashMap<Operation, Quota>,
}

/// What holds for the operations without a quota of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Most {
    #[default]
    Nothing,
    Published,
    Uniform(Quota),
}

impl Quotas {
    /// Nothing is ever throttled.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// What AWS publishes for an account that has asked for no more.
    #[must_use]
    pub fn published() -> Self {
        Self {
            most: Most::Published,
            ..Self::default()
        }
    }

    /// The same for every operation: `rate` requests a second, `burst` of them at once.
    #[must_use]
    pub fn uniform(rate: f64, burst: u32) -> Self {
        Self {
            most: Most::Uniform(Quota::new(rate, burst)),
            ..Self::default()
        }
    }

    /// The same, with another quota for one operation, by AWS's name of it (links are
    /// `GetObject`); `None` when there is no such operation.
    #[must_use]
    pub fn with(mut self, operation: &str, rate: f64, burst: u32) -> Option<Self> {
        let operation = Operation::named(operation)?;
        self.own.insert(operation, Quota::new(rate, burst));
        Some(self)
    }

    fn of(&self, operation: Operation) -> Option<Quota> {
        let limited = matches!(operation.service(), Service::Connect | Service::Cases);
        let most = match self.most {
            Most::Nothing => None,
            Most::Published => Some(Quota::published(operation)),
            Most::Uniform(quota) => Some(quota),
        };
        let own = self.own.get(&operation).copied();
        own.or_else(|| most.filter(|_| limited))
    }
}

impl Quota {
    fn new(rate: f64, burst: u32) -> Self {
        Self {
            rate,
            burst: f64::from(burst),
        }
    }

    /// The published quota of an operation.
    fn published(operation: Operation) -> Self {
        let (rate, burst) = match operation {
            Operation::SearchCases | Operation::SearchRelatedItems => (2.0, 10.0),
            Operation::GetCase => (4.0, 10.0),
            Operation::ListIntegrationAssociations => (25.0, 50.0),
            Operation::ListContactReferences | Operation::DescribeContact => (10.0, 15.0),
            _ => (2.0, 5.0),
        };
        Self { rate, burst }
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
    pub(crate) fn admit(&mut self, quotas: &Quotas, operation: Operation, now: Timestamp) -> bool {
        let Some(quota) = quotas.of(operation) else {
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

    /// How many of twenty calls pass at once.
    fn passed(
        buckets: &mut Buckets,
        quotas: &Quotas,
        operation: Operation,
        now: Timestamp,
    ) -> usize {
        (0..20)
            .filter(|_| buckets.admit(quotas, operation, now))
            .count()
    }

    #[test]
    fn a_burst_passes_and_then_the_rate_rules() {
        let (mut buckets, quotas) = (Buckets::default(), Quotas::published());
        let start = Timestamp::UNIX_EPOCH;
        let later = start + SignedDuration::from_millis(1000);
        let mut passed = |now| passed(&mut buckets, &quotas, Operation::GetAttachedFile, now);
        assert_eq!(passed(start), 5);
        assert_eq!(passed(later), 2);
    }

    #[test]
    fn operations_do_not_share_a_bucket_and_links_have_none() {
        for quotas in [Quotas::published(), Quotas::uniform(4.0, 2)] {
            let mut buckets = Buckets::default();
            let start = Timestamp::UNIX_EPOCH;
            while buckets.admit(&quotas, Operation::SearchCases, start) {}
            assert!(buckets.admit(&quotas, Operation::GetCase, start));
            assert!((0..1000).all(|_| buckets.admit(&quotas, Operation::GetObject, start)));
        }
    }

    #[test]
    fn quotas_are_uniform_but_for_those_of_their_own() {
        let quotas = Quotas::uniform(2.0, 5).with("GetCase", 1.0, 1).unwrap();
        let quotas = quotas.with("GetObject", 1.0, 3).unwrap();
        let mut buckets = Buckets::default();
        for (operation, most) in [
            (Operation::ListIntegrationAssociations, 5),
            (Operation::GetCase, 1),
            (Operation::GetObject, 3),
            (Operation::GetCallerIdentity, 20),
        ] {
            let passed = passed(&mut buckets, &quotas, operation, Timestamp::UNIX_EPOCH);
            assert_eq!(passed, most, "{operation:?}");
        }
        assert_eq!(Quotas::none().with("GetNothing", 1.0, 1), None);
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
