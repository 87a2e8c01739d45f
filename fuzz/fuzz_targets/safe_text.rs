//! Any text: what is shown of it is visible, and moves no cursor.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    attache_fuzz::invariants::text(&String::from_utf8_lossy(bytes));
});
