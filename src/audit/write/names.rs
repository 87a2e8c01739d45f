//! What uploaders are called, as far as that is known.

use std::collections::BTreeMap;

use crate::domain::SafeText;

/// Names by ARN; an ARN that nobody has told the name of is shown by its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, SafeText>);

impl Names {
    /// The one of this ARN is called so.
    pub fn put(&mut self, arn: &str, name: SafeText) {
        self.0.insert(arn.to_owned(), name);
    }

    /// Whether no name is known.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &SafeText)> {
        self.0.iter().map(|(arn, name)| (arn.as_str(), name))
    }

    /// The name, or enough of the ARN to tell people apart.
    pub(super) fn of(&self, arn: &str) -> SafeText {
        if let Some(name) = self.0.get(arn) {
            return name.clone();
        }
        // Sessions of several roles may have one name.
        if let Some((_, session)) = arn.split_once(":assumed-role/") {
            return session.into();
        }
        let end = arn.rsplit('/').next().filter(|end| !end.is_empty());
        end.unwrap_or(arn).into()
    }
}
