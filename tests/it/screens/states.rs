//! Every screen, pane and dialog, each as a state that keys and answers lead to.

use std::time::Duration;

use attache::app::keys::Key;
use attache::app::{Answer, Depth, Effect, Looks, Message, State, Theme};
use attache::domain::{Attachment, Event, FileStatus, Lack, Progress, Settled, Source, Whole};
use attache::view::{self, Glyphs, Look};
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::app::transitions::guide::first_run;
use crate::app::world::*;

/// A name and the state that it stands for.
pub(crate) type Named = (&'static str, State);

/// How a picture looks: the state's choice of colours, and the rest.
pub(crate) struct Wearing {
    pub looks: Looks,
    pub look: Look,
}

/// In all colours.
pub(crate) fn look(theme: Theme, glyphs: Glyphs) -> Wearing {
    wearing(theme, Depth::Full, glyphs)
}

pub(crate) fn wearing(theme: Theme, depth: Depth, glyphs: Glyphs) -> Wearing {
    Wearing {
        looks: Looks { theme, depth },
        look: Look::new(glyphs, TimeZone::UTC),
    }
}

/// The state drawn in a window of this size.
pub(crate) fn picture(state: &State, size: (u16, u16), wearing: &Wearing) -> Buffer {
    let mut state = state.clone();
    state.looks = wearing.looks;
    attache::app::update(
        &mut state,
        Message::Resize {
            columns: size.0,
            rows: size.1,
        },
    );
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal
        .draw(|frame| view::draw(&state, &wearing.look, frame))
        .unwrap();
    terminal.backend().buffer().clone()
}

/// The letters of a picture, a line a row.
pub(super) fn letters(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut text = String::new();
    for row in buffer.content.chunks(width) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            // The cell behind a wide character belongs to it.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            covered = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Files with everything that a table must bear.
pub(super) fn hostile_files() -> Vec<Attachment> {
    let case = case("100001", "Screen arrived cracked");
    let names = [
        ("invoice-2026-04.pdf", FileStatus::Approved),
        ("inv\u{202E}fdp.exe", FileStatus::Rejected),
        ("\u{1b}[2Jcleared.txt", FileStatus::Failed),
        (
            "見積書-2026年4月-最終版-承認済み-控え-写し-原本-確認用-再送.xlsx",
            FileStatus::Approved,
        ),
        ("فاتورة العميل.pdf", FileStatus::Processing),
        ("👨\u{200D}👩\u{200D}👧 family.png", FileStatus::Drafting),
        (
            "zalgo z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}.txt",
            FileStatus::Other("QUARANTINED".into()),
        ),
        (
            "a very long name that does not fit into any column of any table at all.pdf",
            FileStatus::Approved,
        ),
    ];
    let sizes = [1_500, 12_000, 0, 20_000_000, 880_000, 606, 1, 123_456_789];
    let mut files: Vec<_> = names
        .into_iter()
        .zip(sizes)
        .map(|((name, status), size)| file(&case, name, status, size))
        .collect();
    files[4].source = Source::Contact(contact());
    files[5].size = None;
    files[5].created = None;
    files[5].created_by = None;
    files
}

/// The machine on a case full of such files, with errors beside them.
pub(super) fn hostile() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    machine.answer(ticket, Answer::Files(hostile_files()));
    machine.answer(ticket, Answer::Problems(vec![problem(&case)]));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}

/// All of them.
pub(crate) fn all() -> Vec<Named> {
    let mut all: Vec<Named> = vec![("start", Machine::new(start()).state)];
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let mut failed = machine.clone();
    failed.answer(ticket, Answer::Instances(Err(failure())));
    all.push(("instances_failed", failed.state));
    for (name, lack) in [
        ("first_run", Lack::Credentials),
        ("first_run_region", Lack::Region),
    ] {
        all.push((name, first_run(lack).state));
    }
    let two = vec![
        instance("acme-claims", false),
        instance("acme-support", true),
    ];
    machine.answer(ticket, Answer::Instances(Ok(page(two, None))));
    all.push(("instances", machine.state.clone()));
    all.push(("cases", on_cases().state));
    let mut searching = on_cases();
    searching.type_in("warm \u{202E}見積");
    all.push(("cases_searching", searching.state));
    all.push(("files", on_files().state));
    all.push(("files_hostile", hostile().state));
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    all.push(("files_loading", machine.state.clone()));
    let mut machine = hostile();
    machine.key(Key::Down);
    machine.key(Key::Char('d'));
    all.push(("details", machine.state.clone()));
    machine.key(Key::Char('d'));
    machine.key(Key::Char('e'));
    all.push(("errors", machine.state));
    all.extend(transfers());
    let mut machine = on_files();
    machine.key(Key::Char('?'));
    all.push(("help", machine.state.clone()));
    machine.key(Key::Char('/'));
    machine.type_in("mark");
    all.push(("help_searching", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char(':'));
    all.push(("palette", machine.state.clone()));
    machine.type_in("copy");
    all.push(("palette_searching", machine.state));
    let mut machine = hostile();
    machine.key(Key::Char('d'));
    machine.key(Key::Char('H'));
    all.push(("private", machine.state));
    all.extend(super::dialogs::all());
    all.extend(found());
    all.extend(super::previews::all());
    all.extend(partial());
    all.extend(logins());
    all.extend(whys());
    all.extend(on_the_way());
    all.extend(audits());
    all
}

/// The audit: running, paused, narrowed, written out, called off, read from a file.
fn audits() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_audit();
    machine.key(Key::Down);
    all.push(("audit", machine.state.clone()));
    let mut ending = machine.clone();
    ending.key(Key::Char('x'));
    all.push(("audit_ending", ending.state));
    let mut quit = machine.clone();
    quit.key(Key::Char('q'));
    all.push(("audit_quit", quit.state));
    let mut private = machine.clone();
    private.key(Key::Char('H'));
    all.push(("audit_private", private.state));
    let mut totals = machine.clone();
    totals.key(Key::Char('#'));
    all.push(("audit_totals", totals.state.clone()));
    totals.key(Key::Esc);
    totals.key(Key::Char('H'));
    totals.key(Key::Char('#'));
    all.push(("audit_totals_private", totals.state));
    let mut copying = machine.clone();
    copying.key(Key::Char('y'));
    all.push(("audit_copy", copying.state));
    let mut log = machine.clone();
    log.key(Key::Char('L'));
    all.push(("audit_log", log.state));
    machine.key(Key::Char('Z'));
    machine.key(Key::Char('d'));
    all.push(("audit_paused", machine.state.clone()));
    machine.key(Key::Char('E'));
    all.push(("audit_export", machine.state.clone()));
    let mut completing = machine.clone();
    completing.key(Key::Tab);
    let ticket = completing.waiting(|effect| matches!(effect, Effect::Complete(..)));
    let folders = ["audits", "audits \u{202E}old", "aud\u{1b}[2Jits"];
    let found = folders.map(|name| format!("/home/m.ito/{name}/"));
    completing.answer(ticket, Answer::Completions(found.into()));
    all.push(("audit_export_completing", completing.state));
    machine.key(Key::Char('x'));
    machine.key(Key::Enter);
    all.push(("audit_export_no_format", machine.state));
    let mut failed = on_audit();
    let ticket = failed.waiting(|effect| matches!(effect, Effect::Audit(..)));
    failed.answer(ticket, Answer::Audited(Err(failure())));
    all.push(("audit_stopped", failed.state));
    let mut opened = on_opened_audit();
    let ticket = opened.waiting(|effect| matches!(effect, Effect::Audit(..)));
    opened.answer(ticket, Answer::Audited(Ok(Whole::default())));
    all.push(("audit_opened", opened.state));
    all
}

/// The table with a filter, other statuses and other columns, and how they are chosen.
fn found() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = hostile();
    machine.key(Key::Char('A'));
    machine.key(Key::Char('/'));
    machine.type_in("inv 202 !見");
    all.push(("filtering", machine.state.clone()));
    machine.key(Key::Esc);
    machine.key(Key::Char('/'));
    machine.type_in("no such file");
    machine.key(Key::Enter);
    all.push(("filtered_out", machine.state.clone()));
    machine.key(Key::Esc);
    machine.key(Key::Char('f'));
    machine.key(Key::Char('1'));
    machine.key(Key::Char('6'));
    machine.key(Key::Down);
    all.push(("statuses", machine.state.clone()));
    machine.key(Key::Enter);
    all.push(("filtered", machine.state));
    let mut machine = hostile();
    machine.key(Key::Char('>'));
    machine.key(Key::Char('R'));
    machine.key(Key::Char('C'));
    machine.key(Key::Char('2'));
    machine.key(Key::Down);
    machine.key(Key::Char('+'));
    all.push(("columns", machine.state.clone()));
    machine.key(Key::Enter);
    all.push(("files_for_an_auditor", machine.state));
    all
}

