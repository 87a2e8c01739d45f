//! Single things of the world, and failures.

use attache::app::table::Layout;
use attache::app::{Caller, Looks, Start};
use attache::domain::{
    Activity, Arn, Attachment, Body, Case, CaseId, Contact, ContactChannel, Creator, DomainState,
    Event, Failure, FailureKind, FileId, FileKey, FileStatus, Identity, Instance, InstanceId,
    LoginChoice, Page, PageToken, Person, Preview, Problem, Profile, Recent, Risk, Saved, Scanner,
    Source, There, UploadRules,
};
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
