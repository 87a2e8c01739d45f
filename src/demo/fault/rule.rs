//! One rule as a person writes it: which calls it is about, and what happens to them.
//! When it is its turn is decided by `decide`.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::super::route::{Operation, Service};

/// Something that happens to some calls.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) on: On,
    /// Only calls that name this id: a case's, a file's, a contact's, an instance's or a domain's.
    pub(super) only: Option<String>,
    /// The first call that it happens to, counted from 1 for each operation.
    pub(super) from: u64,
    /// To how many calls of each operation it happens; without a number to all.
    pub(super) times: Option<u64>,
    /// Only requests with a `Range`, or only those without.
    pub(super) ranged: Option<bool>,
    /// Which requests are counted together.
    pub(super) per: Per,
    pub(super) then: Then,
}

/// What the calls of an operation are counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Per {
    /// All of them together.
    #[default]
    Operation,
    /// The requests of each link by themselves.
    Link,
    /// The requests for each file by themselves.
    File,
}

/// The operations that a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// Everything but links.
    Every,
    These(Vec<Operation>),
}

/// What happens to a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Then {
    /// No policy allows it.
    Denied,
    /// A policy of the organization forbids it.
    ExplicitDeny,
    Throttled,
    /// Throttled, with a `Retry-After` of so many seconds.
    ThrottledFor(u32),
    /// The session's token is too old; of a link, the link.
    Expired,
    /// The service's own fault, with this status of 500 to 599.
    Status(u16),
    /// Any refusal.
    Error(Said),
    NotFound,
    /// The instance or domain lives in another Region.
    Elsewhere,
    /// The server's clock is so many seconds ahead, or behind when negative.
    Skew(i64),
    /// The answer comes so many milliseconds late.
    Slow(u64),
    /// The answer's body trickles.
    SlowBody(Trickle),
    /// No answer ever comes.
    Hang,
    /// The connection is reset before an answer.
    Reset,
    /// The connection is closed after so many bytes of the body.
    Cut(u64),
    /// The connection is reset after so many bytes of the body.
    ResetAfter(u64),
    /// Nothing more comes after so many bytes of the body, and the connection stays.
    Stall(u64),
    /// The body, and the length that is told, are so many bytes longer than the content, or
    /// shorter when negative.
    Longer(i64),
    /// No length is told.
    Unsized,
    /// The whole content in answer to a range.
    IgnoreRange,
    /// The range that is told is not the one that comes.
    WrongRange(Shift),
    /// This is told as the validator; nothing when it is empty.
    Etag(String),
    /// The object is another one: as long, with another validator and every byte inverted.
    Changed,
    /// The object is another one at every request; its bytes are those of `changed`.
    Changing,
    /// The content is elsewhere.
    Redirect(String),
    /// Status 200 with something that is no JSON.
    Garbage,
    /// The first half of the answer, as if it were all.
    Truncated,
    /// A web page of somebody in between, with this status.
    Html(u16),
    /// Nothing listens there.
    Unreachable,
    /// Words and union members that no SDK knows yet.
    Unknown,
    /// These members are left out, wherever they stand.
    Omit(Vec<String>),
    /// Lists hold nulls.
    Null,
    /// Lists come in another order.
    Shuffle,
    /// Every item comes twice.
    Duplicate,
    /// Every second item of a list is missing.
    Lost,
}

/// A refusal in somebody's own words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) message: String,
}

/// So many bytes, then a pause of so many milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trickle {
    pub(super) bytes: usize,
    pub(super) ms: u64,
}

/// How far the numbers of a `Content-Range` are off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shift {
    #[serde(default)]
    pub(super) start: i64,
    #[serde(default)]
    pub(super) total: i64,
}

impl Rule {
    /// Whether it is about calls of this operation.
    pub(super) fn is_about(&self, operation: Operation) -> bool {
        match &self.on {
            On::Every => operation.service() != Service::Bucket,
            On::These(these) => these.contains(&operation),
        }
    }

    /// Whether it happens to the call of this number, counted from 1.
    pub(super) fn strikes(&self, number: u64) -> bool {
        let after = number.checked_sub(self.from);
        after.is_some_and(|after| self.times.is_none_or(|times| after < times))
    }
}

