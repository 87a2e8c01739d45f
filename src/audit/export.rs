//! Writing what a watched audit has found so far to a new file, as often as wanted.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::time::timeout;

use super::session::{Session, lock};
use super::write::{Names, Shape, Summary};
use crate::domain::{Failure, FailureKind, ReportFormat, SafeText};

/// How long who asked may take to be told; a report is whole without.
pub const CALLER: Duration = Duration::from_secs(5);
/// The sentence for a report that could not be written.
const EXPORTING: &str = "The audit could not be exported";

/// A report that is to be written.
pub struct Export {
    path: PathBuf,
    shape: Shape,
    caller: Option<SafeText>,
}

impl Session {
    /// Ready to write all that is found so far to a new file; its ending says how.
    pub async fn export_to(&self, path: &Path) -> Result<Export, Failure> {
        let Some(format) = ReportFormat::of(path) else {
            let why = "its ending says no format";
            return Err(Failure::new(FailureKind::Usage, EXPORTING, why)
                .hint("End the name with .ndjson, .csv, .json or .html."));
        };
        let caller = match &self.place {
            // The report is whole without.
            Some(place) => {
                let identity = timeout(CALLER, place.aws.identity()).await.ok();
                identity.and_then(Result::ok).map(|caller| caller.arn)
            }
            None => None,
        };
        Ok(Export {
            path: path.to_owned(),
            shape: format.into(),
            caller,
        })
    }
}

impl Export {
    /// Writes it. Nothing is replaced, and a part of a report does not stay.
    pub fn write(&self, of: &Session) -> Result<(), Failure> {
        let path = &self.path;
        let method = *lock(&of.method);
        let places = method.map(|how| (of.label.clone(), how));
        let rules = of.place.as_ref().and_then(|place| place.rules.as_ref());
        let summary = Summary {
            totals: of.sink.totals(),
            places: places.into_iter().collect(),
            failed: Vec::new(),
            names: Names::default(),
            caller: self.caller.clone(),
            contacts: 0,
            filtered: false,
            policy: rules.is_some(),
            partial: !of.whole.load(Ordering::Relaxed),
        };
        let failed = |error: std::io::Error| {
            let why = match error.kind() {
                ErrorKind::AlreadyExists => format!("{} exists already", path.display()),
                _ => format!("{} could not be written: {error}", path.display()),
            };
            Failure::new(FailureKind::Local, EXPORTING, why)
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // A report names people and their files: it is for its owner only.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(failed)?;
        let written = file
            .try_clone()
            .map_err(failed)
            .and_then(|out| of.sink.export(self.shape, buffered(out), &summary))
            .and_then(|()| file.sync_all().map_err(failed));
        if written.is_err() {
            // It would pass for a whole one.
            let _ = std::fs::remove_file(path);
        }
        written
    }
}

fn buffered(out: File) -> Box<dyn Write + Send> {
    Box::new(BufWriter::new(out))
}
