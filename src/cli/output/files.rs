//! What failed beside attached files, in the API's own shape and names.

use serde_json::{Value, json};

use crate::domain::{FILE_MEMBERS, Failure, Problem};

pub use crate::domain::attachment_json as attachment;

/// The members of a file and of an error, in their order as a csv has them.
pub const FILE_NAMES: [&str; 12] = {
    let mut names = [""; 12];
    let mut at = 0;
    while at < FILE_MEMBERS.len() {
        names[at] = FILE_MEMBERS[at];
        at += 1;
    }
    names[at] = "ErrorCode";
    names[at + 1] = "ErrorMessage";
    names
};

/// One line of `Errors`. A failed request or contact has no file id.
pub fn problem(problem: &Problem) -> Value {
    match problem {
        Problem::File {
            key, code, message, ..
        } => {
            let mut error = json!({ "FileId": key.file.raw(), "ErrorCode": code.raw() });
            if let Some(message) = message {
                error["ErrorMessage"] = json!(message.raw());
            }
            error
        }
        Problem::Contact { contact, failure } => {
            let named = json!({ "AssociatedResourceArn": contact.arn.raw() });
            item_error(named, failure)
        }
        Problem::Request(failure) => item_error(json!({}), failure),
    }
}

/// What failed, behind what names it.
pub fn item_error(mut named: Value, failure: &Failure) -> Value {
    named["ErrorCode"] = json!(error_code(failure));
    named["ErrorMessage"] = json!(failure.to_string());
    if let Some(remedy) = &failure.remedy {
        named["Remedy"] = json!(remedy.raw());
    }
    named
}

/// AWS's code, or this program's word for what kind of failure it is.
pub fn error_code(failure: &Failure) -> String {
    match &failure.code {
        Some(code) => code.raw().to_owned(),
        None => format!("{:?}", failure.kind),
    }
}
