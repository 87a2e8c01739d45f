//! A small world to put into the machine.

use attache::app::audit::OpenedAudit;
use attache::app::keys::Key;
use attache::app::table::Layout;
use attache::app::{self, Answer, Caller, Effect, Looks, Message, Start, State, Ticket};
use attache::domain::{
    Activity, Answered, Arn, Attachment, Body, Case, CaseId, CaseTag, Contact, ContactChannel,
    Creator, DomainState, Event, Failure, FailureKind, FileId, FileKey, FileStatus, Findings,
    Identity, Instance, InstanceId, LoginChoice, Page, PageToken, Person, Preview, Problem,
    Profile, Recent, Requests, Risk, Saved, Scanner, Source, Sum, Sums, Tally, There, UploadRules,
};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) const DOMAIN: &str = "arn:aws:cases:us-west-2:111122223333:domain/d0";

pub(crate) fn now() -> Timestamp {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

pub(crate) fn arn(text: &str) -> Arn {
    Arn::parse(text).unwrap()
}

pub(crate) fn instance(name: &str, has_domain: bool) -> Instance {
    let id = format!("00000000-0000-0000-0000-{name:0>12}");
    Instance {
        arn: Some(arn(&format!(
            "arn:aws:connect:us-west-2:111122223333:instance/{id}"
        ))),
        alias: Some(name.into()),
        status: Some("ACTIVE".into()),
        domain: if has_domain {
            DomainState::Domain(arn(DOMAIN))
        } else {
            DomainState::None
        },
        id: InstanceId::new(&id),
    }
}

/// As `ListInstances` gives it: nothing is known of its domain.
pub(crate) fn unasked(instance: Instance) -> Instance {
    Instance {
        domain: DomainState::Unasked,
        ..instance
    }
}

pub(crate) fn case(reference: &str, title: &str) -> Case {
    let id = CaseId::new(&format!("case-{reference}"));
    Case {
        reference: Some(reference.into()),
        title: Some(title.into()),
        status: Some("open".into()),
        updated: Some("2026-05-04T09:00:00Z".parse().unwrap()),
        assigned_user: Some("m.ito".into()),
        ..Case::bare(arn(DOMAIN).case(&id), id)
    }
}

pub(crate) fn file(case: &Case, name: &str, status: FileStatus, size: u64) -> Attachment {
    Attachment {
        key: FileKey {
            resource: case.arn.clone(),
            file: FileId::new(&format!("id-of-{name}")),
        },
        source: Source::Case,
        arn: Some(format!("arn:aws:connect:us-west-2:111122223333:instance/i/file/{name}").into()),
        name: Some(name.into()),
        status,
        size: Some(size),
        created_text: Some("2026-05-01T02:41:28.172Z".into()),
        created: Some("2026-05-01T02:41:28.172Z".parse().unwrap()),
        created_by: Some(Creator::ConnectUser(
            "arn:aws:connect:us-west-2:111122223333:instance/i/agent/m.ito".into(),
        )),
        use_case: Some("ATTACHMENT".into()),
        tags: vec![("department".into(), "claims".into())],
        case: None,
    }
}

/// A file that was uploaded a minute ago by somebody of the instance.
pub(crate) fn scanned(case: &Case, name: &str, status: FileStatus) -> Attachment {
    let acme = instance("acme", true).arn.unwrap();
    Attachment {
        created_text: Some("2026-05-04T11:59:00Z".into()),
        created: Some("2026-05-04T11:59:00Z".parse().unwrap()),
        created_by: Some(Creator::ConnectUser(
            format!("{acme}/agent/f00dcafe").as_str().into(),
        )),
        ..file(case, name, status, 880_000)
    }
}

pub(crate) fn scanner() -> Scanner {
    Scanner {
        arn: "arn:aws:lambda:us-west-2:111122223333:function:attachment-scanner".into(),
    }
}

pub(crate) fn rules() -> UploadRules {
    UploadRules {
        most_bytes: Some(20_971_520),
        extensions: Some(vec!["pdf".into(), "png".into(), "txt".into()]),
    }
}

pub(crate) fn person() -> Person {
    Person {
        name: Some("Mei Ito".into()),
        login: Some("m.ito".into()),
    }
}

pub(crate) fn contact() -> Contact {
    Contact {
        arn: arn(
            "arn:aws:connect:us-west-2:111122223333:instance/i/contact/3f2a91c0-0000-0000-0000-000000000000",
        ),
        channel: ContactChannel::Email,
    }
}

pub(crate) fn recent(reference: &str, title: &str) -> Recent {
    let case = case(reference, title);
    Recent {
        case: case.arn,
        reference: case.reference,
        title: case.title,
    }
}

pub(crate) fn profile(name: &str) -> Profile {
    Profile {
        name: name.into(),
        region: Some("eu-central-1".into()),
        source: Some("SSO".into()),
    }
}

pub(crate) fn activity(event: Event) -> Activity {
    Activity {
        at: now(),
        operation: "SearchRelatedItems",
        event,
    }
}

pub(crate) fn denied(what: &str) -> Failure {
    Failure::new(FailureKind::Denied, what, "your role may not do this")
        .code("AccessDeniedException")
        .hint("Ask for the permission, then try again.")
        .remedy(r#"{"Effect":"Allow","Action":"cases:SearchRelatedItems","Resource":"*"}"#)
}

pub(crate) fn problem(case: &Case) -> Problem {
    Problem::File {
        key: FileKey {
            resource: case.arn.clone(),
            file: FileId::new("gone"),
        },
        source: Source::Case,
        code: "ResourceNotFoundException".into(),
        message: Some("The attached file could not be found.".into()),
    }
}

pub(crate) fn failure() -> Failure {
    Failure::new(
        FailureKind::Network,
        "The service could not be asked",
        "the connection was refused",
    )
    .hint("Check the network.")
}

pub(crate) fn page<T>(items: Vec<T>, next: Option<&str>) -> Page<T> {
    Page {
        items,
        next: PageToken::given(next),
    }
}

pub(crate) fn caller() -> Caller {
    Caller {
        profile: None,
        region: Some("us-west-2".into()),
        identity: Some(Identity {
            account: "111122223333".into(),
            arn: "arn:aws:sts::111122223333:assumed-role/SupportAgent/m.ito".into(),
        }),
    }
}

pub(crate) fn saved(name: &str) -> Saved {
    Saved {
        path: format!("/home/m.ito/Downloads/{name}").into(),
        size: 1_200_000,
        sha256: "00".repeat(32),
    }
}

/// A file that lies where the one of this name shall go.
pub(crate) fn there(name: &str) -> There {
    There {
        path: format!("/home/m.ito/Downloads/{name}").into(),
        size: 900_000,
        modified: Some("2026-04-30T08:15:00Z".parse().unwrap()),
    }
}

pub(crate) fn risk() -> Risk {
    Risk {
        why: "is a program for Windows (.exe)".into(),
    }
}

pub(crate) fn preview(whole: bool) -> Preview {
    Preview {
        body: Body::Text(vec![
            "Dear m.ito,".into(),
            "the screen arrived   cracked.".into(),
        ]),
        ..Preview::bare("text, UTF-8", whole)
    }
}

pub(crate) fn start() -> Start {
    Start {
        login: LoginChoice::default(),
        instance: None,
        case: None,
        contact: None,
        domain: None,
        file_ids: Vec::new(),
        audit: None,
        recents: false,
        notify: attache::app::Notify::Off,
        keymap: std::sync::Arc::default(),
        privacy: attache::app::veil::Privacy::Open,
        save_to: Some("/home/m.ito/Downloads".into()),
        no_desktop: None,
        layout: Layout::default(),
        mouse: true,
        looks: Looks::default(),
        now: now(),
        zone: TimeZone::UTC,
        size: (120, 40),
    }
}

/// A file of a case as an audit tells it.
pub(crate) fn audited(case: &Case, name: &str, status: FileStatus, size: u64) -> Attachment {
    Attachment {
        case: CaseTag::given(case.reference.clone(), case.title.clone()),
        ..file(case, name, status, size)
    }
}

/// What an audit finds in two cases, and in one that it may not read.
pub(crate) fn findings() -> Findings {
    let cracked = case("100001", "Screen arrived cracked");
    let warm = case("100002", "Battery is warm");
    Findings {
        files: vec![
            audited(&cracked, "invoice.pdf", FileStatus::Approved, 1_200_000),
            audited(&cracked, "warranty.docx", FileStatus::Rejected, 12_000),
            audited(&warm, "Scan.jpg", FileStatus::Processing, 880_000),
        ],
        problems: vec![problem(&warm)],
        tally: Tally {
            cases: 2,
            errors: 1,
            rate: Some(81),
            share: Some(48),
            throttled: 2,
            left: Some(700),
            done: Some(62),
        },
        sums: sums(),
        requests: Requests {
            answered: vec![
                answered("SearchAllRelatedItems", 40),
                answered("BatchGetAttachedFileMetadata", 150),
            ],
            events: Vec::new(),
        },
    }
}

fn answered(operation: &'static str, times: u64) -> Answered {
    Answered {
        operation,
        at: now(),
        times,
        slowest: Duration::from_millis(312),
    }
}

/// What they add up to, and many more that are not in the table.
fn sums() -> Sums {
    let sum = |files, bytes| Sum { files, bytes };
    Sums {
        all: sum(12_000, 9_300_000_000),
        by_status: vec![
            (FileStatus::Approved, sum(11_000, 9_200_000_000)),
            (FileStatus::Processing, sum(900, 80_000_000)),
            (FileStatus::Rejected, sum(99, 20_000_000)),
            (FileStatus::Other("QUARANTINED".into()), sum(1, 12)),
        ],
        by_age: vec![
            ("under a day", sum(12, 1_000)),
            ("under 30 days", sum(4_000, 5_000_000_000)),
            ("a year and older", sum(7_988, 4_299_000_000)),
        ],
        by_uploader: vec![
            (creator("agent-7"), sum(9_000, 8_000_000_000)),
            (creator("CaseUploader\u{202E}"), sum(2_000, 1_200_000_000)),
            (None, sum(1_000, 100_000_000)),
        ],
        more_uploaders: 41,
        stuck: 17,
        outside_rules: 3,
        errors: 1,
    }
}

fn creator(name: &str) -> Option<Creator> {
    let arn = format!("arn:aws:iam::111122223333:user/{name}");
    Some(Creator::AwsIdentity(arn.as_str().into()))
}

/// The machine on an audit that was begun on the cases and has found something.
pub(crate) fn on_audit() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::F(10));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Audit(..)));
    machine.answer(ticket, Answer::Findings(Box::new(findings())));
    machine
}

