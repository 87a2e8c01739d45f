//! Instances, domains and cases for callers who may not do everything that finding takes.

use attache::aws::Aws;
use attache::domain::{
    Arn, CaseName, CaseQuery, Failure, FailureKind, Instance, InstanceName, SafeText,
};
use attache::operations::{Agent, cases, find_cases, find_instance};
use serde_json::json;

use super::{Site, silent, support};
use crate::aws::{Answer, Seen, json as answer};

const ASSOCIATIONS: &str = "ListIntegrationAssociations";

/// What a search for an instance ends with, and what it says.
async fn found(
    aws: &Aws,
    name: Option<&str>,
    domain: Option<&Arn>,
) -> (Result<Instance, Failure>, Vec<String>) {
    let name = name.map(|name| InstanceName::parse(name).unwrap());
    let mut notes = Vec::new();
    let mut say = |note: SafeText| notes.push(note.to_string());
    let found = find_instance(aws, name.as_ref(), domain, &mut say).await;
    (found, notes)
}

fn hint(failure: &Failure) -> &str {
    failure.hint.as_ref().map_or("", SafeText::raw)
}

fn arn_of_support() -> String {
    let id = support()["id"].as_str().unwrap().to_owned();
    format!("arn:aws:connect:us-west-2:482100000000:instance/{id}")
}

#[tokio::test]
async fn without_the_list_an_id_and_an_arn_lead_to_the_instance() {
    let site = Site::start().await;
    let aws = site.without(&["ListInstances"]).await;
    let arn = arn_of_support();
    let id = arn.rsplit('/').next().unwrap();
    for name in [id, &arn] {
        let (instance, notes) = found(&aws, Some(name), None).await;
        assert_eq!(instance.unwrap().id.raw(), id);
        assert_eq!(notes, [""; 0]);
    }
    let address = "https://acme-support.my.connect.aws/agent-app-v2";
    for name in [Some("acme-support"), Some(address), None] {
        let failure = found(&aws, name, None).await.0.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Denied);
        assert!(
            hint(&failure).contains("connect:ListInstances"),
            "{failure}"
        );
        assert!(hint(&failure).contains("By its id or its ARN"), "{failure}");
    }
}

#[tokio::test]
async fn an_address_names_a_whole_alias() {
    let site = Site::start().await;
    let (instance, _) = found(&site.aws, Some("https://acme-support.my.connect.aws"), None).await;
    assert_eq!(instance.unwrap().label().raw(), "acme-support");
    let (instance, _) = found(&site.aws, Some("https://acme-su.my.connect.aws"), None).await;
    let failure = instance.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotFound);
    assert!(hint(&failure).contains("acme-support"), "{failure}");
}

#[tokio::test]
async fn a_domain_that_is_given_is_not_asked_for() {
    let site = Site::start().await;
    let (_, domain, _) = site.case("100001").await;
    let before = site.calls(ASSOCIATIONS);
    let aws = site.without(&[ASSOCIATIONS, "ListDomains"]).await;
    for name in ["acme-support", &arn_of_support()] {
        let (instance, notes) = found(&aws, Some(name), Some(&domain)).await;
        assert_eq!(instance.unwrap().domain_arn(), Some(&domain));
        assert_eq!(notes, [""; 0]);
    }
    assert_eq!(site.calls(ASSOCIATIONS), before);
    let foreign = Arn::parse(&domain.raw().replace("482100000000", "111122223333")).unwrap();
    let (instance, _) = found(&aws, Some("acme-support"), Some(&foreign)).await;
    assert_eq!(instance.unwrap_err().kind, FailureKind::Usage);
}

#[tokio::test]
async fn without_the_associations_the_only_domain_is_taken_and_said() {
    let site = Site::start().await;
    let (_, domain, _) = site.case("100001").await;
    let only = domain.raw().to_owned();
    let (aws, _gate) = site
        .behind(move |seen| match seen.operation() {
            ASSOCIATIONS => Some(Answer::denied(ASSOCIATIONS)),
            "ListDomains" => {
                let id = only.rsplit('/').next();
                let domain = json!({ "domainArn": only, "domainId": id, "name": "x" });
                // Told twice, it is still the only one.
                Some(answer(&json!({ "domains": [domain, domain] })))
            }
            _ => None,
        })
        .await;
    let (instance, notes) = found(&aws, Some("acme-support"), None).await;
    assert_eq!(instance.unwrap().domain_arn(), Some(&domain));
    let [note] = notes.as_slice() else {
        panic!("{notes:?}");
    };
    assert!(
        note.contains(domain.raw()) && note.contains(ASSOCIATIONS),
        "{note}"
    );
}

#[tokio::test]
async fn several_domains_are_a_question_and_none_names_what_was_missing_first() {
    let site = Site::start().await;
    let (_, domain, _) = site.case("100001").await;
    let claims = site.instance("acme-claims").await;
    let aws = site.without(&[ASSOCIATIONS]).await;
    let failure = found(&aws, Some("acme-support"), None).await.0.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    for arn in [&domain, claims.domain_arn().unwrap()] {
        assert!(hint(&failure).contains(arn.raw()), "{failure}");
    }
    assert!(hint(&failure).contains("--domain"), "{failure}");

    let aws = site.without(&[ASSOCIATIONS, "ListDomains"]).await;
    let failure = found(&aws, Some("acme-support"), None).await.0.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    assert!(
        hint(&failure).contains("connect:ListIntegrationAssociations"),
        "{failure}"
    );
    assert!(hint(&failure).contains("--domain"), "{failure}");

    // One that has no domain of its own is no better off.
    let failure = found(&site.aws, Some("acme-sandbox"), None)
        .await
        .0
        .unwrap_err();
    assert!(
        failure.why.raw().contains("has no Cases domain"),
        "{failure}"
    );
    assert!(hint(&failure).contains("--domain"), "{failure}");
}

