//! As whom and where AWS is asked, and whether it answers at all.

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use super::Check;
use super::examiner::{Examiner, Told};
use super::reach::{self, Reached};
use crate::aws::CredentialsLife;
use crate::domain::{Failure, FailureKind, Identity, SafeText};

/// Credentials that end sooner are worth a word.
const SOON: SignedDuration = SignedDuration::from_mins(15);
/// AWS refuses a signature that was made longer ago, or longer ahead.
const MOST_SKEW: SignedDuration = SignedDuration::from_mins(5);
/// A difference worth a word: it grows.
const SOME_SKEW: SignedDuration = SignedDuration::from_mins(1);

/// Makes these checks. Gives the name of the one that keeps all others from being made.
pub(super) async fn login<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    surroundings: Vec<Check>,
) -> Option<&'static str> {
    let aws = examiner.asked.aws;
    let region = examiner.ask("Region", aws.region()).await;
    // Before the rest is told: a wrong clock or a dead line is the cause of much of it.
    let endpoint = match &region {
        Ok(_) => Some(endpoints(examiner).await),
        Err(_) => None,
    };
    let unloaded = region.as_ref().err();
    let mut obstacle = None;
    let credentials = match unloaded {
        Some(failure) if failure.kind == FailureKind::Credentials => {
            Check::failed("Credentials", failure).needed()
        }
        Some(_) => Check::behind("Credentials", "Region"),
        None => {
            let asked = examiner.ask_a_person("Credentials", aws.credentials_life());
            held(&asked.await, (examiner.asked.clock)())
        }
    };
    note(&mut obstacle, &credentials, "Region");
    examiner.done(credentials);

    let reached = endpoint.as_ref().map(|answer| answer.as_deref());
    let clock = clock(reached);
    let endpoint = endpoint_check(reached);
    for check in [&clock, &endpoint] {
        if check.status == super::Status::Failed {
            note(&mut obstacle, check, check.name);
        }
    }
    let identity = match obstacle {
        Some(other) => Check::skipped("Identity", format!("see {other}")),
        None => identity(&examiner.ask("Identity", aws.identity()).await),
    };
    note(&mut obstacle, &identity, "Identity");
    examiner.done(identity);
    examiner.done(clock);
    examiner.done(match &region {
        Ok(region) => {
            let source = aws.region_source().await.unwrap_or_default();
            Check::ok("Region", format!("{region}, {source}"))
        }
        Err(failure) if failure.kind == FailureKind::Credentials => {
            Check::behind("Region", "Credentials")
        }
        Err(failure) => Check::failed("Region", failure).needed(),
    });
    for check in surroundings {
        examiner.done(check);
    }
    examiner.done(endpoint);
    obstacle
}

/// The first that stands in the way is what the others name; `cause` is why it was skipped.
fn note(obstacle: &mut Option<&'static str>, check: &Check, cause: &'static str) {
    if check.stands_in_the_way() && obstacle.is_none() {
        let skipped = check.status == super::Status::Skipped;
        *obstacle = Some(if skipped { cause } else { check.name });
    }
}

async fn endpoints<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
) -> Result<Vec<Reached>, Failure> {
    let asked = examiner.asked;
    let reach = async {
        let addresses = asked.aws.addresses().await?;
        let each = addresses
            .iter()
            .map(|address| reach::endpoint(asked.transport, address, asked.clock));
        join_all(each).await.into_iter().collect()
    };
    examiner.ask("Endpoint", reach).await
}

fn held(held: &Result<CredentialsLife, Failure>, now: Timestamp) -> Check {
    const NAME: &str = "Credentials";
    let held = match held {
        Ok(held) => held,
        Err(failure) => return Check::failed(NAME, failure).needed(),
    };
    let source = match &held.role {
        Some(role) => format!("{}, traded for {role}", held.source),
        None => held.source.to_string(),
    };
    let Some(left) = held.expires.map(|end| end.duration_since(now)) else {
        return Check::ok(NAME, format!("{source}; they do not expire")).needed();
    };
    let life = format!("{source}; they end in {}", span(left));
    if left < SOON {
        let hint = "Sign in again before a long job.";
        return Check::warning(NAME, life).hint(hint).needed();
    }
    Check::ok(NAME, life).needed()
}

/// `7 min`, `2 h 5 min`, `12 days`.
fn span(time: SignedDuration) -> String {
    let minutes = time.as_mins().max(0);
    match (minutes / 1_440, minutes / 60) {
        (2.., _) => format!("{} days", minutes / 1_440),
        (_, 1..) => format!("{} h {} min", minutes / 60, minutes % 60),
        _ => format!("{minutes} min"),
    }
}

