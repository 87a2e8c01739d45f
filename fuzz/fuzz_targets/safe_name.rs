//! Any two texts, as a name and its fallback: what comes out can be created anywhere.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (raw, fallback) = text.split_once('\n').unwrap_or((&text, "id"));
    attache_fuzz::invariants::name(raw, fallback);
});
