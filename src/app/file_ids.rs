//! Files that a person names: ids and ARNs in a text.

use crate::domain::{Arn, Failure, FailureKind, FileId, InstanceId, SafeText};

const WHAT: &str = "That names no file";

/// The files that a text names, each once: ids or ARNs, between commas, blanks or lines.
/// Fails on an ARN that is none of a file, or of one in another instance than `instance`.
pub fn named_files(text: &str, instance: Option<&InstanceId>) -> Result<Vec<FileId>, Failure> {
    let mut ids: Vec<FileId> = Vec::new();
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    for word in words.filter(|word| !word.is_empty()) {
        let id = named_file(word, instance)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn named_file(word: &str, instance: Option<&InstanceId>) -> Result<FileId, Failure> {
    if !word.starts_with("arn:") {
        return Ok(FileId::new(word));
    }
    let not = |why: String| Failure::new(FailureKind::Usage, WHAT, why);
    let arn = Arn::parse(word).map_err(|error| not(error.to_string()))?;
    let Some(id) = arn.file_id() else {
        let shown = SafeText::new(word);
        return Err(not(format!(
            "{shown} is no file's ARN, which reads arn:aws:connect:REGION:ACCOUNT:instance/ID/file/ID"
        )));
    };
    match (instance, arn.instance_id()) {
        (Some(here), Some(there)) if *here != there => {
            Err(not(format!("file {id} lies in the instance {there}")))
        }
        _ => Ok(id),
    }
}
