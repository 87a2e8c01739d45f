//! The profiles of the shared configuration files.

use aws_config::profile::ProfileSet;

use super::origin::Origin;
use super::shared;
use crate::domain::{Failure, Profile, SafeText};

/// The name of the profile that is taken when none is named.
const DEFAULT: &str = "default";

/// The profiles that can be named: the default one first, then in the files' order. No
/// file is an empty list; a broken one is a failure that names the file and the line.
pub async fn profiles() -> Result<Vec<Profile>, Failure> {
    let files = shared::profiles(None).await?;
    let [config, credentials] = shared::texts().await?;
    let headings: Vec<&str> = headings(&config).chain(headings(&credentials)).collect();
    let place = |name: &str| {
        let at = headings.iter().position(|heading| *heading == name);
        (name != DEFAULT, at.unwrap_or(usize::MAX))
    };
    let mut names: Vec<&str> = files.profiles().collect();
    names.sort_by_key(|name| (place(name), *name));
    Ok(names.iter().map(|name| profile(name, &files)).collect())
}

fn profile(name: &str, files: &ProfileSet) -> Profile {
    let region = files
        .get_profile(name)
        .and_then(|profile| profile.get("region"));
    Profile {
        name: SafeText::new(name),
        region: region.and_then(SafeText::given),
        source: Origin::of_profile(name, files).word().map(SafeText::new),
    }
}

/// The profiles' names as a file's headings write them.
fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (heading, _) = line.strip_prefix('[')?.split_once(']')?;
        let heading = heading.trim();
        let name = heading.strip_prefix("profile").map(str::trim_start);
        Some(name.filter(|name| !name.is_empty()).unwrap_or(heading))
    })
}
