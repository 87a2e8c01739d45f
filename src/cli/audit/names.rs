//! What those are called who uploaded the most. Optional: it comes after all rows, and changes
//! neither them nor how the audit ends.

use crate::audit::{Names, Place, Totals};
use crate::domain::{Arn, FailureKind, SafeText};
use crate::operations::person;

/// The most uploaders that are asked for: each is a request, of two a second.
const MOST: usize = 200;

/// Asks for each of them once, those with the most files first, and no further when that is
/// not allowed.
pub(super) async fn names(
    totals: &Totals,
    places: &[Place],
    say: &(dyn Fn(SafeText) + Sync),
) -> Names {
    let mut names = Names::default();
    let users = totals.uploaders(MOST).into_iter().filter_map(|(raw, _)| {
        let arn = Arn::parse(raw).ok().filter(Arn::is_agent)?;
        Some((raw, arn))
    });
    for (raw, user) in users {
        let home = user.instance_id();
        let place = places
            .iter()
            .find(|place| Some(&place.instance.id) == home.as_ref());
        let Some(place) = place else {
            continue;
        };
        match person(&place.aws, &user).await {
            Ok(found) => {
                if let Some(name) = found.and_then(|person| person.label()) {
                    names.put(raw, name);
                }
            }
            Err(failure) => {
                let denied = failure.kind == FailureKind::Denied;
                if denied || failure.kind.is_everywhere() {
                    say(format!("Uploaders are told by their ids: {}", failure.why).into());
                    return names;
                }
            }
        }
    }
    names
}
