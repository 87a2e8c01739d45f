//! How notifications are written in the configuration file.

use serde::de::{Deserialize, Deserializer, Error};

use crate::app::Notify;

/// The name of a way to be told.
pub(super) fn notify<'de, D>(deserializer: D) -> Result<Option<Notify>, D::Error>
where
    D: Deserializer<'de>,
{
    let name = String::deserialize(deserializer)?;
    let notify = Notify::named(&name);
    notify.map(Some).ok_or_else(|| {
        let names = Notify::ALL.map(|one| format!("`{}`", one.name()));
        let names = names.join(", ");
        D::Error::custom(format!("unknown way `{name}`, expected one of {names}"))
    })
}
