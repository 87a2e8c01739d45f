//! The data's own words, as a person writes them in `assets/world/*.json`. Names and
//! offsets are still unresolved here; `load` turns them into the model.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub(super) partition: String,
    pub(super) region: String,
    #[serde(rename = "account")]
    pub(super) number: String,
    pub(super) caller: Caller,
    pub(super) contents: BTreeMap<String, Content>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caller {
    pub(super) id: String,
    pub(super) role: String,
    pub(super) session: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    #[serde(rename = "type")]
    pub(super) media_type: String,
    /// Makes the content this long instead of reading an asset of the content's name.
    pub(super) generated: Option<u64>,
    #[serde(default)]
    pub(super) seed: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Instance {
    pub(super) id: String,
    pub(super) alias: String,
    pub(super) created: String,
    #[serde(default)]
    pub(super) users: Vec<User>,
    #[serde(default)]
    pub(super) queues: BTreeMap<String, String>,
    /// The function that scans uploads, by name.
    pub(super) scanner: Option<String>,
    #[serde(default)]
    pub(super) policies: BTreeMap<String, Policy>,
    pub(super) domain: Option<Domain>,
    #[serde(default)]
    pub(super) contacts: Vec<Contact>,
    #[serde(default)]
    pub(super) cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) first: String,
    pub(super) last: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Policy {
    pub(super) bytes: i64,
    pub(super) extensions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Domain {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) template: String,
    /// Custom fields: a name and what it is.
    #[serde(default)]
    pub(super) fields: BTreeMap<String, CustomField>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomField {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    pub(super) id: String,
    pub(super) channel: String,
    pub(super) name: String,
    pub(super) at: String,
    #[serde(default)]
    pub(super) denied: bool,
    #[serde(default)]
    pub(super) files: Vec<File>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) reference: Option<String>,
    pub(super) title: Option<String>,
    pub(super) status: String,
    pub(super) reason: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) user: Option<String>,
    pub(super) queue: Option<String>,
    pub(super) created: String,
    pub(super) updated: String,
    pub(super) closed: Option<String>,
    pub(super) summary: Option<String>,
    /// Values of the domain's custom fields, by their names.
    #[serde(default)]
    pub(super) custom: BTreeMap<String, serde_json::Value>,
    /// Ids of contacts of this instance.
    #[serde(default)]
    pub(super) contacts: Vec<String>,
    #[serde(default)]
    pub(super) comments: Vec<Comment>,
    #[serde(default)]
    pub(super) files: Vec<File>,
    /// Related items whose file cannot be read.
    #[serde(default)]
    pub(super) strays: Vec<Stray>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    pub(super) body: String,
    pub(super) at: String,
    pub(super) by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) status: String,
    pub(super) at: String,
    /// A user's name, `role:NAME`, or the union itself when it is one that SDKs do not know.
    pub(super) by: Option<serde_json::Value>,
    /// Which content; none when there is nothing to download.
    pub(super) content: Option<String>,
    /// The declared size; the content's own when left out.
    pub(super) size: Option<i64>,
    #[serde(rename = "use")]
    pub(super) use_case: Option<String>,
    #[serde(default)]
    pub(super) tags: BTreeMap<String, String>,
    /// Becomes another status so long after the server's start.
    pub(super) settles: Option<Settles>,
    /// How a contact's references name it: `arn` (default), `value`, or `email`.
    pub(super) reference: Option<String>,
    /// Members that the service leaves out.
    #[serde(default)]
    pub(super) omit: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settles {
    pub(super) after: String,
    pub(super) to: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stray {
    pub(super) id: String,
    pub(super) at: String,
    /// The per-file error's code and message; without them the service says nothing at all.
    pub(super) error: Option<(String, String)>,
}
