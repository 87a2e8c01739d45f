//! Whether a contact can be read: its files, and by what it reached the centre.

use super::Check;
use super::cases::permission;
use super::examiner::{Examiner, Told};
use crate::domain::{Contact, FileId, InstanceId};

const REFERENCES: &str = "ListContactReferences";
const DESCRIBE: &str = "DescribeContact";
/// The checks of this part, in their order.
pub(super) const NAMES: [&str; 2] = [REFERENCES, DESCRIBE];

/// Makes these checks. Gives the files of the contact; none where there is no contact.
pub(super) async fn contacts<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    instance: &InstanceId,
    contact: Option<&Contact>,
    named: bool,
) -> Vec<FileId> {
    let Some(contact) = contact else {
        let why = "no case with a linked e-mail or task was found to try it on";
        for name in NAMES {
            examiner.done(Check::skipped(name, why));
        }
        return Vec::new();
    };
    let files = references(examiner, instance, contact, named).await;
    describe(examiner, instance, contact).await;
    files
}

async fn references<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    instance: &InstanceId,
    contact: &Contact,
    named: bool,
) -> Vec<FileId> {
    let aws = examiner.asked.aws;
    let asking = aws.contact_references(instance, contact, None);
    let answer = examiner.ask(REFERENCES, asking).await;
    let check = permission(REFERENCES, &answer, true);
    examiner.done(match (named, examiner.asked.file_ids) {
        (true, []) => check.needed(),
        (true, _) => check.bearable("not needed where --file-id names the files"),
        (false, _) => check.bearable("only the files of linked contacts are missing"),
    });
    answer.map_or(Vec::new(), |page| page.items)
}

/// A linked contact's channel stands with the case; only one that is named is looked up.
async fn describe<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    instance: &InstanceId,
    contact: &Contact,
) {
    let Some(id) = contact.arn.contact_id() else {
        examiner.done(Check::skipped(DESCRIBE, "the contact has no id"));
        return;
    };
    let asking = examiner.asked.aws.contact_channel(instance, &id);
    let answer = examiner.ask(DESCRIBE, asking).await;
    let check = permission(DESCRIBE, &answer, true);
    examiner.done(check.bearable("only whether a contact is an e-mail or a task is not told"));
}
