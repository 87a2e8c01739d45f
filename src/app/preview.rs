//! The start of a file, while a person looks at it.

use crate::domain::{Attachment, Preview, cells::fold};

use super::{Asking, Remote};

/// The start of a file: asked for, or here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previewing {
    /// Which file.
    pub file: Box<Attachment>,
    /// What can be seen of it.
    pub preview: Remote<Box<Preview>>,
    /// The first line on the screen.
    pub offset: usize,
}

impl Previewing {
    /// What stands in a pane that is `cells` wide, line by line.
    pub fn lines(&self, cells: u16) -> Vec<String> {
        let cells = usize::from(cells).saturating_sub(2).max(1);
        let sentence = |text: &str| crate::domain::cells::wrap(text, cells);
        match (&self.preview.asking, &self.preview.seen) {
            (Asking::Failed(failure) | Asking::MoreFailed(failure), _) => {
                let mut lines = sentence(&failure.to_string());
                lines.extend(sentence("r tries again."));
                lines
            }
            (Asking::Afresh(_) | Asking::More(_), _) | (Asking::Idle, None) => {
                sentence("Asking for the start of the file. Nothing of it is written to the disk.")
            }
            (Asking::Idle, Some(preview)) => {
                let texts = preview.lines.iter();
                let mut lines: Vec<String> =
                    texts.flat_map(|line| fold(line.as_str(), cells)).collect();
                if lines.is_empty() {
                    lines =
                        sentence("There is nothing in it that could be shown here. s saves it.");
                }
                if !preview.whole {
                    lines.extend(sentence("(only the start is shown)"));
                }
                lines
            }
        }
    }
}
