//! Everything the screen is drawn from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::{Attachment, Event, FileId, LoginChoice, SafeText};

use super::audit::Audit;
use super::keys::{Keymap, Mode};
use super::palette::Goal;
use super::regions::{Regions, Side, Weight, Wish};
use super::table::{Filter, Layout, Lens, Order};
use super::veil::Privacy;
use super::{
    Bottom, Caller, Cases, Dialog, Files, Insights, Instances, Keeping, Log, Looks, Notice, Notify,
    Pane, People, Previews, Start, Ticket, Tickets, Tone, Transfers, Wanted,
};

/// The whole of what the program knows while it runs. Holds no secret.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own: no two of them make a third"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Where we are.
    pub screen: Screen,
    /// A question over it.
    pub dialog: Option<Dialog>,
    /// The pause before a question that opened by itself takes an answer.
    pub pause: Option<Ticket>,
    /// One line that asks nothing.
    pub notice: Option<Notice>,
    /// The profile and the Region that were named or chosen.
    pub login: LoginChoice,
    /// Who asks, and where; none until the service said so.
    pub caller: Option<Caller>,
    /// The number of the question who we are.
    pub identifying: Option<Ticket>,
    /// The picker of instances.
    pub instances: Instances,
    /// The picker of cases, once an instance was picked.
    pub cases: Option<Cases>,
    /// The table of files, once a case or a contact was picked.
    pub files: Option<Files>,
    /// The audit of a whole domain, when there is one.
    pub audit: Option<Box<Audit>>,
    /// How instances treat uploads, as far as that was asked.
    pub insights: Insights,
    /// The keys and what they do.
    pub keymap: Arc<Keymap>,
    /// What was chosen in the palette, the latest first.
    pub lately: Vec<Goal>,
    /// What the creators of files are called.
    pub people: People,
    /// The previews that were seen lately.
    pub previews: Previews,
    /// What is on its way.
    pub transfers: Transfers,
    /// The texts that are on their way to the clipboard, by what they are.
    pub copying: BTreeMap<Ticket, &'static str>,
    /// The folder for saved files; none when nobody knows one.
    pub save_to: Option<PathBuf>,
    /// The folder that was typed last, as it was typed.
    pub last_folder: Option<String>,
    /// Why there is no desktop that could open a file; none when there is one.
    pub no_desktop: Option<SafeText>,
    /// The errors of a picker have the keys.
    pub reads_errors: bool,
    /// The first line of the errors pane on the screen, while it has the keys.
    pub error_offset: usize,
    /// What was named before its instance is known.
    pub wanted: Option<Wanted>,
    /// The files that the command line named, until a screen of files is shown.
    pub wanted_files: Vec<FileId>,
    /// Whether the cases that are looked into are remembered.
    pub recents: bool,
    /// The requests to remember a case; nobody waits for what they say.
    pub remembering: BTreeSet<Ticket>,
    /// The request to forget all recent cases.
    pub forgetting: Option<Ticket>,
    /// How the person hears of what is over.
    pub notify: Notify,
    /// What the person is about to hear of.
    pub alerting: BTreeSet<Ticket>,
    /// The settings that are being kept.
    pub keeping: Keeping,
    /// What makes a request take longer than usual, by the request.
    pub delays: BTreeMap<Ticket, Event>,
    /// What happened so far.
    pub log: Log,
    /// Whether the mouse is the program's.
    pub mouse: bool,
    /// Ctrl-C was pressed once: the next one leaves at once.
    pub leaving: bool,
    /// How the tables of files are to be.
    pub layout: Layout,
    /// The theme, and the colours that there are.
    pub looks: Looks,
    /// How far the sign has turned that tells that something loads.
    pub turned: u8,
    /// The minute that ages are counted from.
    pub now: Timestamp,
    /// The person's time zone.
    pub zone: TimeZone,
    /// The window's size in cells: columns, rows.
    pub size: (u16, u16),
    /// Numbers the requests.
    pub tickets: Tickets,
    /// Whether names are hidden.
    pub privacy: Privacy,
}

/// Where we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Picking an instance.
    Instances,
    /// Picking a case.
    Cases,
    /// Looking at a case's files.
    Files,
}

impl State {
    /// The state before anything was asked.
    pub fn new(start: Start) -> Self {
        let wanted = start.wanted();
        Self {
            screen: Screen::Instances,
            dialog: None,
            pause: None,
            notice: None,
            login: start.login,
            caller: None,
            identifying: None,
            instances: Instances::default(),
            cases: None,
            files: None,
            audit: None,
            insights: Insights::new(),
            keymap: start.keymap,
            lately: Vec::new(),
            people: People::default(),
            previews: Previews::default(),
            transfers: Transfers::default(),
            copying: BTreeMap::new(),
            save_to: start.save_to,
            last_folder: None,
            no_desktop: start.no_desktop,
            reads_errors: false,
            error_offset: 0,
            wanted,
            wanted_files: start.file_ids,
            recents: start.recents,
            remembering: BTreeSet::new(),
            forgetting: None,
            notify: start.notify,
            alerting: BTreeSet::new(),
            keeping: Keeping::default(),
            delays: BTreeMap::new(),
            log: Log::default(),
            mouse: start.mouse,
            leaving: false,
            layout: start.layout,
            looks: start.looks,
            turned: 0,
            now: start.now,
            zone: start.zone,
            size: start.size,
            tickets: Tickets::default(),
            privacy: start.privacy,
        }
    }

