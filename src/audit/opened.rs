//! A look into the file of a finished audit, before it is read: whether it is one, where it
//! comes from, and whether it is whole.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use jiff::Timestamp;

use super::reader::{Piece, read};
use super::standing::{Standing, standing};
use crate::domain::{Arn, Failure, FailureKind, InstanceId};

/// How many rows are looked at for where they come from.
const LOOKED_AT: usize = 1_000;

/// The sentence for a file that cannot be read.
const OPENING: &str = "The audit could not be opened";

/// What is known of a file before it is read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// When the audit was begun, where the file says so; else when it was written.
    pub at: Option<Timestamp>,
    /// The instance of its first files.
    pub instance: Option<InstanceId>,
    /// The Cases domain of its first rows.
    pub domain: Option<Arn>,
    /// The audit did not come to its end.
    pub partial: bool,
}

/// Looks into a file: whether it is an audit, and where it comes from.
pub fn peek(path: &Path) -> Result<Head, Failure> {
    let file = open(path)?;
    let written = file.metadata().and_then(|about| about.modified()).ok();
    let mut head = Head {
        at: written.and_then(|at| Timestamp::try_from(at).ok()),
        instance: None,
        domain: None,
        partial: matches!(standing(path), Standing::Unfinished(_)),
    };
    let empty = file.metadata().is_ok_and(|about| about.len() == 0);
    let (mut rows, mut bad, mut named) = (0, 0, empty);
    read(BufReader::new(file), |piece| {
        match piece {
            Piece::Row(row) => {
                rows += 1;
                let arn = |name: &str| row.text(name).and_then(|text| Arn::parse(text).ok());
                let resource = arn("AssociatedResourceArn");
                if head.domain.is_none() {
                    head.domain = resource.as_ref().and_then(Arn::domain);
                }
                if head.instance.is_none() {
                    let of = arn("FileArn").or(resource);
                    head.instance = of.and_then(|arn| arn.instance_id());
                }
            }
            Piece::Bad(..) => bad += 1,
            Piece::Head => named = true,
            Piece::Summary(_) => {}
        }
        let known = head.domain.is_some() && head.instance.is_some();
        !known && rows + bad < LOOKED_AT
    })
    .map_err(|error| failed(path, &error.to_string()))?;
    if rows == 0 && (bad > 0 || !named) {
        return Err(failed(path, "it holds no row of an audit")
            .hint("attache audit --output FILE writes ndjson, csv and json that can be opened."));
    }
    Ok(head)
}

/// Opens it for reading, as long as it is a file.
pub(super) fn open(path: &Path) -> Result<File, Failure> {
    let told = |error: io::Error| failed(path, &error.to_string());
    // A pipe would wait for somebody to write.
    if !path.metadata().map_err(told)?.is_file() {
        return Err(failed(path, "it is no file"));
    }
    File::open(path).map_err(told)
}

fn failed(path: &Path, why: &str) -> Failure {
    let why = format!("{}: {why}", path.display());
    Failure::new(FailureKind::Local, OPENING, why)
}
