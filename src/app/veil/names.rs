//! Every name that the state knows, and how sentences may write it.

use std::collections::BTreeSet;

use crate::domain::cells::cut_name;
use crate::domain::{Attachment, Case, CaseName, Creator, SafeText, Subject};

use super::super::errors::ENOUGH;
use super::super::save_as::safe_name;
use super::super::{Dialog, State, Wanted};

/// Names of fewer characters are in every other word, and tell little.
const SHORTEST: usize = 3;

/// The cells to which names are cut in sentences.
const CUT: usize = 36;

/// Of more rows only those near the screen are looked at for each frame. A sentence was looked
/// through for all names when it was said.
const MANY: usize = 2_000;

impl State {
    /// All names, in every way in which a sentence may write them.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let mut names = Names {
            found: BTreeSet::new(),
            within: None,
        };
        if let Some(files) = &self.files {
            let first = match files.rows().len() {
                many if many > MANY => files.table.cursor().offset(),
                _ => 0,
            };
            let rows = files.table.shown_from(first).take(MANY);
            rows.for_each(|file| names.file(file));
        }
        let subject = self.files.as_ref().and_then(|files| files.extent.arn());
        let failed = subject.into_iter();
        let failed = failed.flat_map(|arn| self.transfers.failed_ones(arn, ENOUGH));
        let moving = self.transfers.open_ones().take(ENOUGH);
        failed
            .chain(moving)
            .for_each(|one| names.saved(one.errand.file()));
        self.others(&mut names);
        names.found
    }

    /// Those that are in this sentence, which is about these files or the selected one.
    pub(super) fn names_in<'a>(
        &self,
        text: &str,
        files: impl IntoIterator<Item = &'a Attachment>,
    ) -> BTreeSet<String> {
        let mut names = Names {
            found: BTreeSet::new(),
            within: Some(text),
        };
        files.into_iter().for_each(|file| names.saved(file));
        let selected = self.files.as_ref().and_then(|files| files.selected());
        if let Some(file) = selected {
            names.saved(file);
        }
        self.others(&mut names);
        names.found
    }

    /// All but those of the rows.
    fn others(&self, names: &mut Names) {
        if let Some(subject) = self.files.as_ref().and_then(|files| files.extent.subject()) {
            names.subject(subject);
        }
        let people = self.people.names.all();
        people.for_each(|name| names.word(name.as_str()));
        if let Some(cases) = &self.cases {
            let search = cases.search.as_ref().map(|search| search.hits.items());
            let all = cases.all.items().iter().chain(&cases.recents);
            all.chain(search.into_iter().flatten())
                .for_each(|case| names.case(case));
        }
        match &self.dialog {
            Some(Dialog::Elsewhere(file, _) | Dialog::Copy(file)) => names.file(file),
            Some(Dialog::Why(why)) => names.file(&why.file),
            Some(Dialog::SaveAs(save_as)) => {
                save_as.files.iter().for_each(|file| names.saved(file));
            }
            Some(Dialog::HandingOver(_, title)) => names.name(title),
            Some(Dialog::Conflict(id) | Dialog::Doubt(id)) => {
                if let Some(asked) = self.transfers.get(*id) {
                    names.saved(asked.errand.file());
                }
            }
            _ => {}
        }
        if let Some(Wanted::Case(CaseName::Words(words))) = &self.wanted {
            names.word(words.as_str());
        }
        let caller = self.caller.as_ref();
        let identity = caller.and_then(|caller| caller.identity.as_ref());
        if let Some(login) = identity.and_then(crate::domain::Identity::login) {
            names.word(login.as_str());
        }
    }
}

struct Names<'a> {
    found: BTreeSet<String>,
    /// Only what is in this text.
    within: Option<&'a str>,
}

impl Names<'_> {
    fn word(&mut self, word: &str) {
        let word = word.trim();
        let is_wanted = self.within.is_none_or(|text| text.contains(word));
        if is_wanted && word.chars().count() >= SHORTEST {
            self.found.insert(word.to_owned());
        }
    }

    /// A file's name: whole, cut to a sentence, and without its ending, since the name on the
    /// disk may get a number before it.
    fn name(&mut self, name: &SafeText) {
        let text = name.as_str();
        self.word(text);
        if text.len() > CUT {
            self.word(&cut_name(text, CUT, "…"));
        }
        if let Some((stem, _)) = text.rsplit_once('.') {
            self.word(stem);
        }
    }

    fn file(&mut self, file: &Attachment) {
        if let Some(name) = &file.name {
            self.name(name);
        }
        if let Some(title) = file.case.as_ref().and_then(|case| case.title.as_ref()) {
            self.word(title.as_str());
        }
        for (key, value) in &file.tags {
            self.word(key.as_str());
            self.word(value.as_str());
        }
        if let Some(creator @ (Creator::ConnectUser(_) | Creator::AwsIdentity(_))) =
            &file.created_by
        {
            self.word(creator.short());
        }
    }

    /// One that has a name on the disk as well.
    fn saved(&mut self, file: &Attachment) {
        self.file(file);
        self.name(&safe_name(file).as_str().into());
    }

    fn case(&mut self, case: &Case) {
        let texts = [&case.title, &case.assigned_user, &case.assigned_queue];
        let texts = texts.into_iter().flatten();
        texts.for_each(|text| self.word(text.as_str()));
    }

    fn subject(&mut self, subject: &Subject) {
        if let Subject::Case(case) = subject {
            self.case(case);
        }
    }
}
