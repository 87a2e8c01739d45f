//! Pages: how many items an answer holds and the token that asks for the next ones.
//! A token belongs to one question and dies after a day; lists are cut, never made, here.

use std::ops::Range;

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};

use super::refusal::Refusal;
use super::route::Service;
use super::sign::{Key, hex};

const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Makes and reads page tokens. Its key is the same in every run, as AWS's tokens
/// outlive a server, so that an interrupted client can go on later.
#[derive(Clone, Debug)]
pub(crate) struct Pager(Key);

/// What a client asked of one page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) service: Service,
    /// Everything that makes this question this question, except size and token.
    pub(crate) question: &'a str,
    pub(crate) size: usize,
    pub(crate) token: Option<&'a str>,
    pub(crate) now: Timestamp,
}

impl Pager {
    pub(crate) fn new() -> Self {
        Self(Key::fixed("attache demo page tokens"))
    }

    /// One page of `items`, and the token for the next one when there is more.
    pub(crate) fn cut<T>(
        &self,
        items: Vec<T>,
        ask: Ask<'_>,
    ) -> Result<(Vec<T>, Option<String>), Refusal> {
        let (range, next) = self.range(items.len(), ask)?;
        let page = items.into_iter().skip(range.start).take(range.len());
        Ok((page.collect(), next))
    }

    /// Which of `count` items are on the page, and the token for the next one when there is
    /// more.
    pub(crate) fn range(
        &self,
        count: usize,
        ask: Ask<'_>,
    ) -> Result<(Range<usize>, Option<String>), Refusal> {
        let start = match ask.token {
            // An empty token is how some clients say that they have none.
            None | Some("") => 0,
            Some(token) => self.read(token, ask)?.min(count),
        };
        let end = start.saturating_add(ask.size).min(count);
        let next = (end < count).then(|| self.write(end, ask));
        Ok((start..end, next))
    }

    fn write(&self, start: usize, ask: Ask<'_>) -> String {
        let plain = format!("{start}.{}", ask.now.as_second());
        let mark = hex(&self.0.mac(format!("{plain}\n{}", ask.question).as_bytes()));
        format!("{plain}.{mark}")
    }

    fn read(&self, token: &str, ask: Ask<'_>) -> Result<usize, Refusal> {
        let foreign = || {
            Refusal::invalid(
                ask.service,
                "The nextToken is invalid or belongs to another request.",
            )
        };
        let (plain, mark) = token.rsplit_once('.').ok_or_else(foreign)?;
        if !self
            .0
            .matches(format!("{plain}\n{}", ask.question).as_bytes(), mark)
        {
            return Err(foreign());
        }
        let (start, made) = plain.split_once('.').ok_or_else(foreign)?;
        let made = made
            .parse()
            .ok()
            .and_then(|second| Timestamp::from_second(second).ok())
            .ok_or_else(foreign)?;
        if ask.now.duration_since(made) > LIFE {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "InvalidToken",
                "The nextToken has expired.",
            ));
        }
        start.parse().map_err(|_| foreign())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask<'a>(question: &'a str, token: Option<&'a str>, now: Timestamp) -> Ask<'a> {
        Ask {
            service: Service::Cases,
            question,
            size: 4,
            token,
            now,
        }
    }

    #[test]
    fn pages_hold_every_item_once() -> Result<(), Refusal> {
        let (mut seen, mut token) = (Vec::new(), None);
        loop {
            let (page, next) = Pager::new().cut(
                (0..10).collect(),
                ask("q", token.as_deref(), Timestamp::UNIX_EPOCH),
            )?;
            seen.extend(page);
            token = next;
            if token.is_none() {
                break;
            }
        }
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
        Ok(())
    }

    #[test]
    fn a_token_is_for_its_question_and_its_day() {
        let start = Timestamp::UNIX_EPOCH;
        let cut = |question, token: Option<&str>, now| {
            Pager::new().cut(vec![0; 10], ask(question, token, now))
        };
        let token = cut("q", None, start)
            .ok()
            .and_then(|page| page.1)
            .unwrap_or_default();
        assert!(cut("q", Some(&token), start).is_ok());
        let code = |answer: Result<_, Refusal>| answer.err().map(|refusal| refusal.code);
        let expected = |code: &'static str| Some(code.into());
        assert_eq!(
            code(cut("other", Some(&token), start)),
            expected("ValidationException")
        );
        assert_eq!(
            code(cut("q", Some("4.0.00"), start)),
            expected("ValidationException")
        );
        let late = start + SignedDuration::from_hours(25);
        assert_eq!(code(cut("q", Some(&token), late)), expected("InvalidToken"));
    }
}
