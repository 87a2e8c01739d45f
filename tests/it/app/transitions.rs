//! Single transitions: what a person does, what it asks for, what comes of it.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Asking, Bottom, Dialog, Effect, Message, Screen, Stage, Start, Tone};
use attache::domain::{CaseName, DomainState, FileStatus, Progress};

use super::world::*;

fn notice(machine: &Machine) -> String {
    let notice = machine.state.notice.as_ref();
    notice.map_or(String::new(), |notice| notice.text.to_string())
}

#[test]
fn the_start_asks_who_we_are_and_for_the_instances() {
    let machine = Machine::new(start());
    assert_eq!(machine.state.screen, Screen::Instances);
    assert!(matches!(
        machine.pending[..],
        [Effect::Identify(_), Effect::ListInstances(_, None)]
    ));
}

#[test]
fn a_single_instance_is_not_a_question() {
    let machine = on_cases();
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn two_instances_are_a_question_and_pages_come_by_themselves() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (instance("alpha", false), instance("beta", true));
    let first = page(vec![unasked(a.clone())], Some("more"));
    machine.answer(ticket, Answer::Instances(Ok(first)));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(_, Some(_))));
    let last = page(vec![unasked(b.clone())], None);
    machine.answer(ticket, Answer::Instances(Ok(last)));
    for one in [&a, &b] {
        let ticket = machine
            .waiting(|effect| matches!(effect, Effect::FindDomain(_, asked) if asked.id == one.id));
        let answer = Answer::Domain(one.id.clone(), Ok(one.domain.clone()));
        machine.answer(ticket, answer);
    }
    assert_eq!(machine.state.screen, Screen::Instances);
    let rows: Vec<_> = machine
        .state
        .instances
        .rows()
        .into_iter()
        .map(|row| row.label().to_string())
        .collect();
    assert_eq!(
        rows,
        ["beta", "alpha"],
        "the one without a Cases domain comes last"
    );
    machine.key(Key::Home);
    machine.key(Key::Enter);
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn an_instance_without_cases_says_so_and_stays() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![instance("alpha", false), instance("beta", false)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.key(Key::Enter);
    assert_eq!(machine.state.screen, Screen::Instances);
    assert!(notice(&machine).contains("alpha has no Cases domain"));
}

#[test]
fn typing_narrows_the_instances_and_enter_asks_for_what_is_not_listed() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![instance("alpha", true), instance("beta", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.type_in("bet");
    assert_eq!(machine.state.instances.rows().len(), 1);
    machine.type_in("xyz");
    machine.key(Key::Enter);
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(_), .. }));
}

#[test]
fn a_failed_list_never_blocks_a_typed_id() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(ticket, Answer::Instances(Err(failure())));
    assert_eq!(machine.state.picker_errors().len(), 1);
    machine.send(Message::Paste(
        "00000000-0000-0000-0000-0000000acme1".into(),
    ));
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Ok(instance("acme", true))));
    assert_eq!(machine.state.screen, Screen::Cases);
}

