//! The audit: begun, paused, left and come back to, called off, and read from a file.

use attache::app::audit::{Run, Source};
use attache::app::keys::{Key, Mode};
use attache::app::table::Column;
use attache::app::{Answer, Clip, Dialog, Effect, Message, PathField, Screen, Tone, is_seen, sums};
use std::time::Duration;

use attache::domain::{Event, FileArn, FileStatus, Findings, Requests, Tally, Whole};

use super::notice;
use crate::app::world::*;

fn is_audit(effect: &Effect) -> bool {
    matches!(effect, Effect::Audit(..))
}

fn names(machine: &Machine) -> Vec<String> {
    let files = machine.state.files.as_ref().unwrap();
    files.shown().map(|file| file.title().to_string()).collect()
}

#[test]
fn it_is_begun_where_one_is_and_asks_nothing() {
    for (mut machine, key) in [(on_cases(), Key::F(10)), (on_files(), Key::Char('!'))] {
        let from = machine.state.screen;
        machine.key(key);
        assert_eq!(machine.state.mode(), Mode::Audit);
        assert_eq!(machine.state.dialog, None);
        let ticket = machine.waiting(is_audit);
        machine.answer(ticket, Answer::Findings(Box::new(findings())));
        assert_eq!(
            names(&machine),
            ["invoice.pdf", "Scan.jpg", "warranty.docx"]
        );
        // Each row says of which case it is.
        let layout = machine.state.shown_layout();
        assert!(layout.columns.has(Column::Case));
        machine.key(Key::Esc);
        assert_eq!(machine.state.screen, from);
        // It goes on.
        assert_eq!(machine.waiting(is_audit), ticket);
    }
}

#[test]
fn rows_come_while_one_is_elsewhere_and_nothing_is_drawn_for_them() {
    let mut machine = on_audit();
    machine.key(Key::Esc);
    let ticket = machine.waiting(is_audit);
    let more = Findings {
        files: vec![audited(
            &case("100002", "Battery is warm"),
            "late.pdf",
            FileStatus::Approved,
            5,
        )],
        tally: Tally::default(),
        ..Findings::default()
    };
    let part = Answer::Findings(Box::new(more));
    assert!(!is_seen(
        &machine.state,
        &Message::Answered(ticket, part.clone())
    ));
    machine.answer(ticket, part);
    machine.answer(ticket, Answer::Audited(Ok(Whole::default())));
    assert!(notice(&machine).contains("4 files"), "{}", notice(&machine));
    assert!(
        notice(&machine).contains("F10 shows it"),
        "{}",
        notice(&machine)
    );
    machine.key(Key::F(10));
    assert_eq!(names(&machine).len(), 4);
    assert_eq!(machine.state.audit.as_ref().unwrap().run, Run::Done);
}

#[test]
fn it_pauses_and_goes_on_as_the_same_audit() {
    let mut machine = on_audit();
    let old = machine.waiting(is_audit);
    let id = machine.state.audit.as_ref().unwrap().id;
    let effects = machine.key(Key::Char('Z'));
    assert_eq!(effects, [Effect::Cancel(old)]);
    assert_eq!(machine.state.audit.as_ref().unwrap().run, Run::Paused);
    // What was on its way is late.
    let before = machine.state.clone();
    machine.answer(old, Answer::Findings(Box::new(findings())));
    machine.answer(old, Answer::Audited(Err(failure())));
    assert_eq!(machine.state, before);
    machine.key(Key::Char('Z'));
    let ticket = machine.waiting(is_audit);
    assert_ne!(ticket, old);
    let Some(Effect::Audit(_, request)) = machine.pending.iter().find(|one| is_audit(one)) else {
        panic!("it goes on");
    };
    assert_eq!(request.id, id);
}

