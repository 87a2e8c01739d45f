//! Everything known about one file, as label and value for people. It stands here and
//! not in the view because scrolling must know how many lines there are.

use jiff::{Timestamp, tz::TimeZone};

use crate::domain::cells::wrap;
use crate::domain::{Attachment, Creator, SafeText, age, day_and_minute, exact_bytes, size};

use super::State;

/// Why there is nothing to download of a file that is stuck.
const STUCK: &str = "No download: no scanner may take so long, and nothing will move it any more.";

/// What the facts of a file depend on beside it.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The time that ages are counted from.
    pub now: Timestamp,
    /// The person's time zone.
    pub zone: &'a TimeZone,
    /// Whether nothing will move it any more.
    pub stuck: bool,
    /// What its creator is called, when that is known.
    pub name: Option<&'a SafeText>,
}

impl State {
    /// What is known here of a file beside it.
    pub fn about<'a>(&'a self, file: &Attachment, zone: &'a TimeZone) -> About<'a> {
        let files = self.files.as_ref();
        let creator = file.created_by.as_ref();
        About {
            now: self.now,
            zone,
            stuck: files.is_some_and(|files| files.is_stuck(file, self.now)),
            name: creator.and_then(|creator| self.people.name(creator)),
        }
    }
}

/// The facts of a file, each a label and a value.
pub fn facts(file: &Attachment, about: About<'_>) -> Vec<(&'static str, String)> {
    let About {
        now,
        zone,
        stuck,
        name,
    } = about;
    let status = if stuck { "Stuck" } else { file.status.label() };
    let mut facts = vec![("Status", status.to_owned())];
    let mut add = |label, value: Option<String>| {
        if let Some(value) = value {
            facts.push((label, value));
        }
    };
    add(
        "Why",
        if stuck {
            Some(STUCK.to_owned())
        } else {
            let why = file.status.why_not();
            why.map(|why| format!("No download: {why}"))
        },
    );
    add("Name", file.name.as_ref().map(ToString::to_string));
    add(
        "Size",
        file.size.map(|bytes| match bytes {
            0..1_000 => exact_bytes(bytes),
            _ => format!("{} ({})", size(bytes), exact_bytes(bytes)),
        }),
    );
    add("Created", created(file, now, zone));
    add("By", name.map(ToString::to_string));
    let label = if name.is_some() { "" } else { "By" };
    add(label, file.created_by.as_ref().map(creator));
    add("Source", Some(file.source.label()));
    add("Use", file.use_case.as_ref().map(ToString::to_string));
    for (key, value) in &file.tags {
        add("Tag", Some(format!("{key} = {value}")));
    }
    add("File id", Some(file.key.file.to_string()));
    add("File ARN", file.arn.as_ref().map(ToString::to_string));
    add("Attached to", Some(file.key.resource.to_string()));
    facts
}

/// The cells of a label, with the blank in front of it.
pub const LABEL: u16 = 12;

/// The facts in lines of at most `cells` cells: a label on the first line of each, and a
/// part of the value.
pub fn lines(file: &Attachment, about: About<'_>, cells: u16) -> Vec<(&'static str, String)> {
    // A blank before the value, and one before the frame.
    let cells = usize::from(cells.saturating_sub(LABEL + 2));
    let facts = facts(file, about).into_iter();
    facts
        .flat_map(|(label, value)| {
            let parts = wrap(&value, cells).into_iter().enumerate();
            parts.map(move |(place, part)| (if place == 0 { label } else { "" }, part))
        })
        .collect()
}

fn created(file: &Attachment, now: Timestamp, zone: &TimeZone) -> Option<String> {
    match (file.created, &file.created_text) {
        (Some(then), _) => Some(format!(
            "{}, {}",
            day_and_minute(then, zone),
            ago(then, now)
        )),
        (None, Some(text)) => Some(text.to_string()),
        (None, None) => None,
    }
}

fn ago(then: Timestamp, now: Timestamp) -> String {
    match age(then, now).as_str() {
        "now" => "just now".to_owned(),
        "in future" => "in the future by this machine's clock".to_owned(),
        age => format!("{age} ago"),
    }
}

fn creator(creator: &Creator) -> String {
    match creator {
        Creator::ConnectUser(arn) => format!("agent {arn}"),
        Creator::AwsIdentity(arn) => arn.to_string(),
        Creator::Unknown => "a kind of creator that this version does not know".to_owned(),
    }
}
