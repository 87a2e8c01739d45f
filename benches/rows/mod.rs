//! Files made on purpose, and the machine in front of so many of them.

use attache::app::keys::Key;
use attache::app::table::Layout;
use attache::app::{self, Answer, Effect, Looks, Message, Start, State};
use attache::domain::{
    Arn, Attachment, Case, CaseId, Creator, DomainState, FileArn, FileId, FileKey, FileStatus,
    Instance, InstanceId, LoginChoice, Page, SafeText, Source,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How many files a part of a listing brings.
const PART: usize = 100;

const WORDS: [&str; 12] = [
    "invoice",
    "receipt",
    "photo",
    "scan",
    "contract",
    "warranty",
    "screen",
    "call-notes",
    "order",
    "claim",
    "letter",
    "report",
];
const ENDS: [&str; 6] = ["pdf", "png", "docx", "csv", "jpg", "txt"];

fn arn(text: &str) -> Option<Arn> {
    Arn::parse(text).ok()
}

/// The case that the files hang on.
pub fn case() -> Option<Case> {
    let domain =
        arn("arn:aws:cases:us-west-2:111122223333:domain/0f571724-814f-4f09-8d1b-e2c2d8a0f001")?;
    let id = CaseId::new("5c1d0f6e-9d39-4a44-8c0b-6a1e4f6f0001");
    Some(Case::bare(domain.case(&id), id))
}

/// So many files of a case, each with the texts of its own that the service would give.
pub fn files(case: &Case, count: usize, now: Timestamp) -> Vec<Attachment> {
    let file = |number: usize| {
        let spread = number.wrapping_mul(2_654_435_761) % 1_000_003;
        let word = WORDS[spread % WORDS.len()];
        let other = WORDS[(spread / 7) % WORDS.len()];
        let end = ENDS[(spread / 3) % ENDS.len()];
        let id = format!("{spread:08x}-814f-4f09-8d1b-{number:012x}");
        let created = now - SignedDuration::from_secs(i64::try_from(spread).unwrap_or(0));
        Attachment {
            key: FileKey {
                resource: case.arn.clone(),
                file: FileId::new(&id),
            },
            source: Source::Case,
            arn: FileArn::given(
                &format!(
                    "arn:aws:connect:us-west-2:111122223333:instance/0f571724-814f-4f09-8d1b-e2c2d8a0f002/file/{id}"
                ),
                &FileId::new(&id),
            ),
            name: Some(SafeText::new(&format!("{word}-{other}-{spread}.{end}"))),
            status: match spread % 20 {
                0 => FileStatus::Rejected,
                1 => FileStatus::Processing,
                2 => FileStatus::Failed,
                _ => FileStatus::Approved,
            },
            size: Some(spread as u64 * 37),
            created_text: None,
            created: Some(created),
            created_by: Some(Creator::ConnectUser(SafeText::new(&format!(
                "arn:aws:connect:us-west-2:111122223333:instance/i/agent/agent-{}",
                spread % 40
            )))),
            use_case: Some(SafeText::new("ATTACHMENT")),
            tags: vec![(SafeText::new("department"), SafeText::new("claims"))],
        }
    };
    (0..count).map(file).collect()
}

/// The machine and what it waits for.
pub struct Machine {
    pub state: State,
    pub pending: Vec<Effect>,
}

impl Machine {
    /// Before anything was asked.
    pub fn new() -> Self {
        let (state, pending) = app::start(Start {
            login: LoginChoice::default(),
            instance: None,
            case: None,
            contact: None,
            domain: None,
            file_ids: Vec::new(),
            recents: false,
            save_to: None,
            no_desktop: None,
            keymap: std::sync::Arc::default(),
            mouse: false,
            notify: attache::app::Notify::Off,
            privacy: attache::app::veil::Privacy::Open,
            layout: Layout::default(),
            looks: Looks::default(),
            now: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000),
            zone: TimeZone::UTC,
            size: (120, 40),
        });
        Self { state, pending }
    }

    /// Takes a message, and does at once what it asks of the table.
    pub fn send(&mut self, message: Message) {
        let mut effects = app::update(&mut self.state, message);
        while let Some(at) = effects
            .iter()
            .position(|effect| matches!(effect, Effect::Arrange(..)))
        {
            if let Effect::Arrange(ticket, work) = effects.remove(at) {
                let shown = work.work(|| false);
                effects.extend(app::update(
                    &mut self.state,
                    Message::Answered(ticket, Answer::Arranged(shown)),
                ));
            }
        }
        self.pending.extend(effects);
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.send(Message::Key(key));
    }

    fn answer(&mut self, is: impl Fn(&Effect) -> bool, answer: Answer) {
        let at = self.pending.iter().position(is);
        let ticket = at.and_then(|at| self.pending.remove(at).ticket());
        if let Some(ticket) = ticket {
            self.send(Message::Answered(ticket, answer));
        }
    }

    /// On the files of a case, which are asked for.
    pub fn at_a_case() -> Self {
        let mut machine = Self::new();
        let instance = Instance {
            arn: arn("arn:aws:connect:us-west-2:111122223333:instance/i"),
            alias: Some("acme".into()),
            status: Some("ACTIVE".into()),
            domain: DomainState::Unasked,
            id: InstanceId::new("i"),
        };
        let page = |items| Page { items, next: None };
        let id = instance.id.clone();
        machine.answer(
            |effect| matches!(effect, Effect::ListInstances(..)),
            Answer::Instances(Ok(page(vec![instance]))),
        );
        if let Some(domain) = case().and_then(|case| case.arn.domain()) {
            machine.answer(
                |effect| matches!(effect, Effect::FindDomain(..)),
                Answer::Domain(id, Ok(DomainState::Domain(domain))),
            );
        }
        let cases = Page {
            items: case().into_iter().collect(),
            next: None,
        };
        machine.answer(
            |effect| matches!(effect, Effect::ListCases(..)),
            Answer::Cases(Ok(cases)),
        );
        machine.key(Key::Enter);
        machine
    }

    /// The listing brings these files, part by part, and ends.
    pub fn list(&mut self, mut files: Vec<Attachment>) {
        let listing = self
            .pending
            .iter()
            .find(|effect| matches!(effect, Effect::ListFiles(..)));
        let Some(ticket) = listing.and_then(Effect::ticket) else {
            return;
        };
        while !files.is_empty() {
            let rest = files.split_off(PART.min(files.len()));
            let part = std::mem::replace(&mut files, rest);
            self.send(Message::Answered(ticket, Answer::Files(part)));
        }
        self.send(Message::Answered(ticket, Answer::Listed(Ok(()))));
    }

    /// In front of so many files, all of them listed.
    pub fn with_files(count: usize) -> Self {
        let mut machine = Self::at_a_case();
        if let Some(case) = case() {
            machine.list(files(&case, count, machine.state.now));
        }
        machine
    }
}
