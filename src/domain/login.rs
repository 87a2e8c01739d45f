//! As whom and where AWS is asked: what a person can choose.

use super::SafeText;

/// A profile of the shared configuration files.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Profile {
    /// Its name.
    pub name: SafeText,
    /// The Region that it names.
    pub region: Option<SafeText>,
    /// Where its credentials come from, in a word: `SSO`, `role`, `process`, `keys`.
    pub source: Option<SafeText>,
}

/// The choice of a profile and a Region. What is not chosen the machine's configuration
/// decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct LoginChoice {
    /// A profile's name.
    pub profile: Option<SafeText>,
    /// A Region's code.
    pub region: Option<SafeText>,
}
