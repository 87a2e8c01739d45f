//! What every command works with, and how it finds what the person named.

use std::collections::HashSet;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::aws::Aws;
use crate::domain::{
    Arn, Attachment, Case, CaseName, Failure, FailureKind, FileQuery, Instance, InstanceName,
    SafeText, Subject, plural,
};
use crate::operations::{self, Agent, Downloads};
use crate::recents::Recents;
use crate::settings::{Config, Settings};
use crate::view::Glyphs;
use crate::view::cells::cut;

use super::file_ids;
use super::output::{Column, Printer};

/// What every command works with.
pub struct Context {
    /// What was typed, checked.
    pub settings: Settings,
    /// What the configuration file says, or why it says nothing.
    pub config: Result<Config, Failure>,
    /// Asks AWS.
    pub aws: Aws,
    /// Who "mine" is.
    pub agent: Agent,
    /// Brings files.
    pub downloads: Downloads,
    /// The cases that were looked into lately.
    pub recents: Recents,
    /// Prints.
    pub printer: Printer,
    /// The signs of tables.
    pub glyphs: Glyphs,
    /// The notes that have been said.
    pub said: Mutex<HashSet<SafeText>>,
    /// What a command has done, for when it is interrupted.
    pub so_far: SoFar,
}

/// How much of a command's work is done.
#[derive(Debug, Default)]
pub struct SoFar {
    done: AtomicUsize,
    all: AtomicUsize,
    goes_on: OnceLock<String>,
    not_kept: AtomicBool,
}

impl SoFar {
    /// There are so many files to save.
    pub fn begin(&self, all: usize) {
        self.all.store(all, Ordering::Relaxed);
    }

    /// This command line goes on with what is not done.
    pub fn goes_on_with(&self, line: String) {
        // Once is enough.
        let _ = self.goes_on.set(line);
    }

    /// What is done goes where nobody can go on from.
    pub fn is_not_kept(&self) {
        self.not_kept.store(true, Ordering::Relaxed);
    }

    /// One more lies where it belongs.
    pub fn one_more(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl fmt::Display for SoFar {
    /// What is said of it to a person who interrupts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.goes_on.get() {
            return write!(f, "what is done is kept; go on with:\n  {line}");
        }
        if self.not_kept.load(Ordering::Relaxed) {
            return f.write_str(
                "the report ends here. With --output FILE it would be kept, and --resume would go on.",
            );
        }
        match self.all.load(Ordering::Relaxed) {
            0 => f.write_str("what is done is kept."),
            all => {
                let done = self.done.load(Ordering::Relaxed);
                let files = plural(all as u64, "file", "files");
                write!(
                    f,
                    "{done} of {files} saved. The same command goes on from here."
                )
            }
        }
    }
}

