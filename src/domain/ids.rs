//! Identifiers, each its own type so that no two can be mistaken for each other.

use std::fmt;

use super::SafeText;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(SafeText);

        impl $name {
            /// Takes an identifier as it was given; no pattern is demanded of it.
            pub fn new(raw: &str) -> Self {
                Self(SafeText::new(raw))
            }

            /// The identifier as a request sends it; never for a screen.
            pub fn raw(&self) -> &str {
                self.0.raw()
            }

            /// The identifier as a person sees it.
            pub fn shown(&self) -> &SafeText {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A Connect instance's bare id, usually a UUID.
    InstanceId
}
id! {
    /// A Cases domain's id.
    DomainId
}
id! {
    /// A case's id, usually a UUID.
    CaseId
}
id! {
    /// A contact's id, usually a UUID.
    ContactId
}
id! {
    /// An attached file's id: 1 to 256 characters without a pattern.
    FileId
}
id! {
    /// A Connect user's id, usually a UUID.
    UserId
}
id! {
    /// The id that AWS gave one request; support asks for it.
    RequestId
}
