//! One request from its arrival to its answer: read with bounds, named, counted,
//! checked, admitted, handed to its operation. No operation's own rules live here.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header, request};
use axum::response::Response;
use futures_util::StreamExt as _;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use tokio::sync::watch;
use tokio::time::timeout;

use super::clock::Clock;
use super::fault::{Faults, Foreign, Struck, Tally};
use super::fetches::Fetches;
use super::line::Line;
use super::link::{Links, http_date};
use super::memo::Memo;
use super::page::Pager;
use super::quota::{Buckets, Quotas};
use super::refusal::{Answer, Refusal, typed};
use super::route::{Operation, Route, Service, route};
use super::sign::{Key, hex, uuid_shape};
use super::world::{File, World};
use super::{auth, bucket, cases, connect, contacts, files, related, sts, users};

/// No operation here takes more; a hundred file ids of 256 characters are far less.
const BODY_LIMIT: usize = 1024 * 1024;

/// How much of a body that is refused for its size is still read, so that the
/// client hears the refusal instead of a reset connection.
const DRAIN_LIMIT: usize = 16 * 1024 * 1024;

/// How long a body may take.
const BODY_TIME: Duration = Duration::from_secs(30);

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) world: World,
    pub(crate) links: Links,
    pub(crate) fetches: Fetches,
    pub(crate) pager: Pager,
    pub(crate) memo: Memo,
    /// When the server began.
    pub(crate) started: Timestamp,
    /// When each settling file was first told of, by its id: it counts from there.
    told: Mutex<HashMap<String, Timestamp>>,
    clock: Clock,
    quotas: Quotas,
    buckets: Mutex<Buckets>,
    faults: Faults,
    tally: Mutex<Tally>,
    throttled: AtomicU64,
    /// Closed when the server ends.
    life: watch::Receiver<()>,
    calls: Mutex<BTreeMap<String, u64>>,
    /// Request ids: a number that grows, made unguessable and unique across servers by a key.
    number: AtomicU64,
    key: Key,
}

impl Shared {
    /// What requests share while `life` is open; links begin with `bucket`.
    pub(crate) fn new(
        world: World,
        bucket: String,
        clock: Clock,
        rules: (Quotas, Faults),
        life: watch::Receiver<()>,
    ) -> io::Result<Self> {
        let (quotas, faults) = rules;
        Ok(Self {
            links: Links::new(bucket, world.region.clone(), Key::random()?),
            world,
            fetches: Fetches::default(),
            pager: Pager::new(),
            memo: Memo::default(),
            started: clock.now(),
            told: Mutex::default(),
            clock,
            quotas,
            buckets: Mutex::default(),
            faults,
            tally: Mutex::default(),
            throttled: AtomicU64::new(0),
            life,
            calls: Mutex::default(),
            number: AtomicU64::new(0),
            key: Key::random()?,
        })
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn calls(&self) -> BTreeMap<String, u64> {
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn throttled(&self) -> u64 {
        self.throttled.load(Ordering::Relaxed)
    }

    /// From when on a settling file counts: from when somebody first hears of it, so that
    /// whoever looks sees it happen. What does not settle counts from the server's start.
    pub(crate) fn origin(&self, file: &File, now: Timestamp) -> Timestamp {
        if !file.is_settling() {
            return self.started;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        *told.entry(file.id.clone()).or_insert(now)
    }

    /// Waits for the server's end.
    pub(crate) async fn ended(&self) {
        let mut life = self.life.clone();
        while life.changed().await.is_ok() {}
    }

    fn strike(&self, call: &Call) -> Struck {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        Struck::by(&self.faults, &mut tally, call)
    }

    fn count(&self, operation: Operation) {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        *calls.entry(operation.name()).or_default() += 1;
    }

    fn admit(&self, operation: Operation, now: Timestamp) -> Result<(), Refusal> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if !buckets.admit(&self.quotas, operation, now) {
            return Err(Refusal::throttled());
        }
        Ok(())
    }

    /// A number that was never given before.
    fn count_on(&self) -> u64 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    fn request_id(&self) -> String {
        let number = self.count_on();
        uuid_shape(&hex(&self.key.mac(&number.to_be_bytes())))
    }
}

/// One request, read and taken apart.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) shared: Arc<Shared>,
    pub(crate) operation: Operation,
    /// The decoded words that the path holds, in its order.
    pub(crate) words: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) head: request::Parts,
    pub(crate) body: Bytes,
    pub(crate) now: Timestamp,
    pub(crate) request_id: String,
}