#[test]
fn a_row_opens_its_case_on_that_file_and_escape_comes_back() {
    let mut machine = on_audit();
    machine.key(Key::Down);
    let before = machine.state.files.as_ref().unwrap().table.cursor().clone();
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Files);
    assert_eq!(machine.case().reference, Some("100002".into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let warm = machine.case();
    machine.answer(
        ticket,
        Answer::Files(vec![file(&warm, "a.pdf", FileStatus::Approved, 1)]),
    );
    machine.answer(
        ticket,
        Answer::Files(vec![file(&warm, "Scan.jpg", FileStatus::Approved, 1)]),
    );
    let selected = machine.state.files.as_ref().unwrap().selected().unwrap();
    assert_eq!(selected.title().as_str(), "Scan.jpg");
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Audit);
    assert_eq!(
        *machine.state.files.as_ref().unwrap().table.cursor(),
        before
    );
    // The way back from there is the one of before.
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn calling_it_off_asks_first_and_frees_what_it_found() {
    let mut machine = on_audit();
    let ticket = machine.waiting(is_audit);
    machine.key(Key::Char('x'));
    assert_eq!(machine.state.dialog, Some(Dialog::EndAudit));
    machine.key(Key::Char('n'));
    assert!(machine.state.audit.is_some());
    machine.key(Key::Char('x'));
    let effects = machine.key(Key::Char('y'));
    assert!(effects.contains(&Effect::Cancel(ticket)));
    assert_eq!(machine.state.audit, None);
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn leaving_and_switching_ask_while_it_is_not_whole() {
    let mut machine = on_audit();
    machine.key(Key::Char('q'));
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
    machine.key(Key::Char('n'));
    machine.key(Key::Char('P'));
    machine.key(Key::Enter);
    assert!(matches!(machine.state.dialog, Some(Dialog::Switch(_))));
    let ticket = machine.waiting(is_audit);
    let effects = machine.key(Key::Char('y'));
    assert!(effects.contains(&Effect::Cancel(ticket)));
    assert_eq!(machine.state.audit, None);
    let mut whole = on_audit();
    let ticket = whole.waiting(is_audit);
    whole.answer(ticket, Answer::Audited(Ok(Whole::default())));
    whole.key(Key::Char('q'));
    assert!(whole.quit);
}

#[test]
fn a_failure_is_told_and_tried_again_from_there() {
    let mut machine = on_audit();
    let ticket = machine.waiting(is_audit);
    machine.answer(ticket, Answer::Audited(Err(failure())));
    assert_eq!(machine.state.audit.as_ref().unwrap().run, Run::Stopped);
    let errors = machine.state.errors().join("\n");
    assert!(errors.contains("the connection was refused"), "{errors}");
    machine.key(Key::Char('r'));
    machine.waiting(is_audit);
    let errors = machine.state.errors().join("\n");
    assert!(!errors.contains("refused"), "{errors}");
    assert_eq!(names(&machine).len(), 3);
}

#[test]
fn a_whole_one_that_is_begun_anew_loses_what_is_gone() {
    let mut machine = on_audit();
    let ticket = machine.waiting(is_audit);
    machine.answer(ticket, Answer::Audited(Ok(Whole::default())));
    let old = machine.state.audit.as_ref().unwrap().id;
    machine.key(Key::Char('r'));
    assert_ne!(machine.state.audit.as_ref().unwrap().id, old);
    let ticket = machine.waiting(is_audit);
    let mut fewer = findings();
    fewer.files.truncate(1);
    machine.answer(ticket, Answer::Findings(Box::new(fewer)));
    assert_eq!(names(&machine).len(), 3);
    machine.answer(ticket, Answer::Audited(Ok(Whole::default())));
    assert_eq!(names(&machine), ["invoice.pdf"]);
}

#[test]
fn what_is_found_is_written_where_it_is_typed() {
    let mut machine = on_audit();
    machine.key(Key::Char('E'));
    let Some(Dialog::Export(field)) = &machine.state.dialog else {
        panic!("a field");
    };
    assert_eq!(
        field.field.text(),
        "/home/m.ito/Downloads/audit-acme-2026-05-04-partial.csv"
    );
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ExportAudit(..)));
    machine.answer(ticket, Answer::Exported(Ok("/tmp/a.csv".into())));
    let said = machine.state.notice.clone().unwrap();
    assert_eq!(
        (said.tone, said.text.as_str()),
        (
            Tone::Good,
            "What the audit has found so far is in /tmp/a.csv; it is not whole yet."
        )
    );
    // Nobody waits for it any more.
    let before = machine.state.clone();
    machine.answer(ticket, Answer::Exported(Err(failure())));
    assert_eq!(machine.state, before);
}