#[test]
fn the_command_line_leads_straight_to_the_files() {
    let wanted = CaseName::parse(&format!("{DOMAIN}/case/c1")).unwrap();
    let mut machine = Machine::new(Start {
        case: Some(wanted),
        ..start()
    });
    let is_by_domain = |effect: &Effect| matches!(effect, Effect::FindInstance { domain: Some(d), .. } if d.raw() == DOMAIN);
    let ticket = machine.waiting(is_by_domain);
    machine.answer(ticket, Answer::Instance(Ok(instance("acme", true))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    let found = vec![case("100001", "Screen")];
    machine.answer(ticket, Answer::FoundCases(Ok(page(found, None))));
    assert_eq!(machine.state.screen, Screen::Files);
    machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    // And back to a picker that fills itself only now.
    machine.key(Key::Esc);
    assert_eq!(machine.state.screen, Screen::Cases);
    machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
}

#[test]
fn a_search_waits_for_the_fingers_and_asks_once() {
    let mut machine = on_cases();
    machine.type_in("warm");
    assert!(
        !machine
            .pending
            .iter()
            .any(|effect| matches!(effect, Effect::ListCases(..)))
    );
    assert_eq!(
        machine.state.cases.as_ref().unwrap().rows().len(),
        1,
        "what is loaded answers at once"
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    machine.answer(ticket, Answer::Rested);
    let ticket = machine.waiting(
        |effect| matches!(effect, Effect::ListCases(_, _, query, None) if query.term == Some("warm".into())),
    );
    machine.answer(
        ticket,
        Answer::Cases(Ok(page(vec![case("100009", "Warm too")], None))),
    );
    let rows = machine.state.cases.as_ref().unwrap().rows();
    let titles: Vec<_> = rows.iter().map(|row| row.label()).collect();
    assert_eq!(titles, ["100009 Warm too", "100002 Battery is warm"]);
    assert_eq!(
        machine.state.screen,
        Screen::Cases,
        "typing alone never jumps"
    );
}

#[test]
fn a_reference_number_is_asked_for_by_name() {
    let mut machine = on_cases();
    machine.type_in("10000117");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    machine.answer(ticket, Answer::Rested);
    machine.waiting(|effect| matches!(effect, Effect::FindCases(_, _, CaseName::Words(_))));
}

#[test]
fn a_pasted_reference_lands_on_its_case_and_a_shared_one_asks_which() {
    let mut machine = on_cases();
    machine.send(Message::Paste(" 10000117\n".into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    let mut shared = machine.clone();
    machine.answer(
        ticket,
        Answer::FoundCases(Ok(page(vec![case("10000117", "One")], None))),
    );
    assert_eq!(machine.state.screen, Screen::Files);
    let two = vec![case("10000117", "One"), case("x", "Two")];
    shared.answer(ticket, Answer::FoundCases(Ok(page(two, None))));
    assert_eq!(shared.state.screen, Screen::Cases);
    assert_eq!(shared.state.cases.as_ref().unwrap().rows().len(), 2);
}

#[test]
fn a_case_that_is_not_there_is_said_by_name() {
    let mut machine = on_cases();
    machine.send(Message::Paste("10000404".into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    machine.answer(ticket, Answer::FoundCases(Ok(page(vec![], None))));
    assert!(
        notice(&machine).contains("10000404"),
        "{}",
        notice(&machine)
    );
}

#[test]
fn further_cases_are_asked_for_when_the_cursor_comes_near_them() {
    let mut machine = on_cases();
    machine.key(Key::F(5));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let many: Vec<_> = (0..100)
        .map(|n| case(&format!("r{n:03}"), "Title"))
        .collect();
    machine.answer(ticket, Answer::Cases(Ok(page(many, Some("next")))));
    machine.key(Key::Down);
    assert!(
        machine.pending.is_empty(),
        "far from the end nothing is asked"
    );
    machine.key(Key::End);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, Some(_))));
    machine.key(Key::Down);
    machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    machine.answer(
        ticket,
        Answer::Cases(Ok(page(vec![case("r100", "Last")], None))),
    );
    assert_eq!(machine.state.cases.as_ref().unwrap().rows().len(), 101);
    let selected = machine.state.cases.as_ref().unwrap().selected().unwrap();
    assert_eq!(
        selected.label(),
        "r099 Title",
        "the cursor stays on its case"
    );
}

#[test]
fn files_stand_by_name_ignoring_case_and_the_counts_are_theirs() {
    let machine = on_files();
    let files = machine.state.files.as_ref().unwrap();
    let names: Vec<_> = files
        .rows
        .iter()
        .map(|row| row.title().to_string())
        .collect();
    assert_eq!(names, ["invoice.pdf", "Scan.jpg", "warranty.docx"]);
    assert_eq!(files.counts()[&FileStatus::Approved], 1);
    assert_eq!(files.bytes(), 2_092_000);
}

#[test]
fn a_refresh_keeps_rows_and_selection_until_it_knows_better() {
    let mut machine = on_files();
    machine.key(Key::Down);
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    assert_eq!(machine.state.files.as_ref().unwrap().rows.len(), 3);
    let case = machine.state.files.as_ref().unwrap().case.clone();
    let fresh = vec![
        file(&case, "Scan.jpg", FileStatus::Approved, 880_000),
        file(&case, "a new one.txt", FileStatus::Approved, 1),
    ];
    machine.answer(ticket, Answer::Files(fresh));
    assert_eq!(
        machine.state.files.as_ref().unwrap().rows.len(),
        4,
        "nothing goes before the end"
    );
    machine.answer(ticket, Answer::Listed(Ok(())));
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.rows.len(), 2);
    assert_eq!(files.selected().unwrap().title().as_str(), "Scan.jpg");
    assert_eq!(files.selected().unwrap().status, FileStatus::Approved);
}

#[test]
fn a_late_answer_to_an_old_question_changes_nothing() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let old = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.key(Key::Char('r'));
    let before = machine.state.clone();
    machine.send(Message::Answered(old, Answer::Files(vec![])));
    machine.send(Message::Answered(old, Answer::Listed(Err(failure()))));
    assert_eq!(machine.state, before);
}

#[test]
fn a_failed_refresh_loses_nothing_and_says_why() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Err(failure())));
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.rows.len(), 3);
    assert_eq!(files.bottom, Some(Bottom::Errors));
    assert!(machine.state.errors()[0].contains("the connection was refused"));
    assert!(matches!(files.listing.asking, Asking::Failed(_)));
    // The next try that succeeds clears it away.
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Ok(())));
    let files = machine.state.files.as_ref().unwrap();
    assert!(machine.state.errors().is_empty());
    assert_eq!(files.bottom, None);
}