impl Call {
    /// A word of the path; empty when there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// The first value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// Every value of a query parameter.
    pub(crate) fn queries<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// A member of the body, when that is JSON; null where there is none.
    pub(crate) fn member(&self, name: &str) -> serde_json::Value {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        body.get(name).cloned().unwrap_or_default()
    }

    /// The headers of the request.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }
}

/// Answers every request that reaches the server.
pub(crate) async fn answer(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request<Body>,
) -> Response {
    let request_id = shared.request_id();
    let (head, body) = request.into_parts();
    let segments: Vec<String> = head
        .uri
        .path()
        .split('/')
        .skip(1)
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    let borrowed: Vec<&str> = segments.iter().map(String::as_str).collect();
    let route = route(&head.method, &borrowed);
    let service = route
        .as_ref()
        .map_or(Service::Connect, |route| route.operation.service());
    let refuse = |refusal: Refusal| refusal.into_response(service, &request_id);
    let mut response = match (route, read(body, BODY_TIME).await) {
        (None, _) => refuse(Refusal::unknown_operation()),
        (Some(_), Err(refusal)) => refuse(refusal),
        (Some(Route { operation, words }), Ok(body)) => {
            let call = Call {
                query: query(head.uri.query()),
                now: shared.clock.now(),
                request_id: request_id.clone(),
                shared,
                operation,
                words,
                head,
                body,
            };
            match sts::named(operation, &call.body) {
                Ok(operation) => serve(Call { operation, ..call }, &line).await,
                Err(refusal) => refuse(refusal),
            }
        }
    };
    // Who is in between knows nothing of AWS's ids.
    if response.extensions().get::<Foreign>().is_some() {
        return response;
    }
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        let headers = response.headers_mut();
        if service == Service::Bucket {
            headers.insert("x-amz-request-id", id.clone());
        }
        headers.insert("x-amzn-requestid", id);
    }
    response
}

fn query(text: Option<&str>) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text.unwrap_or_default().as_bytes())
        .into_owned()
        .collect()
}

/// The whole body, if it comes within `time`: who sends none must not hold a task for ever.
async fn read(body: Body, time: Duration) -> Result<Bytes, Refusal> {
    let whole = timeout(time, read_whole(body)).await;
    whole.unwrap_or_else(|_| {
        Err(Refusal::new(
            StatusCode::REQUEST_TIMEOUT,
            "RequestTimeoutException",
            "The request body did not come in time.",
        ))
    })
}

async fn read_whole(body: Body) -> Result<Bytes, Refusal> {
    let mut stream = body.into_data_stream();
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    while let Some(piece) = stream.next().await {
        let Ok(piece) = piece else {
            return Err(Refusal::invalid(
                Service::Connect,
                "The request body could not be read.",
            ));
        };
        seen = seen.saturating_add(piece.len());
        if seen <= BODY_LIMIT {
            kept.extend_from_slice(&piece);
        } else if seen > DRAIN_LIMIT {
            break;
        }
    }
    if seen > BODY_LIMIT {
        return Err(Refusal::too_large());
    }
    Ok(Bytes::from(kept))
}

