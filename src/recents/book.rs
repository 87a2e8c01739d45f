//! The lists as they are kept, and their bounds. No disk here.

use serde::{Deserialize, Serialize};

use crate::domain::{Arn, InstanceId, Recent, SafeText};

/// The cases of one list; the oldest goes.
const CASES: usize = 20;
/// The lists; the one that was used least lately goes.
const LISTS: usize = 50;
/// The longest title or reference that is kept, in characters.
const LONGEST: usize = 200;
/// The longest ARN or id that is kept, in bytes: AWS's are shorter.
const LONGEST_ID: usize = 2_048;
/// The form of the file, in case there is another one day.
const VERSION: u32 = 1;

/// All lists, the one that was used last first.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Book {
    version: u32,
    lists: Vec<List>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    owner: String,
    instance: String,
    cases: Vec<Kept>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    case: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

impl Book {
    /// Reads a file's text. What is broken, or not ours, is an empty book.
    pub(super) fn read(text: &str) -> Self {
        let read: Result<Self, _> = serde_json::from_str(text);
        read.ok()
            .filter(|book| book.version == VERSION)
            .unwrap_or_default()
    }

    /// The text of the file.
    pub(super) fn written(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The cases of this list, the latest first.
    pub(super) fn recall(&self, owner: &str, instance: &InstanceId) -> Vec<Recent> {
        let list = self.lists.iter().find(|list| list.is(owner, instance));
        let kept = list.map_or(&[][..], |list| &list.cases);
        kept.iter().take(CASES).filter_map(Kept::recent).collect()
    }

    /// Puts the case at the top of its list, and the list before the others. Tells whether
    /// it could be kept at all.
    pub(super) fn remember(&mut self, owner: &str, instance: &InstanceId, recent: &Recent) -> bool {
        let too_long = |id: &str| id.len() > LONGEST_ID;
        if too_long(instance.raw()) || too_long(recent.case.raw()) {
            return false;
        }
        let known = self.lists.iter().position(|list| list.is(owner, instance));
        let mut list = match known {
            Some(index) => self.lists.remove(index),
            None => List {
                owner: owner.to_owned(),
                instance: instance.raw().to_owned(),
                cases: Vec::new(),
            },
        };
        let known = list
            .cases
            .iter()
            .position(|kept| kept.case == recent.case.raw());
        let old = known.map(|index| list.cases.remove(index));
        list.cases.insert(0, Kept::of(recent).or(old));
        list.cases.truncate(CASES);
        self.lists.insert(0, list);
        self.lists.truncate(LISTS);
        self.version = VERSION;
        true
    }
}

impl List {
    fn is(&self, owner: &str, instance: &InstanceId) -> bool {
        self.owner == owner && self.instance == instance.raw()
    }
}

impl Kept {
    fn of(recent: &Recent) -> Self {
        let text = |text: &Option<SafeText>| text.as_ref().map(|text| cut(text.raw()));
        Self {
            case: recent.case.raw().to_owned(),
            reference: text(&recent.reference),
            title: text(&recent.title),
        }
    }

    /// What is not known now may have been known before.
    fn or(self, old: Option<Self>) -> Self {
        let (reference, title) = old.map_or((None, None), |old| (old.reference, old.title));
        Self {
            case: self.case,
            reference: self.reference.or(reference),
            title: self.title.or(title),
        }
    }

    /// Nothing for what is no case: somebody else may have written the file.
    fn recent(&self) -> Option<Recent> {
        let case = Arn::parse(&self.case).ok()?;
        case.case_id()?;
        let text = |text: &Option<String>| {
            text.as_deref()
                .map(cut)
                .as_deref()
                .and_then(SafeText::given)
        };
        Some(Recent {
            case,
            reference: text(&self.reference),
            title: text(&self.title),
        })
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
