//! What the configuration file says, for eyes: by the names that it has there.

use super::Config;
use crate::app::keys::{Keymap, Mode};
use crate::domain::OnConflict;

impl Config {
    /// Each setting that the file makes, by its name, as it would be written.
    pub fn entries(&self) -> Vec<(String, String)> {
        // Every setting by its name, so that none is forgotten here.
        let Self {
            path: _,
            recents,
            save_to,
            concurrency,
            on_conflict,
            theme,
            graphics,
            ascii,
            motion,
            pacing,
            notify,
            private,
            mouse,
            plain,
            files,
            keymap: _,
            profile,
            region,
            instance,
        } = self;
        let flag = |flag: &Option<bool>| flag.map(|flag| flag.to_string());
        let list = |words: &Vec<String>| words.join(", ");
        let number = |number: f64| number.to_string();
        let conflict = |choice: OnConflict| {
            let word = match choice {
                OnConflict::Rename => "rename",
                OnConflict::Skip => "skip",
                OnConflict::Replace => "replace",
                OnConflict::Ask => "ask",
            };
            word.to_owned()
        };
        let words = [
            ("profile", profile.clone()),
            ("region", region.clone()),
            ("instance", instance.clone()),
            (
                "save_to",
                save_to
                    .as_ref()
                    .map(|path| path.to_string_lossy().into_owned()),
            ),
            ("concurrency", concurrency.map(|many| many.to_string())),
            ("on_conflict", on_conflict.map(conflict)),
            ("recents", flag(recents)),
            ("max_rps", pacing.max_rps.map(number)),
            ("full_speed", pacing.full_speed.then(|| "true".to_owned())),
            ("theme", theme.map(|theme| theme.name().to_owned())),
            ("graphics", graphics.map(|wish| wish.name().to_owned())),
            ("ascii", flag(ascii)),
            ("motion", flag(motion)),
            ("private", flag(private)),
            ("mouse", flag(mouse)),
            ("plain", flag(plain)),
            ("notify", notify.map(|how| how.name().to_owned())),
            ("files.columns", files.columns.as_ref().map(list)),
            ("files.sort", files.sort.clone()),
            ("files.reverse", flag(&files.reverse)),
        ];
        let mut entries: Vec<(String, String)> = words
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        for (name, quota) in &pacing.quotas {
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
