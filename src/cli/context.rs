//! What every command works with, and how it finds what the person named.

use crate::aws::Aws;
use crate::domain::{Arn, Case, CaseName, Failure, FailureKind, Instance};
use crate::net::Transport;
use crate::operations;
use crate::recents::Recents;
use crate::settings::{Config, Settings};
use crate::view::Glyphs;
use crate::view::cells::cut;

use super::output::Printer;

/// What every command works with.
pub struct Context {
    /// What was typed, checked.
    pub settings: Settings,
    /// What the configuration file says, or why it says nothing.
    pub config: Result<Config, Failure>,
    /// Asks AWS.
    pub aws: Aws,
    /// Fetches from links.
    pub transport: Transport,
    /// The cases that were looked into lately.
    pub recents: Recents,
    /// Prints.
    pub printer: Printer,
    /// The signs of tables.
    pub glyphs: Glyphs,
}

impl Context {
    /// The instance that was named, or that the named case lies in, or the only one.
    pub async fn instance(&self) -> Result<(Instance, Arn), Failure> {
        let domain = match &self.settings.case {
            Some(CaseName::Arn(arn)) => arn.domain(),
            _ => None,
        };
        let alias = match (&self.settings.instance, &self.settings.case) {
            (None, Some(CaseName::Workspace { alias, .. })) => {
                Some(crate::domain::InstanceName::Alias(alias.clone()))
            }
            (name, _) => name.clone(),
        };
        let found = operations::find_instance(&self.aws, alias.as_ref(), domain.as_ref()).await?;
        let Some(domain) = found.domain_arn().cloned() else {
            let why = format!("instance {} has no Cases domain", found.label());
            let what = "There are no cases to look into";
            return Err(Failure::new(FailureKind::NotFound, what, why)
                .hint("Choose another instance with -i; attache instances lists them."));
        };
        Ok((found, domain))
    }

    /// The one case that was named, and its instance.
    pub async fn case(&self) -> Result<(Instance, Case), Failure> {
        let what = "The case could not be chosen";
        let Some(name) = &self.settings.case else {
            let why = "no case was named";
            return Err(Failure::new(FailureKind::Usage, what, why).hint(
                "Name it with -c: an ARN, an id, a reference number or a workspace address.",
            ));
        };
        let (instance, domain) = self.instance().await?;
        let mut found = operations::find_cases(&self.aws, &domain, name).await?;
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
