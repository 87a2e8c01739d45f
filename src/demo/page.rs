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

    /// One page of those `items` that are wanted, and the token for the next one when there is
    /// more: the place of the first item on it, so that no page looks at what earlier ones
    /// have looked at.
    pub(crate) fn sift<'a, T>(
        &self,
        items: &'a [T],
        wants: impl Fn(&T) -> bool,
        ask: Ask<'_>,
    ) -> Result<(Vec<&'a T>, Option<String>), Refusal> {
        let start = self.start(items.len(), ask)?;
        let rest = items.iter().enumerate().skip(start);
        let mut wanted = rest.filter(|(_, item)| wants(item));
        let page = wanted.by_ref().take(ask.size).map(|(_, item)| item);
        let page = page.collect();
        let next = wanted.next().map(|(place, _)| self.write(place, ask));
        Ok((page, next))
    }

    /// Which of `count` items are on the page, and the token for the next one when there is
    /// more.
    pub(crate) fn range(
        &self,
        count: usize,
        ask: Ask<'_>,
    ) -> Result<(Range<usize>, Option<String>), Refusal> {
        let start = self.start(count, ask)?;
        let end = start.saturating_add(ask.size).min(count);
        let next = (end < count).then(|| self.write(end, ask));
        Ok((start..end, next))
    }

    /// Where among `count` items the page begins.
    fn start(&self, count: usize, ask: Ask<'_>) -> Result<usize, Refusal> {
        match ask.token {
            // An empty token is how some clients say that they have none.
            None | Some("") => Ok(0),
            Some(token) => Ok(self.read(token, ask)?.min(count)),
        }
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
    fn sifted_pages_hold_what_is_wanted_once_and_look_at_each_item_about_once()
    -> Result<(), Refusal> {
        for (count, every) in [(0, 1), (1, 1), (8, 1), (9, 1), (40, 3), (40, 100), (41, 40)] {
            let items: Vec<usize> = (0..count).collect();
            let (looked, mut pages) = (std::cell::Cell::new(0), 0);
            let wants = |item: &usize| {
                looked.set(looked.get() + 1);
                item.is_multiple_of(every)
            };
            let (mut seen, mut token) = (Vec::new(), None);
            loop {
                let ask = ask("q", token.as_deref(), Timestamp::UNIX_EPOCH);
                let (page, next) = Pager::new().sift(&items, wants, ask)?;
                // No page is short but the last, and none is empty unless nothing is wanted.
                assert!(next.is_none() || page.len() == 4);
                pages += 1;
                seen.extend(page.into_iter().copied());
                token = next;
                if token.is_none() {
                    break;
                }
            }
            let expected: Vec<usize> = (0..count).step_by(every).collect();
            assert_eq!(pages, expected.len().div_ceil(4).max(1));
            assert_eq!(seen, expected);
            assert!(looked.get() <= count + pages);
        }
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
