//! The configuration file. A name that it does not know is a mistake, told with its line:
//! a setting that is silently ignored would be worse than none.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::UserDirs;
use serde::Deserialize;

use super::looks::{graphics, theme};
use super::mistake::{self, Mistake};
use super::notices::notify;
use super::pacing::{WrittenQuota, positive};
use super::saving::{WrittenConflict, at_once};
use super::table::WrittenFiles;
use super::{Words, config_file, keys};
use crate::app::keys::Keymap;
use crate::app::{Notify, Theme};
use crate::aws::{self, Pacing};
use crate::domain::{Failure, FailureKind, GraphicsWish, OnConflict};

const WHAT: &str = "The configuration file makes no sense";
/// The longest file that is read, in bytes: nobody's settings are longer.
pub(super) const LONGEST: u64 = 1 << 20;
/// Variables that say who asks. The file's profile does not go before them.
const WHO: [&str; 5] = [
    "AWS_PROFILE",
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];
const WHERE: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// What the configuration file says; without a file nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The file that was read.
    pub path: Option<PathBuf>,
    /// Whether the cases that were looked into lately are kept.
    pub recents: Option<bool>,
    /// The browser's folder for saved files.
    pub save_to: Option<PathBuf>,
    /// Files that are fetched at once.
    pub concurrency: Option<u8>,
    /// What `save` does when another file has the name.
    pub on_conflict: Option<OnConflict>,
    /// The browser's colours.
    pub theme: Option<Theme>,
    /// How pictures are to be shown.
    pub graphics: Option<GraphicsWish>,
    /// Whether all signs are of ASCII.
    pub ascii: Option<bool>,
    /// Whether signs may move.
    pub motion: Option<bool>,
    /// The pace of the requests.
    pub pacing: Pacing,
    /// How the person hears of what is over.
    pub notify: Option<Notify>,
    /// Whether names are hidden in the browser.
    pub private: Option<bool>,
    /// Whether the mouse is listened to.
    pub mouse: Option<bool>,
    /// Whether all is printed in plain lines.
    pub plain: Option<bool>,
    /// How the table of files looks.
    pub files: WrittenFiles,
    /// The keys and what they do.
    pub keymap: Arc<Keymap>,
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
    pub(super) instance: Option<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    recents: Option<bool>,
    save_to: Option<PathBuf>,
    #[serde(default, deserialize_with = "at_once")]
    concurrency: Option<u8>,
    on_conflict: Option<WrittenConflict>,
    #[serde(default, deserialize_with = "theme")]
    theme: Option<Theme>,
    #[serde(default, deserialize_with = "graphics")]
    graphics: Option<GraphicsWish>,
    ascii: Option<bool>,
    motion: Option<bool>,
    #[serde(default, deserialize_with = "positive")]
    max_rps: Option<f64>,
    #[serde(default)]
    full_speed: bool,
    #[serde(default, deserialize_with = "notify")]
    notify: Option<Notify>,
    mouse: Option<bool>,
    plain: Option<bool>,
    private: Option<bool>,
    #[serde(default)]
    files: WrittenFiles,
    /// Read apart, since a mistake in it is told with the line of its action.
    #[serde(default, rename = "keys")]
    _keys: toml::Table,
    profile: Option<String>,
    region: Option<String>,
    instance: Option<String>,
    #[serde(default)]
    quotas: BTreeMap<String, WrittenQuota>,
}

impl Config {
    /// Reads the file that was `named`, which must be there, else the platform's, which
    /// may be missing.
    pub fn load(named: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = named.map(Path::to_owned).or_else(config_file) else {
            return Ok(Self::default());
        };
        match read(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(Unread::Missing) if named.is_none() => Ok(Self::default()),
            Err(Unread::Missing) => Err(unreadable(&path, "there is no such file")),
            Err(Unread::Because(why)) => Err(unreadable(&path, &why)),
        }
    }