#[test]
fn problems_open_the_errors_pane_without_taking_the_keys() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.state.files.as_ref().unwrap().case.clone();
    machine.answer(ticket, Answer::Problems(vec![problem(&case)]));
    assert_eq!(
        machine.state.files.as_ref().unwrap().bottom,
        Some(Bottom::Errors)
    );
    assert_eq!(machine.state.mode(), Mode::Files);
    machine.key(Key::Char('e'));
    assert_eq!(machine.state.mode(), Mode::Errors);
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Files);
}

#[test]
fn only_an_approved_file_is_asked_for() {
    for (downs, asked) in [(0, true), (1, false), (2, false)] {
        for key in ['s', 'o'] {
            let mut machine = on_files();
            for _ in 0..downs {
                machine.key(Key::Down);
            }
            let effects = machine.key(Key::Char(key));
            let any = effects
                .iter()
                .any(|effect| matches!(effect, Effect::Save(..) | Effect::Open(..)));
            assert_eq!(any, asked);
            if !asked {
                assert_eq!(machine.state.notice.as_ref().unwrap().tone, Tone::Bad);
                assert!(
                    notice(&machine).contains("cannot be"),
                    "{}",
                    notice(&machine)
                );
            }
        }
    }
}

#[test]
fn a_save_goes_from_link_to_bytes_to_disk() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    assert_eq!(machine.state.transfers.running(), 1);
    // The same file is not fetched twice at once.
    assert!(machine.key(Key::Char('s')).is_empty());
    let progress = Progress {
        received: 600_000,
        total: Some(1_200_000),
    };
    machine.answer(ticket, Answer::Progress(progress));
    assert_eq!(
        machine.state.transfers.list[0].stage,
        Stage::Running(progress)
    );
    machine.answer(ticket, Answer::Saved(Ok(saved("invoice.pdf"))));
    assert_eq!(machine.state.transfers.running(), 0);
    assert!(notice(&machine).contains("/home/m.ito/Downloads/invoice.pdf"));
    // What is saved may be saved again.
    assert_eq!(machine.key(Key::Char('s')).len(), 1);
}

#[test]
fn a_failed_save_stays_in_the_errors_pane() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.answer(ticket, Answer::Saved(Err(failure())));
    assert!(matches!(
        machine.state.transfers.list[0].stage,
        Stage::Failed(_)
    ));
    assert_eq!(machine.state.errors().len(), 1);
    // A refresh that succeeds does not make it arrive.
    machine.key(Key::Char('r'));
    let listing = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(listing, Answer::Listed(Ok(())));
    assert_eq!(machine.state.errors().len(), 1);
}

#[test]
fn a_transfer_can_be_called_off_and_goes_on_elsewhere() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.key(Key::Char('c'));
    assert_eq!(machine.state.screen, Screen::Cases);
    assert_eq!(
        machine.waiting(|effect| matches!(effect, Effect::Save(..))),
        ticket
    );
    machine.key(Key::Enter);
    machine.key(Key::Char('t'));
    assert_eq!(machine.state.mode(), Mode::Transfers);
    assert_eq!(machine.key(Key::Char('x')), [Effect::Cancel(ticket)]);
    assert_eq!(machine.state.transfers.list[0].stage, Stage::Cancelled);
    machine.send(Message::Answered(ticket, Answer::Saved(Ok(saved("x")))));
    assert_eq!(machine.state.transfers.list[0].stage, Stage::Cancelled);
}

