//! The file ids that were given with `--file-id`, or on stdin.

use std::io::{self, IsTerminal, Read};
use std::str::Utf8Error;

use crate::domain::{Failure, FailureKind, FileId, InstanceId, Subject};
use crate::operations;

const WHAT: &str = "The file ids could not be read";
/// The most that is read from stdin, in bytes: some ten thousand ids.
const MOST: u64 = 4 * 1024 * 1024;

/// The ids, each as it was given; `-` stands for all that stand on stdin.
pub(super) async fn read(
    instance: &InstanceId,
    subject: &Subject,
    words: &[String],
) -> Result<Vec<FileId>, Failure> {
    let words = self::words(words).await?;
    let ids = words
        .iter()
        .map(|word| operations::file_id(instance, subject, word));
    ids.collect()
}

/// The words themselves, and in the place of `-` those on stdin.
pub(super) async fn words(given: &[String]) -> Result<Vec<String>, Failure> {
    let mut words = Vec::new();
    let mut stdin_is_read = false;
    for word in given {
        if word != "-" {
            words.push(word.trim().to_owned());
        } else if !stdin_is_read {
            stdin_is_read = true;
            words.extend(piped(&on_stdin().await?)?);
        }
    }
    Ok(words)
}

/// The ids that were piped in.
fn piped(bytes: &[u8]) -> Result<Vec<String>, Failure> {
    let ids = split(bytes).map_err(|_| failure("what stands on stdin is no text"))?;
    if ids.is_empty() {
        // An empty list would mean all files.
        return Err(failure("there is no id on stdin"));
    }
    Ok(ids)
}

/// The ids in a text: one a line, or ended by NUL.
pub(super) fn split(bytes: &[u8]) -> Result<Vec<String>, Utf8Error> {
    let text = std::str::from_utf8(bytes)?;
    let ids = text.split(['\n', '\0']).map(str::trim);
    Ok(ids.filter(|id| !id.is_empty()).map(str::to_owned).collect())
}

/// All of stdin. A thread of its own reads it, which nobody waits for at the end: a pipe
/// may stay open and silent for ever.
async fn on_stdin() -> Result<Vec<u8>, Failure> {
    if io::stdin().is_terminal() {
        return Err(failure("stdin is a terminal, and nothing is asked there")
            .hint("Pipe the ids in, one a line, or give them after --file-id."));
    }
    let (done, read) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
        // Nobody may be waiting any more.
        let _ = done.send(read.map(|_| bytes));
    });
    let bytes = match read.await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => return Err(failure(&error.to_string())),
        Err(_) => return Err(failure("the reader stopped")),
    };
    if bytes.len() as u64 > MOST {
        return Err(failure("there is more on stdin than 4 MiB"));
    }
    Ok(bytes)
}

fn failure(why: &str) -> Failure {
    Failure::new(FailureKind::Usage, WHAT, why)
}