fn identity(answer: &Result<Identity, Failure>) -> Check {
    const NAME: &str = "Identity";
    match answer {
        Ok(identity) => {
            let (account, role) = (&identity.account, identity.role());
            Check::ok(NAME, format!("{role} in the account {account}"))
        }
        // It tells of the credentials, not of a permission: nobody can be denied this.
        Err(failure) if failure.kind == FailureKind::Credentials => {
            Check::failed(NAME, failure).needed()
        }
        Err(failure) => Check::failed(NAME, failure).bearable("only shown, never needed"),
    }
}

type Endpoint<'a> = Option<Result<&'a [Reached], &'a Failure>>;

fn clock(endpoint: Endpoint<'_>) -> Check {
    const NAME: &str = "Clock";
    let reached = match endpoint {
        None => return Check::skipped(NAME, "see Region"),
        Some(Err(_)) => return Check::skipped(NAME, "see Endpoint"),
        Some(Ok(reached)) => reached,
    };
    let Some(ahead) = reached.iter().find_map(|one| one.ahead) else {
        return Check::skipped(NAME, "the service does not say what time it has");
    };
    let off = ahead.abs();
    if off < SOME_SKEW {
        return Check::ok(NAME, "right to the minute").needed();
    }
    let side = if ahead.is_positive() {
        "behind"
    } else {
        "ahead of"
    };
    let why = format!("this machine's clock is {} {side} AWS's", span(off));
    let hint = "Set the clock, best by the network's time (NTP).";
    if off < MOST_SKEW {
        return Check::warning(NAME, why).hint(hint).needed();
    }
    let what = "The clock is wrong";
    let failure = Failure::new(FailureKind::Credentials, what, why).hint(hint);
    Check::failed(NAME, &failure).needed()
}

fn endpoint_check(endpoint: Endpoint<'_>) -> Check {
    const NAME: &str = "Endpoint";
    match endpoint {
        None => Check::skipped(NAME, "see Region"),
        Some(Err(failure)) => Check::failed(NAME, failure).needed(),
        Some(Ok(reached)) => {
            let hosts: Vec<&str> = reached.iter().map(|one| one.host.as_str()).collect();
            let hosts = SafeText::new(&hosts.join(" and "));
            if reached.iter().any(|one| one.is_page) {
                let why =
                    format!("something other than {hosts} may have answered, with a web page");
                let hint =
                    "A proxy or a sign-in page is in between: look at HTTPS_PROXY and NO_PROXY.";
                return Check::warning(NAME, why).hint(hint).needed();
            }
            let verb = if reached.len() == 1 {
                "answers"
            } else {
                "answer"
            };
            Check::ok(NAME, format!("{hosts} {verb}")).needed()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::doctor::Status;

    #[test]
    fn credentials_that_end_soon_are_worth_a_word() {
        let now: Timestamp = "2026-05-04T09:30:00Z".parse().unwrap();
        let with = |minutes: i64| {
            held(
                &Ok(CredentialsLife {
                    source: "by SSO".into(),
                    role: None,
                    expires: Some(now + SignedDuration::from_mins(minutes)),
                }),
                now,
            )
        };
        assert_eq!(with(14).status, Status::Warning);
        assert_eq!(with(14).detail.raw(), "by SSO; they end in 14 min");
        assert_eq!(with(15).status, Status::Ok);
        assert_eq!(with(125).detail.raw(), "by SSO; they end in 2 h 5 min");
        assert_eq!(with(5 * 1_440).detail.raw(), "by SSO; they end in 5 days");
    }

    #[test]
    fn a_clock_that_is_far_off_fails() {
        let with = |minutes: i64| {
            let reached = [Reached {
                host: "host".to_owned(),
                ahead: Some(SignedDuration::from_mins(minutes)),
                is_page: false,
            }];
            clock(Some(Ok(&reached)))
        };
        let table = [
            (0, Status::Ok),
            (4, Status::Warning),
            (-4, Status::Warning),
            (5, Status::Failed),
            (-6, Status::Failed),
        ];
        for (minutes, status) in table {
            assert_eq!(with(minutes).status, status, "{minutes}");
        }
        let detail = with(-61).detail;
        assert!(
            detail.raw().contains("1 h 1 min ahead of AWS's"),
            "{detail}"
        );
    }
}
