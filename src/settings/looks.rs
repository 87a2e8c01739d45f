//! How looks are written in the configuration file.

use serde::de::{Deserialize, Deserializer, Error};

use crate::app::Theme;

/// A theme's name.
pub(super) fn theme<'de, D>(deserializer: D) -> Result<Option<Theme>, D::Error>
where
    D: Deserializer<'de>,
{
    let name = String::deserialize(deserializer)?;
    let theme = Theme::named(&name);
    theme.map(Some).ok_or_else(|| {
        let names = Theme::ALL.map(|theme| format!("`{}`", theme.name()));
        let names = names.join(", ");
        D::Error::custom(format!("unknown theme `{name}`, expected one of {names}"))
    })
}
