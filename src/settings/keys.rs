//! The keys that the configuration file gives to actions: `[keys]` for wherever an action is
//! possible, and tables in it for one place alone.

use std::sync::Arc;

use toml_edit::{Document, Item, Key, TableLike, Value};

use super::mistake::{Mistake, line};
use crate::app::keys::{Keymap, Wish};

/// The keys as the file gives them, and what is wrong with that. The text is known to be TOML.
pub(super) fn keymap(text: &str) -> (Arc<Keymap>, Vec<Mistake>) {
    let mut read = Read {
        text,
        wishes: Vec::new(),
        lines: Vec::new(),
        mistakes: Vec::new(),
    };
    if let Ok(document) = Document::parse(text)
        && let Some(keys) = document.get("keys").and_then(Item::as_table_like)
    {
        read.table(keys, None);
    }
    let Read {
        wishes,
        lines,
        mut mistakes,
        ..
    } = read;
    match Keymap::with(&wishes) {
        Ok(keymap) => (Arc::new(keymap), mistakes),
        Err(wrong) => {
            mistakes.extend(wrong.into_iter().map(|one| Mistake {
                line: lines.get(one.wish).copied().flatten(),
                why: one.why,
            }));
            (Arc::default(), mistakes)
        }
    }
}

struct Read<'a> {
    text: &'a str,
    wishes: Vec<Wish>,
    lines: Vec<Option<usize>>,
    mistakes: Vec<Mistake>,
}

impl Read<'_> {
    fn table(&mut self, table: &dyn TableLike, mode: Option<&str>) {
        for (name, item) in table.iter() {
            let span = table.key(name).and_then(Key::span);
            let at = span.map(|span| line(self.text, span.start));
            match (item.as_table_like(), mode) {
                (Some(inner), None) => {
                    self.table(inner, Some(name));
                    continue;
                }
                (Some(_), Some(_)) => {
                    self.wrong(at, "a place has no places in it");
                    continue;
                }
                (None, _) => {}
            }
            match names(item) {
                Some(keys) => {
                    self.wishes.push(Wish {
                        mode: mode.map(str::to_owned),
                        action: name.to_owned(),
                        keys,
                    });
                    self.lines.push(at);
                }
                None => self.wrong(
                    at,
                    &format!(
                        "the keys of `{name}` are names in a list, such as [\"s\", \"ctrl-s\"]"
                    ),
                ),
            }
        }
    }

    fn wrong(&mut self, line: Option<usize>, why: &str) {
        self.mistakes.push(Mistake {
            line,
            why: why.to_owned(),
        });
    }
}

/// One name, or a list of them.
fn names(item: &Item) -> Option<Vec<String>> {
    match item.as_value()? {
        Value::String(name) => Some(vec![name.value().clone()]),
        Value::Array(names) => {
            let names = names.iter().map(|name| name.as_str().map(str::to_owned));
            names.collect()
        }
        _ => None,
    }
}
