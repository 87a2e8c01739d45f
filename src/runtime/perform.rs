//! Does the effects: each ends in one answer, whatever happens.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;

use crate::app::{Answer, Caller, Effect, Message, Ticket};
use crate::aws::Aws;
use crate::domain::{Failure, Graphics, LoginChoice};
use crate::operations::{self, Agent, Downloads, Found, Poller};
use crate::recents::Recents;
use crate::settings::Keeper;
use crate::transfer::{self, PrivateFolder};

use super::arrange::arranged;
use super::audits::Audits;
use super::files::file_at;
use super::handover::hand_over;
use super::seat::Seat;
use super::timings::Timings;

/// Turns an effect into its answer. The one seam between the machine and the world.
pub trait Perform: Clone + Send + Sync + 'static {
    /// From now on asks as somebody else, or elsewhere.
    fn switch(&mut self, choice: &LoginChoice);

    /// How this terminal shows pictures.
    fn graphics(&self) -> Graphics {
        Graphics::Blocks
    }

    /// The program leaves: what is called off from now on may be gone on with later.
    fn leaving(&self) {}

    /// Does the work; parts of the answer go to `answers` as they come.
    fn perform(&self, effect: Effect, answers: Answers) -> impl Future<Output = Answer> + Send;
}

/// Where the parts of an answer go.
#[derive(Clone)]
pub struct Answers {
    ticket: Ticket,
    inbox: UnboundedSender<Message>,
}

impl Answers {
    /// The way for the parts of the answer to this ticket.
    pub fn new(ticket: Ticket, inbox: UnboundedSender<Message>) -> Self {
        Self { ticket, inbox }
    }

    /// Hands a part over; once the shell has left, nobody takes it.
    pub fn send(&self, part: Answer) {
        let _ = self.inbox.send(Message::Answered(self.ticket, part));
    }
}

/// Does the effects against AWS and this machine.
#[derive(Clone)]
pub struct Performer {
    /// Asks AWS.
    pub aws: Aws,
    /// Brings files.
    pub downloads: Downloads,
    /// Where saved files go.
    pub save_to: Result<PathBuf, Failure>,
    /// Who "mine" is.
    pub agent: Agent,
    /// Asks again for files that are being scanned.
    pub poller: Poller,
    /// The audit that is watched.
    pub audits: Audits,
    /// The cases that were looked into lately.
    pub recents: Recents,
    /// Writes the configuration file.
    pub keeper: Keeper,
    /// Where opened files lie until the program ends; made when the first is opened.
    pub private: Arc<tokio::sync::OnceCell<PrivateFolder>>,
    /// How long it waits for what.
    pub timings: Timings,
    /// Where the person sits.
    pub seat: Seat,
    /// How pictures are shown.
    pub graphics: Graphics,
}

impl Perform for Performer {
    fn switch(&mut self, choice: &LoginChoice) {
        self.aws = self.aws.switched(choice);
        self.agent = self.agent.afresh();
        self.poller = self.poller.afresh();
        self.audits = Audits::default();
    }

    fn graphics(&self) -> Graphics {
        self.graphics
    }

