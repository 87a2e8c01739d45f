//! What the configuration file says, for eyes: by the names that it has there.

use super::Config;
use crate::app::keys::{Keymap, Mode};
use crate::domain::OnConflict;

impl Config {
    /// Each setting that the file makes, by its name, as it would be written.
    pub fn entries(&self) -> Vec<(String, String)> {
        let list = |words: &Vec<String>| words.join(", ");
        let number = |number: f64| number.to_string();
        let on_conflict = |choice: OnConflict| {
            let word = match choice {
                OnConflict::Rename => "rename",
                OnConflict::Skip => "skip",
                OnConflict::Replace => "replace",
                OnConflict::Ask => "ask",
            };
            word.to_owned()
        };
        let plain = [
            ("profile", self.profile.clone()),
            ("region", self.region.clone()),
            ("instance", self.instance.clone()),
            (
                "save_to",
                self.save_to
                    .as_ref()
                    .map(|path| path.to_string_lossy().into_owned()),
            ),
            ("concurrency", self.concurrency.map(|many| many.to_string())),
            ("on_conflict", self.on_conflict.map(on_conflict)),
            ("recents", self.recents.map(|flag| flag.to_string())),
            ("max_rps", self.pacing.max_rps.map(number)),
            (
                "full_speed",
                self.pacing.full_speed.then(|| "true".to_owned()),
            ),
            ("theme", self.theme.map(|theme| theme.name().to_owned())),
            ("ascii", self.ascii.map(|flag| flag.to_string())),
            ("motion", self.motion.map(|flag| flag.to_string())),
            ("private", self.private.map(|flag| flag.to_string())),
            ("mouse", self.mouse.map(|flag| flag.to_string())),
            ("files.columns", self.files.columns.as_ref().map(list)),
            ("files.sort", self.files.sort.clone()),
            (
                "files.reverse",
                self.files.reverse.map(|flag| flag.to_string()),
            ),
        ];
        let mut entries: Vec<(String, String)> = plain
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        for (name, quota) in &self.pacing.quotas {
            let parts = [("rate", quota.rate), ("burst", quota.burst)];
            let parts = parts.into_iter().filter_map(|(part, value)| {
                Some((format!("quotas.{name}.{part}"), value?.to_string()))
            });
            entries.extend(parts);
        }
        entries.extend(self.keys());
        entries
    }

    /// The keys that are others than the program's own, place by place.
    fn keys(&self) -> Vec<(String, String)> {
        let own = Keymap::default();
        let mut changed = Vec::new();
        for mode in Mode::ALL {
            for (row, old) in self.keymap.bindings(*mode).zip(own.bindings(*mode)) {
                if row.keys != old.keys && !row.binding.help.is_empty() {
                    let names: Vec<String> = row.keys.iter().map(|key| key.name()).collect();
                    let name = format!("keys.{}.{}", mode.name(), row.binding.action.name());
                    changed.push((name, names.join(" ")));
                }
            }
        }
        changed
    }
}
