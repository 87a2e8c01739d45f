//! The audit screen where something is denied, throttled, gone or expired: what it says, which
//! rows are there all the same, and how it goes on.

use attache::app::audit::Run;
use attache::app::keys::Key;
use attache::demo::Faults;

use super::stage::Stage;

fn faults(rules: &str) -> Faults {
    let text = format!(r#"{{"about": "What an audit runs into", "rules": [{rules}]}}"#);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fault.json");
    std::fs::write(&path, text).unwrap();
    Faults::find(path.to_str().unwrap()).unwrap()
}

/// The audit under these rules, at its end.
async fn audit(rules: &str) -> Stage {
    let mut stage = Stage::open(faults(rules)).await;
    stage.settle().await;
    assert!(stage.pick("acme-support").await, "{:?}", stage.said());
    stage.press(Key::F(10));
    stage.settle().await;
    stage
}

fn run(stage: &Stage) -> Run {
    stage.state.audit.as_ref().unwrap().run
}

/// How many pages of the domain's files were asked for.
fn searches(stage: &Stage) -> u64 {
    let calls = stage.server.calls();
    calls
        .get("SearchAllRelatedItems")
        .copied()
        .unwrap_or_default()
}

fn count(said: &[String], words: &str) -> usize {
    said.iter().filter(|line| line.contains(words)).count()
}

fn has(said: &[String], words: &str) {
    assert!(count(said, words) > 0, "{words:?} in {said:#?}");
}

/// How many files the whole domain has.
async fn all_files() -> usize {
    let stage = audit("").await;
    assert_eq!(run(&stage), Run::Done, "{:?}", stage.said());
    assert!(stage.rows() > 50, "{}", stage.rows());
    stage.rows()
}

#[tokio::test]
async fn a_domain_that_may_not_be_searched_is_asked_case_by_case() {
    let stage = audit(r#"{"on": "SearchAllRelatedItems", "then": "denied"}"#).await;
    assert_eq!(run(&stage), Run::Done);
    assert_eq!(stage.rows(), all_files().await);
    let said = stage.said();
    has(
        &said,
        "Asking case by case, since cases:SearchAllRelatedItems",
    );
    // The permission is told once, with what would grant it.
    assert_eq!(count(&said, "The files of the Cases domain could not"), 1);
    let screen = stage.screen();
    assert!(
        screen.contains(r#""Action":["cases:SearchAllRelatedItems"]"#)
            || screen.contains(r#""Action":"cases:SearchAllRelatedItems""#),
        "{screen}"
    );
}

#[tokio::test]
async fn titles_that_may_not_be_read_are_done_without() {
    let stage = audit(r#"{"on": "SearchCases", "then": "denied"}"#).await;
    assert_eq!(run(&stage), Run::Done);
    assert_eq!(stage.rows(), all_files().await);
    let said = stage.said();
    has(&said, "The titles of cases may not be read");
    assert_eq!(count(&said, "The cases could not be listed"), 1);
    assert!(stage.screen().contains("cases:SearchCases"));
    let files = stage.state.files.as_ref().unwrap();
    assert!(files.rows().files().iter().all(|file| file.case.is_none()));
}

#[tokio::test]
async fn where_neither_search_is_allowed_it_stops_and_names_both() {
    let rules = r#"{"on": ["SearchAllRelatedItems", "SearchCases"], "then": "denied"}"#;
    let stage = audit(rules).await;
    assert_eq!(run(&stage), Run::Stopped);
    assert_eq!(stage.rows(), 0);
    let said = stage.said();
    assert_eq!(
        count(&said, "The cases could not be listed") - 1,
        usize::from(said.last().unwrap().contains("The audit stopped")),
        "{said:#?}"
    );
    has(&said, "The files of the Cases domain could not");
    assert!(
        stage
            .screen()
            .contains("Nothing could be read; the reason is below. r tries again.")
    );
}

#[tokio::test]
async fn a_throttled_audit_waits_counts_and_comes_to_its_end() {
    let stage = audit(r#"{"on": "*", "times": 2, "then": "throttled"}"#).await;
    assert_eq!(run(&stage), Run::Done);
    assert_eq!(stage.rows(), all_files().await);
    let audit = stage.state.audit.as_ref().unwrap();
    assert!(audit.tally.throttled > 0, "{:?}", audit.tally);
    assert!(stage.screen().contains("throttled"));
    let log = stage.state.log.lines(200);
    let told = log
        .iter()
        .any(|line| line.text.contains("throttled, again in"));
    assert!(told, "{log:#?}");
}

#[tokio::test]
async fn credentials_that_expire_in_the_middle_pause_it_and_nothing_is_asked_twice() {
    let rules =
        r#"{"on": "BatchGetAttachedFileMetadata", "from": 4, "times": 3, "then": "expired"}"#;
    let mut stage = audit(rules).await;
    assert_eq!(run(&stage), Run::Stopped);
    let (rows, said) = (stage.rows(), stage.said());
    assert!(rows > 0, "{said:?}");
    has(&said, "expired");
    assert!(stage.screen().contains("stopped, r tries again"));
    stage.press(Key::Down);
    let selected = stage.selected();
    let searched = searches(&stage);
    let mut stops = 1_u64;
    for _ in 0..4 {
        if run(&stage) == Run::Done {
            break;
        }
        stops += u64::from(run(&stage) == Run::Stopped);
        stage.press(Key::Char('r'));
        stage.settle().await;
    }
    assert_eq!(run(&stage), Run::Done, "{:?}", stage.said());
    assert_eq!(stage.rows(), all_files().await);
    assert!(!stage.said().iter().any(|line| line.contains("expired")));
    // The row under the cursor is the one of before, and the search went on where it was: a
    // page that was on its way when it stopped comes again, and none that had come.
    assert_eq!(stage.selected(), selected);
    let healthy = searches(&audit("").await);
    let again = searches(&stage) - healthy;
    assert!(
        searched <= healthy && again <= stops,
        "{again} of {healthy}"
    );
}

#[tokio::test]
async fn an_instance_without_a_domain_has_nothing_to_audit_and_says_so() {
    let mut stage = Stage::open(Faults::default()).await;
    stage.settle().await;
    let instances = stage.state.instances.rows();
    let bare = instances
        .iter()
        .position(|one| one.domain_arn().is_none())
        .unwrap();
    for _ in 0..bare {
        stage.press(Key::Down);
    }
    stage.press(Key::F(10));
    stage.settle().await;
    assert!(stage.state.audit.is_none());
    has(&stage.said(), "the Cases domain of this one is not known");
}