/// The table on the screen is the audit's exactly while it is shown.
fn tables_are_apart(machine: &Machine) {
    let audit = machine.state.audit.as_ref().unwrap();
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(audit.shown, files.extent.is_domain());
}

#[test]
fn a_case_of_the_palette_has_a_table_of_its_own() {
    let mut machine = on_audit();
    let rows = names(&machine);
    machine.key(Key::Ctrl('p'));
    machine.type_in("case 100001");
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Files);
    tables_are_apart(&machine);
    let ticket = machine.waiting(is_audit);
    machine.answer(ticket, Answer::Findings(Box::new(findings())));
    assert!(names(&machine).is_empty(), "{:?}", names(&machine));
    machine.key(Key::Char('!'));
    tables_are_apart(&machine);
    assert_eq!(names(&machine), rows);
}

#[test]
fn from_a_case_that_was_picked_no_way_leads_to_the_audit() {
    let mut machine = on_audit();
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Files);
    machine.key(Key::Char('c'));
    assert_eq!(machine.state.screen, Screen::Cases);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let cases = vec![case("100001", "Screen arrived cracked")];
    machine.answer(ticket, Answer::Cases(Ok(page(cases, None))));
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Files);
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Cases);
    // From there it is come back to, and left again.
    machine.key(Key::F(10));
    tables_are_apart(&machine);
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn why_asks_the_instance_that_the_file_is_of() {
    let mut machine = on_audit();
    let ticket = machine.waiting(is_audit);
    let mut other = audited(
        &case("100009", "Elsewhere"),
        "a-first.pdf",
        FileStatus::Rejected,
        1,
    );
    other.arn = FileArn::given(
        "arn:aws:connect:us-west-2:111122223333:instance/other/file/f",
        &other.key.file,
    );
    let more = Findings {
        files: vec![other],
        ..Findings::default()
    };
    machine.answer(ticket, Answer::Findings(Box::new(more)));
    machine.key(Key::Home);
    let effects = machine.key(Key::Char('w'));
    let of_other = |effect: &Effect| match effect {
        Effect::FindScanners(_, instance) | Effect::ReadRules(_, instance, _) => {
            instance.raw() == "other"
        }
        _ => false,
    };
    assert!(
        effects.len() == 2 && effects.iter().all(of_other),
        "{effects:?}"
    );
    let ticket = effects[0].ticket().unwrap();
    machine.answer(ticket, Answer::Scanners(Ok(vec![])));
    let Some(Dialog::Why(why)) = &machine.state.dialog else {
        panic!("{:?}", machine.state.dialog);
    };
    let told = format!("{:?}", why.lines(&machine.state, 76));
    assert!(told.contains("No scanner is set up"), "{told}");
}

fn export_field(machine: &Machine) -> &PathField {
    match &machine.state.dialog {
        Some(Dialog::Export(path)) => path,
        other => panic!("a field: {other:?}"),
    }
}

#[test]
fn a_name_that_says_no_format_is_refused_at_once() {
    for (typed, why) in [
        ("", "Type the name"),
        ("~/reports/", "That is a folder"),
        ("a", "no format"),
        ("a.txt", "no format"),
        (".csv", "no format"),
    ] {
        let mut machine = on_audit();
        machine.key(Key::Char('E'));
        machine.key(Key::Ctrl('u'));
        machine.type_in(typed);
        let effects = machine.key(Key::Enter);
        assert_eq!(effects, [], "{typed}");
        assert!(notice(&machine).contains(why), "{}", notice(&machine));
        // What was typed is still there.
        assert_eq!(export_field(&machine).field.text(), typed);
    }
}

#[test]
fn tab_completes_the_folder_of_the_field() {
    let mut machine = on_audit();
    machine.key(Key::Char('E'));
    machine.key(Key::Ctrl('u'));
    machine.type_in("~/re");
    machine.key(Key::Tab);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Complete(..)));
    let found = vec!["~/reports/".to_owned(), "~/reports-old/".to_owned()];
    machine.answer(ticket, Answer::Completions(found));
    assert_eq!(export_field(&machine).field.text(), "~/reports");
    assert_eq!(export_field(&machine).candidates.len(), 2);
    machine.key(Key::Tab);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Complete(..)));
    // Leaving the field calls it off.
    assert_eq!(machine.key(Key::Esc), [Effect::Cancel(ticket)]);
}

