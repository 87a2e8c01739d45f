//! A caller who may do a part: what is missing is named by hand.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Bottom, Effect, Message, Part, Screen};
use attache::domain::{DomainState, FileId, Instance, InstanceName, Problem};

use super::notice;
use crate::app::world::*;

/// The picker with an instance whose domain may not be looked up, which was taken.
fn stuck() -> Machine {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (unasked(instance("alpha", true)), instance("beta", false));
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![a.clone(), b], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    machine.answer(
        ticket,
        Answer::Domain(a.id, Err(denied("The domain could not be looked up"))),
    );
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(
        ticket,
        Answer::Instance(Err(denied("The domain could not be looked up"))),
    );
    machine
}

#[test]
fn an_instance_whose_domain_is_denied_goes_on_with_the_domains_arn() {
    let case = format!("{DOMAIN}/case/c1");
    for (text, typed) in [
        (DOMAIN, false),
        (DOMAIN, true),
        (&case, false),
        (&case, true),
    ] {
        let mut machine = stuck();
        let remedy = |machine: &Machine| {
            let lines = machine.state.error_lines();
            lines
                .iter()
                .any(|line| line.part == Part::Remedy && line.text.contains("Allow"))
        };
        assert!(remedy(&machine), "{:#?}", machine.state.error_lines());
        assert!(machine.state.notes()[0].contains("ARN of this instance's Cases domain"));
        if typed {
            machine.type_in(text);
            machine.key(Key::Enter);
        } else {
            machine.send(Message::Paste(text.into()));
        }
        machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(InstanceName::Arn(_)), domain: Some(d), .. } if d.raw() == DOMAIN));
    }
}

#[test]
fn an_instance_of_the_list_goes_on_with_a_domain_before_it_was_taken() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (unasked(instance("alpha", true)), instance("beta", false));
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![a.clone(), b], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    machine.answer(ticket, Answer::Domain(a.id, Err(failure())));
    let mut foreign = machine.clone();
    machine.send(Message::Paste(DOMAIN.into()));
    machine.waiting(|effect| {
        matches!(
            effect,
            Effect::FindInstance {
                name: Some(_),
                domain: Some(_),
                ..
            }
        )
    });
    // Another account's domain cannot be its own.
    foreign.send(Message::Paste(
        "arn:aws:cases:us-west-2:999999999999:domain/d9".into(),
    ));
    foreign.waiting(|effect| {
        matches!(
            effect,
            Effect::FindInstance {
                name: None,
                domain: Some(_),
                ..
            }
        )
    });
}

#[test]
fn a_domain_whose_instance_was_not_found_waits_for_it() {
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    machine.answer(
        ticket,
        Answer::Instances(Err(denied("The instances could not be listed"))),
    );
    machine.send(Message::Paste(DOMAIN.into()));
    let ticket =
        machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: None, .. }));
    machine.answer(
        ticket,
        Answer::Instance(Err(denied("The instances could not be listed"))),
    );
    machine.key(Key::Esc);
    machine.send(Message::Paste(DOMAIN.into()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(
        ticket,
        Answer::Instance(Err(denied("The instances could not be listed"))),
    );
    machine.send(Message::Paste(
        "00000000-0000-0000-0000-00000000face".into(),
    ));
    machine.waiting(|effect| matches!(effect, Effect::FindInstance { name: Some(InstanceName::Id(_)), domain: Some(d), .. } if d.raw() == DOMAIN));
}

/// The files' screen of a case that may not be searched.
fn denied_files() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(
        ticket,
        Answer::Listed(Err(denied("The files could not be listed"))),
    );
    machine
}

fn ids(machine: &Machine) -> Vec<FileId> {
    let asked = machine.pending.iter().find_map(|effect| match effect {
        Effect::ListFiles(_, _, query) => Some(query.ids.clone()),
        _ => None,
    });
    asked.unwrap()
}

