//! The browser in lines, for screen readers and for terminals that can do nothing else: what
//! is typed is a word or a number, and what is new is printed below what was there. There is
//! no cursor to move, no escape sequence, and no raw line. The machine, and who does its work,
//! are those of the other browser.

mod front;
mod said;
mod teller;
mod words;

pub use front::PlainShell;
