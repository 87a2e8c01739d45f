//! Worlds made on purpose: one case of as many files and contacts as wanted, or a whole
//! domain of cases (see `estate`), for benchmarks, for tests that count calls, and to try
//! an audit. Only the data is made here; `load` reads it as it reads the sample's.

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;

use super::load::{Cases, WorldError, assemble};
use super::{World, estate, raw};
use crate::demo::sign::uuid_of;

/// What a generated world is to hold. The same recipe always makes the same world of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// How many cases each instance has: one, which has all the files, or any other number,
    /// among which they are shared out, with some cases at the edges of pages and batches.
    pub cases: usize,
    /// How many files are attached to the cases of an instance, however many the service
    /// would allow to one. Of many cases' files a few cannot be read.
    pub files: usize,
    /// How many contacts are linked to the case, or one each to the first cases; e-mail and
    /// task by turns.
    pub contacts: usize,
    /// How many files each contact has.
    pub contact_files: usize,
    /// How many instances there are, each with a Cases domain; one case is in the first.
    pub domains: usize,
    /// The Region where it lies; none for the sample's.
    pub region: Option<String>,
    /// What names, times and statuses are drawn from.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            cases: 1,
            files: 0,
            contacts: 0,
            contact_files: 0,
            domains: 1,
            region: None,
            seed: 0,
        }
    }
}

impl Recipe {
    /// The alias of the instance with the case.
    pub const INSTANCE: &str = "acme-generated";
    /// The reference number of the case.
    pub const REFERENCE: &str = "100001";

    /// One case with so many files, and nothing else.
    #[must_use]
    pub fn of_files(files: usize) -> Self {
        Self {
            files,
            ..Self::default()
        }
    }
}

impl World {
    /// A world of the day of `now`, made by a recipe.
    pub fn generated(now: Timestamp, recipe: &Recipe) -> Result<Self, WorldError> {
        let mut rng = Rng::with_seed(recipe.seed);
        let instances: Vec<_> = (1..=recipe.domains)
            .map(|number| {
                let mut instance = instance(number, recipe, &mut rng);
                let cases = cases(number, recipe, &mut instance, &mut rng);
                (instance, cases)
            })
            .collect();
        assemble(now, recipe.region.as_deref(), instances)
    }
}

/// The user that the account's caller is.
const CALLER: &str = "m.ito";

fn instance(number: usize, recipe: &Recipe, rng: &mut Rng) -> raw::Instance {
    let id = |what: &str| uuid_of(&[&recipe.seed.to_string(), what, &number.to_string()]);
    let alias = match number {
        1 => Recipe::INSTANCE.to_owned(),
        _ => format!("{}-{number}", Recipe::INSTANCE),
    };
    let mut instance = raw::Instance {
        id: id("instance"),
        created: "-100d".to_owned(),
        users: users(id("user")),
        queues: BTreeMap::new(),
        scanner: None,
        policies: policies(recipe),
        domain: Some(raw::Domain {
            id: id("domain"),
            name: format!("{alias}-cases"),
            template: id("template"),
            fields: BTreeMap::new(),
        }),
        contacts: Vec::new(),
        cases: Vec::new(),
        alias,
    };
    if number == 1 || recipe.cases != 1 {
        instance.contacts = (0..recipe.contacts)
            .map(|at| contact((number, at), recipe, rng))
            .collect();
    }
    instance
}

/// The cases of the instance of this number, made as they are read.
fn cases(number: usize, recipe: &Recipe, instance: &mut raw::Instance, rng: &mut Rng) -> Cases {
    let linked = instance.contacts.iter().map(|contact| contact.id.clone());
    let linked: Vec<String> = linked.collect();
    match (recipe.cases, number) {
        (1, 1) => Box::new(std::iter::once(case(linked, recipe, rng))),
        (1, _) => Box::new(std::iter::empty()),
        (cases, _) => {
            let shares = estate::shares(cases, recipe.files, rng);
            let seed = match number {
                1 => recipe.seed.to_string(),
                _ => format!("{} {number}", recipe.seed),
            };
            Box::new(estate::cases(seed, shares, linked, rng.fork()))
        }
    }
}