/// What is missing is named by hand; what is wanted waits for its instance.
fn partial() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (
        instance("acme-claims", true),
        instance("acme-support", true),
    );
    let listed = vec![unasked(a.clone()), b];
    machine.answer(ticket, Answer::Instances(Ok(page(listed, None))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    let what = "The Cases domain of acme-claims could not be looked up";
    machine.answer(ticket, Answer::Domain(a.id, Err(denied(what))));
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Err(denied(what))));
    all.push(("instances_stuck", machine.state));
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let both = vec![
        instance("acme-claims", true),
        instance("acme-support", true),
    ];
    machine.answer(ticket, Answer::Instances(Ok(page(both, None))));
    machine.send(Message::Paste("10000117".into()));
    all.push(("instances_wanted", machine.state));
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let what = "The files of the case could not be searched";
    machine.answer(ticket, Answer::Listed(Err(denied(what))));
    all.push(("files_denied", machine.state.clone()));
    machine.key(Key::Char('+'));
    machine.send(Message::Paste("f-1\nf-2, f-3".into()));
    all.push(("file_ids", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let note = "You may not read many files at once, so each is asked for by itself, two a second.";
    machine.answer(ticket, Answer::Note(note.into()));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine.key(Key::Char('e'));
    all.push(("notes", machine.state));
    all
}

/// Files on their way, and why one is as it is: with everything known, and with nothing.
fn whys() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let mut files = vec![
        scanned(&case, "a-new-scan.jpg", FileStatus::Processing),
        file(&case, "b-old-video.mp4", FileStatus::Processing, 18_000_000),
        scanned(&case, "c-macro.docm", FileStatus::Rejected),
        scanned(&case, "d-photo.png", FileStatus::Failed),
        scanned(&case, "e-letter.pdf", FileStatus::Approved),
        scanned(&case, "f-draft.txt", FileStatus::Drafting),
        scanned(&case, "g-new.txt", FileStatus::Other("QUARANTINED".into())),
    ];
    files[6].source = Source::Contact(contact());
    files[6].created_by = None;
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Name(..)));
    machine.answer(ticket, Answer::Person(Ok(Some(person()))));
    all.push(("live", machine.state.clone()));
    let mut details = machine.clone();
    details.key(Key::Down);
    details.key(Key::Char('d'));
    all.push(("details_stuck", details.state));
    let mut settled = machine.clone();
    let ticket = settled.waiting(|effect| matches!(effect, Effect::Poll { .. }));
    let news = scanned(&case, "a-new-scan.jpg", FileStatus::Rejected);
    settled.answer(ticket, Answer::Polled(Ok(vec![news])));
    all.push(("live_settled", settled.state));
    let scanners = |effect: &Effect| matches!(effect, Effect::FindScanners(..));
    let rules_of = |effect: &Effect| matches!(effect, Effect::ReadRules(..));
    let mut asking = machine.clone();
    asking.key(Key::Char('w'));
    all.push(("why_asking", asking.state.clone()));
    let what = "Who scans the files could not be looked up";
    asking.answer(
        asking.waiting(scanners),
        Answer::Scanners(Err(denied(what))),
    );
    let what = "The rules for uploads could not be read";
    asking.answer(asking.waiting(rules_of), Answer::Rules(Err(denied(what))));
    all.push(("why_denied", asking.state));
    let mut bare = machine.clone();
    for _ in 0..2 {
        bare.key(Key::Down);
    }
    bare.key(Key::Char('w'));
    bare.answer(bare.waiting(scanners), Answer::Scanners(Ok(vec![])));
    bare.answer(bare.waiting(rules_of), Answer::Rules(Ok(None)));
    all.push(("why_no_scanner", bare.state));
    machine.key(Key::Char('w'));
    machine.answer(
        machine.waiting(scanners),
        Answer::Scanners(Ok(vec![scanner()])),
    );
    machine.answer(machine.waiting(rules_of), Answer::Rules(Ok(Some(rules()))));
    let names = [
        "why_processing",
        "why_stuck",
        "why_rejected",
        "why_failed",
        "why_approved",
        "why_drafting",
        "why_unknown",
    ];
    for (place, name) in names.into_iter().enumerate() {
        let mut machine = machine.clone();
        machine.key(Key::Esc);
        for _ in 0..place {
            machine.key(Key::Down);
        }
        machine.key(Key::Char('w'));
        if let Some(ticket) = machine.pending.iter().find(|one| rules_of(one)) {
            let ticket = ticket.ticket().unwrap();
            machine.answer(ticket, Answer::Rules(Ok(Some(rules()))));
        }
        all.push((name, machine.state));
    }
    let mut machine = hostile();
    machine.key(Key::Home);
    machine.key(Key::Char('w'));
    all.push(("hostile_why", machine.state));
    all
}

