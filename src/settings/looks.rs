//! How looks are written in the configuration file.

use serde::de::{Deserialize, Deserializer, Error};

use crate::app::Theme;
use crate::domain::GraphicsWish;

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

/// The name of a way to show pictures.
pub(super) fn graphics<'de, D>(deserializer: D) -> Result<Option<GraphicsWish>, D::Error>
where
    D: Deserializer<'de>,
{
    let name = String::deserialize(deserializer)?;
    GraphicsWish::named(&name).map(Some).ok_or_else(|| {
        let names = GraphicsWish::NAMED.map(|(name, _)| format!("`{name}`"));
        let names = names.join(", ");
        D::Error::custom(format!(
            "unknown graphics `{name}`, expected one of {names}"
        ))
    })
}