/// The caller, and those who upload.
fn users(caller: String) -> Vec<raw::User> {
    let user = |id, (name, first, last): (&str, &str, &str)| raw::User {
        id,
        name: name.to_owned(),
        first: first.to_owned(),
        last: last.to_owned(),
    };
    let agents = estate::AGENTS.map(|agent| user(uuid_of(&[&caller, agent.0]), agent));
    let first = user(caller, (CALLER, "Mei", "Ito"));
    std::iter::once(first).chain(agents).collect()
}

/// What may be attached to cases, where there are many: less than is attached.
fn policies(recipe: &Recipe) -> BTreeMap<String, raw::Policy> {
    let extensions = ["pdf", "png", "txt", "log", "csv", "docx"];
    let policy = raw::Policy {
        bytes: 20_971_520,
        extensions: extensions.map(str::to_owned).to_vec(),
    };
    let many = recipe.cases != 1;
    let policies = many.then(|| ("CASE".to_owned(), policy));
    policies.into_iter().collect()
}

fn case(contacts: Vec<String>, recipe: &Recipe, rng: &mut Rng) -> raw::Case {
    raw::Case {
        id: uuid_of(&[&recipe.seed.to_string(), "case"]),
        reference: Some(Recipe::REFERENCE.to_owned()),
        title: Some(format!("{} files made on purpose", recipe.files)),
        status: "open".to_owned(),
        reason: None,
        customer: None,
        user: Some(CALLER.to_owned()),
        queue: None,
        created: "-40d".to_owned(),
        updated: "-1h".to_owned(),
        closed: None,
        summary: None,
        custom: BTreeMap::new(),
        contacts,
        comments: Vec::new(),
        files: files("case", recipe.files, recipe, rng),
        strays: Vec::new(),
    }
}

fn contact((number, at): (usize, usize), recipe: &Recipe, rng: &mut Rng) -> raw::Contact {
    let seed = recipe.seed.to_string();
    let id = match number {
        1 => uuid_of(&[&seed, "contact", &at.to_string()]),
        _ => uuid_of(&[&seed, "contact", &at.to_string(), &number.to_string()]),
    };
    raw::Contact {
        channel: ["EMAIL", "TASK"][at % 2].to_owned(),
        name: format!("Contact {}", at + 1),
        at: "-39d".to_owned(),
        denied: false,
        files: files(&id, recipe.contact_files, recipe, rng),
        id,
    }
}

/// Names and the contents behind them.
const KINDS: [(&str, &str, &str); 6] = [
    ("invoice", "pdf", "invoice.pdf"),
    ("photo", "png", "screen.png"),
    ("call notes", "txt", "notes.txt"),
    ("device", "log", "device.log"),
    ("orders", "csv", "orders.csv"),
    ("message", "eml", "mail.txt"),
];

fn files(owner: &str, count: usize, recipe: &Recipe, rng: &mut Rng) -> Vec<raw::File> {
    (1..=count)
        .map(|number| {
            let seed = recipe.seed.to_string();
            let id = uuid_of(&[&seed, "file", owner, &number.to_string()]);
            file(id, number, rng)
        })
        .collect()
}

fn file(id: String, number: usize, rng: &mut Rng) -> raw::File {
    let (stem, extension, content) = KINDS[rng.usize(..KINDS.len())];
    // Most files are fine, as in life.
    let status = match rng.u8(..20) {
        0 => "PROCESSING",
        1 => "REJECTED",
        2 => "FAILED",
        _ => "APPROVED",
    };
    let approved = status == "APPROVED";
    raw::File {
        id,
        name: format!("{stem} {number:04}.{extension}"),
        status: status.to_owned(),
        at: format!("-{}d{}m", rng.u8(1..30), rng.u16(..1440)),
        by: Some(["role:CaseUploader", CALLER][rng.usize(..2)].into()),
        content: approved.then(|| content.to_owned()),
        size: (!approved).then(|| rng.i64(1..5_000_000)),
        use_case: None,
        tags: BTreeMap::new(),
        settles: None,
        reference: None,
        omit: Vec::new(),
    }
}
