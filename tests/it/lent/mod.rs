//! The terminal lent to an effect, and links that are handed over on it: what is seen, and
//! what is left behind.

mod glass;
mod handover;
mod loan;
