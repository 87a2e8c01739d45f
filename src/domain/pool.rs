//! Texts that many files share, kept once: who uploaded them, what they are used for, tags.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Arn, Attachment, Contact, Creator, FileStatus, SafeText, Source};

/// So many different texts are kept; what comes after them is only not shared.
const MOST: usize = 10_000;

/// What is shared.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    texts: HashSet<SafeText>,
    arns: HashSet<Arn>,
    contacts: HashSet<Arc<Contact>>,
}

impl Pool {
    /// Lets a file share what other files hold as well.
    pub fn share(&mut self, file: &mut Attachment) {
        self.arn(&mut file.key.resource);
        if let Source::Contact(contact) = &mut file.source {
            self.contact(contact);
        }
        if let Some(arn) = &mut file.arn {
            self.text(&mut arn.head);
        }
        match &mut file.created_by {
            Some(Creator::ConnectUser(arn) | Creator::AwsIdentity(arn)) => self.text(arn),
            Some(Creator::Unknown) | None => {}
        }
        if let FileStatus::Other(word) = &mut file.status {
            self.text(word);
        }
        if let Some(use_case) = &mut file.use_case {
            self.text(use_case);
        }
        for (key, value) in &mut file.tags {
            self.text(key);
            self.text(value);
        }
        file.tags.shrink_to_fit();
    }

    fn text(&mut self, text: &mut SafeText) {
        match self.texts.get(text) {
            Some(known) => *text = known.clone(),
            None if self.texts.len() < MOST => {
                self.texts.insert(text.clone());
            }
            None => {}
        }
    }

    fn contact(&mut self, contact: &mut Arc<Contact>) {
        match self.contacts.get(contact) {
            Some(known) => *contact = Arc::clone(known),
            None if self.contacts.len() < MOST => {
                self.contacts.insert(Arc::clone(contact));
            }
            None => {}
        }
    }

    fn arn(&mut self, arn: &mut Arn) {
        match self.arns.get(arn) {
            Some(known) => *arn = known.clone(),
            None if self.arns.len() < MOST => {
                self.arns.insert(arn.clone());
            }
            None => {}
        }
    }
}
