//! Faults as data: what is read, what is refused and how that is said, and the library.

use std::fs;

use attache::demo::{FaultError, Faults};

/// The words of an error in faults.
fn refusal(text: &str) -> String {
    match Faults::parse(text) {
        Ok(faults) => panic!("{faults:?}"),
        Err(error) => error.to_string(),
    }
}

/// One rule in a file of several lines.
fn rule(rule: &str) -> String {
    format!("{{\n  \"rules\": [\n    {rule}\n  ]\n}}")
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (text, words) in [
        ("", "line 1: EOF"),
        (
            "[]",
            "line 1: invalid length 1, expected an object with \"rules\"",
        ),
        ("{}", "line 1: missing field `rules`"),
        ("{\"rules\": [], \"rule\": 1}", "unknown field `rule`"),
        (
            &rule("[\"*\"]"),
            "line 3: invalid type: sequence, expected a rule with",
        ),
        (&rule("{\"on\": \"*\"}"), "line 3: missing field `then`"),
        (&rule("{\"then\": \"hang\"}"), "line 3: missing field `on`"),
        (
            &rule("{\"on\": \"*\", \"then\": \"hang\", \"time\": 2}"),
            "line 3: unknown field `time`, expected one of `on`",
        ),
        (
            &rule("{\"on\": \"GetNothing\", \"then\": \"hang\"}"),
            "line 3: unknown variant `GetNothing`, expected one of `ListInstances`",
        ),
        (
            &rule("{\"on\": [], \"then\": \"hang\"}"),
            "line 3: a list of operations must name some",
        ),
        (
            &rule("{\"on\": 3, \"then\": \"hang\"}"),
            "line 3: invalid type: integer `3`, expected the name of an operation",
        ),
        (
            &rule("{\"on\": \"*\", \"then\": \"explode\"}"),
            "line 3: unknown variant `explode`, expected one of `denied`",
        ),
        (
            &rule("{\"on\": \"*\", \"then\": {\"status\": 404}}"),
            "line 3: \"status\" must be a status from 500 to 599, not 404",
        ),
        (
            &rule("{\"on\": \"*\", \"then\": {\"html\": 100}}"),
            "line 3: \"html\" must be a status from 200 to 599, not 100",
        ),
        (
            &rule(
                "{\"on\": \"*\", \"then\": {\"error\": {\"status\": 200, \"code\": \"\", \"message\": \"\"}}}",
            ),
            "line 3: the status of \"error\" must be",
        ),
        (
            &rule("{\"on\": \"*\", \"then\": {\"error\": {\"status\": 400, \"code\": \"\"}}}"),
            "line 3: missing field `message`",
        ),
        (
            &rule("{\"on\": \"*\", \"then\": {\"slow-body\": {\"bytes\": 0, \"ms\": 1}}}"),
            "line 3: \"slow-body\" needs at least one byte",
        ),
        (
            &rule("{\"on\": \"GetCase\", \"then\": {\"longer\": 1}}"),
            "line 3: this happens to \"GetObject\" only",
        ),
        (
            &rule("{\"on\": \"*\", \"per\": \"link\", \"then\": \"hang\"}"),
            "line 3: \"range\" and \"per\" are for \"GetObject\" only",
        ),
        (
            &rule("{\"on\": \"GetObject\", \"per\": \"day\", \"then\": \"hang\"}"),
            "line 3: unknown variant `day`",
        ),
        (
            &rule("{\"on\": \"GetObject\", \"then\": {\"wrong-range\": {\"end\": 1}}}"),
            "line 3: unknown field `end`",
        ),
        (
            &rule("{\"on\": \"*\", \"from\": 0, \"then\": \"hang\"}"),
            "line 3: \"from\" and \"times\"",
        ),
        (
            &rule("{\"on\": \"*\", \"times\": 0, \"then\": \"hang\"}"),
            "line 3: \"from\" and \"times\"",
        ),
        (
            &rule("{\"on\": \"*\", \"times\": -1, \"then\": \"hang\"}"),
            "line 3: invalid value",
        ),
        (
            &rule("{\"on\": \"GetCase\", \"then\": \"unreachable\"}"),
            "line 3: \"unreachable\" holds for all calls",
        ),
        (
            &rule("{\"on\": \"*\", \"times\": 1, \"then\": \"unreachable\"}"),
            "line 3: \"unreachable\" holds for all calls",
        ),
    ] {
        let said = refusal(text);
        assert!(said.contains(words), "{text}\nsays {said}\nnot {words}");
    }
}

#[test]
fn every_fault_of_the_library_reads_and_says_what_it_is() {
    let library = Faults::library();
    for wanted in [
        "denied-batch",
        "throttled",
        "expired-link",
        "500",
        "clock-skew",
        "bucket-unreachable",
    ] {
        assert!(library.iter().any(|(name, _)| *name == wanted), "{wanted}");
    }
    for (name, about) in library {
        let faults = Faults::named(name).unwrap();
        assert_ne!(faults, Faults::default(), "{name}");
        assert_eq!(faults.about(), about);
        assert!((10..100).contains(&about.len()), "{name}: {about}");
        assert!(
            !about.contains('\n') && !about.ends_with('.'),
            "{name}: {about}"
        );
    }
}

#[test]
fn every_file_of_the_library_is_built_in() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/faults");
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "json") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert_eq!(
                Faults::named(name).unwrap(),
                Faults::find(path.to_str().unwrap()).unwrap()
            );
            found += 1;
        }
    }
    assert_eq!(found, Faults::library().len());
}

#[test]
fn a_word_is_a_name_a_file_or_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let path = file.to_str().unwrap();
    fs::write(&file, rule("{\"on\": \"*\", \"then\": \"denied\"}")).unwrap();
    assert_ne!(Faults::find(path).unwrap(), Faults::default());
    fs::write(&file, rule("{\"on\": \"*\", \"then\": \"deny\"}")).unwrap();
    let said = Faults::find(path).unwrap_err().to_string();
    assert!(
        said.starts_with(&format!("{path}, line 3: unknown variant `deny`")),
        "{said}"
    );
    fs::remove_file(&file).unwrap();
    assert!(matches!(
        Faults::find(path),
        Err(FaultError::Unknown { .. })
    ));
    assert!(matches!(
        Faults::find(folder.path().to_str().unwrap()),
        Err(FaultError::Unreadable { .. })
    ));
    let said = Faults::find("thottled").unwrap_err().to_string();
    assert!(
        said.contains("\"thottled\"") && said.contains("throttled, throttled-always"),
        "{said}"
    );
}

#[test]
fn faults_add_up_in_order() {
    let both = Faults::named("throttled")
        .unwrap()
        .and(Faults::named("expired").unwrap());
    let other = Faults::named("expired")
        .unwrap()
        .and(Faults::named("throttled").unwrap());
    assert_ne!(both, other);
    assert_eq!(
        both.about(),
        "The first call of every operation comes too often"
    );
}
