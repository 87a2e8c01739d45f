//! A file's own ARN. Those of one instance's files differ only in the id at their end, and
//! there may be a hundred thousand of them: what they share is kept once.

use std::fmt;

use super::{FileId, SafeText};

/// The ARN of an attached file, as the service gave it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FileArn {
    /// All of it, or all in front of the id.
    pub(super) head: SafeText,
    /// What follows.
    id: Option<FileId>,
}

impl FileArn {
    /// The ARN of the file with this id; nothing for an empty text.
    pub fn given(raw: &str, id: &FileId) -> Option<Self> {
        let whole = SafeText::given(raw)?;
        let head = raw.strip_suffix(id.raw()).filter(|head| !head.is_empty());
        let plain = !whole.was_cleaned() && !id.shown().was_cleaned();
        Some(match head {
            // In pieces it must read as it does in one.
            Some(head) if plain && raw.is_ascii() => Self {
                head: head.into(),
                id: Some(id.clone()),
            },
            _ => Self {
                head: whole,
                id: None,
            },
        })
    }

    /// The ARN as it was given, for machines.
    pub fn raw(&self) -> String {
        let id = self.id.as_ref().map_or("", FileId::raw);
        format!("{}{id}", self.head.raw())
    }
}

impl fmt::Display for FileArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head.fmt(f)?;
        match &self.id {
            Some(id) => id.fmt(f),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for FileArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl<T: Into<SafeText>> From<T> for FileArn {
    fn from(whole: T) -> Self {
        Self {
            head: whole.into(),
            id: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_pieces_it_reads_as_in_one() {
        let long = "x".repeat(5_000);
        for (arn, id) in [
            ("arn:aws:connect:r:1:instance/i/file/f-1", "f-1"),
            ("arn:aws:connect:r:1:instance/i/file/f-1", "f-2"),
            ("f-1", "f-1"),
            ("arn/file/e\u{301}", "\u{301}"),
            ("arn/file/\u{202E}x", "x"),
            (&long, "x"),
        ] {
            let given = FileArn::given(arn, &FileId::new(id)).unwrap();
            assert_eq!(given.raw(), arn);
            assert_eq!(given.to_string(), SafeText::new(arn).to_string());
        }
        assert_eq!(FileArn::given("", &FileId::new("f")), None);
    }
}