#[test]
fn without_a_desktop_open_offers_to_save() {
    let mut machine = on_files();
    machine.state.no_desktop = Some("this is an SSH session".into());
    assert!(machine.key(Key::Char('o')).is_empty());
    assert!(matches!(
        machine.state.dialog,
        Some(Dialog::SaveInstead(..))
    ));
    machine.key(Key::Char('y'));
    machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    // A file that cannot be had is explained instead of asked about.
    machine.key(Key::Down);
    machine.key(Key::Char('o'));
    assert!(machine.state.dialog.is_none());
    assert!(notice(&machine).contains("still being scanned"));
}

#[test]
fn quitting_asks_while_transfers_run() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    machine.key(Key::Char('q'));
    assert!(!machine.quit);
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
    machine.key(Key::Char('n'));
    assert_eq!(machine.state.dialog, None);
    machine.key(Key::Ctrl('c'));
    assert!(!machine.quit);
    machine.key(Key::Ctrl('c'));
    assert!(machine.quit, "twice leaves at once");
    let mut idle = on_files();
    idle.key(Key::Char('q'));
    assert!(idle.quit);
}

#[test]
fn an_answer_never_replaces_a_question() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.key(Key::Char('q'));
    machine.answer(ticket, Answer::Saved(Ok(saved("invoice.pdf"))));
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
}

#[test]
fn work_that_dies_is_told_to_whoever_waits() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.send(Message::Lost(ticket));
    let files = machine.state.files.as_ref().unwrap();
    assert!(matches!(files.listing.asking, Asking::Failed(_)));
    assert_eq!(files.rows.len(), 3);
}

#[test]
fn esc_on_the_first_screen_calls_off_what_loads_and_nothing_more() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    assert_eq!(machine.key(Key::Esc), [Effect::Cancel(ticket)]);
    assert!(machine.key(Key::Esc).is_empty());
    assert_eq!(machine.state.screen, Screen::Instances);
}

#[test]
fn details_stand_beside_the_table_or_in_its_place() {
    let mut machine = on_files();
    machine.key(Key::Enter);
    assert_eq!(
        machine.state.mode(),
        Mode::Files,
        "wide: the table keeps the keys"
    );
    machine.send(Message::Resize {
        columns: 80,
        rows: 24,
    });
    assert_eq!(
        machine.state.mode(),
        Mode::Details,
        "narrow: the details have them"
    );
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Files);
}

#[test]
fn a_case_of_another_domain_is_looked_for_in_its_own_instance() {
    let mut machine = on_cases();
    machine.send(Message::Paste(
        "arn:aws:cases:us-west-2:111122223333:domain/other/case/c9".into(),
    ));
    machine.waiting(|effect| {
        matches!(
            effect,
            Effect::FindInstance {
                domain: Some(_),
                ..
            }
        )
    });
}

#[test]
fn an_unknown_domain_is_asked_for_when_its_instance_is_taken() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let only = unasked(instance("acme", true));
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![only.clone()], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    machine.answer(ticket, Answer::Domain(only.id.clone(), Err(failure())));
    assert_eq!(
        machine.state.instances.rows()[0].domain,
        DomainState::Unasked
    );
    assert_eq!(machine.state.picker_errors().len(), 1);
    machine.key(Key::Enter);
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
}

#[test]
fn a_name_that_is_not_found_opens_no_other_instance() {
    let mut machine = Machine::new(Start {
        instance: Some(attache::domain::InstanceName::parse("staging").unwrap()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Err(failure())));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let only = vec![instance("production", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(only, None))));
    assert_eq!(machine.state.screen, Screen::Instances);
    assert_eq!(machine.state.errors().len(), 1);
    // F5 asks for the same name again, not only for the list.
    machine.key(Key::F(5));
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(_), .. }));
}

