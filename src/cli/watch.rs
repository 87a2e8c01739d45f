//! `attache watch`: waits for the scanner, and tells each change as it comes.

use std::collections::HashSet;
use std::str::FromStr;
use std::time::Duration;

use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::domain::{
    Attachment, Failure, FailureKind, FileKey, FileStatus, InstanceId, Problem, SafeText,
    Unsettled, plural,
};
use crate::operations::{self, Polled, Poller};

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::list::gather;
use super::output::{FILE_NAMES, Lines, attachment, problem};

/// The first wait before asking again; each further one is half as long again.
const FIRST: Duration = Duration::from_secs(2);
/// The longest.
const LONGEST: Duration = Duration::from_secs(30);

/// What `watch` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct WatchArgs {
    /// File ids, file ARNs, or names that only one file has; without any, all that are being scanned
    pub files: Vec<String>,
    /// What is waited for
    #[arg(long, env = "ATTACHE_UNTIL", value_enum, default_value_t = Until::Settled)]
    pub until: Until,
    /// How long, such as 90s, 10m, 2h; then it ends with 4
    #[arg(long, env = "ATTACHE_TIMEOUT", value_name = "T", default_value = "10m")]
    pub timeout: Span,
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Until {
    /// No file is being scanned any more, but for those that are stuck.
    Settled,
    /// All files are approved; it ends as soon as one cannot be any more.
    Approved,
}

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span(Duration);

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let seconds = match &text[number.len()..] {
            "s" | "" => 1,
            "m" => 60,
            "h" => 3_600,
            _ => 0,
        };
        match number.parse::<u32>() {
            Ok(number) if seconds > 0 => Ok(Self(Duration::from_secs(u64::from(number) * seconds))),
            _ => Err("it is no span of time, such as 90s, 10m or 2h".to_owned()),
        }
    }
}

/// The files as they are, and what is told of them.
struct Watch<'a> {
    context: &'a Context,
    until: Until,
    files: Vec<Attachment>,
    problems: Vec<Problem>,
    stuck: HashSet<FileKey>,
    /// Those that the service knows no more, or says nothing of.
    lost: HashSet<FileKey>,
    /// What failed on the way and was said.
    said: HashSet<(FailureKind, SafeText)>,
    lines: Lines<'a>,
}

/// Runs it.
pub(super) async fn run(context: &Context, args: &WatchArgs) -> Result<Exit, Failure> {
    let (instance, files, problems) = wanted(context, args).await?;
    let mut watch = Watch {
        context,
        until: args.until,
        files,
        problems,
        stuck: HashSet::new(),
        lost: HashSet::new(),
        said: HashSet::new(),
        lines: Lines::new(&context.printer, &FILE_NAMES),
    };
    watch.begin(args)?;
    let waited = timeout(args.timeout.0, watch.wait(&instance)).await;
    match waited {
        Ok(ended) => ended?,
        Err(_) => watch.too_late(),
    }
    watch.end()
}

/// The files that are meant: those that were named, or all that are being scanned now. What
/// became of the others long ago is not waited for.
async fn wanted(
    context: &Context,
    args: &WatchArgs,
) -> Result<(InstanceId, Vec<Attachment>, Vec<Problem>), Failure> {
    let (instance, query) = context.files().await?;
    if args.files.is_empty() {
        let (mut files, problems) = gather(context, &instance.id, &query).await?;
        files.retain(|file| file.status == FileStatus::Processing);
        return Ok((instance.id, files, problems));
    }
    let say = &mut |note| context.note(&note);
    let found = operations::find_files(&context.aws, &instance.id, &query, &args.files, say).await;
    let files: Result<Vec<Attachment>, Failure> = found.into_iter().collect();
    Ok((instance.id, files?, Vec::new()))
}

/// Whether the scanner will not approve this file any more. One that is not sent yet may still
/// come to it.
fn is_refused(file: &Attachment) -> bool {
    !matches!(
        file.status,
        FileStatus::Approved | FileStatus::Processing | FileStatus::Drafting
    )
}

