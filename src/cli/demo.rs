//! `attache demo`: the same program on an embedded Connect. All that differs is where
//! requests go and who they say they are from.

use jiff::Timestamp;

use crate::demo::{Faults, Options, Quotas, Recipe, Server, World};
use crate::domain::{Failure, FailureKind};
use crate::runtime::end_asked;
use crate::settings::Words;

use super::args::DemoArgs;
use super::exit::Exit;
use super::output::Printer;

/// The sample instance that the demo starts in when none is named.
const INSTANCE: &str = "acme-support";
/// A world that is made, when only a part of it was named.
const CASES: usize = 100;
const FILES_A_CASE: usize = 8;
const CASES_A_CONTACT: usize = 10;

/// Starts the embedded Connect.
pub(super) async fn start(port: u16, demo: &DemoArgs) -> Result<Server, Failure> {
    let what = "The embedded Connect could not be started";
    let failed = |why: String| Failure::new(FailureKind::Local, what, why);
    let faults = faults(&demo.fault)?;
    let now = Timestamp::now();
    let world = match recipe(demo) {
        Some(recipe) => World::generated(now, &recipe),
        None => World::sample(now),
    };
    let world = world.map_err(|error| failed(error.to_string()))?;
    let options = Options {
        port,
        quota: if demo.quota {
            Quotas::published()
        } else {
            Quotas::none()
        },
        faults,
        ..Options::default()
    };
    let server = Server::start(world, options).await;
    server.map_err(|error| failed(error.to_string()))
}

/// The world that was asked for; none for the sample.
fn recipe(demo: &DemoArgs) -> Option<Recipe> {
    if demo.cases.is_none() && demo.files.is_none() && demo.seed.is_none() {
        return None;
    }
    let number = |given: u32| usize::try_from(given).unwrap_or(usize::MAX);
    let cases = demo.cases.map_or(CASES, number);
    Some(Recipe {
        cases,
        files: demo.files.map_or(cases * FILES_A_CASE, number),
        contacts: cases / CASES_A_CONTACT,
        contact_files: 2,
        seed: demo.seed.unwrap_or_default(),
        ..Recipe::default()
    })
}

/// All that is to go wrong, in the order in which it was named.
fn faults(words: &[String]) -> Result<Faults, Failure> {
    let none = Ok(Faults::default());
    words.iter().fold(none, |faults, word| {
        let more = Faults::find(word).map_err(|error| {
            let what = "The fault makes no sense";
            Failure::new(FailureKind::Usage, what, error.to_string())
        })?;
        Ok(faults?.and(more))
    })
}

/// What `attache demo --help` says after the options: every fault of the library.
pub(super) fn help() -> String {
    let library = Faults::library();
    let width = library.iter().map(|(name, _)| name.len()).max();
    let lines = library.iter().map(|(name, about)| {
        let width = width.unwrap_or_default();
        format!("  {name:width$}  {about}\n")
    });
    let lines: String = lines.collect();
    format!(
        "Faults for --fault:\n{lines}\nA file of faults is JSON; assets/faults/README.md in the sources explains it."
    )
}

/// The words that lead a command to the embedded Connect, as a person could type them.
/// What the environment says of a real account does not hold here, only what was `typed`.
pub(super) fn lead(
    words: Words,
    typed: impl Fn(&str) -> bool,
    demo: &DemoArgs,
    server: &Server,
) -> Words {
    let access = server.access();
    let instance = words.instance.filter(|_| typed("instance"));
    let case = words.case.filter(|_| typed("case"));
    let region = words.region.filter(|_| typed("region"));
    let contact = words.contact.filter(|_| typed("contact"));
    let named = instance.is_some()
        || case.as_deref().is_some_and(names_an_instance)
        || contact.as_deref().is_some_and(names_an_instance);
    Words {
        instance: instance.or_else(|| {
            let first = recipe(demo).map_or(INSTANCE, |_| Recipe::INSTANCE);
            (!named).then(|| first.to_owned())
        }),
        case,
        contact,
        domain: words.domain.filter(|_| typed("domain")),
        agent: words.agent.filter(|_| typed("agent")),
        file_ids: if typed("file_id") {
            words.file_ids
        } else {
            Vec::new()
        },
        profile: None,
        region: region.or_else(|| Some(access.region.clone())),
        endpoint_url: Some(server.endpoint()),
        max_rps: words.max_rps.filter(|_| typed("max_rps")),
        full_speed: words.full_speed && typed("full_speed"),
        keys: Some((
            access.access_key_id.clone(),
            access.secret_access_key.clone(),
        )),
    }
}

/// Refuses what was typed and makes no sense here, rather than to ignore it.
pub(super) fn check(typed: impl Fn(&str) -> bool) -> Result<(), Failure> {
    for (word, option) in [("profile", "--profile"), ("endpoint_url", "--endpoint-url")] {
        if typed(word) {
            let what = "The command line makes no sense";
            let why =
                format!("the demo asks its own embedded Connect, so {option} has no meaning there");
            return Err(Failure::new(FailureKind::Usage, what, why)
                .hint(format!("Leave out either demo or {option}.")));
        }
    }
    Ok(())
}

/// An ARN and an address name the instance along with the case or the contact.
fn names_an_instance(named: &str) -> bool {
    named.trim_start().starts_with("arn:") || named.contains("://")
}

/// Keeps the embedded Connect up until it is told to end.
pub(super) async fn serve(printer: &Printer, port: u16, demo: &DemoArgs) -> Result<Exit, Failure> {
    let end = end_asked();
    let server = start(port, demo).await?;
    let access = server.access();
    printer.text(&format!(
        "export AWS_ENDPOINT_URL={}\nexport AWS_REGION={region}\nexport AWS_DEFAULT_REGION={region}\n\
         export AWS_ACCESS_KEY_ID={}\nexport AWS_SECRET_ACCESS_KEY={}\nunset AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL_CONNECT AWS_ENDPOINT_URL_CONNECTCASES AWS_ENDPOINT_URL_STS AWS_IGNORE_CONFIGURED_ENDPOINT_URLS\n",
        server.endpoint(),
        access.access_key_id,
        access.secret_access_key,
        region = access.region,
    ))?;
    printer.say("An embedded Connect with sample data is up. Run these lines in another shell; Ctrl-C ends it.");
    end.await;
    Ok(Exit::Interrupted)
}
