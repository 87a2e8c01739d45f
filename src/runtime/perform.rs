//! Does the effects: each ends in one answer, whatever happens.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;

use crate::app::{Answer, Caller, Effect, FileRequest, Message, OpenRequest, SaveRequest, Ticket};
use crate::aws::Aws;
use crate::domain::{Failure, FailureKind, LoginChoice, Opened, Progress, Settled};
use crate::operations::{self, Agent, Downloads, FileAt, Found, SaveWish};
use crate::recents::Recents;
use crate::transfer::PrivateFolder;

use super::timings::Timings;

/// Turns an effect into its answer. The one seam between the machine and the world.
pub trait Perform: Clone + Send + Sync + 'static {
    /// From now on asks as somebody else, or elsewhere.
    fn switch(&mut self, choice: &LoginChoice);

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
    /// The cases that were looked into lately.
    pub recents: Recents,
    /// Where opened files lie until the program ends; made when the first is opened.
    pub private: Arc<tokio::sync::OnceCell<PrivateFolder>>,
    /// How long it waits for what.
    pub timings: Timings,
}

impl Perform for Performer {
    fn switch(&mut self, choice: &LoginChoice) {
        self.aws = self.aws.switched(choice);
        self.agent = self.agent.afresh();
    }

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
            // Nobody asks for these yet.
            Effect::HandOver(..) => Answer::HandedOver(Ok(())),
            Effect::Preview(..) | Effect::Copy(..) | Effect::Complete(..) => {
                Answer::Completions(Vec::new())
            }
            // The shell does the unnumbered ones itself and never hands them on.
            Effect::Rest(_)
            | Effect::Switch(_)
            | Effect::Cancel(_)
            | Effect::Redraw
            | Effect::Quit => {
                tokio::time::sleep(self.timings.rest).await;
                Answer::Rested
            }
        }
    }
}

impl Performer {
    async fn save(
        &self,
        aws: &Aws,
        request: SaveRequest,
        answers: &Answers,
    ) -> Result<Settled, Failure> {
        let folder = match request.folder {
            Some(folder) => folder,
            None => self.save_to.clone()?,
        };
        let wish = SaveWish {
            folder,
            name: request.name,
            on_conflict: request.on_conflict,
        };
        let at = file_at(aws, &request.file);
        self.downloads.save(at, &wish, progress(answers)).await
    }

    async fn open(
        &self,
        aws: &Aws,
        request: &OpenRequest,
        answers: &Answers,
    ) -> Result<Opened, Failure> {
        let make = || async {
            tokio::task::spawn_blocking(PrivateFolder::create)
                .await
                .map_err(|_| Failure::new(FailureKind::Local, WHAT, "the task stopped"))?
        };
        let private = self.private.get_or_try_init(make).await?;
        let at = file_at(aws, &request.file);
        let progress = progress(answers);
        self.downloads
            .open(at, private.path(), request.despite, progress)
            .await
    }
}

fn file_at<'a>(aws: &'a Aws, request: &'a FileRequest) -> FileAt<'a> {
    FileAt {
        aws,
        instance: &request.instance,
        file: &request.file,
    }
}

const WHAT: &str = "The file could not be opened";

fn progress(answers: &Answers) -> impl FnMut(Progress) + Send {
    let answers = answers.clone();
    move |progress| answers.send(Answer::Progress(progress))
}