/// Whether the service has had its last word on a file that it tells nothing else of.
fn is_final(code: &str) -> bool {
    let passing = ["Throttl", "Internal", "Unavailable", "Timeout"];
    !passing.iter().any(|word| code.contains(word))
}

impl Watch<'_> {
    /// Says what is waited for.
    fn begin(&mut self, args: &WatchArgs) -> Result<(), Failure> {
        for problem in &self.problems {
            self.context.printer.problem(problem);
        }
        if self.context.printer.format() == Format::Csv {
            self.lines.add([])?;
        }
        let printer = &self.context.printer;
        let awaited = self.awaited();
        if awaited.is_empty() {
            printer.say("attache: no file is being scanned.");
        } else {
            let most = args.timeout.0.as_secs();
            let files = self.words(&awaited);
            printer.say(&format!("attache: {files}; waiting {most} s at most."));
        }
        Ok(())
    }

    /// The files that are asked for again: what is being scanned, and of what is to be approved
    /// what is not sent yet.
    fn awaited(&self) -> Vec<Unsettled> {
        let here = self.files.iter();
        let here = here.filter(|file| !self.lost.contains(&file.key));
        let unsent = |file: &Attachment| {
            let wanted = self.until == Until::Approved && file.status == FileStatus::Drafting;
            wanted.then(|| Unsettled {
                key: file.key.clone(),
                source: file.source.clone(),
            })
        };
        here.filter_map(|file| Unsettled::of(file).or_else(|| unsent(file)))
            .collect()
    }

    /// `2 files are being scanned, 1 file is not sent yet`.
    fn words(&self, awaited: &[Unsettled]) -> String {
        let of = |status: FileStatus| {
            let files = self.files.iter().filter(|file| file.status == status);
            let files = files.filter(|file| awaited.iter().any(|one| one.key == file.key));
            files.count() as u64
        };
        let scanned = of(FileStatus::Processing);
        let unsent = of(FileStatus::Drafting);
        let scanned = (scanned > 0).then(|| {
            let files = plural(scanned, "file is", "files are");
            format!("{files} being scanned")
        });
        let unsent = (unsent > 0).then(|| {
            let files = plural(unsent, "file is", "files are");
            format!("{files} not sent yet")
        });
        let parts: Vec<String> = scanned.into_iter().chain(unsent).collect();
        parts.join(", ")
    }

    /// Asks again and again, more and more seldom.
    async fn wait(&mut self, instance: &InstanceId) -> Result<(), Failure> {
        let asks = Poller::default();
        let aws = self.context.aws.in_background();
        let mut pause = FIRST;
        loop {
            self.tell_stuck();
            let awaited = self.awaited();
            // What is stuck nothing is known to move any more.
            let moving = awaited.iter().any(|one| !self.stuck.contains(&one.key));
            if !moving || self.is_hopeless() {
                return Ok(());
            }
            sleep(pause).await;
            pause = LONGEST.min(pause.mul_f64(1.5));
            match asks.poll(&aws, instance, &awaited).await {
                Ok(polled) => {
                    if self.heard(polled)? {
                        pause = FIRST;
                    }
                }
                // Nobody allows it the next time either.
                Err(failure)
                    if failure.kind.is_everywhere() || failure.kind == FailureKind::Denied =>
                {
                    return Err(failure);
                }
                // Another time it may be known again.
                Err(failure) => self.say_once(&failure),
            }
        }
    }

    /// What a poll brought; whether anything changed.
    fn heard(&mut self, polled: Polled) -> Result<bool, Failure> {
        let mut changed = false;
        for file in polled.files {
            changed |= self.took(file)?;
        }
        for problem in polled.problems {
            match &problem {
                Problem::File { key, code, .. } if is_final(code.raw()) => {
                    if self.lost.insert(key.clone()) {
                        self.tell_lost(key, &problem);
                        self.problems.push(problem);
                        changed = true;
                    }
                }
                Problem::Request(failure) => self.say_once(failure),
                Problem::File { .. } | Problem::Contact { .. } => {}
            }
        }
        Ok(changed)
    }

    /// Says that a file that was there is not told of any more.
    fn tell_lost(&self, key: &FileKey, problem: &Problem) {
        let printer = &self.context.printer;
        if let Some(file) = self.files.iter().find(|file| file.key == *key) {
            let name = file.title();
            printer.say(&format!("attache: {name} is not waited for any more."));
        }
        printer.problem(problem);
    }

    /// Says what failed and is asked again; the same thing once.
    fn say_once(&mut self, failure: &Failure) {
        if self.said.insert((failure.kind, failure.what.clone())) {
            self.context.printer.aside(failure);
        }
    }

    /// Whether not all of them can be approved any more.
    fn is_hopeless(&self) -> bool {
        let refused = |file: &Attachment| is_refused(file) || self.lost.contains(&file.key);
        self.until == Until::Approved && self.files.iter().any(refused)
    }

    /// Says which files nobody will see approved.
    fn tell_refused(&self) {
        for file in self.files.iter().filter(|file| is_refused(file)) {
            let (name, status) = (file.title(), file.status.label());
            self.context.printer.say(&format!(
                "attache: {name} will not be approved: it is {}.",
                status.to_lowercase()
            ));
        }
    }

    /// A file as it is now; whether that is a change, which is told.
    fn took(&mut self, file: Attachment) -> Result<bool, Failure> {
        let known = self.files.iter_mut().find(|known| known.key == file.key);
        let Some(known) = known.filter(|known| known.status != file.status) else {
            return Ok(false);
        };
        let was = known.status.label().to_owned();
        *known = file;
        let now = known.clone();
        let printer = &self.context.printer;
        match printer.format() {
            Format::Json => {}
            Format::Ndjson | Format::Csv => {
                self.lines.add([attachment(&now)])?;
            }
            Format::Table | Format::Html => {
                let sign = self.context.glyphs.status(&now.status);
                let status = now.status.label();
                printer.text(&format!("{sign} {status}  {}  (was {was})\n", now.title()))?;
            }
        }
        Ok(true)
    }

    /// Says of each file once that nothing is known to move it any more.
    fn tell_stuck(&mut self) {
        let now = Timestamp::now();
        for file in self.files.iter().filter(|file| file.is_stuck(None, now)) {
            if self.stuck.insert(file.key.clone()) {
                let name = file.title();
                self.context.printer.say(&format!(
                    "attache: {name} is stuck: it is being scanned for longer than any scanner may take."
                ));
            }
        }
    }

    fn too_late(&self) {
        let left = self.words(&self.awaited()).replace("being", "still being");
        let printer = &self.context.printer;
        printer.say(&format!("attache: {left}; that took too long."));
    }

    fn end(&self) -> Result<Exit, Failure> {
        let printer = &self.context.printer;
        if printer.format() == Format::Json {
            let files = self.files.iter();
            let files = files.filter(|file| !self.lost.contains(&file.key));
            let files: Vec<Value> = files.map(attachment).collect();
            let errors: Vec<Value> = self.problems.iter().map(problem).collect();
            printer.json(&json!({ "Files": files, "Errors": errors }))?;
        }
        let read = if self.problems.is_empty() {
            Exit::Done
        } else {
            Exit::Partly
        };
        if !(self.is_hopeless() || self.awaited().is_empty()) {
            return Ok(read.or_worse(Exit::Found));
        }
        if self.until == Until::Settled {
            return Ok(read);
        }
        self.tell_refused();
        let good = self
            .files
            .iter()
            .filter(|file| file.status.can_be_downloaded());
        Ok(match (good.count(), self.files.len()) {
            (good, all) if good == all => read,
            (0, _) => Exit::Failed,
            _ => Exit::Partly,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_or_refused() {
        let span = |text: &str| text.parse::<Span>().map(|span| span.0.as_secs());
        assert_eq!(span("90s"), Ok(90));
        assert_eq!(span("10m"), Ok(600));
        assert_eq!(span("2h"), Ok(7_200));
        for bad in ["", "m", "10x", "-1s", "1m30s", "ü"] {
            assert!(span(bad).is_err(), "{bad:?}");
        }
    }
}