impl Context {
    /// Says how something is done when not as usual, each note once.
    pub fn note(&self, note: &SafeText) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.insert(note.clone()) {
            self.printer.say(&format!("attache: {note}"));
        }
    }

    /// Prints a table, and says what of it there was no room for.
    pub fn table(&self, columns: &[Column], rows: &[Vec<String>]) -> Result<(), Failure> {
        let hidden = self.printer.table(columns, rows, self.glyphs)?;
        if !hidden.is_empty() {
            let hidden = hidden.join(", ");
            self.printer.say(&format!(
                "attache: no room for {hidden}: a wider terminal, a pipe, or --format json shows all."
            ));
        }
        Ok(())
    }

    /// The instance that was named, or that the named case lies in, or the only one; and its
    /// Cases domain.
    pub async fn instance(&self) -> Result<(Instance, Arn), Failure> {
        let Settings {
            instance,
            case,
            domain,
            ..
        } = &self.settings;
        let domain = domain.clone().or_else(|| match case {
            Some(CaseName::Arn(arn)) => arn.domain(),
            _ => None,
        });
        let name = match (instance, case) {
            (None, Some(CaseName::Workspace { alias, .. })) => {
                Some(InstanceName::Host(alias.clone()))
            }
            (name, _) => name.clone(),
        };
        let say = &mut |note| self.note(&note);
        let found =
            operations::find_instance(&self.aws, name.as_ref(), domain.as_ref(), say).await?;
        let Some(domain) = found.domain_arn().cloned() else {
            let why = format!("instance {} has no Cases domain", found.label());
            let what = "There are no cases to look into";
            return Err(Failure::new(FailureKind::NotFound, what, why)
                .hint("Choose another instance with -i; attache instances lists them."));
        };
        Ok((found, domain))
    }

    /// The files that are meant: those of the case or contact that was named, or of these
    /// only those whose ids were given.
    pub async fn files(&self) -> Result<(Instance, FileQuery), Failure> {
        let (instance, subject) = self.subject().await?;
        let ids = file_ids::read(&instance.id, &subject, &self.settings.file_ids).await?;
        Ok((instance, FileQuery { subject, ids }))
    }

    /// The one file that is meant: the one of this name, or the only one whose id was given.
    pub async fn file(&self, name: Option<&str>) -> Result<(Instance, Attachment), Failure> {
        let unclear = |why: &str| {
            let what = "The file could not be chosen";
            Failure::new(FailureKind::Usage, what, why)
                .hint("Name it by its id, its ARN, or a name that only one file has.")
        };
        if name.is_none() && self.settings.file_ids.is_empty() {
            return Err(unclear("no file was named"));
        }
        let (instance, query) = self.files().await?;
        let name = match (name, query.ids.as_slice()) {
            (Some(name), _) => name,
            (None, [only]) => only.raw(),
            (None, _) => return Err(unclear("several files were named, and this takes one")),
        };
        let say = &mut |note| self.note(&note);
        let file = operations::find_file(&self.aws, &instance.id, &query, name, say).await?;
        Ok((instance, file))
    }

    /// The case or contact that was named, and its instance.
    async fn subject(&self) -> Result<(Instance, Subject), Failure> {
        if let Some(name) = &self.settings.contact {
            let instance = self.settings.instance.as_ref();
            let (instance, contact) = operations::find_contact(&self.aws, instance, name).await?;
            return Ok((instance, Subject::Contact(contact)));
        }
        let (instance, case) = self.case().await?;
        Ok((instance, Subject::Case(Box::new(case))))
    }

    async fn case(&self) -> Result<(Instance, Case), Failure> {
        let what = "The case could not be chosen";
        let Some(name) = &self.settings.case else {
            let why = "no case was named";
            return Err(Failure::new(FailureKind::Usage, what, why).hint(
                "Name it with -c: an ARN, an id, a reference number or a workspace address; or a contact with --contact.",
            ));
        };
        let (instance, domain) = self.instance().await?;
        let say = &mut |note| self.note(&note);
        let mut found = operations::find_cases(&self.aws, &domain, name, say).await?;
        match found.len() {
            1 => Ok((instance, found.remove(0))),
            0 => {
                let why = "no case of that name was found";
                Err(Failure::new(FailureKind::NotFound, what, why)
                    .hint(format!("attache cases -i {} lists them.", instance.label())))
            }
            _ => {
                for case in &found {
                    let line = format!("{}  {}", case.id, case.label());
                    let width = self.printer.width().unwrap_or(usize::MAX);
                    self.printer.say(&cut(&line, width, self.glyphs));
                }
                let why = format!(
                    "{} cases have that name; they are listed above",
                    found.len()
                );
                Err(Failure::new(FailureKind::NotFound, what, why).hint("Name one by its id."))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_an_interrupted_command_is_said_as_it_is() {
        let nothing = SoFar::default();
        assert_eq!(nothing.to_string(), "what is done is kept.");
        nothing.is_not_kept();
        assert!(!nothing.to_string().contains("is kept."), "{nothing}");
        let audit = SoFar::default();
        audit.goes_on_with("attache audit --resume".to_owned());
        assert!(audit.to_string().contains("attache audit --resume"));
    }
}
