//! The problem's words: what is read from a text, and what people are shown.

use attache::domain::{
    Arn, CaseId, CaseName, FailureKind, InstanceName, SafeText, SignedLink, age, cells, plural,
    short_id, size,
};
use jiff::Timestamp;

const CASE: &str = "arn:aws-us-gov:cases:us-gov-west-1:111122223333:domain/d0/case/c0";
const UUID: &str = "0f571724-814f-f09d-0000-000000000000";

#[test]
fn an_arn_gives_its_parts_and_builds_its_relatives() {
    let case = Arn::parse(CASE).unwrap();
    assert_eq!(case.case_id().unwrap().raw(), "c0");
    assert_eq!(case.domain_id().unwrap().raw(), "d0");
    assert_eq!(case.instance_id(), None);
    let domain = case.domain().unwrap();
    assert_eq!(
        domain.raw(),
        "arn:aws-us-gov:cases:us-gov-west-1:111122223333:domain/d0"
    );
    assert_eq!(
        domain.case(&CaseId::new("c0")),
        case,
        "partition, region and account stay"
    );
    let file = Arn::parse("arn:aws:connect:us-west-2:1:instance/i0/file/a/b:c").unwrap();
    assert_eq!(
        file.file_id().unwrap().raw(),
        "a/b:c",
        "an id may hold anything"
    );
    assert_eq!(file.instance_id().unwrap().raw(), "i0");
}

