//! From the wishes to what came of them.

use std::collections::HashSet;
use std::sync::OnceLock;

use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::list::gather;
use crate::domain::{Attachment, Failure, FailureKind, FileQuery, Instance};
use crate::operations::{self, FileAt};

use super::SaveArgs;
use super::manifest::Manifest;
use super::outcome::{Outcome, document, exit};
use super::plan::{Planned, Step, plan};
use super::progress::Show;
use super::record::Record;
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
    let caller = OnceLock::new();
    let work = async {
        let (instance, query) = context.files().await?;
        let (missing, wanted) = wanted(context, &instance, &query, wish).await?;
        let place = (instance, query.subject);
        let mut record = Record::new(context, place, (manifest.as_ref(), &caller), wish.all);
        record.without_file(missing);
        save_all(&mut record, wanted, wish).await?;
        Ok(record)
    };
    // Who fetches, for the manifest. Asked for beside the work; nobody misses it much.
    let ask = async {
        if wish.manifest
            && let Ok(identity) = context.aws.identity().await
        {
            // Nobody else sets it.
            let _ = caller.set(identity);
        }
    };
    let (record, ()) = tokio::join!(work, ask);
    let outcomes = record?.end()?;
    let news = outcomes.iter().any(Outcome::is_news);
    if let (true, Some(why)) = (news, context.downloads.ledger.trouble()) {
        let note =
            format!("What was saved could not be recorded: {why}. Another run saves it again.");
        context.note(&note.into());
    }
    if context.printer.format() == Format::Json {
        context.printer.json(&document(&outcomes))?;
    }
    Ok(exit(&outcomes))
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

/// Saves them, several at once.
async fn save_all(
    record: &mut Record<'_>,
    wanted: Vec<Attachment>,
    wish: &SaveArgs,
) -> Result<(), Failure> {
    let context = record.context;
    let instance = record.instance.clone();
    let plan = plan(context, wanted, wish).await;
    space::check(&wish.to, &plan)?;
    context.so_far.begin(plan.len());
    let show = Show::new(context, &plan);
    let over = OnceLock::new();
    let at_once = usize::from(context.settings.at_once);
    let (show, over, instance) = (&show, &over, &instance);
    let mut running = stream::iter(plan.into_iter().enumerate())
        .map(|(index, planned)| async move {
            let saved = save(context, instance, planned, (show, index), over);
            (index, saved.await)
        })
        // As many again may be at the disk, or wait for a slot.
        .buffer_unordered(2 * at_once);
    while let Some((index, outcome)) = running.next().await {
        record.settle(index, outcome)?;
    }
    Ok(())
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
        let what = format!("{} could not be saved", file.title());
        let failure = failure.clone().while_doing(what);
        return Outcome::Failed(file, failure);
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
        Ok(settled) => Outcome::Settled(file, settled, Some(Timestamp::now())),
        Err(failure) => {
            if failure.kind == FailureKind::Credentials {
                // Another file may have said the same a moment ago.
                let _ = over.set(failure.clone());
            }
            Outcome::Failed(file, failure)
        }
    }
}
