//! The program in a real terminal: what is typed, what is seen, and what is left behind.

mod audit;
mod clipboard;
mod commands;
mod ends;
mod finding;
mod handover;
mod job;
mod keys;
mod loading;
mod mouse;
mod opened;
mod panics;
mod plain;
mod preview;
mod recents;
mod saving;
mod screen;
mod shells;
mod sign_in;
mod stdin;
mod suspended;
mod switched;
mod terminal;
mod terminals;
mod tmux;
