//! What is known of the transfers without counting is what counting finds.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use attache::app::{HowFar, Stage, State, Totals, Transfer};
use attache::domain::{Arn, Failure, FileKey};

/// All of them, in no order that matters.
fn all(state: &State) -> Vec<&Transfer> {
    state.transfers.list.iter().map(|one| &**one).collect()
}

/// The newest of each file and purpose.
fn newest<'a>(all: &[&'a Transfer], of: impl Fn(&Transfer) -> bool) -> Vec<&'a Transfer> {
    let mut list: Vec<&Transfer> = all.iter().copied().filter(|one| of(one)).collect();
    list.sort_by_key(|one| Reverse(one.id));
    let mut seen = HashSet::new();
    list.retain(|one| seen.insert((one.key(), one.errand.purpose())));
    list
}

fn totals(all: &[&Transfer]) -> Totals {
    let mut totals = Totals::default();
    let running = || all.iter().filter(|one| one.stage.is_running());
    let bulks: HashSet<_> = running().map(|one| one.bulk).collect();
    let mut total = (!bulks.is_empty()).then_some(0);
    for one in all {
        match &one.stage {
            Stage::Asking => totals.running += 1,
            Stage::Running(progress) => {
                totals.running += 1;
                if let Some(rate) = progress.rate {
                    totals.rate = Some(totals.rate.unwrap_or(0) + rate);
                }
            }
            Stage::Queued => totals.waiting += 1,
            Stage::Conflict(_) | Stage::Doubtful(_) => totals.asking += 1,
            Stage::Failed(_) => totals.failed += 1,
            _ => {}
        }
        let promised = one.errand.file().size;
        let bytes = match &one.stage {
            Stage::Queued | Stage::Asking => Some((0, promised)),
            Stage::Running(progress) => Some((progress.received, progress.total.or(promised))),
            stage => stage.saved().map(|saved| (saved.size, Some(saved.size))),
        };
        if let Some((received, whole)) = bytes.filter(|_| bulks.contains(&one.bulk)) {
            totals.received += received;
            total = total.zip(whole).map(|(sum, size)| sum + size);
        }
    }
    totals.total = total;
    totals
}

fn failures<'a>(all: &[&'a Transfer], subject: &Arn) -> Vec<&'a Failure> {
    let newest = newest(all, |one| one.subject == *subject).into_iter();
    let failed = newest.filter_map(|one| match &one.stage {
        Stage::Failed(failure) => Some(failure),
        _ => None,
    });
    failed.collect()
}

pub(super) fn check(state: &State) {
    let (transfers, all) = (&state.transfers, all(state));
    let count = |is: fn(&Stage) -> bool| all.iter().filter(|one| is(&one.stage)).count();
    assert_eq!(transfers.running(), count(Stage::is_running));
    assert_eq!(transfers.asking(), count(Stage::asks));
    assert_eq!(transfers.open(), count(Stage::is_open));
    assert_eq!(transfers.open_ones().count(), transfers.open());
    assert!(transfers.open_ones().all(|one| one.stage.is_open()));
    assert_eq!(transfers.totals(), totals(&all));
    let asks = all.iter().filter(|one| one.stage.asks());
    let first = asks.map(|one| one.id).min();
    assert_eq!(transfers.next_to_ask().map(|one| one.id), first);
    let mut last: HashMap<&FileKey, &Transfer> = HashMap::new();
    for one in newest(&all, |_| true).into_iter().rev() {
        last.insert(one.key(), one);
    }
    for (key, one) in last {
        let how_far = HowFar::from(&one.stage);
        assert_eq!(transfers.how_far(key), Some(how_far), "{key:?}");
    }
    for one in &all {
        assert_eq!(transfers.get(one.id), Some(*one));
        let told: Vec<&Failure> = transfers.failed(&one.subject).collect();
        assert_eq!(told, failures(&all, &one.subject));
        assert_eq!(transfers.failed_count(&one.subject), told.len());
        let (bulk, open) = (one.bulk, |one: &Transfer| one.stage.is_open());
        let of_bulk = || all.iter().filter(|one| one.bulk == bulk);
        assert_eq!(
            transfers.open_in(bulk),
            of_bulk().filter(|one| open(one)).count()
        );
        let in_conflict = of_bulk().filter(|one| matches!(one.stage, Stage::Conflict(_)));
        assert_eq!(transfers.in_conflict(bulk), in_conflict.count());
    }
}
