//! What is done about each file, decided before the first is asked for: what lies there
//! already, what is skipped, and what may replace what.
//!
//! A choice about files that are in the way holds for those that were there before. Two
//! files of one run never skip or replace each other, whatever they are called.

use std::collections::HashSet;

use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;

use crate::cli::context::Context;
use crate::domain::{Attachment, OnConflict, SafeName, Settled};
use crate::operations::{SaveWish, wished_name};
use crate::transfer::folded;

use super::SaveArgs;
use super::manifest;
use super::outcome::saved_name;

/// A file and what is done about it.
pub(super) struct Planned {
    pub(super) file: Box<Attachment>,
    pub(super) step: Step,
}

/// What is done about a file.
pub(super) enum Step {
    /// Nothing more; and when it was saved, if it was earlier.
    Settled(Settled, Option<Timestamp>),
    /// It is saved.
    Save(SaveWish),
}

/// The steps, in the order of the files.
pub(super) async fn plan(
    context: &Context,
    files: Vec<Attachment>,
    args: &SaveArgs,
) -> Vec<Planned> {
    let at_once = usize::from(context.settings.at_once);
    let looked: Vec<Planned> = stream::iter(files)
        .map(|file| async {
            let wish = wish(&file, args);
            let downloadable = file.status.can_be_downloaded();
            let known = if downloadable {
                context.downloads.already(&file, &wish).await
            } else {
                None
            };
            let step = match known {
                Some(known) => Step::Settled(Settled::Already(known.saved), known.at),
                None => Step::Save(wish),
            };
            let file = Box::new(file);
            Planned { file, step }
        })
        .buffered(at_once)
        .collect()
        .await;
    let mut names = Names::of(&looked);
    let mut planned = Vec::with_capacity(looked.len());
    for Planned { file, step } in looked {
        let step = match step {
            Step::Save(wish) => names.decide(context, &file, wish).await,
            settled @ Step::Settled(..) => settled,
        };
        planned.push(Planned { file, step });
    }
    planned
}

fn wish(file: &Attachment, args: &SaveArgs) -> SaveWish {
    let mut wish = SaveWish {
        folder: args.to.clone(),
        name: None,
        on_conflict: OnConflict::Rename,
    };
    let name = wished_name(file, &wish);
    if args.manifest
        && manifest::NAMES
            .iter()
            .any(|taken| folded(taken) == folded(name.as_str()))
    {
        wish.name = Some(SafeName::numbered(&name, 1).as_str().to_owned());
    }
    wish
}

/// The names that this run's own files have, as a disk may compare them.
struct Names {
    /// Of files that lie there already.
    there: HashSet<String>,
    /// Of files that will.
    coming: HashSet<String>,
}

impl Names {
    fn of(planned: &[Planned]) -> Self {
        let there = planned.iter().filter_map(|one| match &one.step {
            Step::Settled(settled, _) => settled.saved(),
            Step::Save(_) => None,
        });
        Self {
            there: there.map(|saved| folded(&saved_name(saved))).collect(),
            coming: HashSet::new(),
        }
    }

    async fn decide(&mut self, context: &Context, file: &Attachment, mut wish: SaveWish) -> Step {
        let chosen = context.settings.on_conflict;
        if !file.status.can_be_downloaded() || chosen == OnConflict::Rename {
            return Step::Save(wish);
        }
        let name = folded(wished_name(file, &wish).as_str());
        if self.there.contains(&name) {
            return Step::Save(wish);
        }
        let first = self.coming.insert(name);
        match (chosen, context.downloads.met(file, &wish).await) {
            (OnConflict::Skip, Some(there)) => return Step::Settled(Settled::Skipped(there), None),
            (OnConflict::Replace, Some(_)) if first => wish.on_conflict = OnConflict::Replace,
            _ => {}
        }
        Step::Save(wish)
    }
}
