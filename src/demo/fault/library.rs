//! The faults that are built into the program. Adding one means a file in
//! `assets/faults` and a word here.

macro_rules! library {
    ($($name:literal),* $(,)?) => {
        /// Every name with its file.
        const LIBRARY: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../assets/faults/", $name, ".json")))),*
        ];
    };
}

library! {
    "denied-list-instances",
    "denied-domain",
    "denied-list-domains",
    "denied-search-cases",
    "denied-get-case",
    "denied-related-items",
    "denied-batch",
    "denied-file",
    "denied-files",
    "denied-link",
    "denied-contact",
    "denied-users",
    "denied-scanner",
    "denied-rules",
    "denied-identity",
    "denied-all",
    "explicit-deny",
    "throttled",
    "throttled-always",
    "expired",
    "expired-link",
    "expired-link-always",
    "500",
    "500-always",
    "503-link",
    "slow",
    "slow-link",
    "hanging",
    "hanging-link",
    "reset",
    "reset-always",
    "cut-link",
    "longer-link",
    "shorter-link",
    "unsized-link",
    "reset-link",
    "reset-link-always",
    "stall-link",
    "stall-link-always",
    "expired-halfway",
    "one-request-a-link",
    "404-link",
    "416-link",
    "503-link-always",
    "wrong-range",
    "wrong-total",
    "ignored-range",
    "changed-etag",
    "changing-etag",
    "no-etag",
    "redirect-http",
    "redirect-scheme",
    "trickle-link",
    "garbage",
    "truncated",
    "html",
    "html-200",
    "html-407",
    "html-502",
    "html-link",
    "clock-skew",
    "elsewhere",
    "unknown-values",
    "missing-fields",
    "null-items",
    "shuffled",
    "duplicates",
    "lost-files",
    "bucket-unreachable",
    "unreachable",
}

/// The names, in the order in which they are told.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    LIBRARY.iter().map(|(name, _)| *name)
}

/// The text of one.
pub(super) fn text(name: &str) -> Option<&'static str> {
    LIBRARY
        .iter()
        .find_map(|(own, text)| (*own == name).then_some(*text))
}
