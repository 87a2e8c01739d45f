//! What can be copied of a file, and the command line that leads back to its screen.

use crate::domain::{
    Arn, Attachment, FileId, Instance, SafeText, Source, Subject, attachment_json, to_json,
};

use super::audit::{Audit, Source as Of};
use super::{Clip, Files, Screen, State};

/// What of a file is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Copying {
    /// Its name, as it is shown.
    Name,
    /// Its id.
    Id,
    /// Its ARN.
    Arn,
    /// A link to it, made when it is copied.
    Link,
    /// All that is known of it, with the API's names.
    Json,
    /// The command line that shows the files of its case or contact.
    Command,
    /// The command line that makes the audit on the screen, or opens its file.
    Audit,
}

impl Copying {
    /// What it is, for a sentence.
    pub fn what(self) -> &'static str {
        match self {
            Copying::Name => "the name",
            Copying::Id => "the id",
            Copying::Arn => "the ARN",
            Copying::Link => "the link",
            Copying::Json => "the JSON",
            Copying::Command | Copying::Audit => "the command line",
        }
    }

    /// The text of it, or why there is none.
    pub fn clip(self, state: &State, file: &Attachment) -> Result<Clip, String> {
        let files = state.files.as_ref().ok_or("There are no files here.")?;
        let text = match self {
            // What is pasted into a terminal must not drive it: always what is shown.
            Copying::Name => file.title().to_string(),
            Copying::Id => file.key.file.to_string(),
            Copying::Arn => match &file.arn {
                Some(arn) => arn.to_string(),
                None => return Err("The service gave no ARN of this file.".to_owned()),
            },
            Copying::Json => to_json(&attachment_json(file)),
            Copying::Command => way_to(state, files, file).ok_or(UNSEEN)?,
            Copying::Audit => match state.audit_on_screen() {
                Some(audit) => audit_command(state, audit).ok_or(UNSEEN)?,
                None => return Err("This is no audit.".to_owned()),
            },
            Copying::Link => {
                if let Some(why) = file.status.why_not() {
                    return Err(format!("There is no link to it: {why}"));
                }
                return Ok(Clip::Link(files.request(file)));
            }
        };
        Ok(Clip::Text(text))
    }
}

pub(super) const UNSEEN: &str =
    "Something in it could not be typed: an id or a name holds characters that cannot be seen.";

/// The command line that leads back to the picker that is open; none when something in it
/// cannot be seen.
pub fn picker_command(state: &State) -> Option<String> {
    let cases = state.cases.as_ref();
    let cases = cases.filter(|_| state.screen == Screen::Cases);
    let instance = cases.map(|cases| {
        let arn = cases.instance.arn.as_ref();
        arn.map_or_else(|| cases.instance.id.shown(), Arn::shown)
    });
    line(
        [
            ("profile", state.profile()),
            ("region", state.region()),
            ("instance", instance),
        ]
        .into_iter(),
    )
}

fn line<'a>(options: impl Iterator<Item = (&'a str, Option<&'a SafeText>)>) -> Option<String> {
    let mut line = String::from("attache");
    for (name, value) in options {
        if let Some(value) = value {
            line.extend([" --", name, "=", &quoted(value)?]);
        }
    }
    Some(line)
}

/// `attache --profile=support --region=us-west-2 --instance=… --case=…`, quoted for a POSIX
/// shell; none when something in it cannot be seen and so should not be pasted.
pub fn command_line(state: &State, files: &Files) -> Option<String> {
    let named = match files.extent.subject()? {
        Subject::Case(case) => ("case", case.arn.shown()),
        Subject::Contact(contact) => ("contact", contact.arn.shown()),
    };
    line_to(state, &files.instance, named, &files.ids)
}

/// `attache audit --instance=… --with-cases --output=…`, which makes the audit that is on the
/// screen, or `attache browse --audit=…`, which opens its file; none when something in it
/// cannot be seen.
pub fn audit_command(state: &State, audit: &Audit) -> Option<String> {
    let (instance, output) = match &audit.of {
        Of::File(opened) => {
            let path = SafeText::new(opened.path.to_str()?);
            return Some(format!("attache browse --audit={}", quoted(&path)?));
        }
        Of::Domain(instance, _) => {
            let output = audit.name(state, "ndjson", false);
            (&**instance, SafeText::from(output))
        }
    };
    let arn = instance.arn.as_ref();
    let instance = arn.map_or_else(|| instance.id.shown(), Arn::shown);
    let options = [
        ("profile", state.profile()),
        ("region", state.region()),
        ("instance", Some(instance)),
        ("output", Some(&output)),
    ];
    let line = line(options.into_iter())?;
    Some(line.replacen("attache", "attache audit --with-cases", 1))
}

/// The same for a file of many cases, which is found in its own.
fn way_to(state: &State, files: &Files, file: &Attachment) -> Option<String> {
    if !files.extent.is_domain() {
        return command_line(state, files);
    }
    let kind = match file.source {
        Source::Case => "case",
        Source::Contact(_) => "contact",
    };
    let named = (kind, file.key.resource.shown());
    line_to(state, &files.instance_of(file), named, &[])
}

fn line_to(
    state: &State,
    instance: &Instance,
    subject: (&'static str, &SafeText),
    ids: &[FileId],
) -> Option<String> {
    let arn = instance.arn.as_ref();
    let instance = arn.map_or_else(|| instance.id.shown(), Arn::shown);
    let named = [
        ("profile", state.profile()),
        ("region", state.region()),
        ("instance", Some(instance)),
        (subject.0, Some(subject.1)),
    ];
    let ids = ids.iter().map(|id| ("file-id", Some(id.shown())));
    line(named.into_iter().chain(ids))
}

/// The text as one word of a POSIX shell; none when it holds what cannot be seen.
pub fn quoted(text: &SafeText) -> Option<String> {
    if text.was_cleaned() {
        return None;
    }
    let text = text.as_str();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return Some(text.to_owned());
    }
    Some(format!("'{}'", text.replace('\'', r"'\''")))
}
