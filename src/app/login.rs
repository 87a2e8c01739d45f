//! The chooser of a profile and a Region.

use crate::domain::{LoginChoice, Profile, SafeText};

use super::{Asking, Cursor, Field, Remote, Ticket};

/// As whom and where AWS is asked from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chooser {
    /// The profiles of the shared configuration files.
    pub profiles: Remote<Vec<Profile>>,
    /// The profile that asks now. It can be kept even where the files do not list it.
    pub current: Option<Profile>,
    /// Narrows the profiles; or the name of one that is not listed.
    pub filter: Field,
    /// The Region; empty for the profile's own.
    pub region: Field,
    /// Whether the Region has the keys rather than the profiles.
    pub at_region: bool,
    /// Which profile is selected; none of them stands for the machine's own configuration.
    pub cursor: Cursor<Option<SafeText>>,
}

impl Chooser {
    /// The chooser while the profiles are asked for, on the one that asks now.
    pub fn of(current: Option<&SafeText>, ticket: Ticket) -> Self {
        let mut cursor = Cursor::default();
        cursor.go_to(current.cloned());
        let current = current.map(|name| Profile {
            name: name.clone(),
            region: None,
            source: None,
        });
        Self {
            current,
            profiles: Remote {
                seen: None,
                asking: Asking::Afresh(ticket),
            },
            filter: Field::default(),
            region: Field::default(),
            at_region: false,
            cursor,
        }
    }

    /// What can be chosen: no profile at all, the one that asks now, and those that hold the
    /// typed text.
    pub fn rows(&self) -> Vec<Option<&Profile>> {
        let needle = self.filter.trimmed().to_lowercase();
        let listed = self.profiles.seen.as_deref().unwrap_or_default();
        let unlisted = |current: &&Profile| !listed.iter().any(|one| one.name == current.name);
        let current = self.current.iter().filter(unlisted);
        let holds = |profile: &&Profile| profile.name.as_str().to_lowercase().contains(&needle);
        let none = needle.is_empty().then_some(None);
        none.into_iter()
            .chain(current.chain(listed).filter(holds).map(Some))
            .collect()
    }

    /// What is chosen: the selected row, or a name that no row has; and the Region.
    pub fn choice(&self) -> LoginChoice {
        let typed = || SafeText::given(self.filter.trimmed());
        let profile = match self.rows().get(self.cursor.index()) {
            Some(Some(profile)) => Some(profile.name.clone()),
            Some(None) => None,
            None => typed(),
        };
        LoginChoice {
            profile,
            region: SafeText::given(&self.region.trimmed().to_lowercase()),
        }
    }

    /// The field that has the keys.
    pub fn field_mut(&mut self) -> &mut Field {
        if self.at_region {
            &mut self.region
        } else {
            &mut self.filter
        }
    }

    /// Finds the selected profile again after rows came or went.
    pub fn settle(&mut self, height: usize) {
        let names = self.names();
        self.cursor.settle(
            names.len(),
            height,
            |key| names.iter().position(|other| other == key),
            |index| names.get(index).cloned(),
        );
    }

    /// The rows by what they are known by.
    pub fn names(&self) -> Vec<Option<SafeText>> {
        let rows = self.rows().into_iter();
        rows.map(|row| row.map(|profile| profile.name.clone()))
            .collect()
    }
}
