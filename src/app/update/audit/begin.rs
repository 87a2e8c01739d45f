//! An audit is begun, gone on with, and begun anew.

use crate::domain::{Arn, DomainState, Instance, InstanceId, Sums, Tally};

use super::super::super::audit::{Audit, AuditRequest, OpenedAudit, Run, Source};
use super::super::super::table::Filter;
use super::super::super::{Effect, Extent, Files, Screen, State, Tone};
use super::stage::{leave, show, table};

/// To the audit, which is begun when there is none; from it, back to where one came from.
pub(in super::super) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.is_on_audit() {
        return leave(state);
    }
    if state.audit.is_some() {
        return show(state);
    }
    let Some((instance, domain)) = here(state) else {
        let text = "An audit reads all cases of an instance, and the Cases domain of this one is not known.";
        state.say(Tone::Bad, text);
        return Vec::new();
    };
    let of = Source::Domain(Box::new(instance), domain);
    let mut effects = begin(state, of);
    effects.extend(show(state));
    effects
}

/// A finished audit in a file, which is what the program was started for.
pub(in super::super) fn open(state: &mut State, opened: OpenedAudit) -> Vec<Effect> {
    let mut effects = begin(state, Source::File(opened));
    effects.extend(show(state));
    effects
}

/// The instance of the screen and its domain.
fn here(state: &State) -> Option<(Instance, Arn)> {
    let instance = match (state.screen, &state.cases, &state.files) {
        (Screen::Instances, ..) => state.instances.selected()?,
        (Screen::Cases, Some(cases), _) => &cases.instance,
        (Screen::Files, _, Some(files)) => &files.instance,
        (Screen::Cases | Screen::Files, ..) => return None,
    };
    let of_case = || {
        let files = state.files.as_ref();
        let files = files.filter(|_| state.screen == Screen::Files)?;
        files.extent.case()?.arn.domain()
    };
    let domain = instance.domain_arn().cloned().or_else(of_case)?;
    let instance = Instance {
        domain: DomainState::Domain(domain.clone()),
        ..instance.clone()
    };
    Some((instance, domain))
}

/// Begins an audit; its table is not on the screen yet.
pub(super) fn begin(state: &mut State, of: Source) -> Vec<Effect> {
    let (instance, domain, begun) = match &of {
        Source::Domain(instance, domain) => {
            ((**instance).clone(), Some(domain.clone()), Some(state.now))
        }
        Source::File(opened) => {
            let nobody = || Instance::bare(InstanceId::new(""));
            let instance = opened.instance.clone().unwrap_or_else(nobody);
            (instance, opened.domain.clone(), opened.at)
        }
    };
    let order = state
        .layout
        .with_case()
        .order(Filter::default(), state.lens());
    let table = Files::of(instance, Extent::Domain(domain), order);
    let id = state.tickets.draw();
    let audit = Audit {
        id,
        of,
        begun,
        run: Run::Paused,
        tally: Tally::default(),
        sums: Sums::default(),
        exporting: None,
        refused: None,
        shown: false,
        aside: Some(Box::new(table)),
        from: state.screen,
        visiting: false,
    };
    state.audit = Some(Box::new(audit));
    go_on(state)
}

/// It goes on from wherever it is.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let Some(audit) = &mut state.audit else {
        return Vec::new();
    };
    audit.run = Run::Going(ticket);
    let request = AuditRequest {
        id: audit.id,
        of: audit.of.clone(),
    };
    vec![Effect::Audit(ticket, Box::new(request))]
}

/// It begins anew; the rows stay until it is known better.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    let id = state.tickets.draw();
    let now = state.now;
    if let Some(audit) = &mut state.audit {
        audit.id = id;
        audit.tally = Tally::default();
        audit.sums = Sums::default();
        if matches!(audit.of, Source::Domain(..)) {
            audit.begun = Some(now);
        }
    }
    if let Some(files) = table(state) {
        files.table.begin();
        files.problems.clear();
        files.listing.notes.clear();
    }
    go_on(state)
}
