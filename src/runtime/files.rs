//! Does the effects of one file each: to be kept, looked at, or copied as a link.

use crate::app::{Answer, Clip, FileRequest, OpenRequest, SaveRequest};
use crate::aws::Aws;
use crate::domain::{Copied, Failure, FailureKind, Opened, Progress, Settled};
use crate::operations::{FileAt, SaveWish, handed_link};
use crate::transfer::{self, PrivateFolder};

use super::perform::{Answers, Performer};

impl Performer {
    pub(super) async fn save(
        &self,
        aws: &Aws,
        request: SaveRequest,
        answers: &Answers,
    ) -> Result<Settled, Failure> {
        let folder = match request.folder {
            Some(folder) => transfer::expanded(&folder),
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

    pub(super) async fn open(
        &self,
        aws: &Aws,
        request: &OpenRequest,
        answers: &Answers,
    ) -> Result<Opened, Failure> {
        const WHAT: &str = "The file could not be opened";
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

    /// A link is made here and goes nowhere else.
    pub(super) async fn copy(&self, aws: &Aws, clip: Clip) -> Result<Copied, Failure> {
        let text = match clip {
            Clip::Text(text) => text,
            Clip::Link(FileRequest { instance, file }) => {
                let link = handed_link(aws, &instance, &file).await?;
                link.reveal().as_str().to_owned()
            }
        };
        self.seat.copy(text, self.timings.clipboard).await
    }
}

pub(super) fn file_at<'a>(aws: &'a Aws, request: &'a FileRequest) -> FileAt<'a> {
    FileAt {
        aws,
        instance: &request.instance,
        file: &request.file,
    }
}

fn progress(answers: &Answers) -> impl FnMut(Progress) + Send {
    let answers = answers.clone();
    move |progress| answers.send(Answer::Progress(progress))
}
