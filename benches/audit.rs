//! What an audit costs, against an embedded Connect that enforces a quota for each
//! operation: `cargo bench --profile dev --bench audit`. It prints the calls of each way
//! through a domain next to the fewest that will do and to what a loop over the cases needs,
//! how often it was throttled, and how much of the allowed rate was used. It fails when it
//! was throttled, or when a file was missed. The rate is a hundred times AWS's, so that it
//! ends today; `ATTACHE_BENCH_RATE` sets another.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::time::Instant;

use attache::audit::{
    Ask, Filter, Journal, Live, Names, Patience, Place, Rendered, Shape, Sink, Summary, run,
};
use attache::aws::{Aws, AwsSettings, Login, Pacing};
use attache::demo::{Options, Quotas, Recipe, Server, World};
use attache::domain::{InstanceName, SafeText};
use attache::net;
use attache::operations::find_instance;
use jiff::Timestamp;
use serde_json::Value;

/// Cases and files of the worlds.
const WORLDS: [(usize, usize); 3] = [(100, 800), (500, 4_000), (30, 4_000)];
const BURST: u32 = 5;

/// A way through a domain.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Half,
    Full,
    ByCase,
}

fn main() -> Result<(), Box<dyn Error>> {
    let rate = std::env::var("ATTACHE_BENCH_RATE").ok();
    let rate: f64 = rate.map_or(Ok(200.0), |text| text.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    println!("{rate} requests a second of each operation, bursts of {BURST}\n");
    println!(
        "{:>6} {:>6}  {:<12} {:>14} {:>14} {:>10} {:>8} {:>9} {:>10}",
        "cases", "files", "way", "searches", "batches", "throttled", "time", "of quota", "files/s"
    );
    for (cases, files) in WORLDS {
        for way in [Way::Half, Way::Full, Way::ByCase] {
            runtime.block_on(measure((cases, files), way, rate))?;
        }
    }
    Ok(())
}

async fn measure(
    (cases, files): (usize, usize),
    way: Way,
    rate: f64,
) -> Result<(), Box<dyn Error>> {
    let recipe = Recipe {
        cases,
        files,
        ..Recipe::default()
    };
    let options = Options {
        quota: Quotas::uniform(rate, BURST),
        ..Options::default()
    };
    let server = Server::start(World::generated(Timestamp::now(), &recipe)?, options).await?;
    let access = server.access().clone();
    let settings = AwsSettings {
        fallback_region: None,
        login: Login::Keys {
            access_key_id: access.access_key_id,
            secret_access_key: access.secret_access_key,
        },
        region: Some(access.region),
        endpoint_url: Some(server.endpoint()),
        pacing: Pacing {
            max_rps: Some(rate),
            full_speed: way != Way::Half,
            ..Pacing::default()
        },
    };
    let aws = Aws::new(settings, net::http_client());
    let name = InstanceName::parse(Recipe::INSTANCE).map_err(|failure| failure.to_string())?;
    let instance = find_instance(&aws, Some(&name), None, &mut |_| {}).await;
    let instance = instance.map_err(|failure| failure.to_string())?;
    let domain = instance.domain_arn().cloned().ok_or("no domain")?;
    let place = Place {
        aws: aws.in_background(),
        instance,
        domain,
        contacts: Vec::new(),
        rules: None,
    };
    let begun = Instant::now();
    let summary = audit(&[place], way)
        .await
        .map_err(|failure| failure.to_string())?;
    let took = begun.elapsed().as_secs_f64();
    report((cases, files), way, rate, &server, &summary, took)
}

async fn audit(places: &[Place], way: Way) -> Result<Summary, attache::domain::Failure> {
    let ask = Ask {
        by_case: way == Way::ByCase,
        with_cases: false,
        filter: Filter::default(),
        shape: Shape::Ndjson,
    };
    let journal = Journal::passing(Value::Null, Timestamp::now())?;
    let live = Live::new(&ask, Box::new(io::sink()));
    let sink = Sink::new(journal, &ask, places.len(), Some(live))?;
    let say = |note: SafeText| println!("{note}");
    let ends = run(&ask, places, &sink, &Patience::none(), &say).await?;
    let methods = ends.into_iter().collect::<Result<Vec<_>, _>>()?;
    let labels = places.iter().map(|place| place.instance.label().clone());
    let summary = Summary {
        totals: sink.totals(),
        places: labels.zip(methods).collect(),
        failed: Vec::new(),
        names: Names::default(),
        caller: None,
        contacts: 0,
        filtered: false,
        policy: false,
        partial: false,
    };
    sink.finish(Rendered::Already, &summary)?;
    Ok(summary)
}

fn report(
    (cases, files): (usize, usize),
    way: Way,
    rate: f64,
    server: &Server,
    summary: &Summary,
    took: f64,
) -> Result<(), Box<dyn Error>> {
    let calls: BTreeMap<String, u64> = server.calls();
    let count = |operation: &str| calls.get(operation).copied().unwrap_or(0);
    let found = summary.totals.all.files + summary.totals.errors;
    if found != files as u64 {
        return Err(format!("{found} of {files} files were found").into());
    }
    let batches = count("BatchGetAttachedFileMetadata");
    let (word, searches, fewest) = match way {
        Way::ByCase => {
            let searches = count("SearchCases") + count("SearchRelatedItems");
            ("loop", searches, String::new())
        }
        Way::Half | Way::Full => {
            let fewest = format!(" of {}", files.div_ceil(25));
            let word = if way == Way::Full {
                "full speed"
            } else {
                "half"
            };
            (word, count("SearchAllRelatedItems"), fewest)
        }
    };
    let busiest = calls
        .values()
        .copied()
        .max()
        .and_then(|most| u32::try_from(most).ok());
    let busiest = f64::from(busiest.unwrap_or_default());
    let used = busiest / (rate * took + f64::from(BURST)) * 100.0;
    let each = f64::from(u32::try_from(files)?) / took;
    println!(
        "{cases:>6} {files:>6}  {word:<12} {:>14} {batches:>14} {:>10} {took:>7.1}s {used:>8.0}% {each:>10.0}",
        format!("{searches}{fewest}"),
        server.throttled(),
    );
    if server.throttled() > 0 {
        return Err("it was throttled".into());
    }
    Ok(())
}