#[test]
fn picking_another_instance_calls_off_the_one_that_was_looked_for() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![unasked(instance("alpha", true)), instance("beta", true)];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.key(Key::Enter);
    let alpha = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.key(Key::Down);
    machine.key(Key::Enter);
    let before = machine.state.clone();
    assert_eq!(
        before.cases.as_ref().unwrap().instance.label().as_str(),
        "beta"
    );
    machine.answer(alpha, Answer::Instance(Ok(instance("alpha", true))));
    assert_eq!(machine.state, before);
}

#[test]
fn a_refresh_that_lost_a_part_takes_no_row_away() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let lost = vec![attache::domain::Problem::Request(failure())];
    machine.answer(ticket, Answer::Problems(lost));
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert_eq!(machine.state.files.as_ref().unwrap().rows.len(), 3);
}

#[test]
fn a_cursor_that_nobody_moved_stays_on_top_and_one_that_was_moved_on_its_file() {
    let mut machine = on_files();
    let mut moved = machine.clone();
    moved.key(Key::Down);
    for machine in [&mut machine, &mut moved] {
        machine.key(Key::Char('r'));
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let case = machine.state.files.as_ref().unwrap().case.clone();
        let first = vec![file(&case, "aaa.txt", FileStatus::Approved, 1)];
        machine.answer(ticket, Answer::Files(first));
    }
    let title = |machine: &Machine| {
        let files = machine.state.files.as_ref().unwrap();
        files.selected().unwrap().title().to_string()
    };
    assert_eq!(title(&machine), "aaa.txt");
    assert_eq!(title(&moved), "Scan.jpg");
}

#[test]
fn a_page_of_cases_that_failed_is_asked_for_again_where_it_failed() {
    let mut machine = on_cases();
    machine.key(Key::F(5));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let first = vec![case("1", "One")];
    machine.answer(ticket, Answer::Cases(Ok(page(first, Some("two")))));
    machine.key(Key::Down);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, Some(_))));
    machine.answer(ticket, Answer::Cases(Err(failure())));
    assert_eq!(machine.state.cases.as_ref().unwrap().rows().len(), 1);
    machine.key(Key::F(5));
    machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, Some(_))));
}

#[test]
fn a_token_that_leads_to_itself_ends_the_list() {
    let mut machine = Machine::new(start());
    for _ in 0..2 {
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
        let again = vec![instance("alpha", true), instance("beta", true)];
        machine.answer(ticket, Answer::Instances(Ok(page(again, Some("same")))));
    }
    let more = |effect: &Effect| matches!(effect, Effect::ListInstances(..));
    assert!(!machine.pending.iter().any(more));
}

#[test]
fn a_huge_paste_costs_nothing_and_is_cut() {
    let mut machine = on_cases();
    machine.send(Message::Paste("x".repeat(5_000_000)));
    let field = &machine.state.cases.as_ref().unwrap().field;
    assert_eq!(field.text().chars().count(), 2_048);
}

#[test]
fn emptying_the_field_brings_the_list() {
    let mut machine = Machine::new(Start {
        instance: Some(attache::domain::InstanceName::parse("acme").unwrap()),
        case: Some(CaseName::parse("404404").unwrap()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Ok(instance("acme", true))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    machine.answer(ticket, Answer::FoundCases(Err(failure())));
    machine.key(Key::Ctrl('u'));
    machine.waiting(|effect| matches!(effect, Effect::ListCases(_, _, _, None)));
}

#[test]
fn an_address_of_another_instance_is_looked_for_there() {
    let mut machine = on_cases();
    machine.type_in("some words");
    let address =
        "https://other.my.connect.aws/agent-app-v2/cases/case/0f571724-814f-f09d-0000-000000000000";
    machine.send(Message::Paste(address.into()));
    machine.waiting(
        |effect| matches!(effect, Effect::FindInstance { name: Some(attache::domain::InstanceName::Alias(alias)), .. } if alias.raw() == "other"),
    );
    assert_eq!(machine.state.screen, Screen::Instances);
}

#[test]
fn esc_calls_off_the_asking_for_domains() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let two = vec![
        unasked(instance("alpha", true)),
        unasked(instance("beta", true)),
    ];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    machine.key(Key::Esc);
    assert!(
        !machine
            .pending
            .iter()
            .any(|effect| matches!(effect, Effect::FindDomain(..)))
    );
}
