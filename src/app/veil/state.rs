//! The whole state without names.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::{Attachment, CaseName, Identity, SafeText};

use super::super::live::Insight;
use super::super::{Caller, Dialog, Insights, Log, People, Previews, State, Wanted};
use super::Privacy;
use super::words::{Hider, KEPT, Veil};

impl State {
    /// The state as it may be drawn: itself, or where names are hidden, one without them.
    /// It is for eyes only; nothing is asked or saved by it.
    pub fn shown(&self, veil: Veil) -> Cow<'_, State> {
        let files = self.files.as_ref();
        let first = files.map_or(0, |files| files.table.cursor().offset());
        // One more: a window that grows is drawn before the state knows it.
        let last = first + self.regions().table_rows() + 1;
        self.shown_at(veil, first..last)
    }

    /// The same for who looks at these rows of the table, wherever the screen is.
    pub fn shown_at(&self, veil: Veil, places: Range<usize>) -> Cow<'_, State> {
        match self.privacy {
            Privacy::Open => Cow::Borrowed(self),
            Privacy::Private => Cow::Owned(self.veiled(veil, &places)),
        }
    }

    /// A sentence about these files as it may be said where names are hidden. Not all rows are
    /// looked through for what it may name: something is said at many keys, and there may be a
    /// hundred thousand of them.
    pub(in super::super) fn hidden_of<'a>(
        &self,
        files: impl IntoIterator<Item = &'a Attachment>,
        text: &SafeText,
    ) -> SafeText {
        let names = self.names_in(text.as_str(), files);
        Hider::new(KEPT, || names).text(text)
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a flat list of all that a state holds, each with what is hidden of it"
    )]
    fn veiled(&self, veil: Veil, places: &Range<usize>) -> State {
        let hider = Hider::new(veil, || self.names());
        let State {
            screen,
            dialog,
            pause,
            notice,
            login,
            caller,
            identifying,
            instances,
            cases,
            files,
            audit,
            keymap,
            lately,
            previews: _,
            transfers: _,
            copying,
            save_to,
            last_folder: _,
            no_desktop,
            reads_errors,
            error_offset,
            wanted,
            wanted_files,
            recents,
            remembering,
            forgetting,
            keeping,
            delays,
            log,
            leaving,
            layout,
            now,
            zone,
            size,
            tickets,
            privacy,
            // What users are called is hidden with the rest.
            people: _,
            insights,
            notify,
            alerting,
            looks,
            turned,
            mouse,
        } = self;
        State {
            screen: *screen,
            dialog: dialog.as_ref().map(|dialog| hider.dialog(dialog)),
            pause: *pause,
            notice: notice.as_ref().map(|notice| hider.notice(notice, self)),
            login: login.clone(),
            caller: caller.as_ref().map(|caller| hider.caller(caller)),
            identifying: *identifying,
            instances: hider.instances(instances),
            cases: cases.as_ref().map(|cases| hider.cases(cases)),
            files: files.as_ref().map(|files| hider.files(files, places)),
            audit: audit.as_ref().map(|audit| Box::new(hider.audit(audit))),
            keymap: keymap.clone(),
            lately: lately.clone(),
            previews: Previews::default(),
            transfers: hider.transfers(self, self.regions().bottom_rows()),
            copying: copying.clone(),
            save_to: save_to
                .as_ref()
                .map(|path| hider.string(&path.to_string_lossy()).into()),
            last_folder: None,
            no_desktop: no_desktop.clone(),
            reads_errors: *reads_errors,
            error_offset: *error_offset,
            wanted: wanted.as_ref().map(|wanted| hider.wanted(wanted)),
            wanted_files: wanted_files.clone(),
            recents: *recents,
            remembering: remembering.clone(),
            forgetting: *forgetting,
            keeping: keeping.clone(),
            delays: delays
                .iter()
                .map(|(ticket, event)| (*ticket, hider.event(event)))
                .collect(),
            log: match dialog {
                Some(Dialog::Log(_)) => log.veiled(
                    |text| hider.text(text),
                    |failure| hider.failure(failure),
                    |event| hider.event(event),
                ),
                // Nobody sees it.
                _ => Log::default(),
            },
            leaving: *leaving,
            layout: layout.clone(),
            now: *now,
            zone: zone.clone(),
            size: *size,
            tickets: tickets.clone(),
            privacy: *privacy,
            people: People::default(),
            insights: hider.insights(insights),
            notify: *notify,
            alerting: alerting.clone(),
            turned: *turned,
            looks: *looks,
            mouse: *mouse,
        }
    }
}

impl Hider<'_> {
    /// Who scans is known by the ARN, which holds the account.
    fn insights(&self, insights: &Insights) -> Insights {
        let one = |insight: &Insight| {
            let mut shown = insight.clone();
            for scanner in shown.scanners.seen.iter_mut().flatten() {
                scanner.arn = self.nothing();
            }
            shown.scanners.asking = self.asking(&insight.scanners.asking);
            for rules in shown.rules.values_mut() {
                rules.asking = self.asking(&rules.asking);
            }
            shown
        };
        let all = insights.iter();
        all.map(|(id, insight)| (id.clone(), one(insight)))
            .collect()
    }

    /// Words may be a title.
    fn wanted(&self, wanted: &Wanted) -> Wanted {
        match wanted {
            Wanted::Case(CaseName::Words(_)) => Wanted::Case(CaseName::Words(self.nothing())),
            Wanted::Case(_) | Wanted::Contact(_) => wanted.clone(),
        }
    }

    /// Of the account its end is left, and of who asks the role.
    fn caller(&self, caller: &Caller) -> Caller {
        let Caller {
            profile,
            region,
            identity,
        } = caller;
        Caller {
            profile: profile.clone(),
            region: region.clone(),
            identity: identity.as_ref().map(|identity| Identity {
                account: self.id(&identity.account),
                arn: identity.role(),
            }),
        }
    }
}