#[test]
fn what_could_not_be_written_is_typed_no_second_time() {
    let mut machine = on_audit();
    machine.key(Key::Char('E'));
    machine.key(Key::Ctrl('u'));
    machine.type_in("~/reports/taken.html");
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ExportAudit(..)));
    machine.answer(ticket, Answer::Exported(Err(failure())));
    assert!(
        notice(&machine).contains("E in the audit"),
        "{}",
        notice(&machine)
    );
    machine.key(Key::Char('E'));
    assert_eq!(export_field(&machine).field.text(), "~/reports/taken.html");
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ExportAudit(..)));
    machine.answer(ticket, Answer::Exported(Ok("/r/taken.html".into())));
    // The next one goes to the same folder, under a name of its own.
    machine.key(Key::Char('E'));
    let text = export_field(&machine).field.text();
    assert_eq!(text, "~/reports/audit-acme-2026-05-04-partial.csv");
}

#[test]
fn a_whole_one_is_not_called_partial() {
    let mut machine = on_audit();
    let ticket = machine.waiting(is_audit);
    machine.answer(ticket, Answer::Audited(Ok(Whole::default())));
    machine.key(Key::Char('E'));
    let text = export_field(&machine).field.text();
    assert!(text.ends_with("/audit-acme-2026-05-04.csv"), "{text}");
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ExportAudit(..)));
    machine.answer(ticket, Answer::Exported(Ok("/tmp/a.csv".into())));
    assert_eq!(notice(&machine), "The audit is in /tmp/a.csv");
}

#[test]
fn its_totals_are_told_as_they_come_and_cut_to_the_window() {
    let mut machine = on_audit();
    machine.key(Key::Char('#'));
    assert_eq!(machine.state.mode(), Mode::Totals);
    let audit = machine.state.audit.as_ref().unwrap();
    let lines = sums::lines(&machine.state, audit);
    let told = format!("{lines:?}");
    for word in [
        "QUARANTINED",
        "under a day",
        "agent-7",
        "17 stuck",
        "41 uploaders",
    ] {
        assert!(told.contains(word), "{word} in {told}");
    }
    machine.send(Message::Resize {
        columns: 50,
        rows: 15,
    });
    machine.key(Key::End);
    let Some(Dialog::Totals(offset)) = machine.state.dialog else {
        panic!("{:?}", machine.state.dialog);
    };
    assert!(offset > 0 && offset < lines.len());
    // With fewer lines and a larger window the last page is full.
    machine.send(Message::Resize {
        columns: 120,
        rows: 60,
    });
    assert_eq!(machine.state.dialog, Some(Dialog::Totals(0)));
    machine.key(Key::Char('#'));
    assert_eq!(machine.state.dialog, None);
}

#[test]
fn its_requests_are_counted_in_the_log_and_push_nothing_out() {
    let mut machine = on_audit();
    let ticket = machine.waiting(is_audit);
    let before = machine.state.log.len();
    let quiet = Findings {
        files: Vec::new(),
        problems: Vec::new(),
        ..findings()
    };
    for _ in 0..2_000 {
        machine.answer(ticket, Answer::Findings(Box::new(quiet.clone())));
    }
    assert_eq!(machine.state.log.len(), before);
    let text = |machine: &Machine| {
        let lines = machine.state.log.lines(200).into_iter();
        lines.map(|line| line.text).collect::<Vec<_>>().join("\n")
    };
    let told = text(&machine);
    assert!(
        told.contains("SearchAllRelatedItems: answered 80,040 times, in 312 ms at most"),
        "{told}"
    );
    // What is not usual is told one by one, and shows on the screen until something answers.
    let again = activity(Event::Again {
        why: "throttled".into(),
        wait: Duration::from_secs(2),
    });
    let requests = Requests {
        answered: Vec::new(),
        events: vec![again],
    };
    let stalled = Findings {
        requests,
        ..findings()
    };
    machine.answer(ticket, Answer::Findings(Box::new(stalled)));
    assert!(
        text(&machine).contains("throttled, again in"),
        "{}",
        text(&machine)
    );
    assert!(machine.state.delay(ticket).is_some());
    machine.answer(ticket, Answer::Findings(Box::new(findings())));
    assert!(machine.state.delay(ticket).is_none());
}