#[test]
fn files_that_may_not_be_searched_are_named() {
    let mut machine = denied_files();
    assert!(machine.state.notes()[0].starts_with("If you know which files"));
    assert_eq!(machine.state.error_count(), 1, "a note is no error");
    machine.key(Key::Char('+'));
    assert_eq!(machine.state.mode(), Mode::FileIds);
    let here = "00000000-0000-0000-0000-00000000acme";
    let of = |id: &str| format!("arn:aws:connect:us-west-2:111122223333:instance/{here}/file/{id}");
    let lines = format!("{}\r\n{}\nf3, f4\tf3", of("f1"), of("f2"));
    machine.send(Message::Paste(lines));
    machine.key(Key::Char('f'));
    machine.key(Key::Char('5'));
    machine.key(Key::Enter);
    assert_eq!(machine.state.dialog, None);
    let named: Vec<FileId> = ["f1", "f2", "f3", "f4", "f5"].map(FileId::new).into();
    assert_eq!(ids(&machine), named);
    // Asking again asks for the same.
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine.key(Key::Char('r'));
    assert_eq!(ids(&machine), named);
    // And nothing typed asks for all.
    machine.key(Key::Char('+'));
    machine.key(Key::Ctrl('u'));
    machine.key(Key::Enter);
    assert_eq!(ids(&machine), []);
}

#[test]
fn an_arn_that_is_no_file_of_this_instance_is_refused_in_place() {
    for arn in [
        "arn:aws:connect:us-west-2:111122223333:instance/other/file/f1",
        "arn:aws:cases:us-west-2:111122223333:domain/d0",
        "arn:nonsense",
    ] {
        let mut machine = denied_files();
        machine.key(Key::Char('+'));
        machine.send(Message::Paste(arn.into()));
        machine.key(Key::Enter);
        assert_eq!(
            machine.state.mode(),
            Mode::FileIds,
            "what was typed is not lost"
        );
        assert!(
            notice(&machine).starts_with("That names no file"),
            "{}",
            notice(&machine)
        );
        machine.key(Key::Esc);
        assert_eq!(machine.state.mode(), Mode::Files);
        assert!(machine.pending.is_empty());
    }
}

#[test]
fn a_list_of_hundreds_of_arns_is_taken_whole() {
    let mut machine = denied_files();
    machine.key(Key::Char('+'));
    let lines: Vec<String> = (0..300).map(|n| format!("{UUID_LIKE}{n:04}")).collect();
    machine.send(Message::Paste(lines.join("\n")));
    machine.key(Key::Enter);
    assert_eq!(ids(&machine).len(), 300);
}

const UUID_LIKE: &str = "0f571724-814f-f09d-0000-00000000";

#[test]
fn a_note_is_said_once_kept_and_gone_with_the_next_listing() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let note = || Answer::Note("Each file is asked for by itself.".into());
    machine.answer(ticket, note());
    assert_eq!(notice(&machine), "Each file is asked for by itself.");
    machine.key(Key::Down);
    machine.key(Key::Char('d'));
    machine.answer(ticket, note());
    assert_eq!(notice(&machine), "", "said once");
    assert_eq!(machine.state.notes().len(), 1);
    assert_eq!(machine.state.error_count(), 0);
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert_eq!(machine.state.notes().len(), 1);
    assert_eq!(machine.state.files.as_ref().unwrap().bottom, None);
    machine.key(Key::Char('r'));
    assert!(machine.state.notes().is_empty());
}

#[test]
fn a_remedy_stands_on_lines_of_its_own_and_its_words_stay_whole() {
    let mut machine = denied_files();
    let remedy = |machine: &Machine| -> Vec<String> {
        let lines = machine.state.error_lines().into_iter();
        lines
            .filter(|line| line.part == Part::Remedy)
            .map(|line| line.text)
            .collect()
    };
    let whole = denied("").remedy.unwrap().to_string();
    assert_eq!(remedy(&machine).concat(), whole);
    assert_eq!(remedy(&machine).len(), 1);
    machine.send(Message::Resize {
        columns: 40,
        rows: 24,
    });
    assert!(remedy(&machine).len() > 1);
    assert_eq!(remedy(&machine).concat(), whole);
}

