//! The cases that were looked into lately: whose they are, how many, and what is kept.

mod command;
mod file;
mod owners;

use std::path::{Path, PathBuf};

use attache::domain::{Arn, InstanceId, Recent, SafeText};
use attache::recents::Recents;
use tempfile::TempDir;

use crate::aws::{Answer, Canned, Seen};

/// A folder with a store in it that is not there yet.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("state").join("recents.json")
    }

    fn store(&self) -> Recents {
        Recents::open(self.path())
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    fn write(&self, text: &[u8]) {
        std::fs::create_dir_all(self.path().parent().unwrap()).unwrap();
        std::fs::write(self.path(), text).unwrap();
    }
}

fn instance(name: &str) -> InstanceId {
    InstanceId::new(name)
}

/// A case by its number.
fn case(number: usize) -> Recent {
    let arn = format!("arn:aws:cases:eu-test-1:1:domain/d/case/{number}");
    Recent {
        case: Arn::parse(&arn).unwrap(),
        reference: Some(format!("1000{number}").into()),
        title: Some(format!("Case {number}").into()),
    }
}

fn titles(recents: &[Recent]) -> Vec<&str> {
    let titles = recents.iter().map(|one| one.title.as_ref());
    titles
        .map(|title| title.map_or("", SafeText::as_str))
        .collect()
}

/// STS as it answers for this caller.
fn caller(account: &str, arn: &str) -> Answer {
    let body = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
         <GetCallerIdentityResult><Arn>{arn}</Arn><UserId>AIDA</UserId><Account>{account}</Account>\
         </GetCallerIdentityResult></GetCallerIdentityResponse>"
    );
    Answer::new(200, body).header("content-type", "text/xml")
}

/// A refusal of STS.
fn refused(status: u16, code: &str) -> Answer {
    let body = format!(
        "<ErrorResponse><Error><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"
    );
    Answer::new(status, body).header("content-type", "text/xml")
}

async fn agent() -> Canned {
    let answer = caller("1", "arn:aws:sts::1:assumed-role/Agent/m.ito");
    Canned::start(move |_: &Seen| answer.clone()).await
}

/// The names of the files beside the store.
fn beside(path: &Path) -> Vec<String> {
    crate::cli::program::files_in(path.parent().unwrap())
}