/// An audit in a file.
pub(crate) fn opened_audit() -> OpenedAudit {
    let acme = instance("acme", true);
    OpenedAudit {
        path: "/home/m.ito/files.ndjson".into(),
        name: "files.ndjson".into(),
        at: Some("2026-05-03T09:30:00Z".parse().unwrap()),
        instance: Some(Instance::bare(acme.id)),
        domain: Some(arn(DOMAIN)),
    }
}

/// The machine that was started for an audit in a file, of which some rows have come.
pub(crate) fn on_opened_audit() -> Machine {
    let mut machine = Machine::new(Start {
        audit: Some(opened_audit()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Audit(..)));
    machine.answer(ticket, Answer::Findings(Box::new(findings())));
    machine
}

/// The machine with what it asked for and nobody answered yet.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    pub(crate) state: State,
    pub(crate) pending: Vec<Effect>,
    pub(crate) quit: bool,
}

impl Machine {
    pub(crate) fn new(start: Start) -> Self {
        let (state, effects) = app::start(start);
        let mut machine = Self {
            state,
            pending: Vec::new(),
            quit: false,
        };
        machine.take(effects);
        machine
    }

    /// Sends a message and keeps book of the work it asks for.
    pub(crate) fn send(&mut self, message: Message) -> Vec<Effect> {
        let effects = app::update(&mut self.state, message);
        self.take(effects.clone());
        effects
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (&effect, effect.ticket()) {
                (Effect::Cancel(ticket), _) => {
                    self.pending.retain(|other| other.ticket() != Some(*ticket));
                }
                (Effect::Quit, _) => self.quit = true,
                (_, Some(_)) => self.pending.push(effect),
                (_, None) => {}
            }
        }
    }

    pub(crate) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.send(Message::Key(key))
    }

    pub(crate) fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.key(Key::Char(c));
        }
    }

    /// The case whose files are on the screen.
    pub(crate) fn case(&self) -> Case {
        let files = self.state.files.as_ref().unwrap();
        files.extent.case().unwrap().clone()
    }

    /// Answers a request; the end of an answer takes it off the book.
    pub(crate) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Vec<Effect> {
        let part = matches!(
            answer,
            Answer::Files(_)
                | Answer::Findings(_)
                | Answer::Problems(_)
                | Answer::Progress(_)
                | Answer::Note(_)
                | Answer::Activity(_)
        );
        if !part {
            self.pending
                .retain(|effect| effect.ticket() != Some(ticket));
        }
        self.send(Message::Answered(ticket, answer))
    }

    /// The pause before the open question takes an answer goes by.
    pub(crate) fn pause(&mut self) {
        let ticket = self.state.pause.unwrap();
        self.answer(ticket, Answer::Rested);
    }

    /// The ticket of the only pending effect that `is` says yes to.
    pub(crate) fn waiting(&self, is: impl Fn(&Effect) -> bool) -> Ticket {
        let found: Vec<&Effect> = self.pending.iter().filter(|effect| is(effect)).collect();
        assert_eq!(found.len(), 1, "one such request in {:#?}", self.pending);
        found[0].ticket().unwrap()
    }
}