fn logins() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('P'));
    all.push(("login_loading", machine.state.clone()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    let mut failed = machine.clone();
    failed.answer(ticket, Answer::Profiles(Err(failure())));
    all.push(("login_failed", failed.state));
    let profiles = ["audit", "support", "sandbox"].map(profile).into();
    machine.answer(ticket, Answer::Profiles(Ok(profiles)));
    machine.key(Key::Down);
    machine.key(Key::Down);
    all.push(("login", machine.state.clone()));
    machine.key(Key::Enter);
    all.push(("switched", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    machine.key(Key::Char('P'));
    machine.key(Key::Enter);
    all.push(("switch", machine.state));
    all
}

/// Recent and narrowed cases, what delays a request, and the log.
fn on_the_way() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_cases_with_recents();
    all.push(("cases_recent", machine.state.clone()));
    let mut forget = machine.clone();
    forget.key(Key::F(7));
    all.push(("forget", forget.state));
    machine.key(Key::F(3));
    machine.key(Key::F(4));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let open = vec![case("100002", "Battery is warm")];
    machine.answer(ticket, Answer::Cases(Ok(page(open, None))));
    all.push(("cases_narrowed", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let again = Event::Again {
        why: "throttled".into(),
        wait: Duration::from_secs(2),
    };
    machine.answer(ticket, Answer::Activity(activity(again)));
    all.push(("files_throttled", machine.state.clone()));
    let failed = Event::Failed {
        failure: Box::new(denied("The files of the case could not be searched")),
        chain: vec!["service error".into(), "AccessDeniedException".into()],
    };
    machine.answer(ticket, Answer::Activity(activity(failed)));
    machine.key(Key::Char('L'));
    all.push(("log", machine.state));
    all
}

fn transfers() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    let progress = Progress {
        received: 540_000,
        total: Some(1_200_000),
        rate: Some(66_000),
        link_left: Some(43),
        retries: 2,
        links: 1,
        ..Progress::default()
    };
    machine.answer(ticket, Answer::Progress(progress));
    all.push(("saving", machine.state.clone()));
    let mut quit = machine.clone();
    quit.key(Key::Char('q'));
    all.push(("quit", quit.state));
    machine.key(Key::Char('o'));
    let open = machine.waiting(|effect| matches!(effect, Effect::Open(..)));
    machine.answer(open, Answer::Opened(Err(failure())));
    machine.key(Key::Char('t'));
    all.push(("transfers", machine.state.clone()));
    machine.answer(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("invoice.pdf")))),
    );
    all.push(("saved", machine.state));
    all
}
