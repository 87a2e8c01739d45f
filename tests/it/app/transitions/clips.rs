//! What is copied, and the command line that leads back.

use attache::app::clips::{command_line, quoted};
use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Clip, Effect, State};
use attache::cli::Args;
use attache::domain::{Arn, Copied, InstanceId, SafeText, Subject};
use clap::Parser;
use proptest::prelude::*;

use super::notice;
use crate::app::world::*;

/// What is copied with this key of the menu.
fn copied(machine: &mut Machine, key: char) -> Clip {
    machine.key(Key::Char('y'));
    assert_eq!(machine.state.mode(), Mode::CopyMenu);
    let effects = machine.key(Key::Char(key));
    match &effects[..] {
        [Effect::Copy(_, clip)] => clip.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_is_copied_by_its_name_id_arn_and_json() {
    let mut machine = on_files();
    assert_eq!(copied(&mut machine, 'n'), Clip::Text("invoice.pdf".into()));
    let id = Clip::Text("id-of-invoice.pdf".into());
    assert_eq!(copied(&mut machine, 'i'), id);
    let Clip::Text(arn) = copied(&mut machine, 'a') else {
        panic!("no text");
    };
    assert!(arn.ends_with("file/invoice.pdf"), "{arn}");
    let Clip::Text(json) = copied(&mut machine, 'j') else {
        panic!("no text");
    };
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["FileName"], "invoice.pdf");
    assert_eq!(json["FileSizeInBytes"], 1_200_000);
}

#[test]
fn a_link_is_copied_of_an_approved_file_only_and_said_honestly() {
    let mut machine = on_files();
    let Clip::Link(request) = copied(&mut machine, 'l') else {
        panic!("no link");
    };
    assert_eq!(request.file.title().as_str(), "invoice.pdf");
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Copy(..)));
    let mut sent = machine.clone();
    machine.answer(ticket, Answer::Copied(Ok(Copied::Clipboard)));
    assert_eq!(notice(&machine), "Copied the link to the clipboard");
    sent.answer(
        ticket,
        Answer::Copied(Ok(Copied::Sent(Some("It may be off.")))),
    );
    assert_eq!(
        notice(&sent),
        "Sent the link to the terminal. It may be off."
    );
    machine.key(Key::Down);
    machine.key(Key::Char('y'));
    assert!(machine.key(Key::Char('l')).is_empty());
    assert!(notice(&machine).contains("still being scanned"));
}

#[test]
fn in_the_errors_pane_what_repairs_is_copied() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let what = "The files could not be listed";
    machine.answer(ticket, Answer::Listed(Err(denied(what))));
    machine.key(Key::Char('e'));
    let effects = machine.key(Key::Char('y'));
    assert!(
        matches!(&effects[..], [Effect::Copy(_, Clip::Text(text))] if text.starts_with("{\"Effect\"")),
        "{effects:?}"
    );
}

/// The words of a line as a POSIX shell parts them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => quoted = !quoted,
            '\\' if !quoted => words.last_mut().unwrap().extend(chars.next()),
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    assert!(!quoted);
    words
}

fn state_with(profile: &str, instance: &str, contact: &str) -> State {
    let mut machine = on_files();
    machine.state.caller = None;
    machine.state.login.profile = Some(profile.into());
    machine.state.login.region = Some("us-west-2".into());
    let files = machine.state.files.as_mut().unwrap();
    files.instance.arn = None;
    files.instance.id = InstanceId::new(instance);
    if let Ok(arn) = Arn::parse(&format!("arn:aws:connect:r:1:instance/i/contact/{contact}")) {
        let mut one = crate::app::world::contact();
        one.arn = arn;
        files.extent = Subject::Contact(one).into();
    }
    machine.state
}

proptest! {
    /// Whatever the names hold, the line leads back to them, or there is none.
    #[test]
    fn the_command_line_leads_back(
        profile in "[ -~é見]{1,12}",
        instance in "[ -~]{1,40}",
        contact in "[!-~]{1,20}",
    ) {
        let state = state_with(&profile, &instance, &contact);
        let files = state.files.as_ref().unwrap();
        let subject = files.extent.arn().unwrap().raw().to_owned();
        let line = command_line(&state, files).unwrap();
        let args = Args::try_parse_from(words(&line)).unwrap();
        prop_assert_eq!(args.common.profile.as_deref(), Some(profile.as_str()));
        prop_assert_eq!(args.common.region.as_deref(), Some("us-west-2"));
        prop_assert_eq!(args.common.instance.as_deref(), Some(instance.as_str()));
        let named = args.common.contact.or(args.common.case);
        prop_assert_eq!(named, Some(subject));
    }

    #[test]
    fn what_cannot_be_seen_is_in_no_command_line(text in any::<String>()) {
        let text = SafeText::new(&text);
        prop_assert_eq!(quoted(&text).is_none(), text.was_cleaned());
    }
}

#[cfg(unix)]
#[test]
fn a_shell_reads_the_line_as_it_is_meant() {
    let name = SafeText::new(r#"it's $HOME `x` "y" \n * 見"#);
    let line = format!("printf %s {}", quoted(&name).unwrap());
    let output = std::process::Command::new("sh")
        .args(["-c", &line])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), name.as_str());
}
