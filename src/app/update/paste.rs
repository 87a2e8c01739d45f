//! What a typed or pasted text names for certain, in whichever picker it stands.

use crate::domain::{Arn, CaseId, CaseName, ContactName, InstanceName, SafeText};

use super::super::{State, Tone};

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// An instance: its ARN, or an address without a case.
    Instance(InstanceName),
    /// A Cases domain.
    Domain(Arn),
    /// A case that tells where it lies: its ARN, or its address.
    Case(CaseName),
    /// A contact.
    Contact(ContactName),
    /// The id of an instance or of a case.
    Id(CaseId),
    /// A reference number or words.
    Words,
}

/// What this text names.
pub(super) fn named(text: &str) -> Named {
    let text = text.trim();
    if text.starts_with("arn:") {
        return Arn::parse(text).map_or(Named::Words, named_by_arn);
    }
    match CaseName::parse(text) {
        Ok(name @ CaseName::Workspace { .. }) => return Named::Case(name),
        Ok(CaseName::Id(id)) => return Named::Id(id),
        _ => {}
    }
    match InstanceName::parse(text) {
        Ok(name) if text.starts_with("http") && text.contains("://") => Named::Instance(name),
        _ => Named::Words,
    }
}

fn named_by_arn(arn: Arn) -> Named {
    if arn.contact_id().is_some() {
        return Named::Contact(ContactName::Arn(arn));
    }
    match (arn.domain(), arn.case_id(), arn.instance_id()) {
        (Some(_), Some(_), _) => Named::Case(CaseName::Arn(arn)),
        (Some(domain), None, _) => Named::Domain(domain),
        (None, _, Some(_)) => Named::Instance(InstanceName::Arn(arn)),
        (None, ..) => Named::Words,
    }
}

/// The Region that an ARN names.
pub(super) fn region_of(named: &Named) -> Option<&SafeText> {
    arn_of(named).map(|(_, arn)| arn.region())
}

/// What a text names by its ARN, and how that is called.
fn arn_of(named: &Named) -> Option<(&'static str, &Arn)> {
    match named {
        Named::Instance(InstanceName::Arn(arn)) => Some(("instance", arn)),
        Named::Domain(arn) => Some(("Cases domain", arn)),
        Named::Case(CaseName::Arn(arn)) => Some(("case", arn)),
        Named::Contact(ContactName::Arn(arn)) => Some(("contact", arn)),
        _ => None,
    }
}

/// Refuses what lies in another Region: here it would only be "not found".
pub(super) fn is_refused(state: &mut State, named: &Named) -> bool {
    let Some((thing, arn)) = arn_of(named) else {
        return false;
    };
    let there = arn.region().clone();
    let Some(here) = state.region().cloned() else {
        return false;
    };
    if there.raw().is_empty() || there == here {
        return false;
    }
    let switches = state
        .keymap
        .spell(state.mode(), "{profile} switches the Region.");
    state.say(
        Tone::Bad,
        format!("This {thing} is in {there}, and you look at {here}. {switches}"),
    );
    true
}

/// Six digits and more, or nine alphanumerics with a digit among them.
pub(super) fn is_like_a_reference(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric());
    plain && (digits >= 6 || (digits > 0 && text.len() == 9))
}
