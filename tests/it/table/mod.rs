//! The table of files by itself: no case, no screen, no keys.

mod columns;
mod model;
mod properties;
mod words;
