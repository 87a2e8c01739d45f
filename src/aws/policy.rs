//! What would allow a call that was denied: the policy statement, ready to be copied,
//! and who can help when no statement of one's own does.

use serde::Serialize;

use super::call::{Call, Resource};
use crate::domain::Arn;

/// Where a call was denied.
pub(super) struct Denied<'a> {
    pub(super) call: &'a Call,
    /// AWS's own sentence.
    pub(super) message: &'a str,
    pub(super) region: &'a str,
    /// Who asks, when that is known without asking.
    pub(super) caller: Option<&'a Arn>,
}

/// What repairs it.
pub(super) struct Repair {
    pub(super) hint: String,
    /// The statement, in one line of JSON.
    pub(super) statement: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement<'a> {
    effect: &'static str,
    action: Vec<&'a str>,
    resource: Vec<String>,
}

impl Denied<'_> {
    pub(super) fn repair(&self) -> Repair {
        let actions = self.actions();
        let needed = match actions.as_slice() {
            [only] => format!("The permission {only} is needed."),
            several => format!("The permissions {} are needed.", several.join(" and ")),
        };
        let (hint, helps) = match wall(self.message) {
            Some(Wall { who, helps }) => (format!("{needed} {who}"), helps),
            None => (needed, true),
        };
        let statement = Statement {
            effect: "Allow",
            resource: self.resources(&actions),
            action: actions,
        };
        Repair {
            hint,
            statement: helps
                .then(|| serde_json::to_string(&statement).ok())
                .flatten(),
        }
    }

    /// All that the call needs, so that the next refusal is not for the other half; or the
    /// one that AWS named, when it is none of them, such as the right to a key.
    fn actions(&self) -> Vec<&str> {
        match after(self.message, "to perform: ").filter(|word| is_action(word)) {
            Some(other) if !self.call.actions.contains(&other) => vec![other],
            _ => self.call.actions.to_vec(),
        }
    }

    fn resources(&self, actions: &[&str]) -> Vec<String> {
        let named = after(self.message, "on resource: ").and_then(|word| Arn::parse(word).ok());
        let own = self.call.actions == actions;
        if own && self.call.on == Resource::Any {
            return vec!["*".to_owned()];
        }
        match named {
            Some(named) if own => self.whole(&named),
            Some(named) => vec![named.raw().to_owned()],
            None if own => self.built(),
            None => vec!["*".to_owned()],
        }
    }

    /// AWS names the one thing that was asked for; the program needs all of its kind.
    fn whole(&self, named: &Arn) -> Vec<String> {
        let (instance, domain) = (named.instance(), named.domain());
        match (self.call.on, instance, domain) {
            (Resource::Instance, Some(instance), _) => vec![instance.raw().to_owned()],
            (Resource::Files, Some(instance), _) => vec![format!("{}/file/*", instance.raw())],
            (Resource::Contacts, Some(instance), _) => {
                vec![format!("{}/contact/*", instance.raw())]
            }
            (Resource::Users, Some(instance), _) => {
                vec![format!("{}/agent/*", instance.raw())]
            }
            (Resource::Domain, _, Some(domain)) => {
                vec![domain.raw().to_owned(), format!("{}/*", domain.raw())]
            }
            _ => vec![named.raw().to_owned()],
        }
    }

    /// Partition and account are the caller's, whom AWS's sentence names.
    fn built(&self) -> Vec<String> {
        let said = after(self.message, "User: ").and_then(|word| Arn::parse(word).ok());
        let caller = said.as_ref().or(self.caller);
        let built = caller.and_then(|caller| {
            let partition = caller.raw().split(':').nth(1)?;
            let (region, account) = (self.region, caller.account().raw());
            let (service, resource) = match self.call.on {
                Resource::Any => return None,
                Resource::Instance => ("connect", "instance/*"),
                Resource::Files => ("connect", "instance/*/file/*"),
                Resource::Contacts => ("connect", "instance/*/contact/*"),
                Resource::Users => ("connect", "instance/*/agent/*"),
                Resource::Domain => ("cases", "domain/*"),
            };
            (!account.is_empty())
                .then(|| format!("arn:{partition}:{service}:{region}:{account}:{resource}"))
        });
        vec![built.unwrap_or_else(|| "*".to_owned())]
    }
}

/// The word after `mark`, without the sentence's own punctuation.
fn after<'a>(message: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = message.split_once(mark)?;
    let word = rest.split_whitespace().next()?;
    let word = word.trim_matches(['"', '\'', '`', ',', ';', '.', '(', ')']);
    let plain = |c: char| c.is_ascii_alphanumeric() || ":/-_.*+=,@".contains(c);
    (!word.is_empty() && word.chars().all(plain)).then_some(word)
}

fn is_action(word: &str) -> bool {
    let parts = word.split_once(':');
    parts.is_some_and(|(service, name)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !service.is_empty() && service.chars().all(plain) && name.chars().all(plain)
    })
}

/// A policy against which a statement of one's own does not help, or not alone.
struct Wall {
    who: String,
    helps: bool,
}

/// The policies that AWS's sentences name, and who can change them.
const POLICIES: [(&str, &str); 5] = [
    (
        "service control policy",
        "Ask who administers AWS Organizations.",
    ),
    (
        "resource control policy",
        "Ask who administers AWS Organizations.",
    ),
    (
        "vpc endpoint policy",
        "Ask who administers the VPC endpoint.",
    ),
    (
        "permissions boundary",
        "The boundary has to allow it as well: ask who set it.",
    ),
    (
        "session policy",
        "The session's policy has to allow it as well: ask who hands out the session.",
    ),
];

fn wall(message: &str) -> Option<Wall> {
    let message = message.to_ascii_lowercase();
    let named = |name: &str| {
        let all = name.replace("policy", "policies");
        message.contains(name) || message.contains(&all)
    };
    let policy = POLICIES.iter().find(|(name, _)| named(name));
    if message.contains("explicit deny") {
        let name = policy.map_or("policy", |(name, _)| name);
        let ask = policy.map_or("Ask who administers the account.", |(_, who)| who);
        return Some(Wall {
            who: format!("A {name} denies it explicitly, and no other statement lifts that. {ask}"),
            helps: false,
        });
    }
    if let Some((name, who)) = policy {
        let helps = matches!(*name, "permissions boundary" | "session policy");
        let why = if helps {
            String::new()
        } else {
            format!("The {name} does not allow it, and no other statement helps. ")
        };
        return Some(Wall {
            who: format!("{why}{who}"),
            helps,
        });
    }
    message.contains("organizations").then(|| Wall {
        who: "The organization does not allow it. Ask who administers AWS Organizations."
            .to_owned(),
        helps: false,
    })
}
