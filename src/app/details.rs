//! Everything known about one file, as label and value for people. It stands here and
//! not in the view because scrolling must know how many lines there are.

use jiff::{Timestamp, tz::TimeZone};

use crate::domain::cells::wrap;
use crate::domain::{Attachment, Creator, age, day_and_minute, exact_bytes, size};

/// The facts of a file, each a label and a value; `zone` is the person's.
pub fn facts(file: &Attachment, now: Timestamp, zone: &TimeZone) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Status", file.status.label().to_owned())];
    let mut add = |label, value: Option<String>| {
        if let Some(value) = value {
            facts.push((label, value));
        }
    };
    add(
        "Why",
        file.status
            .why_not()
            .map(|why| format!("No download: {why}")),
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
    add("By", file.created_by.as_ref().map(creator));
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
pub fn lines(
    file: &Attachment,
    now: Timestamp,
    zone: &TimeZone,
    cells: u16,
) -> Vec<(&'static str, String)> {
    // A blank before the value, and one before the frame.
    let cells = usize::from(cells.saturating_sub(LABEL + 2));
    let facts = facts(file, now, zone).into_iter();
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
