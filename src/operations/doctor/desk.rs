//! What only makes the browser more telling: the rules for uploads, and users' names. Who
//! scans the files is told by a call that has a check of its own.

use super::Check;
use super::cases::{ALLOWED, MADE_UP};
use super::examiner::{Examiner, Told};
use super::place::Place;
use crate::domain::{Scope, UserId};

/// The checks of this part, in their order.
const NAMES: [&str; 2] = ["DescribeAttachedFilesConfiguration", "DescribeUser"];
const RULES: &str = "only needed to tell whether the rules for uploads would take a file";
const PEOPLE: &str = "only needed to tell uploaders by name";

/// Makes these checks.
pub(super) async fn desk<F: FnMut(Told) + Send>(examiner: &mut Examiner<'_, F>, place: &Place) {
    let [rules, people] = NAMES;
    let Some(instance) = place.instance.as_ref().filter(|_| place.obstacle.is_none()) else {
        for name in NAMES {
            examiner.done(Check::behind(name, place.obstacle.unwrap_or("Instance")));
        }
        return;
    };
    let aws = examiner.asked.aws;
    let asking = aws.upload_rules(&instance.id, Scope::Case);
    let answer = examiner.ask(rules, asking).await;
    examiner.done(match answer {
        Ok(_) => Check::ok(rules, ALLOWED),
        Err(failure) => Check::failed(rules, &failure).bearable(RULES),
    });
    let nobody = UserId::new(MADE_UP);
    let answer = examiner
        .ask(people, aws.person(&instance.id, &nobody))
        .await;
    examiner.done(match answer {
        Ok(_) => Check::ok(people, ALLOWED),
        Err(failure) => Check::failed(people, &failure).bearable(PEOPLE),
    });
}
