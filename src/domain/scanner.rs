//! Who scans the files of an instance.

use super::{Arn, SafeText};

/// What an instance hands its uploads to: a function of its own account, as a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scanner {
    /// Its ARN, as the service gave it.
    pub arn: SafeText,
}

impl Scanner {
    /// Its name: what its owner knows it by. The whole ARN when it is none.
    pub fn name(&self) -> SafeText {
        let Ok(arn) = Arn::parse(self.arn.raw()) else {
            return self.arn.clone();
        };
        let resource = arn.resource().raw();
        // `function:NAME` or `function:NAME:ALIAS`.
        let rest = resource.strip_prefix("function:").unwrap_or(resource);
        rest.into()
    }

    /// The account that owns it, when the ARN tells.
    pub fn account(&self) -> Option<SafeText> {
        let arn = Arn::parse(self.arn.raw()).ok()?;
        SafeText::given(arn.account().raw())
    }
}
