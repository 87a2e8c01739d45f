//! What happened, or what is wished: the only way in.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{
    Activity, Attachment, Case, Contact, Copied, DomainState, Failure, Findings, Identity,
    Instance, InstanceId, Opened, Page, Person, Preview, Problem, Profile, Progress, Recent,
    SafeText, Scanner, Settled, UploadRules, Whole,
};

use super::{
    Mouse, Ticket,
    keys::{Action, Key},
};

/// Something happened or is wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// This is to be done, if it can be now.
    Do(Action),
    /// The row at this place, from 0, of the list that is shown is wanted.
    Select(usize),
    /// Nobody is there any more to answer a question of a transfer.
    Unattended,
    /// A text was pasted.
    Paste(String),
    /// This is to stand in the field that has the keys, in place of what is there.
    Fill(String),
    /// The window has a new size, in cells.
    Resize {
        /// Its width.
        columns: u16,
        /// Its height.
        rows: u16,
    },
    /// A minute has gone by, and a visible age with it.
    Minute(Timestamp),
    /// What is loading has gone on loading for a moment: its sign turns.
    Turn,
    /// The program was stopped, by Ctrl-Z for example, and goes on in a window of this size.
    WentOn {
        /// Its width.
        columns: u16,
        /// Its height.
        rows: u16,
    },
    /// It was not stopped: nobody could have brought it back.
    Stayed,
    /// The system asks the program to end: SIGTERM, SIGHUP, SIGINT, a closed terminal.
    End,
    /// A request answered.
    Answered(Ticket, Answer),
    /// The work behind a ticket ended without an answer; its task failed.
    Lost(Ticket),
}

/// What a request answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To `Identify`.
    Caller(Caller),
    /// To `ListInstances`.
    Instances(Result<Page<Instance>, Failure>),
    /// To `FindDomain`.
    Domain(InstanceId, Result<DomainState, Failure>),
    /// To `FindInstance`.
    Instance(Result<Instance, Failure>),
    /// To `ListCases`.
    Cases(Result<Page<Case>, Failure>),
    /// To `FindCases`.
    FoundCases(Result<Page<Case>, Failure>),
    /// A part of any answer: what happens to the requests on its way.
    Activity(Activity),
    /// To `FindContact`.
    Contact(Result<Box<(Instance, Contact)>, Failure>),
    /// To `Recall`, the latest first.
    Recents(Vec<Recent>),
    /// To `Remember`.
    Remembered,
    /// To `Forget`.
    Forgotten(Result<(), Failure>),
    /// To `ListProfiles`, in the files' order.
    Profiles(Result<Vec<Profile>, Failure>),
    /// A part of the answer to `FindInstance`, `FindCases` or `ListFiles`: how it is done, when
    /// that is not as usual.
    Note(SafeText),
    /// A part of the answer to `ListFiles`: some files.
    Files(Vec<Attachment>),
    /// A part of the answer to `ListFiles`: what went wrong beside them.
    Problems(Vec<Problem>),
    /// The end of the answer to `ListFiles`.
    Listed(Result<(), Failure>),
    /// To `Poll`: the files that were asked for, as they are now.
    Polled(Result<Vec<Attachment>, Failure>),
    /// To `FindScanners`.
    Scanners(Result<Vec<Scanner>, Failure>),
    /// To `ReadRules`; none when nothing was ever set.
    Rules(Result<Option<UploadRules>, Failure>),
    /// To `Name`; none when nobody knows one.
    Person(Result<Option<Person>, Failure>),
    /// A part of the answer to `Save` or `Open`.
    Progress(Progress),
    /// To `Save`.
    Saved(Result<Settled, Failure>),
    /// To `Open`.
    Opened(Result<Opened, Failure>),
    /// To `HandOver`: the person has come back.
    HandedOver(Result<(), Failure>),
    /// To `Preview`.
    Previewed(Result<Arc<Preview>, Failure>),
    /// To `Alert`.
    Alerted,
    /// To `Copy`.
    Copied(Result<Copied, Failure>),
    /// To `Complete`: whole paths, in the order of their names.
    Completions(Vec<String>),
    /// To `Arrange`: the rows that are shown, in their order.
    Arranged(Vec<u32>),
    /// A part of the answer to `Audit`: what was found since the last one.
    Findings(Box<Findings>),
    /// The end of the answer to `Audit`.
    Audited(Result<Whole, Failure>),
    /// To `ExportAudit`: where it is.
    Exported(Result<SafeText, Failure>),
    /// To `Keep`.
    Kept(Result<(), Failure>),
    /// To `Rest`: the fingers did.
    Rested,
}

/// Who asks, and where: for the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The profile that was named, or chosen.
    pub profile: Option<SafeText>,
    /// The Region that requests go to.
    pub region: Option<SafeText>,
    /// The caller; not known when the call is not allowed, and that is no error.
    pub identity: Option<Identity>,
}
