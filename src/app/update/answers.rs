//! Answers go to who waits for them; an answer nobody waits for any more is dropped.

use crate::domain::{Failure, FailureKind};

use super::super::{Answer, Effect, Found, State, Ticket};
use super::{
    audit, cases, copy, elsewhere, files, find, instances, keep, live, log, login, paths, people,
    preview, questions, recents, search, transfers, why,
};

/// Takes an answer.
pub(super) fn answered(state: &mut State, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    log::keep(state, ticket, &answer);
    match answer {
        Answer::Caller(caller) => {
            if state.identifying == Some(ticket) {
                state.identifying = None;
                state.caller = Some(caller);
            }
            Vec::new()
        }
        Answer::Instances(answer) => instances::listed(state, ticket, answer),
        Answer::Domain(id, answer) => instances::domain_found(state, ticket, &id, answer),
        Answer::Instance(answer) => {
            let answer = answer.map(|found| Found::Instance(Box::new(found)));
            find::found(state, ticket, answer)
        }
        Answer::Cases(answer) => cases::listed(state, ticket, answer),
        Answer::FoundCases(answer) => search::found(state, ticket, answer),
        Answer::Files(files) => files::came(state, ticket, files),
        Answer::Problems(problems) => files::failed_beside(state, ticket, problems),
        Answer::Listed(answer) => files::listed(state, ticket, answer),
        Answer::Polled(answer) => live::polled(state, ticket, answer),
        Answer::Scanners(answer) => why::scanners(state, ticket, answer),
        Answer::Rules(answer) => why::rules(state, ticket, answer),
        Answer::Person(answer) => people::named(state, ticket, answer.as_ref()),
        Answer::Progress(progress) => transfers::progressed(state, ticket, progress),
        Answer::Saved(answer) => transfers::saved(state, ticket, answer),
        Answer::Opened(answer) => transfers::opened(state, ticket, answer),
        Answer::HandedOver(answer) => elsewhere::handed_over(state, ticket, answer),
        Answer::Previewed(answer) => preview::came(state, ticket, answer),
        Answer::Copied(answer) => copy::copied(state, ticket, answer),
        Answer::Completions(found) => paths::completed(state, ticket, &found),
        Answer::Activity(activity) => log::happened(state, ticket, activity),
        Answer::Contact(answer) => find::found(state, ticket, answer.map(Found::Contact)),
        Answer::Recents(recents) => recents::recalled(state, ticket, recents),
        Answer::Alerted => {
            state.alerting.remove(&ticket);
            Vec::new()
        }
        Answer::Remembered => {
            state.remembering.remove(&ticket);
            Vec::new()
        }
        Answer::Forgotten(answer) => recents::forgotten(state, ticket, answer),
        Answer::Profiles(answer) => login::listed(state, ticket, answer),
        Answer::Note(note) => files::noted(state, ticket, note),
        Answer::Arranged(shown) => match state.files.as_ref() {
            Some(files) if files.table.arranging() == Some(ticket) => {
                files::arranged(state, ticket, shown)
            }
            _ => audit::arranged(state, ticket, shown),
        },
        Answer::Findings(findings) => audit::found(state, ticket, *findings),
        Answer::Audited(answer) => audit::ended(state, ticket, answer),
        Answer::Exported(answer) => audit::export::exported(state, ticket, answer),
        Answer::Kept(answer) => keep::kept(state, ticket, answer),
        Answer::Rested => {
            questions::rested(state, ticket);
            let mut effects = search::rested(state, ticket);
            effects.extend(preview::rested(state, ticket));
            effects
        }
    }
}

/// The work behind a ticket died: whoever waits for it is told, so that nothing loads for ever.
pub(super) fn lost(state: &mut State, ticket: Ticket) -> Vec<Effect> {
    if state.identifying == Some(ticket) {
        state.identifying = None;
    }
    state.remembering.remove(&ticket);
    state.alerting.remove(&ticket);
    let failure = Failure::new(
        FailureKind::Service,
        "The work stopped without an answer",
        "this is a fault in attache",
    )
    .hint("Try again; if it stays, report it with what you did.");
    let domain = state.instances.domains.get(&ticket).cloned();
    if let Some(id) = domain {
        return instances::domain_found(state, ticket, &id, Err(failure));
    }
    let mut effects = instances::listed(state, ticket, Err(failure.clone()));
    // An instance or a contact that is looked for: their failures are taken alike.
    effects.extend(find::found(state, ticket, Err(failure.clone())));
    effects.extend(recents::recalled(state, ticket, Vec::new()));
    effects.extend(recents::forgotten(state, ticket, Err(failure.clone())));
    effects.extend(keep::kept(state, ticket, Err(failure.clone())));
    effects.extend(login::listed(state, ticket, Err(failure.clone())));
    effects.extend(cases::listed(state, ticket, Err(failure.clone())));
    effects.extend(search::found(state, ticket, Err(failure.clone())));
    effects.extend(search::rested(state, ticket));
    questions::rested(state, ticket);
    effects.extend(preview::rested(state, ticket));
    effects.extend(files::listed(state, ticket, Err(failure.clone())));
    effects.extend(live::polled(state, ticket, Err(failure.clone())));
    effects.extend(why::scanners(state, ticket, Err(failure.clone())));
    effects.extend(why::rules(state, ticket, Err(failure.clone())));
    effects.extend(people::named(state, ticket, Err(&failure)));
    if let Some(files) = &mut state.files {
        files.table.not_arranged(ticket);
    }
    audit::not_arranged(state, ticket);
    effects.extend(audit::ended(state, ticket, Err(failure.clone())));
    effects.extend(audit::export::exported(state, ticket, Err(failure.clone())));
    effects.extend(elsewhere::handed_over(state, ticket, Err(failure.clone())));
    effects.extend(preview::came(state, ticket, Err(failure.clone())));
    effects.extend(copy::copied(state, ticket, Err(failure.clone())));
    effects.extend(paths::completed(state, ticket, &[]));
    effects.extend(transfers::fail(state, ticket, failure));
    effects
}