#[tokio::test]
async fn a_case_leads_to_the_only_instance_that_may_have_its_domain() {
    let site = Site::start().await;
    let (_, domain, _) = site.case("100001").await;
    let id = support()["id"].as_str().unwrap().to_owned();
    let (aws, _gate) = site
        .behind(move |seen| {
            let hidden = seen.operation() == ASSOCIATIONS && seen.path.contains(&id);
            hidden.then(|| Answer::denied(ASSOCIATIONS))
        })
        .await;
    let (instance, notes) = found(&aws, None, Some(&domain)).await;
    assert_eq!(instance.unwrap().label().raw(), "acme-support");
    assert_eq!(notes.len(), 1);
    // Of several that may, none is taken.
    let aws = site.without(&[ASSOCIATIONS]).await;
    let (instance, notes) = found(&aws, None, Some(&domain)).await;
    let failure = instance.unwrap_err();
    assert!(hint(&failure).contains("acme-claims"), "{failure}");
    assert!(hint(&failure).contains("acme-support"), "{failure}");
    assert_eq!(notes, [""; 0]);
}

#[tokio::test]
async fn an_arn_of_another_region_is_refused_before_anything_is_asked() {
    let site = Site::start().await;
    let domain = Arn::parse("arn:aws:cases:eu-west-2:482100000000:domain/d").unwrap();
    for name in [None, Some("acme-support")] {
        let failure = found(&site.aws, name, Some(&domain)).await.0.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Usage);
        assert!(hint(&failure).contains("--region eu-west-2"), "{failure}");
    }
    let case = CaseName::parse(&format!("{domain}/case/c")).unwrap();
    let failure = find_cases(&site.aws, &domain, &case, &mut silent).await;
    assert!(hint(&failure.unwrap_err()).contains("--region eu-west-2"));
    assert!(site.server.calls().is_empty());
}

#[tokio::test]
async fn a_case_whose_fields_may_not_be_read_is_found_by_its_id() {
    let site = Site::start().await;
    let (_, domain, case) = site.case("100001").await;
    let aws = site.without(&["GetCase"]).await;
    for name in [case.arn.raw(), case.id.raw()] {
        let name = CaseName::parse(name).unwrap();
        let mut notes = Vec::new();
        let mut say = |note: SafeText| notes.push(note.to_string());
        let bare = find_cases(&aws, &domain, &name, &mut say).await.unwrap();
        assert_eq!((&bare[0].arn, &bare[0].title), (&case.arn, &None));
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].contains("cases:GetCase"));
    }
    let unknown = CaseName::parse("00000000-0000-4000-8000-000000000000").unwrap();
    let failure = find_cases(&site.aws, &domain, &unknown, &mut silent).await;
    assert_eq!(failure.unwrap_err().kind, FailureKind::NotFound);
}

#[tokio::test]
async fn without_the_search_a_case_is_found_by_its_id() {
    let site = Site::start().await;
    let (instance, domain, case) = site.case("100001").await;
    let aws = site.without(&["SearchCases"]).await;
    let name = CaseName::parse(case.id.raw()).unwrap();
    let by_id = find_cases(&aws, &domain, &name, &mut silent).await;
    assert_eq!(by_id.unwrap(), [case]);
    let name = CaseName::parse("100001").unwrap();
    let by_number = find_cases(&aws, &domain, &name, &mut silent).await;
    let query = CaseQuery::default();
    let all = cases(&aws, &Agent::default(), &instance, &query, None).await;
    for failure in [by_number.unwrap_err(), all.unwrap_err()] {
        assert_eq!(failure.kind, FailureKind::Denied);
        assert!(hint(&failure).contains("cases:SearchCases"), "{failure}");
        assert!(hint(&failure).contains("By its id or its ARN"), "{failure}");
    }
}

#[tokio::test]
async fn open_cases_are_those_that_are_not_closed() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let (aws, gate) = site.behind(|_: &Seen| None).await;
    let world = support();
    let world = world["cases"].as_array().unwrap();
    let open = world
        .iter()
        .filter(|case| case["status"] != "closed")
        .count();
    let mut query = CaseQuery {
        open: true,
        ..CaseQuery::default()
    };
    let page = cases(&aws, &Agent::default(), &instance, &query, None)
        .await
        .unwrap();
    assert_eq!(page.items.len(), open);
    assert!(open < world.len(), "some are closed");
    query.term = Some("cracked".into());
    let page = cases(&aws, &Agent::default(), &instance, &query, None)
        .await
        .unwrap();
    assert!(
        page.items
            .iter()
            .all(|case| case.label().to_lowercase().contains("cracked"))
    );
    let seen = gate.seen();
    let last = seen.last().unwrap();
    assert_eq!(last.body["searchTerm"], "cracked");
    let closed = json!({ "not": { "field": { "equalTo": {
        "id": "status", "value": { "stringValue": "closed" } } } } });
    assert_eq!(last.body["filter"], closed);
}
