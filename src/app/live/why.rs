//! Why a file is as it is: who decided, what is left of it, whom to ask and what to do. Told
//! from what is known, and what is not known is told as well.

use crate::domain::cells::wrap;
use crate::domain::{
    Attachment, Breach, Creator, Failure, FileStatus, Identity, SafeText, Scanner, Scope,
    UploadRules, age, size,
};

use super::super::details::LABEL;
use super::super::keys::Mode;
use super::super::{Asking, Remote, State};
use super::Insight;

/// A file of which somebody wants to know why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The file, as it was when that was asked.
    pub file: Box<Attachment>,
    /// The first line on the screen.
    pub offset: usize,
}

/// What a part of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The status: it has its own sign and colour.
    Status,
    /// A sentence.
    Text,
    /// An ARN, or a policy statement: something to copy.
    Copyable,
}

/// A line of the answer: its label, on the first line of each part, and its text.
pub type Line = (&'static str, Kind, String);

/// The extensions that are listed before it is only said how many more there are.
const MOST_LISTED: usize = 16;

impl Why {
    /// The file as it is now.
    pub fn file<'a>(&'a self, state: &'a State) -> &'a Attachment {
        let files = state.files.as_ref();
        let now = files.and_then(|files| files.rows().of(&self.file.key));
        now.unwrap_or(&self.file)
    }

    /// The whole answer, in lines of at most `cells` cells.
    pub fn lines(&self, state: &State, cells: u16) -> Vec<Line> {
        let cells = usize::from(cells.saturating_sub(LABEL + 1));
        let parts = self.parts(state).into_iter();
        parts
            .flat_map(|(label, kind, text)| {
                let lines = wrap(&text, cells).into_iter().enumerate();
                lines.map(move |(place, line)| (if place == 0 { label } else { "" }, kind, line))
            })
            .collect()
    }

    fn parts(&self, state: &State) -> Vec<Line> {
        let file = self.file(state);
        let files = state.files.as_ref();
        let stuck = files.is_some_and(|files| files.is_stuck(file, state.now));
        let insight = files.and_then(|files| state.insights.get(&files.instance.id));
        let unknown = Insight::default();
        let insight = insight.unwrap_or(&unknown);
        let status = if stuck { "Stuck" } else { file.status.label() };
        let text = |label, text: String| (label, Kind::Text, text);
        let mut parts = vec![
            ("Status", Kind::Status, status.to_owned()),
            text("What", what(file, stuck, state)),
        ];
        parts.extend(who(&file.status, &insight.scanners));
        parts.extend(rules(file, insight));
        if let Some(whom) = whom(file, stuck, insight, state) {
            parts.push(text("Ask", whom));
        }
        parts.push(text(
            "Next",
            state
                .keymap
                .spell(Mode::Files, next(file, stuck, &breaches(file, insight))),
        ));
        parts
    }

    /// The ARNs of what it is about, a line each: the file, its uploader, who scans.
    pub fn arns(&self, state: &State) -> Vec<SafeText> {
        let file = self.file(state);
        let files = state.files.as_ref();
        let insight = files.and_then(|files| state.insights.get(&files.instance.id));
        let scanners = insight.and_then(|insight| insight.scanners.seen.as_ref());
        let scanners = scanners.into_iter().flatten().map(|one| one.arn.clone());
        let creator = match &file.created_by {
            Some(Creator::ConnectUser(arn) | Creator::AwsIdentity(arn)) => Some(arn.clone()),
            Some(Creator::Unknown) | None => None,
        };
        let own = file.arn.as_ref().map(|arn| SafeText::from(arn.to_string()));
        own.into_iter().chain(creator).chain(scanners).collect()
    }

    /// The policy statements that would tell what is not known, a line each.
    pub fn remedies(&self, state: &State) -> Vec<SafeText> {
        let files = state.files.as_ref();
        let Some(insight) = files.and_then(|files| state.insights.get(&files.instance.id)) else {
            return Vec::new();
        };
        let scope = Scope::of(&self.file.source);
        let rules = scope.and_then(|scope| insight.rules.get(&scope));
        let failures = [
            insight.scanners.asking.failure(),
            rules.and_then(|rules| rules.asking.failure()),
        ];
        let remedies = failures.into_iter().flatten();
        remedies
            .filter_map(|failure| failure.remedy.clone())
            .collect()
    }
}

fn what(file: &Attachment, stuck: bool, state: &State) -> String {
    match &file.status {
        FileStatus::Processing if stuck => {
            let since = file.created.map_or(String::new(), |then| {
                format!(" It was uploaded {} ago.", age(then, state.now))
            });
            format!(
                "It is still called PROCESSING, though no scanner may take longer than ten minutes.{since} Nothing will move it any more, so it is not asked for again by itself."
            )
        }
        FileStatus::Processing => "The scanner has not answered yet. Most files take seconds; one that takes longer than ten minutes is stuck. The row changes by itself.".to_owned(),
        FileStatus::Approved => "It was let through: it can be opened and saved.".to_owned(),
        FileStatus::Rejected => "The scanner refused it. Connect has deleted its content, and nobody can bring that back. This record is all that is left, and it may go too.".to_owned(),
        FileStatus::Failed => "Its upload or its scan did not come to an end; AWS does not say which. There is nothing to download.".to_owned(),
        FileStatus::Drafting => "It belongs to a draft that was not sent yet. It is scanned once it is sent.".to_owned(),
        FileStatus::Other(word) => format!(
            "AWS calls it {word}, a word that this version does not know. Only approved files can be downloaded."
        ),
    }
}

/// Who decides about files here.
fn who(status: &FileStatus, scanners: &Remote<Vec<Scanner>>) -> Vec<Line> {
    const LABEL: &str = "Scanner";
    let text = |text: String| (LABEL, Kind::Text, text);
    if let Some(found) = scanners.seen.as_deref() {
        if found.is_empty() {
            return vec![text(match status {
                FileStatus::Approved => "No scanner is set up for this instance: nobody has looked into the file.".to_owned(),
                FileStatus::Rejected => "No scanner is set up for this instance now: one that is gone has decided, or Connect itself.".to_owned(),
                _ => "No scanner is set up for this instance.".to_owned(),
            })];
        }
        return found
            .iter()
            .flat_map(|one| {
                let of = one.account().map_or(String::new(), |account| {
                    format!(", of the account {account}")
                });
                let decides = format!("{} decides about files here{of}.", one.name());
                [text(decides), ("", Kind::Copyable, one.arn.to_string())]
            })
            .collect();
    }
    unknown(LABEL, "Asking who scans the files here.", &scanners.asking)
}

/// What is not known, and what would tell it.
fn unknown(label: &'static str, asking: &str, how: &Asking) -> Vec<Line> {
    match how.failure() {
        None => vec![(label, Kind::Text, asking.to_owned())],
        Some(failure) => {
            let mut lines = vec![(label, Kind::Text, format!("Not known. {}", reason(failure)))];
            let remedy = failure.remedy.iter();
            lines.extend(remedy.map(|remedy| ("", Kind::Copyable, remedy.to_string())));
            lines
        }
    }
}

fn reason(failure: &Failure) -> String {
    match &failure.hint {
        Some(hint) => format!("{}: {hint}", failure.what),
        None => failure.to_string(),
    }
}

fn breaches(file: &Attachment, insight: &Insight) -> Vec<Breach> {
    let rules = Scope::of(&file.source).and_then(|scope| insight.rules.get(&scope));
    let rules = rules.and_then(|rules| rules.seen.as_ref()?.as_ref());
    rules.map_or(Vec::new(), |rules| rules.breaches(file))
}

/// What may be uploaded here, and whether this may.
fn rules(file: &Attachment, insight: &Insight) -> Vec<Line> {
    const LABEL: &str = "Rules";
    let text = |text: String| vec![(LABEL, Kind::Text, text)];
    let Some(scope) = Scope::of(&file.source) else {
        return text("Which rules hold for files of this contact is not known.".to_owned());
    };
    let things = scope.label();
    let asking = format!("Asking what {things} take.");
    let Some(rules) = insight.rules.get(&scope) else {
        return text(asking);
    };
    match &rules.seen {
        None => unknown(LABEL, &asking, &rules.asking),
        Some(None) => text(format!("No rules of their own are set for {things}.")),
        Some(Some(rules)) => {
            let breaches = rules.breaches(file);
            let taken = taken(rules);
            text(if breaches.is_empty() {
                format!("It is within what {things} take now: {taken}.")
            } else {
                let outside: Vec<String> = breaches.iter().map(breach).collect();
                let outside = outside.join(", and ");
                format!("It is outside of what {things} take now: {outside}. They take {taken}.")
            })
        }
    }
}

fn breach(breach: &Breach) -> String {
    match breach {
        Breach::Size { has, most } => {
            format!("it has {}, and {} is the most", size(*has), size(*most))
        }
        Breach::Extension(Some(own)) => format!("files that end with .{own} are not taken"),
        Breach::Extension(None) => "its name has no extension".to_owned(),
    }
}

fn taken(rules: &UploadRules) -> String {
    let most = rules.most_bytes.map(|most| format!("up to {}", size(most)));
    let kinds = rules.extensions.as_ref().map(|all| {
        let listed: Vec<&str> = all.iter().take(MOST_LISTED).map(SafeText::as_str).collect();
        let more = all.len().saturating_sub(MOST_LISTED);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        format!("{}{more}", listed.join(" "))
    });
    match (most, kinds) {
        (Some(most), Some(kinds)) => format!("{most}, of the kinds {kinds}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "anything".to_owned(),
    }
}

/// Whom to ask; nobody about a file that is well or on its way.
fn whom(file: &Attachment, stuck: bool, insight: &Insight, state: &State) -> Option<String> {
    let asks = stuck || matches!(file.status, FileStatus::Rejected | FileStatus::Failed);
    if !asks {
        return None;
    }
    let uploader = match &file.created_by {
        Some(creator @ Creator::ConnectUser(_)) => {
            format!(
                "{} uploaded it and can send it again.",
                state.people.label(creator)
            )
        }
        Some(Creator::AwsIdentity(arn)) => {
            let role = Identity {
                account: "".into(),
                arn: arn.clone(),
            }
            .role();
            format!("It came in by the role {role}: ask whoever sent it there.")
        }
        Some(Creator::Unknown) | None => "Who uploaded it is not known.".to_owned(),
    };
    let scanners = insight.scanners.seen.as_deref().unwrap_or_default();
    let owner = match scanners.first() {
        Some(one) => format!(" Who owns {} can look into its log.", one.name()),
        None => " Who administers this instance can say more.".to_owned(),
    };
    Some(uploader + &owner)
}

fn next(file: &Attachment, stuck: bool, breaches: &[Breach]) -> &'static str {
    match &file.status {
        FileStatus::Processing if stuck => {
            "{refresh} asks once more. If it stays so, ask for the file again: an upload anew is a new file."
        }
        FileStatus::Processing => "Wait a moment.",
        FileStatus::Approved => "{open} opens it, {save} saves it.",
        FileStatus::Rejected if !breaches.is_empty() => {
            "Ask for it again, as a file of a kind and size that is taken."
        }
        FileStatus::Rejected => {
            "Ask for it again, in another form: the same file would be refused again."
        }
        FileStatus::Failed => "Ask for it again: an upload anew is a new file.",
        FileStatus::Drafting => "Ask its author to send the draft.",
        FileStatus::Other(_) => {
            "{refresh} asks again. If it stays so, ask who administers this instance."
        }
    }
}