#[test]
fn the_command_line_that_makes_the_audit_is_copied() {
    let mut machine = on_audit();
    machine.key(Key::Char('y'));
    let effects = machine.key(Key::Char('!'));
    let [Effect::Copy(_, Clip::Text(line))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(line.starts_with("attache audit --with-cases"), "{line}");
    assert!(line.contains(" --instance=arn:aws:connect:"), "{line}");
    assert!(
        line.ends_with(" --output=audit-acme-2026-05-04.ndjson"),
        "{line}"
    );
    // Where nothing was found yet it is all that there is to copy.
    let mut empty = on_cases();
    empty.key(Key::F(10));
    let effects = empty.key(Key::Char('y'));
    assert!(
        matches!(&effects[..], [Effect::Copy(_, Clip::Text(_))]),
        "{effects:?}"
    );
    let mut opened = on_opened_audit();
    let effects = opened.key(Key::Char('y'));
    let effects = if effects.is_empty() {
        opened.key(Key::Char('!'))
    } else {
        effects
    };
    let [Effect::Copy(_, Clip::Text(line))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(line.starts_with("attache browse --audit=/"), "{line}");
    // On a case's files it means nothing.
    let mut files = on_files();
    files.key(Key::Char('y'));
    assert_eq!(files.key(Key::Char('!')), []);
}

#[test]
fn marked_approved_files_are_saved_from_their_own_cases() {
    let mut machine = on_audit();
    machine.key(Key::Char('A'));
    let effects = machine.key(Key::Char('s'));
    let [Effect::Save(_, request)] = effects.as_slice() else {
        panic!("only one is approved: {effects:?}");
    };
    assert_eq!(request.file.file.key.resource, case("100001", "").arn);
}

#[test]
fn the_command_line_leads_to_the_case_of_the_row() {
    let mut machine = on_audit();
    machine.key(Key::Char('y'));
    let effects = machine.key(Key::Char('c'));
    let [Effect::Copy(_, Clip::Text(line))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(line.ends_with("/case/case-100001"), "{line}");
}

#[test]
fn a_file_that_holds_a_part_of_an_audit_is_not_called_whole() {
    let mut machine = on_opened_audit();
    let ticket = machine.waiting(is_audit);
    let part = Whole {
        partial: true,
        ..Whole::default()
    };
    machine.answer(ticket, Answer::Audited(Ok(part)));
    let audit = machine.state.audit.as_ref().unwrap();
    assert!(!audit.is_whole());
    let name = audit.name(&machine.state, "csv", !audit.is_whole());
    assert!(name.contains("partial"), "{name}");
    let said = format!("{:?}", machine.state.notice);
    assert!(
        said.contains("a part of an audit") && !said.contains("is whole"),
        "{said}"
    );
}

#[test]
fn a_file_is_shown_without_a_request() {
    let mut machine = on_opened_audit();
    assert!(
        machine.pending.iter().all(is_audit),
        "{:?}",
        machine.pending
    );
    let ticket = machine.waiting(is_audit);
    machine.answer(ticket, Answer::Audited(Ok(Whole::default())));
    assert!(machine.pending.is_empty(), "{:?}", machine.pending);
    let audit = machine.state.audit.as_ref().unwrap();
    assert!(matches!(audit.of, Source::File(_)));
    let way = machine.state.audit_way(audit);
    assert!(
        way.contains("files.ndjson") && way.contains("2026-05-03 09:30"),
        "{way}"
    );
    // Saving asks the instance that the row is of.
    let effects = machine.key(Key::Char('s'));
    let [Effect::Save(_, request)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(request.file.instance.raw(), "i");
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Instances);
    machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
}

#[test]
fn a_key_pressed_without_looking_calls_nothing_off() {
    let mut machine = on_audit();
    machine.key(Key::Char('x'));
    assert_eq!(machine.state.dialog, Some(Dialog::EndAudit));
    machine.key(Key::Enter);
    assert_eq!(machine.state.dialog, None);
    assert!(
        machine.state.audit.is_some(),
        "what was found is still there"
    );
    machine.key(Key::Char('q'));
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
    machine.key(Key::Enter);
    assert!(!machine.quit);
}
