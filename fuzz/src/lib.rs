//! The doors for text and names from outside, built by themselves under the program's
//! name, and what must hold of whatever passes them.

extern crate self as attache;

/// As much of the program's domain as the doors need.
#[path = "../../src/domain"]
pub mod domain {
    mod file_name;
    mod text;

    pub use file_name::SafeName;
    pub use text::SafeText;
}

#[path = "../invariants.rs"]
pub mod invariants;