    /// Reads the text of the file at `path`; the first mistake in it is why that cannot be.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Failure> {
        let (config, mistakes) = Self::read(text, path);
        match (config, mistakes.into_iter().next()) {
            (Some(config), None) => Ok(config),
            (_, Some(mistake)) => Err(wrong(path, mistake.line, &mistake.why)),
            (None, None) => Err(wrong(path, None, "it cannot be read")),
        }
    }

    /// What of the text of the file at `path` makes sense, and all that makes none.
    pub fn read(text: &str, path: &Path) -> (Option<Self>, Vec<Mistake>) {
        let (written, mut mistakes) = mistake::read::<Written>(text);
        let Some(written) = written else {
            return (None, mistakes);
        };
        let known = aws::operations();
        let unknown = written
            .quotas
            .keys()
            .filter(|name| !known.contains(&&***name));
        mistakes.extend(unknown.map(|name| Mistake {
            line: line_of(text, name),
            why: format!(
                "unknown operation `{name}`, expected one of {}",
                quoted(&known)
            ),
        }));
        let (keymap, wrong) = keys::keymap(text);
        mistakes.extend(wrong);
        mistakes.sort();
        let config = Self::of(written, keymap, path.to_owned());
        (Some(config), mistakes)
    }

    fn of(written: Written, keymap: Arc<Keymap>, path: PathBuf) -> Self {
        Self {
            recents: written.recents,
            save_to: written.save_to.map(at_home),
            concurrency: written.concurrency,
            on_conflict: written.on_conflict.map(OnConflict::from),
            theme: written.theme,
            graphics: written.graphics,
            ascii: written.ascii,
            motion: written.motion,
            pacing: Pacing {
                max_rps: written.max_rps,
                full_speed: written.full_speed,
                quotas: written
                    .quotas
                    .into_iter()
                    .map(|(name, quota)| (name, quota.into()))
                    .collect(),
            },
            notify: written.notify,
            mouse: written.mouse,
            plain: written.plain,
            private: written.private,
            files: written.files,
            profile: written.profile,
            region: written.region,
            instance: written.instance,
            keymap,
            path: Some(path),
        }
    }

    /// Fills in what neither the command line nor the environment says. The file's Region
    /// belongs to its profile: it does not follow a person to another one.
    pub fn fill(&self, words: Words) -> Words {
        let set = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
        self.fill_unless(words, WHO.iter().any(set), WHERE.iter().any(set))
    }

    /// The same, where the environment says `who` asks, and `whither`.
    fn fill_unless(&self, words: Words, who: bool, whither: bool) -> Words {
        let elsewhere = words.profile.is_some() || who;
        let profile = self.profile.clone().filter(|_| !who);
        let region = self.region.clone().filter(|_| !elsewhere && !whither);
        Words {
            profile: words.profile.or(profile),
            region: words.region.or(region),
            instance: words.instance.or_else(|| self.instance.clone()),
            ..words
        }
    }
}

enum Unread {
    Missing,
    Because(String),
}

fn read(path: &Path) -> Result<String, Unread> {
    let because = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Unread::Missing,
        ErrorKind::InvalidData => Unread::Because("it is not text in UTF-8".to_owned()),
        _ => Unread::Because(error.to_string()),
    };
    let about = fs::metadata(path).map_err(because)?;
    if !about.is_file() {
        return Err(Unread::Because("it is not a file".to_owned()));
    }
    if about.len() > LONGEST {
        return Err(Unread::Because("it is too long".to_owned()));
    }
    fs::read_to_string(path).map_err(because)
}

fn unreadable(path: &Path, why: &str) -> Failure {
    let what = "The configuration file could not be read";
    Failure::new(
        FailureKind::Usage,
        what,
        format!("{}: {why}", path.display()),
    )
}

fn wrong(path: &Path, at: Option<usize>, why: &str) -> Failure {
    let place = at.map_or(String::new(), |line| format!(", line {line}"));
    let why = why.trim().replace('\n', ", ");
    Failure::new(
        FailureKind::Usage,
        WHAT,
        format!("{}{place}: {why}", path.display()),
    )
}

/// The line of an operation's table.
fn line_of(text: &str, name: &str) -> Option<usize> {
    let holds = |line: &str| line.contains(name) && !line.trim_start().starts_with('#');
    text.lines().position(holds).map(|index| index + 1)
}

fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// A leading `~` is the home folder, as in a shell.
fn at_home(path: PathBuf) -> PathBuf {
    let Ok(rest) = path.strip_prefix("~") else {
        return path;
    };
    match UserDirs::new() {
        Some(folders) => folders.home_dir().join(rest),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that a file with all three leaves after these, where the environment says
    /// who asks and where.
    fn filled(words: &Words, who: bool, whither: bool) -> [String; 3] {
        let text = "profile = \"work\"\nregion = \"eu-test-1\"\ninstance = \"desk\"\n";
        let config = Config::parse(text, Path::new("config.toml")).unwrap();
        let words = config.fill_unless(words.clone(), who, whither);
        [words.profile, words.region, words.instance].map(Option::unwrap_or_default)
    }

    #[test]
    fn the_file_fills_only_what_nobody_said() {
        let none = Words::default();
        assert_eq!(filled(&none, false, false), ["work", "eu-test-1", "desk"]);
        assert_eq!(filled(&none, false, true), ["work", "", "desk"]);
        assert_eq!(filled(&none, true, false), ["", "", "desk"]);
        let mut typed = Words {
            profile: Some("mine".to_owned()),
            instance: Some("other".to_owned()),
            ..Words::default()
        };
        assert_eq!(filled(&typed, false, false), ["mine", "", "other"]);
        typed.region = Some("us-test-2".to_owned());
        assert_eq!(filled(&typed, true, true), ["mine", "us-test-2", "other"]);
    }
}