/// Counts a call, lets befall it what is to befall it, and answers it.
async fn serve(mut call: Call, line: &Line) -> Response {
    let shared = Arc::clone(&call.shared);
    shared.count(call.operation);
    let fetch = (call.operation == Operation::GetObject).then(|| shared.fetches.asked(&call));
    let struck = shared.strike(&call);
    if struck.ignores_range() {
        call.head.headers.remove(header::RANGE);
    }
    let skew = struck.skew();
    if let Some(skew) = skew {
        // A pinned clock is years away from its clients' own: theirs is taken for the true one.
        let pinned = shared.clock.is_pinned();
        let true_time = auth::signed_at(call.headers()).filter(|_| pinned);
        let time = true_time.unwrap_or(call.now);
        call.now = time.saturating_add(skew).unwrap_or(time);
    }
    let outcome = match check(&call, skew.is_some()) {
        Ok(()) => struck.instead(&call, line).await,
        Err(refusal) => Err(refusal),
    };
    let outcome = match outcome {
        Ok(Some(instead)) => Ok(instead),
        Ok(None) => perform(&call, &struck),
        Err(refusal) => Err(refusal),
    };
    let mut response = match outcome {
        Ok(good) => struck.spoil(good, &shared, line).await,
        Err(refusal) => refusal.into_response(call.operation.service(), &call.request_id),
    };
    if let Some(at) = fetch {
        response = shared.fetches.answered(at, response);
    }
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        shared.throttled.fetch_add(1, Ordering::Relaxed);
    }
    if skew.is_some()
        && let Ok(date) = HeaderValue::from_str(&http_date(call.now))
    {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// Refuses a request that is not signed for us, or not now.
fn check(call: &Call, skewed: bool) -> Answer<()> {
    let service = call.operation.service();
    if call.operation.goes_unsigned() {
        return Ok(());
    }
    auth::check(call.headers(), service, &call.shared.world.region)?;
    if skewed || !call.shared.clock.is_pinned() {
        auth::fresh(call.headers(), service, call.now)?;
    }
    Ok(())
}

/// The answer of a healthy service, changed by what struck the call.
fn perform(call: &Call, struck: &Struck) -> Answer<Response> {
    use Operation as O;
    call.shared.admit(call.operation, call.now)?;
    let mut answer = match call.operation {
        O::ListInstances => connect::list_instances(call)?,
        O::ListIntegrationAssociations => connect::list_integration_associations(call)?,
        O::DescribeAttachedFilesConfiguration => {
            connect::describe_attached_files_configuration(call)?
        }
        O::ListAttachedFilesConfigurations => connect::list_attached_files_configurations(call)?,
        O::DescribeUser => users::describe_user(call)?,
        O::SearchUsers => users::search_users(call)?,
        O::BatchGetAttachedFileMetadata => files::batch_get_attached_file_metadata(call)?,
        O::GetAttachedFile => files::get_attached_file(call)?,
        O::ListContactReferences => contacts::list_contact_references(call)?,
        O::DescribeContact => contacts::describe_contact(call)?,
        O::ListDomains => cases::list_domains(call)?,
        O::GetDomain => cases::get_domain(call)?,
        O::ListFields => cases::list_fields(call)?,
        O::SearchCases => cases::search_cases(call)?,
        O::GetCase => cases::get_case(call)?,
        O::SearchRelatedItems => related::search_related_items(call)?,
        O::SearchAllRelatedItems => related::search_all_related_items(call)?,
        O::GetCallerIdentity => return Ok(sts::get_caller_identity(call)),
        O::AssumeRole => return sts::assume_role(call),
        O::AssumeRoleWithWebIdentity => return sts::assume_role_with_web_identity(call),
        O::GetObject => return bucket::get_object(call, struck.version(|| call.shared.count_on())),
    };
    struck.distort(call.operation, &mut answer);
    Ok(typed("application/json", answer.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_that_does_not_come_is_refused() {
        let silent = futures_util::stream::pending::<io::Result<Bytes>>();
        let read = read(Body::from_stream(silent), Duration::from_millis(10)).await;
        assert!(read.is_err());
    }
}
