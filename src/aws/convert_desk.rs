//! The answers of the optional calls in the domain's words.

use aws_sdk_connect::types::{
    AttachedFilesConfiguration, IntegrationAssociationSummary, IntegrationType, User,
};

use crate::domain::{Person, SafeText, Scanner, UploadRules};

/// The scanner of an association; none when it is of another kind.
pub(super) fn scanner(association: &IntegrationAssociationSummary) -> Option<Scanner> {
    let kind = association.integration_type();
    // The service was asked for this kind only, but is not bound to say so again.
    if kind.is_some_and(|kind| *kind != IntegrationType::FileScanner) {
        return None;
    }
    let arn = SafeText::given(association.integration_arn()?)?;
    Some(Scanner { arn })
}

/// The rules of one scope. A list without an extension forbids nothing that anybody knows of.
pub(super) fn upload_rules(configuration: &AttachedFilesConfiguration) -> UploadRules {
    let most = configuration.maximum_size_limit_in_bytes();
    let listed = configuration
        .extension_configuration()
        .map_or(&[][..], |list| list.allowed_extensions());
    let extensions: Vec<SafeText> = listed
        .iter()
        .filter_map(|one| {
            let word = one.extension().trim().trim_start_matches('.');
            SafeText::given(&word.to_lowercase())
        })
        .collect();
    UploadRules {
        most_bytes: most
            .and_then(|most| u64::try_from(most).ok())
            .filter(|most| *most > 0),
        extensions: (!extensions.is_empty()).then_some(extensions),
    }
}

/// What a user is called; none when the answer tells nothing of that.
pub(super) fn person(user: &User) -> Option<Person> {
    let info = user.identity_info();
    let part = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let first = part(info.and_then(|info| info.first_name()));
    let last = part(info.and_then(|info| info.last_name()));
    let names: Vec<String> = [first, last].into_iter().flatten().collect();
    let person = Person {
        name: SafeText::given(&names.join(" ")),
        login: user.username().and_then(SafeText::given),
    };
    person.label().is_some().then_some(person)
}
