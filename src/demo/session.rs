//! Temporary keys: whose session they are is written in their token, where every service
//! reads it. They open nothing outside this server.

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::sign::sha256;

/// How a token of this server begins.
const MARK: &str = "attache-demo-session.";

/// A session of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    partition: String,
    account: String,
    role: String,
    name: String,
}

/// What a session is used with.
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) token: String,
    pub(crate) expiration: String,
}

impl Session {
    /// The session of this name of a role, when its ARN is one.
    pub(crate) fn of_role(arn: &str, name: &str) -> Option<Self> {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let ["arn", partition, "iam", "", account, resource] = parts.as_slice() else {
            return None;
        };
        // A role's path is no part of its sessions.
        let role = resource.strip_prefix("role/")?.rsplit('/').next()?;
        (!role.is_empty()).then(|| Self {
            partition: (*partition).to_owned(),
            account: (*account).to_owned(),
            role: role.to_owned(),
            name: name.to_owned(),
        })
    }

    /// The ARN of whoever uses it.
    pub(crate) fn arn(&self) -> String {
        let Self {
            partition,
            account,
            role,
            name,
        } = self;
        format!("arn:{partition}:sts::{account}:assumed-role/{role}/{name}")
    }

    /// The role's unique id and the session's name.
    pub(crate) fn id(&self) -> String {
        let digits = sha256(self.role.as_bytes()).to_ascii_uppercase();
        format!("AROA{}:{}", digits.get(..17).unwrap_or_default(), self.name)
    }

    /// Keys that end this many seconds after `now`.
    pub(crate) fn keys(&self, now: Timestamp, seconds: i64) -> Keys {
        let end = now.saturating_add(SignedDuration::from_secs(seconds));
        let end = end.unwrap_or(now).as_second();
        let token = [&self.partition, &self.account, &self.role, &self.name]
            .map(|word| utf8_percent_encode(word, NON_ALPHANUMERIC).to_string())
            .join(".");
        let token = format!("{MARK}{token}.{end}");
        let digits = sha256(token.as_bytes());
        Keys {
            id: format!(
                "ASIA{}",
                digits.get(..16).unwrap_or_default().to_ascii_uppercase()
            ),
            secret: digits.get(16..56).unwrap_or_default().to_owned(),
            token,
            expiration: Timestamp::from_second(end).unwrap_or(now).to_string(),
        }
    }
}

/// Whose session a request was made with, when its token is of this server.
pub(crate) fn owner(headers: &HeaderMap) -> Option<Session> {
    let token = headers.get("x-amz-security-token")?.to_str().ok()?;
    let words: Vec<String> = token
        .strip_prefix(MARK)?
        .split('.')
        .map(|word| percent_decode_str(word).decode_utf8_lossy().into_owned())
        .collect();
    let [partition, account, role, name, _end] = <[String; 5]>::try_from(words).ok()?;
    Some(Session {
        partition,
        account,
        role,
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_whose_it_is() {
        let arn = "arn:aws-cn:iam::1:role/team/Re.ad";
        let session = Session::of_role(arn, "me@x.y").unwrap();
        let keys = session.keys(Timestamp::UNIX_EPOCH, 900);
        let mut headers = HeaderMap::new();
        let token = keys.token.parse().unwrap();
        headers.insert("x-amz-security-token", token);
        assert_eq!(owner(&headers), Some(session));
        assert_eq!(keys.expiration, "1970-01-01T00:15:00Z");
        let arn = owner(&headers).unwrap().arn();
        assert_eq!(arn, "arn:aws-cn:sts::1:assumed-role/Re.ad/me@x.y");
    }

    #[test]
    fn what_is_no_role_has_no_session() {
        for arn in ["", "arn:aws:iam::1:user/u", "arn:aws:iam::1:role/", "x"] {
            assert_eq!(Session::of_role(arn, "s"), None, "{arn}");
        }
    }
}