    fn leaving(&self) {
        self.downloads.keep.keep();
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a flat list of effects, each with the operation that does it"
    )]
    async fn perform(&self, effect: Effect, answers: Answers) -> Answer {
        let watched = answers.clone();
        let aws = &self
            .aws
            .watched(move |activity| watched.send(Answer::Activity(activity)));
        let mut say = |note| answers.send(Answer::Note(note));
        match effect {
            Effect::Identify(_) => Answer::Caller(Caller {
                profile: aws.profile().await,
                region: aws.region().await.ok(),
                identity: aws.identity().await.ok(),
            }),
            Effect::ListInstances(_, page) => {
                Answer::Instances(operations::instances(aws, page).await)
            }
            Effect::FindDomain(_, instance) => {
                let answer = operations::domain_of(aws, &instance).await;
                Answer::Domain(instance.id, answer)
            }
            Effect::FindInstance { name, domain, .. } => Answer::Instance(
                operations::find_instance(aws, name.as_ref(), domain.as_ref(), &mut say).await,
            ),
            Effect::ListCases(_, instance, query, page) => {
                let agent = &self.agent;
                Answer::Cases(operations::cases(aws, agent, &instance, &query, page).await)
            }
            Effect::FindCases(_, domain, name) => {
                let found = operations::find_cases_page(aws, &domain, &name, &mut say).await;
                Answer::FoundCases(found)
            }
            Effect::FindContact(_, instance, name) => {
                let found = operations::find_contact(aws, instance.as_ref(), &name).await;
                Answer::Contact(found.map(Box::new))
            }
            Effect::ListFiles(_, instance, query) => {
                let part = |found| {
                    answers.send(match found {
                        Found::Note(note) => Answer::Note(note),
                        Found::Files(files) => Answer::Files(files),
                        Found::Problems(problems) => Answer::Problems(problems),
                    });
                };
                Answer::Listed(operations::list_files(aws, &instance, &query, part).await)
            }
            Effect::Poll {
                instance,
                files,
                quiet,
                ..
            } => {
                tokio::time::sleep(self.timings.before_poll(quiet)).await;
                // Nobody waits for it, and the event log is no place for the pulse of a clock.
                let aws = self.aws.in_background();
                let came = self.poller.poll(&aws, &instance, &files).await;
                Answer::Polled(came.map(|came| came.files))
            }
            Effect::FindScanners(_, instance) => Answer::Scanners(aws.scanners(&instance).await),
            Effect::ReadRules(_, instance, scope) => {
                Answer::Rules(aws.upload_rules(&instance, scope).await)
            }
            Effect::Name(_, user) => {
                let person = operations::person(&self.aws.in_background(), &user).await;
                Answer::Person(person)
            }
            Effect::Recall(_, instance) => {
                Answer::Recents(self.recents.recall(aws, &instance).await)
            }
            Effect::Remember(_, instance, recent) => {
                self.recents.remember(aws, &instance, &recent).await;
                Answer::Remembered
            }
            Effect::Forget(_) => Answer::Forgotten(self.recents.forget().await),
            Effect::ListProfiles(_) => Answer::Profiles(crate::aws::profiles().await),
            Effect::Save(_, request) => Answer::Saved(self.save(aws, request, &answers).await),
            Effect::Open(_, request) => Answer::Opened(self.open(aws, &request, &answers).await),
            Effect::HandOver(_, request) => {
                Answer::HandedOver(hand_over(aws, &request, &self.seat, &self.timings).await)
            }
            Effect::Preview(_, request) => {
                let preview = self
                    .downloads
                    .preview(file_at(aws, &request), self.graphics)
                    .await;
                Answer::Previewed(preview.map(Arc::new))
            }
            Effect::Alert(_, alert) => {
                self.seat.alert(&alert).await;
                Answer::Alerted
            }
            Effect::Copy(_, clip) => Answer::Copied(self.copy(aws, clip).await),
            Effect::Complete(_, typed) => {
                let found = tokio::task::spawn_blocking(move || transfer::complete(&typed)).await;
                Answer::Completions(found.unwrap_or_default())
            }
            Effect::Audit(_, request) => {
                // Its many requests go into no log; only what fails is told.
                Answer::Audited(self.audit(&self.aws, *request, &answers).await)
            }
            Effect::ExportAudit(_, id, path) => Answer::Exported(self.export(id, &path).await),
            Effect::Arrange(_, work) => Answer::Arranged(arranged(*work).await),
            Effect::Keep(ticket, setting) => Answer::Kept(self.keeper.keep(ticket, setting).await),
            // The shell does the unnumbered ones itself and never hands them on.
            Effect::Rest(_)
            | Effect::Switch(_)
            | Effect::Cancel(_)
            | Effect::Redraw
            | Effect::Mouse(_)
            | Effect::Suspend
            | Effect::Demo
            | Effect::Quit => {
                tokio::time::sleep(self.timings.rest).await;
                Answer::Rested
            }
        }
    }
}
