//! From the wishes to what came of them.

use std::collections::HashSet;
use std::sync::OnceLock;

use futures_util::stream::{self, StreamExt};

use crate::cli::args::{Format, SaveArgs};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::list::gather;
use crate::domain::{Attachment, Failure, FailureKind, FileQuery, Identity, Instance};
use crate::operations::{self, FileAt};

use super::manifest::{About, Manifest};
use super::outcome::{Outcome, document, exit};
use super::plan::{Planned, Step, plan};
use super::progress::Show;
use super::space;

/// Runs it: the files that were named, or with `--all` every approved one.
pub(in crate::cli) async fn run(context: &Context, wish: &SaveArgs) -> Result<Exit, Failure> {
    if wish.files.is_empty() && !wish.all && context.settings.file_ids.is_empty() {
        let what = "There is nothing to save";
        return Err(Failure::new(FailureKind::Usage, what, "no file was named")
            .hint("Name files by id, ARN or name; --all takes every approved one."));
    }
    let manifest = wish.manifest.then(|| Manifest::of(&wish.to));
    // Before anything is asked for: what is not ours is never overwritten.
    manifest.as_ref().map(Manifest::check).transpose()?;
    let work = async {
        let (instance, query) = context.files().await?;
        let (outcomes, wanted) = wanted(context, &instance, &query, wish).await?;
        let outcomes = save_all(context, &instance, outcomes, wanted, wish).await?;
        Ok((instance, query, outcomes))
    };
    let (work, caller) = tokio::join!(work, caller(context, wish.manifest));
    let (instance, query, outcomes) = work?;
    if let Some(manifest) = manifest {
        let about = About {
            instance: &instance,
            subject: &query.subject,
            caller: caller.as_ref(),
            all: wish.all,
        };
        manifest.write(&outcomes, &about)?;
    }
    if context.printer.format() == Format::Json {
        context.printer.json(&document(&outcomes))?;
    }
    Ok(exit(&outcomes))
}

/// Who fetches, for the manifest. Asked for beside the work; nobody misses it much.
async fn caller(context: &Context, manifest: bool) -> Option<Identity> {
    if !manifest {
        return None;
    }
    context.aws.identity().await.ok()
}

/// The files that are meant, each once, and what could not even be found.
async fn wanted(
    context: &Context,
    instance: &Instance,
    query: &FileQuery,
    wish: &SaveArgs,
) -> Result<(Vec<Outcome>, Vec<Attachment>), Failure> {
    let mut outcomes = Vec::new();
    let mut wanted = Vec::new();
    if wish.all {
        let (files, problems) = gather(context, &instance.id, query).await?;
        outcomes.extend(problems.into_iter().map(Outcome::Missing));
        let approved = |file: &Attachment| file.status.can_be_downloaded();
        wanted.extend(files.into_iter().filter(approved));
        if wanted.is_empty() {
            context.printer.say(&format!(
                "attache: this {} has no approved file to save.",
                query.subject.kind()
            ));
        }
    } else {
        // Ids that are given and nothing else: these are the files.
        let given: Vec<String> = query.ids.iter().map(|id| id.raw().to_owned()).collect();
        let names = if wish.files.is_empty() {
            &given
        } else {
            &wish.files
        };
        let say = &mut |note| context.note(&note);
        let found = operations::find_files(&context.aws, &instance.id, query, names, say).await;
        for (name, found) in names.iter().zip(found) {
            match found {
                Ok(file) => wanted.push(file),
                Err(failure) => outcomes.push(Outcome::Unknown(name.as_str().into(), failure)),
            }
        }
    }
    let mut seen = HashSet::new();
    wanted.retain(|file| seen.insert(file.key.clone()));
    Ok((outcomes, wanted))
}

/// Saves them, several at once. What comes of each is said as soon as it is known; the
/// paths are printed in the order of the wishes.
async fn save_all(
    context: &Context,
    instance: &Instance,
    mut outcomes: Vec<Outcome>,
    wanted: Vec<Attachment>,
    wish: &SaveArgs,
) -> Result<Vec<Outcome>, Failure> {
    for outcome in &outcomes {
        outcome.say(context);
    }
    let plan = plan(context, wanted, wish).await;
    space::check(&wish.to, &plan)?;
    context.so_far.begin(plan.len());
    let show = Show::new(context, &plan);
    let over = OnceLock::new();
    let at_once = usize::from(context.settings.at_once);
    let mut running = stream::iter(plan.into_iter().enumerate())
        .map(|(index, planned)| {
            let (show, over) = (&show, &over);
            async move {
                (
                    index,
                    save(context, instance, planned, (show, index), over).await,
                )
            }
        })
        .buffer_unordered(at_once);
    let mut settled: Vec<Option<Outcome>> = Vec::new();
    let mut printed = 0;
    while let Some((index, outcome)) = running.next().await {
        outcome.say(context);
        if outcome.is_done() {
            context.so_far.one_more();
        }
        if settled.len() <= index {
            settled.resize_with(index + 1, || None);
        }
        settled[index] = Some(outcome);
        while let Some(Some(next)) = settled.get(printed) {
            next.print(context)?;
            printed += 1;
        }
    }
    outcomes.extend(settled.into_iter().flatten());
    Ok(outcomes)
}

async fn save(
    context: &Context,
    instance: &Instance,
    planned: Planned,
    (show, index): (&Show, usize),
    over: &OnceLock<Failure>,
) -> Outcome {
    let Planned { file, step } = planned;
    let wish = match step {
        Step::Settled(settled, at) => return Outcome::Settled(file, settled, at),
        Step::Save(wish) => wish,
    };
    // Once the login is gone, each of hundreds would fail for the same reason.
    if let Some(failure) = over.get() {
        return Outcome::Failed(file, failure.clone());
    }
    let at = FileAt {
        aws: &context.aws,
        instance: &instance.id,
        file: &file,
    };
    let mut track = show.track(index, &file);
    let progress = |now| track.progress(now);
    let saved = context.downloads.save(at, &wish, progress).await;
    drop(track);
    match saved {
        Ok(settled) => Outcome::Settled(file, settled, None),
        Err(failure) => {
            if failure.kind == FailureKind::Credentials {
                // Another file may have said the same a moment ago.
                let _ = over.set(failure.clone());
            }
            Outcome::Failed(file, failure)
        }
    }
}
