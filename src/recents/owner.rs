//! Whose list it is: the account and the role that ask, else the profile and the Region.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::aws::Aws;
use crate::domain::{FailureKind, Identity, SafeText};

/// The fingerprint of who asks. The session's name is no part of it: it changes with every
/// sign-in. None while nobody is signed in.
pub(super) async fn owner(aws: &Aws) -> Option<String> {
    match aws.identity().await {
        Ok(identity) => Some(of_identity(&identity)),
        Err(failure) if failure.kind == FailureKind::Credentials => None,
        // Who may not ask who he is still has a profile and a Region.
        Err(_) => {
            let region = aws.region().await.ok()?;
            let profile = aws.profile().await;
            let profile = profile.as_ref().map_or("", SafeText::raw);
            Some(fingerprint(&["profile", profile, region.raw()]))
        }
    }
}

fn of_identity(identity: &Identity) -> String {
    let role = identity.role();
    fingerprint(&["identity", identity.account.raw(), role.raw()])
}

fn fingerprint(parts: &[&str]) -> String {
    let hash = Sha256::digest(parts.join("\n"));
    let start = hash.iter().take(16);
    start.fold(String::new(), |mut text, byte| {
        // Writing into memory cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(account: &str, arn: &str) -> String {
        of_identity(&Identity {
            account: account.into(),
            arn: arn.into(),
        })
    }

    #[test]
    fn a_role_is_the_same_in_every_session_and_no_other() {
        let role = |name: &str, session: &str| {
            let arn = format!("arn:aws:sts::1:assumed-role/{name}/{session}");
            of("1", &arn)
        };
        assert_eq!(role("Agent", "m.ito"), role("Agent", "k.sato"));
        assert_ne!(role("Agent", "m.ito"), role("Admin", "m.ito"));
        let other = of("2", "arn:aws:sts::2:assumed-role/Agent/m.ito");
        assert_ne!(role("Agent", "m.ito"), other);
        assert!(!role("Agent", "m.ito").contains("Agent"));
    }
}