impl Then {
    /// Whether only the content behind a link can have it.
    fn is_of_contents(&self) -> bool {
        matches!(
            self,
            Self::Longer(_)
                | Self::Unsized
                | Self::IgnoreRange
                | Self::WrongRange(_)
                | Self::Etag(_)
                | Self::Changed
                | Self::Changing
                | Self::Redirect(_)
        )
    }

    /// Whether nothing more can happen to the call after this.
    pub(super) fn ends(&self) -> bool {
        match self {
            Self::Denied
            | Self::ExplicitDeny
            | Self::Throttled
            | Self::ThrottledFor(_)
            | Self::Expired
            | Self::Status(_)
            | Self::Error(_)
            | Self::NotFound
            | Self::Elsewhere
            | Self::Hang
            | Self::Reset
            | Self::Garbage
            | Self::Html(_)
            | Self::Redirect(_)
            | Self::Unreachable => true,
            Self::Skew(_)
            | Self::Slow(_)
            | Self::SlowBody(_)
            | Self::Cut(_)
            | Self::ResetAfter(_)
            | Self::Stall(_)
            | Self::Longer(_)
            | Self::Unsized
            | Self::IgnoreRange
            | Self::WrongRange(_)
            | Self::Etag(_)
            | Self::Changed
            | Self::Changing
            | Self::Truncated
            | Self::Unknown
            | Self::Omit(_)
            | Self::Null
            | Self::Shuffle
            | Self::Duplicate
            | Self::Lost => false,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    on: On,
    only: Option<String>,
    from: Option<u64>,
    times: Option<u64>,
    range: Option<bool>,
    per: Option<Per>,
    then: Then,
}

impl Written {
    /// What no rule can mean.
    fn check(&self) -> Result<(), String> {
        let within = |name: &str, status: u16, least: u16| {
            if (least..600).contains(&status) {
                return Ok(());
            }
            Err(format!(
                "{name} must be a status from {least} to 599, not {status}"
            ))
        };
        let links = self.on == On::These(vec![Operation::GetObject]);
        let counted = self.from.is_some() || self.times.is_some() || self.per.is_some();
        match &self.then {
            Then::Status(status) => within("\"status\"", *status, 500)?,
            Then::Html(status) => within("\"html\"", *status, 200)?,
            Then::Error(said) => within("the status of \"error\"", said.status, 400)?,
            Then::SlowBody(trickle) if trickle.bytes == 0 => {
                return Err("\"slow-body\" needs at least one byte at a time".to_owned());
            }
            Then::Unreachable => {
                let whole = self.on == On::Every || links;
                if !whole || self.only.is_some() || counted || self.range.is_some() {
                    return Err(
                        "\"unreachable\" holds for all calls of \"*\" or of \"GetObject\""
                            .to_owned(),
                    );
                }
            }
            then if then.is_of_contents() && !links => {
                return Err("this happens to \"GetObject\" only".to_owned());
            }
            _ => {}
        }
        if (self.range.is_some() || self.per.is_some()) && !links {
            return Err("\"range\" and \"per\" are for \"GetObject\" only".to_owned());
        }
        if self.from == Some(0) || self.times == Some(0) {
            return Err("\"from\" and \"times\" are numbers of calls, 1 or more".to_owned());
        }
        Ok(())
    }
}

impl TryFrom<Written> for Rule {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        written.check()?;
        Ok(Self {
            on: written.on,
            only: written.only,
            from: written.from.unwrap_or(1),
            times: written.times,
            ranged: written.range,
            per: written.per.unwrap_or_default(),
            then: written.then,
        })
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_map(Members)
    }
}

/// Reads a rule, and checks it while the reader still knows its line.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Rule;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a rule with \"on\" and \"then\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Rule, A::Error> {
        let written = Written::deserialize(MapAccessDeserializer::new(members))?;
        Rule::try_from(written).map_err(A::Error::custom)
    }
}

impl<'de> Deserialize<'de> for On {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(Names)
    }
}

/// Reads `"*"`, one operation's name, or a list of names.
struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = On;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an operation, a list of names, or \"*\"")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<On, E> {
        if word == "*" {
            return Ok(On::Every);
        }
        let name: StrDeserializer<'_, E> = word.into_deserializer();
        Ok(On::These(vec![Operation::deserialize(name)?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<On, A::Error> {
        let mut these = Vec::new();
        while let Some(name) = names.next_element()? {
            these.push(name);
        }
        if these.is_empty() {
            return Err(A::Error::custom("a list of operations must name some"));
        }
        Ok(On::These(these))
    }
}