/// The machine on the files of a case, loaded: approved, rejected, processing.
pub(crate) fn on_files() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = case("100001", "Screen arrived cracked");
    let files = vec![
        file(&case, "warranty.docx", FileStatus::Rejected, 12_000),
        file(&case, "invoice.pdf", FileStatus::Approved, 1_200_000),
        file(&case, "Scan.jpg", FileStatus::Processing, 880_000),
    ];
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}

/// The machine on the cases of an instance, loaded: two of them.
pub(crate) fn on_cases() -> Machine {
    cases_of(start())
}

/// The same, with cases that were looked into before: one of the two, and one that is not
/// listed.
pub(crate) fn on_cases_with_recents() -> Machine {
    let mut machine = cases_of(Start {
        recents: true,
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Recall(..)));
    let recents = vec![
        recent("99", "Long ago"),
        recent("100002", "Battery was warm"),
    ];
    machine.answer(ticket, Answer::Recents(recents));
    machine
}

/// The cases of the only instance, loaded; recent ones are asked for.
pub(crate) fn cases_of(start: Start) -> Machine {
    let mut machine = Machine::new(start);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Identify(_)));
    machine.answer(ticket, Answer::Caller(caller()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let only = instance("acme", true);
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![unasked(only.clone())], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    machine.answer(ticket, Answer::Domain(only.id, Ok(only.domain)));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let cases = vec![
        case("100001", "Screen arrived cracked"),
        case("100002", "Battery is warm"),
    ];
    machine.answer(ticket, Answer::Cases(Ok(page(cases, None))));
    machine
}

/// The machine on a case with this approved file alone.
pub(crate) fn with_file(name: &str) -> Machine {
    with_files(&[name])
}

/// Two files that one key began to save.
pub(crate) fn two_of_a_bulk() -> Machine {
    let mut machine = with_files(&["a.pdf", "b.pdf"]);
    machine.key(Key::Char('A'));
    machine.key(Key::Char('s'));
    machine
}

fn with_files(names: &[&str]) -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let files = names.iter();
    let files = files.map(|name| file(&case, name, FileStatus::Approved, 1_200_000));
    machine.answer(ticket, Answer::Files(files.collect()));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}
