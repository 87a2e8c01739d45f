//! Who "mine" is: looked up once, or told.

use attache::aws::Aws;
use attache::domain::{
    AgentName, CaseQuery, Failure, FailureKind, Identity, Instance, InstanceId, SafeText,
};
use attache::operations::{Agent, cases};
use serde_json::{Value, json};

use super::{Site, support};
use crate::aws::{Answer, Canned, json as answer};

const MINE: CaseQuery = CaseQuery {
    term: None,
    open: false,
    mine: true,
};

/// A Connect with the users of the sample world that `SearchUsers` is asked for.
async fn with_users(site: &Site) -> (Aws, Canned) {
    let world = support();
    let id = world["id"].as_str().unwrap().to_owned();
    site.behind(move |seen| {
        if seen.operation() != "SearchUsers" {
            return None;
        }
        assert_eq!(seen.body["InstanceId"], id.as_str());
        let condition = &seen.body["SearchCriteria"]["StringCondition"];
        assert_eq!(condition["FieldName"], "Username");
        assert_eq!(condition["ComparisonType"], "EXACT");
        let users = world["users"].as_array().unwrap().iter();
        let users: Vec<Value> = users
            .filter(|user| user["name"] == condition["Value"])
            .map(|user| json!({ "Username": user["name"], "Arn": arn(&id, user) }))
            .collect();
        Some(answer(&json!({ "Users": users })))
    })
    .await
}

fn arn(instance: &str, user: &Value) -> String {
    let user = user["id"].as_str().unwrap();
    format!("arn:aws:connect:us-west-2:482100000000:instance/{instance}/agent/{user}")
}

async fn mine(aws: &Aws, agent: &Agent, instance: &Instance) -> Result<Vec<String>, Failure> {
    let page = cases(aws, agent, instance, &MINE, None).await?;
    let ids = page.items.iter().map(|case| case.id.to_string());
    Ok(ids.collect())
}

fn of_user(name: &str) -> Vec<String> {
    let world = support();
    let cases = world["cases"].as_array().unwrap().iter();
    let cases = cases.filter(|case| case["user"] == name);
    let mut ids: Vec<String> = cases
        .map(|case| case["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

fn in_order(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

#[tokio::test]
async fn mine_are_the_cases_of_the_user_called_as_the_session() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let (aws, gate) = with_users(&site).await;
    let agent = Agent::default();
    for _ in 0..2 {
        let ids = mine(&aws, &agent.clone(), &instance).await.unwrap();
        assert!(!ids.is_empty());
        assert_eq!(in_order(ids), of_user("m.ito"));
    }
    let asked = |operation: &str| {
        let seen = gate.seen();
        seen.iter()
            .filter(|seen| seen.operation() == operation)
            .count()
    };
    assert_eq!(asked("SearchUsers"), 1, "known from then on");
    assert_eq!(asked("GetCallerIdentity"), 1);
    let filter = gate.seen().last().unwrap().body["filter"].clone();
    let world = support();
    let user = arn(world["id"].as_str().unwrap(), &world["users"][0]);
    let expected = json!({ "field": { "equalTo": {
        "id": "assigned_user", "value": { "userArnValue": user } } } });
    assert_eq!(filter, expected);
    // Another login is another person.
    mine(&aws, &agent.afresh(), &instance).await.unwrap();
    assert_eq!(asked("SearchUsers"), 2);
}

#[tokio::test]
async fn who_is_named_needs_no_identity_and_by_arn_no_search() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let (aws, gate) = with_users(&site).await;
    let named = Agent::new(Some(AgentName::parse("s.okafor").unwrap()));
    let ids = mine(&aws, &named, &instance).await.unwrap();
    assert_eq!(in_order(ids), of_user("s.okafor"));
    assert!(
        gate.seen()
            .iter()
            .all(|seen| seen.operation() != "GetCallerIdentity")
    );
    let world = support();
    let user = arn(world["id"].as_str().unwrap(), &world["users"][2]);
    let named = Agent::new(Some(AgentName::parse(&user).unwrap()));
    let aws = site.without(&["SearchUsers", "GetCallerIdentity"]).await;
    let ids = mine(&aws, &named, &instance).await.unwrap();
    assert_eq!(in_order(ids), of_user("l.novak"));
    let other = site.instance("acme-claims").await;
    let failure = mine(&aws, &named, &other).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage);
}

#[tokio::test]
async fn mine_and_open_and_words_are_one_filter() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let (aws, gate) = with_users(&site).await;
    let query = CaseQuery {
        term: Some("the".into()),
        open: true,
        mine: true,
    };
    let page = cases(&aws, &Agent::default(), &instance, &query, None).await;
    let page = page.unwrap();
    assert!(
        page.items
            .iter()
            .all(|case| of_user("m.ito").contains(&case.id.to_string()))
    );
    let seen = gate.seen();
    let body = &seen.last().unwrap().body;
    assert_eq!(body["filter"]["andAll"].as_array().unwrap().len(), 2);
    assert_eq!(body["searchTerm"], "the");
}

