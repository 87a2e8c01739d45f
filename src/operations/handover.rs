//! A link for the person's own machine, and the line that fetches it there.

use crate::aws::{Aws, LinkWish};
use crate::domain::{Attachment, Failure, InstanceId, SafeName, SignedLink};

use super::fetch::safe_name;
use super::files::link;

/// The life of a link that a person carries elsewhere, in seconds: the longest there is.
pub const HANDED_LIFE: u16 = 300;

/// A fresh link to an approved file, to be saved and not shown by whoever opens it.
pub async fn handed_link(
    aws: &Aws,
    instance: &InstanceId,
    file: &Attachment,
) -> Result<SignedLink, Failure> {
    let wish = LinkWish {
        expires: HANDED_LIFE,
        inline: false,
    };
    let (_, link) = link(aws, instance, file, wish).await?;
    Ok(link)
}

/// The name of a file that is fetched elsewhere.
pub fn handed_name(file: &Attachment) -> SafeName {
    safe_name(file)
}

/// Whose quotes a line is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// Shells of Unix, and `PowerShell`.
    Single,
    /// The command prompt of Windows.
    Double,
}

/// The line that saves what the link leads to under this name. It fails instead of saving
/// what a dead link answers.
pub fn curl_line(name: &SafeName, link: &SignedLink, quotes: Quotes) -> String {
    let url = link.reveal().as_str();
    match quotes {
        Quotes::Single => format!("curl -o {} -f {}", single(name.as_str()), single(url)),
        // Neither a safe name nor an address holds a double quote. A name between two per cent
        // signs would be replaced by the value of a variable.
        Quotes::Double => {
            let name = name.as_str().replace('%', "_");
            format!("curl -o \"{name}\" -f \"{url}\"")
        }
    }
}

fn single(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