#[test]
fn the_remedy_of_a_part_that_failed_is_shown_too() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let lost = vec![Problem::Request(denied("A part could not be read"))];
    machine.answer(ticket, Answer::Problems(lost));
    let lines = machine.state.error_lines();
    assert!(lines.iter().any(|line| line.part == Part::Remedy));
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.bottom, Some(Bottom::Errors));
}

#[test]
fn a_long_list_can_be_typed_on_and_holds_no_part_of_an_id() {
    let mut machine = denied_files();
    machine.key(Key::Char('+'));
    let lines = |count: usize| -> String {
        let lines: Vec<String> = (0..count).map(|n| format!("{UUID_LIKE}{n:04}")).collect();
        lines.join("\n")
    };
    machine.send(Message::Paste(lines(300)));
    machine.type_in("last");
    let mut full = machine.clone();
    machine.key(Key::Enter);
    assert_eq!(ids(&machine).last(), Some(&FileId::new("last")));

    full.send(Message::Paste(lines(2_500)));
    assert!(notice(&full).contains("left out"), "{}", notice(&full));
    full.key(Key::Enter);
    let whole = UUID_LIKE.len() + 4;
    assert!(ids(&full).len() > 1_000);
    let others = ids(&full).into_iter().filter(|id| id.raw() != "last");
    assert!(others.into_iter().all(|id| id.raw().len() == whole));
}

#[test]
fn how_something_was_found_is_said_until_the_person_goes_on() {
    let mut machine = stuck();
    machine.send(Message::Paste(
        "00000000-0000-0000-0000-00000000beef".into(),
    ));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    let note = |text: &str| Answer::Note(text.into());
    machine.answer(ticket, note("Using the only Cases domain."));
    machine.answer(ticket, Answer::Instance(Ok(instance("gamma", true))));
    assert_eq!(machine.state.screen, Screen::Cases);
    assert_eq!(notice(&machine), "Using the only Cases domain.");

    machine.send(Message::Paste(
        "0f571724-814f-f09d-0000-000000000000".into(),
    ));
    assert_eq!(notice(&machine), "");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindCases(..)));
    machine.answer(ticket, note("Taken as it was named."));
    let found = page(vec![case("100001", "Screen arrived cracked")], None);
    machine.answer(ticket, Answer::FoundCases(Ok(found)));
    assert_eq!(machine.state.screen, Screen::Files);
    assert_eq!(notice(&machine), "Taken as it was named.");
    machine.key(Key::Char('d'));
    assert_eq!(notice(&machine), "");
    // Nobody hears it of what was called off.
    machine.answer(ticket, note("Late."));
    assert_eq!(notice(&machine), "");
}

#[test]
fn another_domain_of_the_same_instance_shows_nothing_of_the_one_before() {
    let mut machine = stuck();
    let asked = |machine: &Machine| {
        let asked = machine.pending.iter().find_map(|effect| match effect {
            Effect::ListCases(_, instance, ..) => instance.domain_arn().cloned(),
            _ => None,
        });
        asked.unwrap()
    };
    for domain in ["arn:aws:cases:us-west-2:111122223333:domain/wrong", DOMAIN] {
        machine.send(Message::Paste(domain.into()));
        let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
        let found = Instance {
            domain: DomainState::Domain(arn(domain)),
            ..instance("alpha", true)
        };
        machine.answer(ticket, Answer::Instance(Ok(found)));
        assert_eq!(asked(&machine).raw(), domain);
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
        machine.answer(ticket, Answer::Cases(Err(failure())));
        machine.key(Key::Esc);
    }
}