    /// Who has the keys.
    pub fn mode(&self) -> Mode {
        let dialog = self.dialog.as_ref();
        dialog.map_or_else(|| self.mode_below(), Dialog::mode)
    }

    /// Who has the keys once no dialog is open.
    pub fn mode_below(&self) -> Mode {
        match self.screen {
            Screen::Instances | Screen::Cases if self.reads_errors => Mode::PickerErrors,
            Screen::Instances if self.guide().is_some() => Mode::Guide,
            Screen::Instances => Mode::Picker,
            Screen::Cases => Mode::CasePicker,
            Screen::Files => self.files_mode(),
        }
    }

    /// Which pane of the files' screen has the keys.
    fn files_mode(&self) -> Mode {
        let Some(files) = &self.files else {
            return Mode::Files;
        };
        let table = files.table_mode();
        match (files.focus, files.bottom) {
            _ if files.filtering => Mode::Filter,
            (Pane::Bottom, Some(Bottom::Errors)) => Mode::Errors,
            (Pane::Bottom, Some(Bottom::Transfers)) => Mode::Transfers,
            (focus, _) if files.side().is_open() => {
                let regions = self.regions();
                match (focus, regions.details, regions.preview) {
                    (Pane::Details, Some(_), _) => Mode::Details,
                    (Pane::Preview, _, Some(_)) => Mode::Preview,
                    _ if regions.beside() => table,
                    (_, _, Some(_)) => Mode::Preview,
                    _ => Mode::Details,
                }
            }
            _ => table,
        }
    }

    /// Where everything stands in the window.
    pub fn regions(&self) -> Regions {
        let files = self.files.as_ref().filter(|_| self.screen == Screen::Files);
        let side = files.map_or(Side::NONE, Files::side);
        Regions::of(self.size, side, self.bottom())
    }

    /// What the pane under the table would like; none when it is closed.
    fn bottom(&self) -> Option<Wish> {
        let errors = |weight| Wish {
            // The pane is never higher than the window.
            lines: u16::try_from(self.first_error_lines(self.size.1.into()).len())
                .unwrap_or(u16::MAX),
            weight,
        };
        if self.guide().is_some() {
            return None;
        }
        let Some(files) = self.files.as_ref().filter(|_| self.screen == Screen::Files) else {
            let weight = if self.reads_errors {
                Weight::IsRead
            } else {
                Weight::MustBeSeen
            };
            return (self.error_count() > 0).then(|| errors(weight));
        };
        let weight = if files.focus == Pane::Bottom {
            Weight::IsRead
        } else {
            Weight::StandsBy
        };
        files.bottom.map(|bottom| match bottom {
            Bottom::Errors => errors(weight),
            Bottom::Transfers => Wish {
                lines: u16::try_from(self.transfers.list.len()).unwrap_or(u16::MAX),
                weight,
            },
        })
    }

    /// Through what a person sees files.
    pub fn lens(&self) -> Lens {
        Lens {
            now: self.now,
            zone: self.zone.clone(),
            people: self.people.names.clone(),
        }
    }

    /// How the table on the screen is to be: of many cases each row says which.
    pub fn shown_layout(&self) -> Cow<'_, Layout> {
        if self.is_on_audit() {
            Cow::Owned(self.layout.with_case())
        } else {
            Cow::Borrowed(&self.layout)
        }
    }

    /// How files that pass this filter are to stand.
    pub fn order(&self, filter: Filter) -> Order {
        self.shown_layout().order(filter, self.lens())
    }

    /// Says a thing that asks nothing, and names no file but the selected one or what is asked
    /// about.
    pub fn say(&mut self, tone: Tone, text: impl Into<SafeText>) {
        self.say_of([], tone, text);
    }

    /// Says a thing that asks nothing of these files.
    pub fn say_of<'a>(
        &mut self,
        files: impl IntoIterator<Item = &'a Attachment>,
        tone: Tone,
        text: impl Into<SafeText>,
    ) {
        let text = text.into();
        let hidden = self.hidden_of(files, &text);
        self.log.say(self.now, tone, text.clone(), hidden);
        self.notice = Some(Notice { tone, text });
    }

    /// Says what happened by itself. It never takes the place of what went wrong with something
    /// that the person did, as long as no key has answered that; the log keeps both.
    pub fn mention(&mut self, tone: Tone, text: impl Into<SafeText>) {
        self.mention_of([], tone, text);
    }

    /// The same of these files.
    pub fn mention_of<'a>(
        &mut self,
        files: impl IntoIterator<Item = &'a Attachment>,
        tone: Tone,
        text: impl Into<SafeText>,
    ) {
        let before = self.notice.take();
        self.say_of(files, tone, text);
        if let Some(before) = before.filter(|notice| notice.tone == Tone::Bad) {
            self.notice = Some(before);
        }
    }

    /// Another screen is shown: what was said of the last one goes, but not how it was
    /// gone from there to here.
    pub(super) fn arrive(&mut self, screen: Screen) {
        self.screen = screen;
        let notice = self.notice.take();
        self.notice = notice.filter(|notice| notice.tone == Tone::Note);
    }

    /// The Region that requests go to, as far as it is known.
    pub fn region(&self) -> Option<&SafeText> {
        let asked = self
            .caller
            .as_ref()
            .and_then(|caller| caller.region.as_ref());
        asked.or(self.login.region.as_ref())
    }

    /// The profile that asks, when one was named.
    pub fn profile(&self) -> Option<&SafeText> {
        let asked = self
            .caller
            .as_ref()
            .and_then(|caller| caller.profile.as_ref());
        asked.or(self.login.profile.as_ref())
    }
}