#[tokio::test]
async fn nobody_known_is_told_with_the_way_out() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let (aws, _gate) = with_users(&site).await;
    let unknown = Agent::new(Some(AgentName::parse("nobody").unwrap()));
    let denied = site.without(&["SearchUsers"]).await;
    let (no_identity, _gate) = site
        .behind(|seen| {
            (seen.operation() == "GetCallerIdentity").then(|| Answer::denied("GetCallerIdentity"))
        })
        .await;
    let table = [
        (
            aws,
            unknown,
            FailureKind::NotFound,
            "has no user \"nobody\"",
        ),
        (denied, Agent::default(), FailureKind::Denied, "SearchUsers"),
        (
            no_identity,
            Agent::default(),
            FailureKind::Denied,
            "GetCallerIdentity",
        ),
    ];
    for (aws, agent, kind, why) in table {
        let failure = mine(&aws, &agent, &instance).await.unwrap_err();
        assert_eq!(failure.kind, kind, "{failure}");
        assert!(failure.to_string().contains(why), "{failure}");
        assert!(failure.hint.unwrap().raw().contains("--agent"));
        assert_eq!(
            failure.what.raw(),
            "Your own cases could not be told from the others"
        );
    }
}

#[test]
fn the_name_of_a_caller() {
    let table = [
        ("arn:aws:sts::1:assumed-role/Role/m.ito", Some("m.ito")),
        (
            "arn:aws:sts::1:assumed-role/AWSReservedSSO_X_1/m.ito@example.com",
            Some("m.ito@example.com"),
        ),
        ("arn:aws:iam::1:user/people/agents/m.ito", Some("m.ito")),
        ("arn:aws:sts::1:federated-user/m.ito", Some("m.ito")),
        ("arn:aws:iam::1:root", None),
        ("arn:aws:sts::1:assumed-role/Role", None),
        ("nonsense", None),
    ];
    for (arn, login) in table {
        let identity = Identity {
            account: "1".into(),
            arn: arn.into(),
        };
        assert_eq!(identity.login(), login.map(SafeText::new), "{arn}");
    }
    assert!(AgentName::parse("arn:aws:iam::1:user/x").is_err());
    assert!(AgentName::parse(" ").is_err());
}

#[tokio::test]
async fn a_name_in_other_letters_is_mine_only_when_nobody_else_has_it() {
    let user =
        |name: &str, id: &str| json!({ "Username": name, "Arn": arn("i", &json!({ "id": id })) });
    let found = |users: Value| async move {
        let server = Canned::always(answer(&json!({ "Users": users }))).await;
        let instance = InstanceId::new("i");
        let found = server
            .aws()
            .agent(&instance, &"m.ito".into())
            .await
            .unwrap();
        found.map(|arn| arn.resource().raw().rsplit('/').next().unwrap().to_owned())
    };
    let table = [
        (json!([user("M.Ito", "1"), user("m.ito", "2")]), Some("2")),
        (
            json!([user("M.Ito", "1"), user("s.okafor", "2")]),
            Some("1"),
        ),
        (json!([user("M.Ito", "1"), user("M.ITO", "2")]), None),
        (json!([user("M.Ito", "1"), user("M.Ito", "1")]), Some("1")),
    ];
    for (users, id) in table {
        assert_eq!(found(users.clone()).await.as_deref(), id, "{users}");
    }
}