#[test]
fn what_is_no_arn_is_refused() {
    for text in [
        "",
        "arn",
        "arn:aws",
        "arn:aws:cases:r:a",
        "arn:aws:cases:r:a:",
        "nra:aws:s:r:a:x",
        "arn:aws:s:r:a:x y",
        "arn:aws:s:r:a:x\u{1b}[2J",
    ] {
        assert!(Arn::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn cases_are_named_in_every_way_people_have() {
    assert!(matches!(
        CaseName::parse(&format!(" {CASE}\n")),
        Ok(CaseName::Arn(_))
    ));
    assert!(matches!(CaseName::parse(UUID), Ok(CaseName::Id(_))));
    for address in [
        format!("https://acme.my.connect.aws/agent-app-v2/cases/case/{UUID}"),
        format!("https://acme.my.connect.aws/cases?caseId={UUID}#x"),
        format!("https://acme.awsapps.com/connect/agent-app/case-detail/{UUID}/overview"),
    ] {
        let Ok(CaseName::Workspace { alias, case }) = CaseName::parse(&address) else {
            panic!("{address}");
        };
        assert_eq!((alias.as_str(), case.raw()), ("acme", UUID));
    }
    for words in [
        "10000117",
        "3CWPF7R2N",
        "screen arrived",
        "CORP-2026-04-LUMEN",
    ] {
        assert!(
            matches!(CaseName::parse(words), Ok(CaseName::Words(_))),
            "{words}"
        );
    }
}

#[test]
fn what_names_no_case_is_a_usage_error_that_says_what_would() {
    for text in [
        "",
        "arn:aws:s3:::bucket",
        "arn:aws:cases:r:1:domain/d0",
        "arn:nonsense",
        "https://acme.my.connect.aws/agent-app-v2",
    ] {
        let failure = CaseName::parse(text).unwrap_err();
        assert_eq!(failure.kind, FailureKind::Usage, "{text}");
        assert!(failure.to_string().len() > 20, "{failure}");
    }
}

#[test]
fn instances_are_named_by_id_arn_alias_or_address() {
    assert!(matches!(InstanceName::parse(UUID), Ok(InstanceName::Id(_))));
    let arn = format!("arn:aws:connect:us-west-2:1:instance/{UUID}");
    assert!(matches!(
        InstanceName::parse(&arn),
        Ok(InstanceName::Arn(_))
    ));
    assert_eq!(
        InstanceName::parse("acme"),
        Ok(InstanceName::Alias("acme".into()))
    );
    let address = "https://acme.my.connect.aws/home";
    assert_eq!(
        InstanceName::parse(address),
        Ok(InstanceName::Host("acme".into()))
    );
    assert!(InstanceName::parse(CASE).is_err());
}

#[test]
fn sizes_are_rounded_and_never_read_a_thousand_of_a_unit() {
    let table = [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (1_049, "1.0 kB"),
        (1_050, "1.1 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (20_000_000, "20.0 MB"),
        (u64::MAX, "18446.7 PB"),
    ];
    for (bytes, text) in table {
        assert_eq!(size(bytes), text);
    }
}

#[test]
fn ages_are_told_in_their_largest_unit() {
    let now: Timestamp = "2026-05-04T12:00:00Z".parse().unwrap();
    let table = [
        ("2026-05-04T12:00:30Z", "now"),
        ("2026-05-04T12:05:00Z", "in future"),
        ("2026-05-04T11:58:00Z", "2 min"),
        ("2026-05-04T09:00:00Z", "3 h"),
        ("2026-05-01T09:00:00Z", "3 d"),
        ("2026-01-01T00:00:00Z", "4 mo"),
        ("2020-01-01T00:00:00Z", "6 y"),
    ];
    for (then, text) in table {
        assert_eq!(age(then.parse().unwrap(), now), text, "{then}");
    }
}

#[test]
fn counts_are_grouped() {
    assert_eq!(plural(1, "file", "files"), "1 file");
    assert_eq!(plural(1_234_567, "file", "files"), "1,234,567 files");
}

#[test]
fn a_uuid_is_shortened_and_nothing_else() {
    assert_eq!(short_id(UUID), "0f571724");
    assert_eq!(short_id("m.ito-yamada"), "m.ito-yamada");
}

#[test]
fn names_are_cut_in_the_middle_and_keep_their_extension() {
    assert_eq!(
        cells::cut_name("a-very-long-name.pdf", 15, "…"),
        "a-very-lo…e.pdf"
    );
    assert_eq!(cells::cut_name("short.pdf", 15, "…"), "short.pdf");
    assert!(cells::width(&cells::cut_name("見積書の控え-最終版.xlsx", 14, "…")) <= 14);
    assert_eq!(cells::cut("anything", 0, "…"), "");
}

#[test]
fn lines_are_broken_between_words_and_long_words_fill_them() {
    assert_eq!(cells::wrap("one two three", 8), ["one two", "three"]);
    assert_eq!(cells::wrap("id 0123456789", 6), ["id 012", "345678", "9"]);
    assert_eq!(cells::wrap("", 6), [""]);
}

#[test]
fn a_signed_link_shows_itself_to_nobody() {
    let link = SignedLink::new("https://bucket.example/key?X-Amz-Signature=s3cr3t", None).unwrap();
    let debugged = format!("{link:?} {:?}", Some((&link, 1)));
    assert!(
        !debugged.contains("s3cr3t") && !debugged.contains("bucket"),
        "{debugged}"
    );
    assert!(SignedLink::new("file:///etc/passwd", None).is_none());
    assert!(SignedLink::new("nonsense", None).is_none());
}

#[test]
fn text_from_outside_is_cleaned_when_debugged_and_padded_too() {
    let text = SafeText::new("a\u{1b}[2Jb");
    assert_eq!(format!("{text:?}"), "\"a⟨U+001B⟩[2Jb\"");
    assert_eq!(format!("{text:>16}"), "   a⟨U+001B⟩[2Jb");
}

#[test]
fn a_file_is_stuck_once_no_scanner_can_be_at_work_any_more() {
    use attache::domain::{FileStatus, SCAN_LIMIT};
    let case = crate::app::world::case("1", "one");
    let mut file = crate::app::world::file(&case, "a.pdf", FileStatus::Processing, 1);
    let created = file.created.unwrap();
    let limit = created + SCAN_LIMIT;
    let later = limit + jiff::SignedDuration::from_secs(1);
    assert!(!file.is_stuck(None, created));
    assert!(!file.is_stuck(None, limit));
    assert!(file.is_stuck(None, later));
    // A clock that is behind makes no file stuck, and when it was seen does not matter then.
    assert!(!file.is_stuck(Some(created), created - SCAN_LIMIT - SCAN_LIMIT));
    assert!(file.is_stuck(Some(later), later));
    file.created = None;
    assert!(!file.is_stuck(None, later), "nobody can tell");
    assert!(!file.is_stuck(Some(created), limit));
    assert!(file.is_stuck(Some(created), later));
    for status in ["APPROVED", "REJECTED", "FAILED", "DRAFTING", "NEW", ""] {
        file.status = FileStatus::from_service(status);
        assert!(!file.is_stuck(Some(created), later), "{status}");
    }
}
